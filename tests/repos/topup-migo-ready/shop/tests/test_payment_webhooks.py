import httpx
import pytest

from topup import operators
from topup.settings import settings
from topup.tasks import celery

PAID = {"uid": "tx-1", "status": "APPROVED", "amount": 2_500, "currency": "GTQ", "reference": "RY-1"}


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    celery.conf.task_always_eager = True
    topups = []
    monkeypatch.setattr(operators, "send", topups.append)
    return topups


def deliver(shop, address=min(settings.migo_addresses)):
    return shop.post("/hooks/migo", json={"uid": "tx-1", "status": "APPROVED"}, headers={"X-Real-IP": address})


def test_a_webhook_about_success_pays_the_topup(shop, topup, migo_answers, sent):
    migo_answers({"data": PAID})
    assert deliver(shop).status_code == 200
    assert topup().status == "paid"
    assert len(sent) == 1


def test_a_replayed_webhook_sends_one_topup(shop, topup, migo_answers, sent):
    migo_answers({"data": PAID})
    deliver(shop)
    assert deliver(shop).status_code == 200
    assert len(sent) == 1


def test_a_webhook_about_another_amount_goes_to_review(shop, topup, migo_answers):
    migo_answers({"data": {**PAID, "amount": 1}})
    deliver(shop)
    assert topup().status == "review"


def test_what_the_operator_refuses_is_given_back(shop, topup, migo_answers, monkeypatch):
    def refuse(topup):
        raise httpx.HTTPError("the number is not known")

    monkeypatch.setattr(operators, "send", refuse)
    migo_answers({"data": PAID}, {"data": {"uid": "tx-1", "status": "DISMISSED"}})
    deliver(shop)
    assert topup().status == "refunded"


def test_a_webhook_from_elsewhere_is_refused(shop, topup):
    assert deliver(shop, "192.0.2.1").status_code == 403
