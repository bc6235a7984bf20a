"""Yesterday's PayMongo payments for the bookkeeper."""

import base64
import csv

import requests
from django.conf import settings

PAYMENTS = "https://api.paymongo.com/v1/payments"

session = requests.Session()


def _headers():
    token = base64.b64encode(f"{settings.PAYMONGO_SECRET_KEY}:".encode()).decode()
    return {"Accept": "application/json", "Authorization": f"Basic {token}"}


def export(target, after=None):
    """Write the payments after an id as CSV: reference, amount, fee, net amount."""
    params = {"limit": 100, **({"after": after} if after else {})}
    answer = session.get(PAYMENTS, params=params, headers=_headers(), timeout=(5, 25))
    answer.raise_for_status()
    writer = csv.writer(target)
    for payment in answer.json()["data"]:
        attributes = payment["attributes"]
        writer.writerow([attributes["external_reference_number"], attributes["amount"], attributes["fee"], attributes["net_amount"]])
