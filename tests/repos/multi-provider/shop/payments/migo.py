import os
import time

import requests

from payments.hosts import host

BASE = host("migo", os.environ["APP_ENV"])
session = requests.Session()


class Declined(Exception):
    pass


def charge(order, card_id):
    body = {"uid": order.reference, "amount": order.total, "currency": "GTQ", "cardId": card_id}
    for attempt in range(3):
        try:
            answer = session.post(f"{BASE}/transactions", json=body, headers={"Authorization": os.environ["MIGO_TOKEN"]}, timeout=30)
            break
        except requests.ConnectionError:
            time.sleep(2**attempt)
    else:
        raise TimeoutError("Migo does not answer")
    code = answer.json().get("error", {}).get("code")
    if code:
        raise Declined(code)
    return answer.json()["data"]
