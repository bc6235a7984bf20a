"""The part of PayMongo's API that the shop uses. PayMongo's own client cannot send an idempotency key."""

import logging
import random
import time

import requests
from django.conf import settings

API = "https://api.paymongo.com/v1"
TIMEOUT = (5, 25)
TRIES = 4

logger = logging.getLogger(__name__)
session = requests.Session()


class PaymongoError(Exception):
    """A request that PayMongo refused, or that never got an answer."""

    def __init__(self, status, codes):
        super().__init__(f"PayMongo answered {status}: {', '.join(codes) or 'no code'}")
        self.status = status
        self.codes = codes


def _send(method, path, attributes=None, idempotency_key=None):
    headers = {"Accept": "application/json"}
    if idempotency_key:
        headers["Idempotency-Key"] = idempotency_key
    body = {"data": {"attributes": attributes}} if attributes is not None else None
    answer = session.request(method, f"{API}{path}", json=body, headers=headers, auth=(settings.PAYMONGO_SECRET_KEY, ""))
    if answer.status_code >= 400:
        errors = answer.json().get("errors", []) if answer.headers.get("Content-Type", "").startswith("application/json") else []
        raise PaymongoError(answer.status_code, [error.get("code", "") for error in errors])
    return answer.json()["data"]


def _send_patiently(method, path, attributes=None, idempotency_key=None):
    """The same, tried again when PayMongo does not answer or is busy; the key makes that safe."""
    for attempt in range(TRIES):
        try:
            return _send(method, path, attributes, idempotency_key)
        except (requests.ConnectionError, requests.Timeout, PaymongoError) as problem:
            status = getattr(problem, "status", 503)
            if attempt == TRIES - 1 or (status < 500 and status != 429):
                raise
            time.sleep(2**attempt + random.random())


def create_checkout(order):
    """A page of PayMongo on which the order is paid."""
    attributes = {
        "line_items": [
            {"name": line.tea.name, "quantity": line.quantity, "amount": line.price, "currency": order.currency}
            for line in order.lines.select_related("tea")
        ],
        "payment_method_types": ["gcash", "grab_pay", "card", "qrph"],
        "reference_number": order.reference,
        "success_url": f"{settings.SHOP_URL}/thanks?order={order.reference}",
        "cancel_url": f"{settings.SHOP_URL}/cart",
        "send_email_receipt": False,
    }
    return _send_patiently("POST", "/checkout_sessions", attributes, f"checkout-{order.reference}-{order.attempts}")


def checkout(session_id):
    return _send_patiently("GET", f"/checkout_sessions/{session_id}")


def create_refund(refund):
    attributes = {"amount": refund.amount, "payment_id": refund.order.payment_id, "reason": refund.reason}
    body = {"data": {"attributes": attributes}}
    answer = requests.post(f"{API}/refunds", json=body, auth=(settings.PAYMONGO_SECRET_KEY, ""), timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.json()["data"]


def register_payments_webhook():
    url = f"{settings.SHOP_URL}/hooks/paymongo/payments/"
    events = ["checkout_session.payment.paid", "payment.failed", "payment.refunded", "source.chargeable"]
    return _send_patiently("POST", "/webhooks", {"url": url, "events": events}, f"webhook-{url}")


def register_webhook(url, events):
    return _send_patiently("POST", "/webhooks", {"url": url, "events": events}, f"webhook-{url}")


def webhooks():
    return _send_patiently("GET", "/webhooks")
