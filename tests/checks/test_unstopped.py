"""A middleware that answers where the signature is wrong: whether the request is let through after that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

MIDDLEWARE = """
const crypto = require("crypto");

module.exports = function verifyWebhook(req, res, next) {
  const mine = crypto.createHmac("sha512", process.env.PAYSTACK_SECRET_KEY).update(req.rawBody).digest();
  const sent = Buffer.from(req.get("x-paystack-signature"), "hex");
  CHECKED
};
"""
WAYS = [
    ("if (!crypto.timingSafeEqual(mine, sent)) { res.sendStatus(401); }\n  next();", [Severity.ERROR]),
    ("if (!crypto.timingSafeEqual(mine, sent)) { console.warn('no'); res.status(401).json({}); }\n  return next();", [Severity.ERROR]),
    ("if (crypto.timingSafeEqual(mine, sent)) { console.log('known'); } else { res.sendStatus(403); }\n  next();", [Severity.ERROR]),
    ("if (!crypto.timingSafeEqual(mine, sent)) { next(new Error('no')); }\n  next();", [Severity.NOTE]),  # no handler runs
    ("if (!crypto.timingSafeEqual(mine, sent)) { return res.sendStatus(401); }\n  next();", []),
    ("if (!crypto.timingSafeEqual(mine, sent)) { res.sendStatus(401); } else { next(); }", []),
]


@pytest.mark.parametrize(("checked", "told"), WAYS)
def test_a_refusal_that_ends_nothing_stops_nothing(findings: Findings, checked: str, told: list[Severity]) -> None:
    found = findings({"middleware/webhooks.js": MIDDLEWARE.replace("CHECKED", checked)}, "fail-open-verification")
    assert [one.severity for one in found] == told
