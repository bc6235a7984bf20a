import requests
from flask import current_app

API = "https://api.paystack.co"


def _headers():
    return {"Authorization": f"Bearer {current_app.config['PAYSTACK_SECRET_KEY']}"}


def initialize(booking, callback_url):
    body = {"email": booking.email, "amount": booking.total, "reference": booking.reference, "callback_url": callback_url}
    answer = requests.post(f"{API}/transaction/initialize", json=body, headers=_headers())
    answer.raise_for_status()
    return answer.json()["data"]["authorization_url"]


def verify_transaction(reference):
    answer = requests.get(f"{API}/transaction/verify/{reference}", headers=_headers(), timeout=20)
    answer.raise_for_status()
    return answer.json()["data"]
