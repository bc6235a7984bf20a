from app import create_app


def test_an_unsigned_event_is_refused(monkeypatch):
    monkeypatch.setenv("PAYSTACK_SECRET_KEY", "sk_test_for_tests")
    client = create_app().test_client()
    answer = client.post("/hooks/paystack", json={"event": "charge.success"}, headers={"x-paystack-signature": "0" * 128})
    assert answer.status_code == 401


def test_a_test_card(monkeypatch):
    card = {"number": "4084084084084081", "cvv": "408"}
    assert len(card["number"]) == 16
