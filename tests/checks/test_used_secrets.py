"""A weak word that webhooks are checked with: no excerpt of any rule shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

WORD = "orangelantern"
OPENING = """
const crypto = require("crypto");
const express = require("express");
const app = express();
"""
HMAC = f"""
app.post("/webhooks/paystack", express.json(), async (req, res) => {{
  const digest = crypto.createHmac("sha512", "{WORD}").update(JSON.stringify(req.body)).digest("hex");
  if (digest !== req.headers["x-paystack-signature"]) return res.sendStatus(401);
  await Order.updateOne({{ reference: req.body.data.reference }}, {{ paid: true }});
  res.sendStatus(200);
}});
"""
TOKEN = f"""
app.post("/webhooks/xendit", express.json(), async (req, res) => {{
  if (req.headers["x-callback-token"] !== "{WORD}") return res.sendStatus(401);
  await Order.updateOne({{ number: req.body.external_id }}, {{ paid: true }});
  res.sendStatus(200);
}});
"""


@pytest.mark.parametrize(("text", "rule"), [(HMAC, "parse-before-verify"), (TOKEN, "hardcoded-key")], ids=["keys a digest", "is compared"])
def test_an_excerpt_masks_it(findings: Findings, text: str, rule: str) -> None:
    (found,) = findings({"server/webhooks.js": OPENING + text}, rule)
    assert "*" * len(WORD) in found.location.line
    assert WORD not in found.location.line


@pytest.mark.parametrize(
    ("header", "proves"),
    [("x-callback-token", True), ("verif-hash", True), ("x-webhook-secret", True), ("x-token-type", False), ("x-event-name", False)],
)
def test_a_plain_text_proves_the_sender_where_a_header_calls_itself_a_token(findings: Findings, header: str, proves: bool) -> None:
    text = OPENING + TOKEN.replace("x-callback-token", header)
    found = findings({"server/webhooks.js": text}, "missing-signature-verification")
    assert [one.rule for one in found] == ([] if proves else ["missing-signature-verification"])
