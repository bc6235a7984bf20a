"""Cards from abroad, taken by Stripe."""

import uuid

import stripe
from django.conf import settings

stripe.api_key = settings.STRIPE_SECRET_KEY
stripe.max_network_retries = 2

SITE = "http://localhost:5173"


def charge_saved_card(order, customer, payment_method):
    """The monthly box of a member from abroad."""
    return stripe.PaymentIntent.create(
        amount=order.total,
        currency=order.currency.lower(),
        customer=customer,
        payment_method=payment_method or "pm_card_visa",
        off_session=True,
        confirm=True,
        metadata={"reference": order.reference},
        idempotency_key=str(uuid.uuid4()),
    )


def create_gift_session(order):
    """Stripe's own page, for gift boxes that are sent abroad."""
    return stripe.checkout.Session.create(
        mode="payment",
        client_reference_id=order.reference,
        line_items=[
            {
                "quantity": 1,
                "price_data": {
                    "currency": order.currency.lower(),
                    "unit_amount": order.total,
                    "product_data": {"name": f"Gift box {order.reference}"},
                },
            }
        ],
        success_url=f"{SITE}/thanks?order={order.reference}",
        cancel_url=f"{SITE}/cart",
        idempotency_key=f"gift-{order.reference}-{order.attempts}",
    )
