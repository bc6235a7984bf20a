"""What payments do to orders, whoever took them."""

import pytest

from shop import orders
from shop.models import Order, Refund
from shop.webhooks import events, inbox


@pytest.mark.django_db(transaction=True)
def test_a_payment_succeeds_and_pays_the_order(order, mailoutbox):
    orders.settle("ILT-1", "payment-1", 45_000, "php")
    order.refresh_from_db()
    assert order.status == Order.Status.PAID
    assert len(mailoutbox) == 1


def test_a_declined_payment_leaves_the_order_open(order):
    orders.fail("ILT-1")
    order.refresh_from_db()
    assert order.status == Order.Status.FAILED


@pytest.mark.django_db(transaction=True)
def test_a_refund_is_noted_once(order):
    orders.settle("ILT-1", "payment-1", 45_000, "php")
    for _ in range(2):
        events.card_refunded({"id": "refund-1", "payment_intent": "payment-1", "amount_refunded": 45_000})
    assert Refund.objects.get().amount == 45_000


@pytest.mark.django_db(transaction=True)
def test_a_payment_webhook_that_is_delivered_twice_is_worked_off_once(order, monkeypatch):
    worked_off = []
    monkeypatch.setattr("shop.tasks.work_off.delay", lambda *event: worked_off.append(event))
    for _ in range(2):
        inbox.take("bank", "event-1", "payment.paid", {}, live=False)
    assert len(worked_off) == 1
