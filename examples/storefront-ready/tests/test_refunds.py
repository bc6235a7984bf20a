from shop.models import Refund
from shop.services import paymongo


def test_a_refund_keeps_its_key_when_it_is_tried_again(order, monkeypatch):
    sent = []
    monkeypatch.setattr(paymongo, "_send", lambda *arguments: sent.append(arguments) or {"id": "ref_1"})
    refund = Refund.objects.create(order=order, amount=order.total)
    paymongo.create_refund(refund)
    paymongo.create_refund(refund)
    assert {key for *_, key in sent} == {f"refund-{refund.pk}"}
