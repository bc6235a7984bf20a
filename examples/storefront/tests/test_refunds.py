from shop.models import Refund
from shop.services import paymongo


class Answer:
    def raise_for_status(self):
        pass

    def json(self):
        return {"data": {"id": "ref_1"}}


def test_a_refund_is_sent_with_its_amount(order, monkeypatch):
    sent = []
    monkeypatch.setattr(paymongo.session, "post", lambda url, **options: sent.append(options["json"]) or Answer())
    refund = Refund.objects.create(order=order, amount=order.total)
    assert paymongo.create_refund(refund)["id"] == "ref_1"
    assert sent[0]["data"]["attributes"]["amount"] == 45_000
