import pytest

from shop.models import Order
from shop.services import maya


@pytest.mark.django_db(transaction=True)
def test_a_maya_webhook_pays_the_order_that_is_read_back(client, order, monkeypatch):
    paid = {"id": "m-1", "status": "PAYMENT_SUCCESS", "amount": "450.00", "currency": "PHP", "requestReferenceNumber": "ILT-1"}
    monkeypatch.setattr(maya, "payment", lambda payment_id: paid)
    assert client.post("/hooks/maya/", {"id": "m-1"}, "application/json", headers={"X-Real-IP": "13.229.160.234"}).status_code == 200
    order.refresh_from_db()
    assert order.status == Order.Status.PAID
