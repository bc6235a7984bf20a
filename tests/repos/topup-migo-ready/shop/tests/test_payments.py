from topup import migo

ASKED = {"phone": "50255500117", "plan": "tigo-25"}


def test_a_payment_starts_with_a_link(shop, migo_answers):
    migo_answers({"data": {"uid": "tx-1", "url": "https://sandbox.migopayments.com/tx-1"}})
    assert shop.post("/topups", json=ASKED).json()["link"] == "https://sandbox.migopayments.com/tx-1"


def test_a_declined_card_is_told_in_our_words(shop, migo_answers):
    migo_answers({"error": {"code": "INSUFFICIENT_FUNDS", "message": "raw detail"}})
    answer = shop.post("/topups", json=ASKED)
    assert answer.status_code == 402
    assert "raw detail" not in answer.text


def test_a_card_that_needs_3ds_sends_the_customer_to_the_challenge(shop, migo_answers):
    migo_answers({"data": {"uid": "tx-1", "threeDSecureUrl": "https://bank.example/challenge"}})
    assert shop.post("/topups", json=ASKED).json()["challenge"] == "https://bank.example/challenge"


def test_an_expired_token_is_refreshed(migo_answers, monkeypatch):
    renewed = []
    monkeypatch.setattr(migo.tokens, "refresh", renewed.append)
    migo_answers({"error": {"code": "TOKEN_EXPIRED"}}, {"data": {"uid": "tx-1"}})
    assert migo.transaction("tx-1") == {"uid": "tx-1"}
    assert len(renewed) == 1


def test_a_refund_dismisses_the_transaction(migo_answers):
    migo_answers({"data": {"uid": "tx-1", "status": "DISMISSED"}})
    assert migo.refund("tx-1")["status"] == "DISMISSED"
