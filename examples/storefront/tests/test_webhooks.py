import hashlib
import hmac
import json
import time

import pytest

from shop.models import Order
from tests.conftest import SECRET


def checkout_paid(amount=45_000, event_id="evt_1"):
    payment = {"id": "pay_1", "attributes": {"status": "paid", "amount": amount, "currency": "PHP"}}
    checkout = {"id": "cs_1", "attributes": {"reference_number": "ILT-1", "payments": [payment]}}
    event = {"type": "checkout_session.payment.paid", "livemode": False, "data": checkout}
    return json.dumps({"data": {"id": event_id, "attributes": event}}).encode()


def deliver(client, body, secret=SECRET, now=None):
    timestamp = str(int(now or time.time()))
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    header = f"t={timestamp},te={digest},li="
    return client.post("/hooks/paymongo/payments/", body, content_type="application/json", headers={"Paymongo-Signature": header})


@pytest.mark.django_db(transaction=True)
def test_a_paid_checkout_pays_the_order(client, order):
    assert deliver(client, checkout_paid()).status_code == 200
    order.refresh_from_db()
    assert order.status == Order.Status.PAID


@pytest.mark.django_db(transaction=True)
def test_a_wrong_amount_goes_to_review(client, order):
    deliver(client, checkout_paid(amount=100))
    order.refresh_from_db()
    assert order.status == Order.Status.REVIEW


@pytest.mark.parametrize(("secret", "age"), [("another", 0), (SECRET, 3600)])
def test_a_forged_or_old_delivery_is_refused(client, order, secret, age):
    assert deliver(client, checkout_paid(), secret, time.time() - age).status_code == 401
    order.refresh_from_db()
    assert order.status == Order.Status.PENDING
