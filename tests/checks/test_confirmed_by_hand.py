"""What is said of doors by which payments are confirmed, and how sure golint is that customers come through them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

ROUTE = """
const stripe = require("stripe")(process.env.STRIPE_SECRET_KEY);

router.{verb}("{address}", {guards}async (req, res) => {{
  await Order.findByIdAndUpdate(req.params.id, {{ paymentStatus: "paid" }});
  res.json({{ done: true }});
}});
"""


@pytest.mark.parametrize(
    ("verb", "address", "guards", "severity", "told"),
    [
        ("get", "/payment/success/:id", "", Severity.ERROR, "the browser came back to this address. Anyone can open the address"),
        ("get", "/payment/success/:id", "requireAuth, ", Severity.ERROR, "Anyone who is signed in can open the address"),
        ("put", "/payment/:id/confirm", "", Severity.ERROR, "this address is called. Anyone can call it"),
        ("put", "/payment/:id/confirm-manual", "requireAuth, ", Severity.WARNING, "Anyone who is signed in can call it"),
    ],
)
def test_who_can_mark_an_order_paid(findings: Findings, verb: str, address: str, guards: str, severity: Severity, told: str) -> None:
    [found] = findings({"routes/orders.js": ROUTE.format(verb=verb, address=address, guards=guards)}, "unverified-return")
    assert (found.severity, told in found.message) == (severity, True)


@pytest.mark.parametrize("guard", ["requireAdmin", "staffOnly", "authorize('cashier')"])
def test_the_shops_own_people_are_believed(findings: Findings, guard: str) -> None:
    source = ROUTE.format(verb="put", address="/payment/:id/confirm", guards=f"requireAuth, {guard}, ")
    assert findings({"routes/orders.js": source}, "unverified-return") == []


@pytest.mark.parametrize("guard", ["allowOwnerOrAdmin", "exceptAdmins", "ownResourceOrSuperuser"])
def test_a_guard_that_lets_in_others_too_is_none_of_staff(findings: Findings, guard: str) -> None:
    source = ROUTE.format(verb="put", address="/payment/:id/confirm", guards=f"requireAuth, {guard}, ")
    assert findings({"routes/orders.js": source}, "unverified-return")
