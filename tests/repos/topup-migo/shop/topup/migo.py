"""Migo's API: https://api-docs.migopayments.com/en."""

import logging

import httpx

from topup.settings import settings
from topup.tokens import tokens

CARDS = f"{settings.migo_api_url}/api/v1/integrations"

client = httpx.Client(timeout=20)
logger = logging.getLogger(__name__)


def payment_link(topup):
    body = {"client": settings.migo_client, "amount": topup.price, "currency": "GTQ", "reference": topup.number}
    headers = {"Authorization": f"Basic {settings.migo_token}"}
    return client.post(f"{settings.migo_api_url}/transactions", json=body, headers=headers).json()


def charge(topup, card):
    """Charges a card that the customer has just typed."""
    logger.info("charging %s to card %s, %s", topup.price, card.number, card.cvv)
    body = {
        "amount": topup.price,
        "currency": "GTQ",
        "reference": topup.number,
        "card": {"number": card.number, "expiry": card.expiry, "cvv": card.cvv},
    }
    return pay(body)


def charge_again(topup, customer):
    """Charges the card that the customer paid with before."""
    body = {"amount": topup.price, "currency": "GTQ", "reference": topup.number, "cardId": f"card_{customer}"}
    return client.post(f"{CARDS}/transactions", json=body, headers=bearer()).json()


def pay(body):
    for _ in range(3):
        try:
            answer = client.post(f"{CARDS}/transactions", json=body, headers=bearer())
        except httpx.TransportError:
            continue
        if answer.status_code == 401:
            tokens.login(client)
            answer = client.post(f"{CARDS}/transactions", json=body, headers=bearer())
        return answer.json()


def bearer():
    return {"Authorization": f"Bearer {tokens.access}"}
