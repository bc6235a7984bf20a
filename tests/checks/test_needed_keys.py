"""How bad it is that a request has no key: what opens a payment moves nothing yet, and a reference may do the work of a key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

RENEWAL = """
const stripe = require("stripe")(process.env.STRIPE_SECRET_KEY);
exports.start = (member) => stripe.subscriptions.create({ customer: member.customer, items: [{ price: member.plan }] });
"""
PAYOUT = """
exports.payOut = (claim) =>
  fetch("https://api.paystack.co/ROUTE", {
    method: "POST",
    headers: { Authorization: `Bearer ${process.env.PAYSTACK_SECRET_KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify(BODY),
    signal: AbortSignal.timeout(30_000),
  });
"""
SUM = "{ amount: claim.amount, recipient: claim.recipient }"
NAMED = "{ amount: claim.amount, recipient: claim.recipient, reference: claim.reference }"


def test_a_subscription_charges_when_it_is_made(findings: Findings) -> None:
    assert [one.severity for one in findings({"src/members.js": RENEWAL}, "missing-idempotency-key")] == [Severity.WARNING]


@pytest.mark.parametrize("route", ["transfer", "transaction/charge_authorization", "charge"])
@pytest.mark.parametrize(("body", "told"), [(SUM, [Severity.WARNING]), (NAMED, []), ("claim.transfer", [])])
def test_a_payout_has_a_reference_of_the_shops_own(findings: Findings, route: str, body: str, told: list[Severity]) -> None:
    text = PAYOUT.replace("ROUTE", route).replace("BODY", body)
    assert [one.severity for one in findings({"src/payouts.js": text}, "missing-idempotency-key")] == told


@pytest.mark.parametrize("route", ["transaction/initialize", "refund", "transfer/finalize_transfer"])
def test_what_only_opens_a_payment_or_is_refused_twice_needs_none(findings: Findings, route: str) -> None:
    text = PAYOUT.replace("ROUTE", route).replace("BODY", SUM)
    assert findings({"src/payouts.js": text}, "missing-idempotency-key") == []


GCASH = """
import axios from "axios";
export const openWallet = (order, key) =>
  axios.post("https://api.paymongo.com/v1/ROUTE", { data: { attributes: { amount: order.total, type: "gcash" } } }, {
    headers: { Authorization: `Basic ${btoa(`${key}:`)}` },
    timeout: 30_000,
  });
"""


@pytest.mark.parametrize(
    ("path", "route", "severity", "deed"),
    [
        ("server/wallets.js", "sources", Severity.WARNING, "start a payment"),
        ("server/wallets.js", "checkout_sessions", Severity.WARNING, "start a payment"),
        ("server/wallets.js", "payments", Severity.ERROR, "move money"),
        ("src/components/Wallet.jsx", "sources", Severity.NOTE, "start a payment"),
    ],
)
def test_how_bad_a_second_one_would_be(findings: Findings, path: str, route: str, severity: Severity, deed: str) -> None:
    (found,) = findings({path: GCASH.replace("ROUTE", route)}, "missing-idempotency-key")
    assert (found.severity, deed in found.message) == (severity, True)
