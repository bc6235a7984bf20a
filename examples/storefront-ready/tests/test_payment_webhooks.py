import json

import pytest
import stripe

from shop.models import Order

EVENT = {"id": "evt_1", "type": "payment_intent.succeeded", "livemode": False}
INTENT = {"id": "pi_1", "metadata": {"reference": "ILT-1"}, "amount_received": 45_000, "currency": "php"}


@pytest.mark.django_db(transaction=True)
def test_a_stripe_webhook_pays_the_order(client, order, settings):
    body = json.dumps({**EVENT, "object": "event", "data": {"object": {**INTENT, "object": "payment_intent"}}})
    settings.STRIPE_WEBHOOK_SECRET = "made-up-for-tests"
    header = stripe.WebhookSignature._compute_signature(f"1763596800.{body}", settings.STRIPE_WEBHOOK_SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: 1763596800)
        answer = client.post("/hooks/stripe/", body, "application/json", headers={"Stripe-Signature": f"t=1763596800,v1={header}"})
    assert answer.status_code == 200
    order.refresh_from_db()
    assert order.status == Order.Status.PAID
