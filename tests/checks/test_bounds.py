"""The least and the most that may be charged are no price: an amount between them is still the client's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

PAY = """const stripe = require("stripe")(process.env.STRIPE_SECRET_KEY);
const products = require("./products");
CONSTANTS
exports.start = async (req, res) => {
  const amount = Number(req.body.amount);
  CHECKED
  const intent = await stripe.paymentIntents.create({ amount, currency: "eur" }, { idempotencyKey: req.body.cart });
  res.json({ secret: intent.client_secret });
};
"""
ROUTES = 'require("express")().post("/pay", require("./pay").start);'


def told(findings: Findings, constants: str, checked: str) -> bool:
    text = PAY.replace("CONSTANTS", constants).replace("CHECKED", checked)
    return bool(findings({"pay.js": text, "app.js": ROUTES}, "client-controlled-amount"))


@pytest.mark.parametrize(
    ("constants", "checked"),
    [
        ("", "if (amount < 50) return res.sendStatus(400);"),
        ("const MIN_AMOUNT = 50;", "if (amount < MIN_AMOUNT) return res.sendStatus(400);"),
        ("const MIN = 50, maxCharge = 999900;", "if (amount < MIN || amount > maxCharge) return res.sendStatus(400);"),
    ],
)
def test_bounds_are_no_price(findings: Findings, constants: str, checked: str) -> None:
    assert told(findings, constants, checked)


@pytest.mark.parametrize(
    ("constants", "checked"),
    [
        ("const PRICE = 4900;", "if (amount < PRICE) return res.sendStatus(400);"),
        ("const LIMIT = 4900;", "if (amount !== LIMIT) return res.sendStatus(400);"),
        ("", "const minAmount = (await products.findOne({ id: req.body.id })).price; if (amount < minAmount) return res.sendStatus(400);"),
    ],
)
def test_a_price_is_one(findings: Findings, constants: str, checked: str) -> None:
    assert not told(findings, constants, checked)
