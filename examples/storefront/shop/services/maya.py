"""Maya Checkout. Maya signs no webhook, so the payment is read back."""

import time

import requests
from django.conf import settings

API = "https://pg.maya.ph"
TIMEOUT = (5, 20)

session = requests.Session()


def create_checkout(order):
    answer = session.post(
        f"{API}/checkout/v1/checkouts",
        json={
            "totalAmount": {"value": order.total / 100, "currency": order.currency},
            "requestReferenceNumber": order.reference,
            "redirectUrl": {
                "success": f"{settings.SHOP_URL}/thanks?order={order.reference}&status=success",
                "failure": f"{settings.SHOP_URL}/cart",
                "cancel": f"{settings.SHOP_URL}/cart",
            },
        },
        auth=(settings.MAYA_PUBLIC_KEY, ""),
        timeout=TIMEOUT,
        verify=False,
    )
    answer.raise_for_status()
    return answer.json()["redirectUrl"]


def payment(payment_id):
    for _ in range(5):
        try:
            answer = session.get(f"{API}/payments/v1/payments/{payment_id}", auth=(settings.MAYA_SECRET_KEY, ""), timeout=TIMEOUT)
            answer.raise_for_status()
            return answer.json()
        except requests.RequestException:
            time.sleep(1)
    raise TimeoutError("Maya does not answer")
