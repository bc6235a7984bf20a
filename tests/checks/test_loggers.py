"""What a logger is called, and how loud it is, changes nothing of what must not stand in a log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

PROGRAMS = {
    "shop/hooks.ts": "export class StripeHooks {{\n  take(req) {{\n    {call}('payment', req.body);\n  }}\n}}\n",
    "shop/hooks.py": "import stripe\n\ndef payment_webhook(request):\n    {call}('payment %s', request.body)\n",
    "shop/hooks.php": "<?php\nfunction payment_webhook($request) {{\n    {call}('payment ' . file_get_contents('php://input'));\n}}\n",
}


@pytest.mark.parametrize(
    ("path", "call", "quiet"),
    [
        ("shop/hooks.ts", "this.logger_.warn", False),
        ("shop/hooks.ts", "this.logger_.debug", True),
        ("shop/hooks.ts", "this._logger.info", False),
        ("shop/hooks.ts", "this.#logger.error", False),
        ("shop/hooks.ts", "req.log.fatal", False),
        ("shop/hooks.py", "_logger.critical", False),
        ("shop/hooks.py", "LOG.exception", False),
        ("shop/hooks.py", "frappe.logger().info", False),
        ("shop/hooks.py", "frappe.logger('payments').debug", True),
        ("shop/hooks.php", "$this->_logger->notice", False),
        ("shop/hooks.php", "$this->log->critical", False),
    ],
)
def test_a_whole_body_is_told(findings: Findings, path: str, call: str, quiet: bool) -> None:
    text = PROGRAMS[path].format(call=call)
    [found] = findings({path: text}, "sensitive-data-logged")
    assert call in text.splitlines()[found.location.region.start_line - 1]
    assert found.severity is (Severity.NOTE if quiet else Severity.WARNING)
