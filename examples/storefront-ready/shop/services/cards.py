"""Cards from abroad, taken by Stripe."""

import stripe
from django.conf import settings

stripe.api_key = settings.STRIPE_SECRET_KEY
stripe.max_network_retries = 2


def create_intent(order):
    """What the page needs to take a card for the order. A repeated request finds the same intent."""
    return stripe.PaymentIntent.create(
        amount=order.total,
        currency=order.currency.lower(),
        receipt_email=order.email,
        metadata={"reference": order.reference},
        automatic_payment_methods={"enabled": True},
        idempotency_key=f"intent-{order.reference}-{order.attempts}",
    )


def charge_saved_card(order, customer, payment_method):
    """The monthly box of a member from abroad."""
    return stripe.PaymentIntent.create(
        amount=order.total,
        currency=order.currency.lower(),
        customer=customer,
        payment_method=payment_method,
        off_session=True,
        confirm=True,
        metadata={"reference": order.reference},
        idempotency_key=f"box-{order.reference}",
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
        success_url=f"{settings.SHOP_URL}/thanks?order={order.reference}",
        cancel_url=f"{settings.SHOP_URL}/cart",
        idempotency_key=f"gift-{order.reference}-{order.attempts}",
    )
