"""What a function does with a delivery that it verifies itself, before it has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

DOOR = """
import { settle } from "./settling";

app.post("/webhooks/xendit", async (req, res) => {
  await settle(req.body, req.headers["x-callback-token"]);
  res.sendStatus(200);
});
"""
SERVICE = """
import crypto from "node:crypto";

export async function settle(event, token) {{
  {before}
  if (!crypto.timingSafeEqual(Buffer.from(token), Buffer.from(process.env.XENDIT_CALLBACK_TOKEN))) throw new Error("forged");
  await Invoice.update({{ status: event.status }}, {{ where: {{ reference: event.external_id }} }});
}}
"""
WRITES = "await Invoice.update({ paidAt: event.paid_at }, { where: { reference: event.external_id } });"


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (WRITES, "parse-before-verify"),
        (f"if (event.paid_at) {{ {WRITES} }}", "parse-before-verify"),
        (f"if (event.is_test) {{ {WRITES} return; }}", "fail-open-verification"),  # one way acts without the check, none before it
        ("console.log(event.external_id);", ""),
        ("const invoice = await Invoice.findOne({ where: { reference: event.external_id } });", ""),
    ],
)
def test_what_is_done_first(findings: Findings, before: str, rule: str) -> None:
    files = {"src/door.js": DOOR, "src/settling.js": SERVICE.format(before=before)}
    found = findings(files, "parse-before-verify", "fail-open-verification")
    assert [(one.rule, one.location.path, one.location.region.start_line) for one in found] == ([(rule, "src/door.js", 5)] if rule else [])
