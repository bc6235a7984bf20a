"""Maya Checkout. Maya signs no webhook: the sender's address is checked, and the payment is read back."""

import requests
from django.conf import settings

TIMEOUT = (5, 20)

session = requests.Session()


def create_checkout(order):
    answer = session.post(
        f"{settings.MAYA_BASE_URL}/checkout/v1/checkouts",
        json={
            "totalAmount": {"value": order.total / 100, "currency": order.currency},
            "requestReferenceNumber": order.reference,
            "redirectUrl": {
                "success": f"{settings.SHOP_URL}/thanks?order={order.reference}",
                "failure": f"{settings.SHOP_URL}/cart",
                "cancel": f"{settings.SHOP_URL}/cart",
            },
        },
        auth=(settings.MAYA_PUBLIC_KEY, ""),
        timeout=TIMEOUT,
    )
    answer.raise_for_status()
    return answer.json()["redirectUrl"]


def payment(payment_id):
    answer = session.get(
        f"{settings.MAYA_BASE_URL}/payments/v1/payments/{payment_id}", auth=(settings.MAYA_SECRET_KEY, ""), timeout=TIMEOUT
    )
    answer.raise_for_status()
    return answer.json()
