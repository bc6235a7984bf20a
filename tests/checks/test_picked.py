"""A webhook that is handed to what is picked while the shop runs: where golint cannot follow, it says that it may be wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

DOOR = """
from flask import Flask, request

from shop import signing
from shop.models import Account, Payment
from shop.tables import ELSEWHERE, registry

app = Flask(__name__)


def settle(event):
    Payment.objects.filter(intent=event["id"]).update(status="paid")


def asked_first(event):
    signing.check(event)
    settle(event)


HANDLERS = {"payment.paid": settle, "payment.settled": settle}
CAREFUL = {"payment.paid": asked_first, "payment.failed": settle}


@app.post("/paymongo/webhook")
def paymongo_webhook():
    event = request.get_json()
    kind = event["type"]
    Account.objects.create(number=event["account"])
    PICK
    return ""
"""
OTHERS = {
    "shop/tables.py": """
from shop.kinds import Registry


def refund(event):
    print(event)


registry = Registry()
ELSEWHERE = {"payment.refunded": refund}
""",
    "shop/signing.py": """
import hmac

from django.conf import settings


def check(event):
    if not hmac.compare_digest(event["signature"], settings.PAYMONGO_SECRET):
        raise ValueError
""",
}
PICKS = [
    ("HANDLERS[kind](event)", Severity.ERROR),
    ("ELSEWHERE[kind](event)", Severity.ERROR),
    ("handler = HANDLERS.get(kind)\n    if handler:\n        handler(event)", Severity.ERROR),
    ("CAREFUL[kind](event)", Severity.NOTE),
    ("registry.get(kind)(event)", Severity.NOTE),
    ("registry[kind](event)", Severity.NOTE),
    ("Taker = registry.get(kind)\n    if Taker is not None:\n        Taker(event).process()", Severity.NOTE),
    ("(registry.get(kind) or settle)(event)", Severity.NOTE),
    ("getattr(signing, kind)(event)", Severity.NOTE),
    ("registry['payment.paid'](event)", Severity.ERROR),
    ("registry[Account.kind]('daily')", Severity.ERROR),
    ("registry.get(kind).process(event)", Severity.NOTE),
    ("taker = registry.get(kind)\n    taker.handle(event)", Severity.NOTE),
    ("registry.get(kind).title(event)", Severity.ERROR),
    ("event['lines'][kind].process(event)", Severity.ERROR),
    ("Account.objects.get(number=event['account']).process(event)", Severity.ERROR),
]


@pytest.mark.parametrize(("pick", "severity"), PICKS, ids=[pick for pick, _ in PICKS])
def test_how_sure_golint_is(findings: Findings, pick: str, severity: Severity) -> None:
    found = findings({"shop/hooks.py": DOOR.replace("PICK", pick), **OTHERS}, "missing-signature-verification")
    assert [(one.location.path, one.severity) for one in found] == [("shop/hooks.py", severity)]


RUNNING = [
    ("src/hook.js", "handlers[event.type](event)", Severity.ERROR),
    ("src/hook.js", "registry[event.type](event)", Severity.NOTE),
    ("src/hook.js", "new registry[event.type](event).run()", Severity.NOTE),
    ("src/hook.js", "registry['paid'](event)", Severity.ERROR),
]


@pytest.mark.parametrize(("path", "pick", "severity"), RUNNING, ids=[pick for _, pick, _ in RUNNING])
def test_the_same_in_scripts(findings: Findings, path: str, pick: str, severity: Severity) -> None:
    text = f"""
const registry = require("./registry");
const settle = async (event) => {{ await Order.updateOne({{ id: event.id }}, {{ paid: true }}); }};
const handlers = {{ "payment.paid": settle }};
app.post("/paymongo/webhook", async (req, res) => {{
  const event = req.body;
  await Account.create({{ number: event.account }});
  await {pick};
  res.sendStatus(200);
}});
"""
    found = findings({path: text, "src/registry.js": "module.exports = load();\n"}, "missing-signature-verification")
    assert [one.severity for one in found] == [severity]


TABLES = [
    ("HANDLERS[kind](event)", [Severity.ERROR]),
    ("handler = HANDLERS.get(kind)\n    if handler:\n        handler(event)", [Severity.ERROR]),
    ("{'payment.paid': settle, 'payment.failed': print_it}[kind](event)", [Severity.ERROR]),
    ("IDLE[kind](event)", []),
    ("CAREFUL[kind](event)", [Severity.NOTE]),  # one of its functions asks who sent it
]


@pytest.mark.parametrize(("pick", "told"), TABLES, ids=[pick for pick, _ in TABLES])
def test_what_any_function_of_a_table_does_is_done(findings: Findings, pick: str, told: list[Severity]) -> None:
    door = DOOR.replace('Account.objects.create(number=event["account"])', "pass").replace("PICK", pick)
    idle = 'def print_it(event):\n    print(event["id"])\n\n\nIDLE = {"payment.failed": print_it}\n\n\n@app'
    found = findings({"shop/hooks.py": door.replace("@app", idle, 1), **OTHERS}, "missing-signature-verification")
    assert [one.severity for one in found] == told


@pytest.mark.parametrize("pick", ["handlers[event.type](event)", "handlers[event.type]?.(event)"])
def test_the_same_is_done_in_scripts(findings: Findings, pick: str) -> None:
    text = f"""
const settle = async (event) => {{ await Order.updateOne({{ id: event.id }}, {{ paid: true }}); }};
const handlers = {{ "payment.paid": settle, "payment.failed": async (event) => console.log(event.id) }};
app.post("/paymongo/webhook", async (req, res) => {{
  const event = req.body;
  await {pick};
  res.sendStatus(200);
}});
"""
    found = findings({"src/hook.js": text}, "missing-signature-verification")
    assert [one.severity for one in found] == [Severity.ERROR]


PLUGIN = """<?php
use Craft;

class SubscriptionController extends Controller
{
    public function actionMollieWebhook(): void
    {
        $id = Craft::$app->getRequest()->getRequiredParam('id');
        $payment = ASKED;
        Subscription::where('payment', $id)->update(['status' => $payment->status]);
    }
}
"""
ASKED = [
    ("Plugin::instance()->mollie->found($id)", Severity.NOTE),
    ("Plugin::instance()->forms->found($id)", Severity.ERROR),
]


@pytest.mark.parametrize(("asked", "severity"), ASKED, ids=[asked for asked, _ in ASKED])
def test_what_cannot_be_followed_may_ask_the_provider(findings: Findings, asked: str, severity: Severity) -> None:
    found = findings({"src/controllers/SubscriptionController.php": PLUGIN.replace("ASKED", asked)}, "missing-signature-verification")
    assert [one.severity for one in found] == [severity]
