import os

import stripe

stripe.api_key = os.environ["STRIPE_SECRET_KEY"]
stripe.default_http_client = stripe.RequestsClient(timeout=20)


def capture(intent, order):
    return stripe.PaymentIntent.capture(intent, amount_to_capture=order.total, idempotency_key=f"capture-{order.id}")
