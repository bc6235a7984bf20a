"""Where a client's amount is told that a door hands to a function which charges it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]
Line = tuple[str, str]

SERVICE = """
import stripe


class Payments:
    @staticmethod
    def start(order):
        return stripe.PaymentIntent.create(amount=order["amount"], currency="eur", idempotency_key=order["cart"])

    @staticmethod
    def start_sum(amount, cart):
        return stripe.PaymentIntent.create(amount=amount, currency="eur", idempotency_key=cart)

    @staticmethod
    def begin(order):
        return Payments.start(order)
"""
DOOR = """
from flask import Flask, jsonify, request

from shop.payments import Payments

app = Flask(__name__)


@app.post("/pay/{name}")
def pay_{name}():
    {body}
"""
CHARGE = 'stripe.PaymentIntent.create(amount=order["amount"], currency="eur", idempotency_key=order["cart"])'
WHOLE = "return jsonify(secret=Payments.start(request.get_json()).client_secret)"
TAKEN_OUT = ("shop/payments.py", 'order["amount"]')
PLACES: list[tuple[str, str, Line, list[Line]]] = [
    ("the whole body", WHOLE, TAKEN_OUT, [("shop/pay.py", "request.get_json()")]),
    (
        "by one between",
        "return jsonify(secret=Payments.begin(request.get_json()).client_secret)",
        TAKEN_OUT,
        [("shop/pay.py", "request.get_json()")],
    ),
    (
        "the amount itself",
        'body = request.get_json()\n    return jsonify(secret=Payments.start_sum(body["amount"], body["cart"]).client_secret)',
        ("shop/pay.py", 'body["amount"]'),
        [("shop/payments.py", 'stripe.PaymentIntent.create(amount=amount, currency="eur", idempotency_key=cart)')],
    ),
    (
        "the amount in an object of the door's",
        'body = request.get_json()\n    return jsonify(key=Payments.start({"amount": body["amount"], "cart": body["cart"]}).client_secret)',
        ("shop/pay.py", 'body["amount"]'),
        [("shop/payments.py", CHARGE)],
    ),
]


def told(files: dict[str, str], found: list[Finding]) -> list[tuple[Line, list[Line]]]:
    """Each finding's text with its file, and those beside it."""
    texts = {path: text.encode() for path, text in files.items()}

    def line(path: str, start: int, end: int) -> Line:
        return path, texts[path][start:end].decode()

    return [
        (
            line(one.location.path, one.location.span.start, one.location.span.end),
            [line(r.location.path, r.location.span.start, r.location.span.end) for r in one.related],
        )
        for one in found
    ]


@pytest.mark.parametrize(("body", "place", "beside"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_it_stands_where_the_amount_is_taken_out(findings: Findings, body: str, place: Line, beside: list[Line]) -> None:
    files = {"shop/pay.py": DOOR.format(name="now", body=body), "shop/payments.py": SERVICE}
    assert told(files, findings(files, "client-controlled-amount")) == [(place, beside)]


def test_several_doors_make_one_finding(findings: Findings) -> None:
    files = {f"shop/{name}.py": DOOR.format(name=name, body=WHOLE) for name in ("now", "later")} | {"shop/payments.py": SERVICE}
    doors = [("shop/later.py", "request.get_json()"), ("shop/now.py", "request.get_json()")]
    assert told(files, findings(files, "client-controlled-amount")) == [(TAKEN_OUT, doors)]


def test_a_door_with_a_price_of_the_shops_is_silent(findings: Findings) -> None:
    body = 'order = Order.query.get(request.get_json()["order"])\n    return jsonify(secret=Payments.start(order).client_secret)'
    files = {"shop/pay.py": DOOR.format(name="now", body=body), "shop/payments.py": SERVICE}
    assert findings(files, "client-controlled-amount") == []


def test_what_the_rule_does_not_look_at_is_told_at_the_door(findings: Findings) -> None:
    door = DOOR.replace("shop.payments", "tests.payments").format(name="now", body=WHOLE)
    files = {"shop/pay.py": door, "tests/payments.py": SERVICE}
    place = ("shop/pay.py", "request.get_json()")
    assert told(files, findings(files, "client-controlled-amount")) == [(place, [("tests/payments.py", CHARGE)])]
