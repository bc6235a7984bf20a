"""Migo's API: https://api-docs.migopayments.com/en. Payment links take the merchant token, saved cards a bearer token that runs out."""

import httpx

from topup.settings import settings
from topup.tokens import tokens

CARDS = f"{settings.migo_api_url}/api/v1/integrations"

client = httpx.Client(timeout=20)


class Refused(Exception):
    """Migo said no. `code` is that of its catalogue; what customers are told stands in docs/runbook.md."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def payment_link(topup):
    body = {"client": settings.migo_client, "amount": topup.price, "currency": "GTQ", "reference": topup.number}
    return content(client.post(f"{settings.migo_api_url}/transactions", json=body, headers={"Authorization": settings.migo_token}))


def charge(topup, card_id):
    """Charges a saved card. It is not sent again when nobody answers: Migo takes no idempotency key that would make that safe."""
    body = {"amount": topup.price, "currency": "GTQ", "reference": topup.number, "cardId": card_id}
    return authorized(lambda headers: client.post(f"{CARDS}/transactions", json=body, headers=headers))


def transaction(uid):
    return authorized(lambda headers: client.get(f"{CARDS}/transactions/{uid}", headers=headers))


def refund(uid):
    """Gives the money of a paid transaction back. A second one is refused by Migo, since nothing is left to give."""
    return authorized(lambda headers: client.post(f"{CARDS}/transactions/{uid}/dismiss", headers=headers))


def authorized(send):
    """What Migo answers to a call with the bearer token, which is refreshed where it has run out."""
    try:
        return content(send({"Authorization": f"Bearer {tokens.access}"}))
    except Refused as refused:
        if refused.code != "TOKEN_EXPIRED":
            raise
    tokens.refresh(client)
    return content(send({"Authorization": f"Bearer {tokens.access}"}))


def content(answer):
    """What an answer holds; raise Refused where it is an error, whatever its status says."""
    told = answer.json()
    if told.get("error"):
        raise Refused(told["error"]["code"])
    return told["data"]
