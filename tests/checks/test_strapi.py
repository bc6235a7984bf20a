"""What a route table of Strapi's puts in front of a webhook makes golint less sure that nobody verifies it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

HOOK = """
async hook(ctx) {
  await strapi.db.query("api::order.order").update({ where: { source: ctx.request.body.data.id }, data: { status: "paid" } });
  ctx.send({ paymongo: "received" });
},
"""
OLD_HOOK = """
async hook(ctx) {
  await strapi.query("order").update({ source: ctx.request.body.data.id }, { status: "paid" });
  ctx.send({ paymongo: "received" });
},
"""
NEWER, OLDER = "server/controllers/paymongo.js", "api/paymongo/controllers/paymongo.js"
SCRIPT = 'module.exports = [{ method: "POST", path: "/hook", handler: "paymongo.%s", config: { policies: [%s] } }];'
TABLE = '{"routes": [{"method": "POST", "path": "/hook", "handler": "paymongo.%s", "config": {"policies": [%s]}}]}'


@pytest.mark.parametrize(
    ("controller", "routes", "table"), [(NEWER, "server/routes/index.js", SCRIPT), (OLDER, "api/paymongo/config/routes.json", TABLE)]
)
@pytest.mark.parametrize(
    ("action", "policies", "severity"),
    [("hook", '"signed"', Severity.NOTE), ("hook", "", Severity.ERROR), ("refund", '"signed"', Severity.ERROR)],
)
def test_a_policy_may_verify(
    findings: Findings, controller: str, routes: str, table: str, action: str, policies: str, severity: Severity
) -> None:
    files = {controller: f"module.exports = {{{HOOK}}};", routes: table % (action, policies)}
    (found,) = findings(files, "missing-signature-verification")
    assert (found.location.path, found.severity) == (controller, severity)


@pytest.mark.parametrize("table", ["", "[]", "{", '{"routes": [3, {"handler": "paymongo.hook", "config": null}]}'])
def test_a_table_that_says_nothing_guards_nothing(findings: Findings, table: str) -> None:
    files = {OLDER: f"module.exports = {{{OLD_HOOK}}};", "api/paymongo/config/routes.json": table}
    assert [found.severity for found in findings(files, "missing-signature-verification")] == [Severity.ERROR]
