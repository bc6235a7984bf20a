import os

import stripe

stripe.api_key = os.environ["STRIPE_SECRET_KEY"]


def charge(order, body):
    return stripe.PaymentIntent.create(
        amount=order.total,
        currency="usd",
        payment_method=body["payment_method"],
        confirm=True,
        idempotency_key="charge",
    )
