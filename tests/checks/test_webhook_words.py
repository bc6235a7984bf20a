"""How messages about webhooks call a door, and which header they name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

EXPRESS = """
const hmac = (raw) => crypto.createHmac("sha512", process.env.SECRET).update(raw).digest();

app.post("/hooks/multipaga", express.raw({ type: "*/*" }), async (req, res) => {
  if (process.env.SECRET) {
    if (!crypto.timingSafeEqual(hmac(req.body), Buffer.from(req.get("signature"), "hex"))) return res.sendStatus(401);
  }
  await orders.updateOne({ id: JSON.parse(req.body).id }, { paid: true });
  res.sendStatus(200);
});
"""


def test_a_door_without_a_name_is_called_by_its_route(findings: Findings) -> None:
    [found] = findings({"server/hooks.js": EXPRESS}, "fail-open-verification")
    assert found.symbol == "/hooks/multipaga"
    assert found.message.startswith("`/hooks/multipaga` checks webhooks of Multipaga")


BESIDE = """
app.post("/hooks/multipaga", express.raw({{ type: "*/*" }}), async (req, res) => {{
  if ({condition}) return res.sendStatus(401);
  await orders.updateOne({{ id: JSON.parse(req.body).id }}, {{ paid: true }});
  res.sendStatus(200);
}});
"""


@pytest.mark.parametrize(
    ("condition", "past"),
    [
        ("!(\n    crypto.timingSafeEqual(hmac(req.body), sent(req)) ||\n    config.debug\n  )", "config.debug"),
        ("req.query.checked && !crypto.timingSafeEqual(hmac(req.body), sent(req))", "req.query.checked"),
        ("(!crypto.timingSafeEqual(hmac(req.body), sent(req)) && strict()) || !req.body", "strict()"),
    ],
)
def test_the_way_past_is_what_stands_beside_the_check(findings: Findings, condition: str, past: str) -> None:
    source = EXPRESS.split("\n\n", maxsplit=1)[0] + "\n" + BESIDE.format(condition=condition)
    [found] = findings({"server/hooks.js": source}, "fail-open-verification")
    assert source.encode()[found.location.span.start : found.location.span.end].decode() == past


WORKED_OFF = {
    "shop/hooks.py": """
from shop import jobs


@app.post("/hooks/stripe")
def stripe_hook():
    jobs.work_off(request.get_data(), request.headers["Stripe-Signature"])
    return "", 204
""",
    "shop/jobs.py": """
import stripe


def work_off(body, signature):
    if settings.STRIPE_WEBHOOK_SECRET:
        stripe.Webhook.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
    Order.objects.filter(payment=json.loads(body)["data"]["object"]["id"]).update(paid=True)
""",
}


def test_what_a_called_function_does_unchecked_is_shown_there(findings: Findings) -> None:
    [found] = findings(WORKED_OFF, "fail-open-verification")
    assert (found.location.path, found.location.region.start_line) == ("shop/hooks.py", 7)
    assert "what is called here goes on without it" in found.message
    assert [(one.location.path, one.location.region.start_line) for one in found.related] == [("shop/jobs.py", 7), ("shop/jobs.py", 8)]


BARE = """
app.post("/hooks/multipaga", async (req, res) => {{
  {read}
  await orders.updateOne({{ id: req.body.id }}, {{ paid: true }});
  res.sendStatus(200);
}});
"""


@pytest.mark.parametrize(
    ("read", "others", "headers"),
    [
        ("", {}, {"x-webhook-signature-512", "x-webhook-signature-256"}),
        ('const sent = req.get("x-webhook-signature-256");', {}, {"x-webhook-signature-256"}),
        ('const sent = req.get("X-Webhook-Signature-512");', {}, {"x-webhook-signature-512"}),
        ("", {"server/names.js": 'export const HEADER = "x-webhook-signature-256";\n'}, {"x-webhook-signature-256"}),
    ],
)
def test_a_help_names_the_header_that_the_shop_reads(findings: Findings, read: str, others: dict[str, str], headers: set[str]) -> None:
    [found] = findings({"server/hooks.js": BARE.format(read=read), **others}, "missing-signature-verification")
    assert {name for name in ("x-webhook-signature-512", "x-webhook-signature-256") if name in found.help} == headers


TWO = """
import paymongo
import stripe


@app.post("/hooks/stripe")
def stripe_webhook(request):
    stripe.pay(request.json)
    Order.objects.filter(id=request.json["id"]).update(paid=True)


@app.post("/hooks/{route}")
def take(request):
    stripe.log(request.json)
    Order.objects.filter(id=request.json["id"]).update(paid=True)
"""


@pytest.mark.parametrize(("route", "provider"), [("paymongo", "paymongo"), ("stripe-connect", "stripe"), ("links", "stripe")])
def test_a_finding_is_about_the_provider_that_its_door_names(findings: Findings, route: str, provider: str) -> None:
    found = findings({"shop/hooks.py": TWO.format(route=route)}, "missing-signature-verification")
    assert [one.provider for one in found] == ["stripe", provider]
    assert ("PayMongo" if provider == "paymongo" else "Stripe") in found[1].message


SEVERAL = """
import stripe, paymongo, xendit


def refund_of_stripe(payment):
    stripe.Refund.create(payment_intent=payment)


def refund_of_xendit(payment):
    xendit.Refund.create(payment)


@app.post("/hooks/{name}")
def {name}_callback():
    {text}
    Order.objects.filter(id=request.json["id"]).update(paid=True)
    return "", 204
"""


@pytest.mark.parametrize(
    ("name", "text", "provider"),
    [("xendit", "pass", "xendit"), ("mpesa", "log('xendit sent something')", "xendit"), ("mpesa", "pass", None)],
)
def test_a_door_is_of_the_provider_that_it_names(findings: Findings, name: str, text: str, provider: str | None) -> None:
    [found] = findings({"shop/hooks.py": SEVERAL.format(name=name, text=text)}, "missing-signature-verification")
    assert found.provider == provider


XENDIT = """
app.post("/webhooks/xendit", async (req, res) => {
  const token = process.env.XENDIT_CALLBACK_VERIFICATION_TOKEN;
  if (token && req.get("x-callback-token") !== token) return res.sendStatus(401);
  await orders.updateOne({ id: req.body.external_id }, { paid: true });
  res.sendStatus(200);
});
"""


def test_the_secret_is_called_as_the_file_calls_it(findings: Findings) -> None:
    [found] = findings({"server/hooks.js": XENDIT}, "fail-open-verification")
    assert "`process.env.XENDIT_CALLBACK_VERIFICATION_TOKEN`" in found.help
    [found] = findings(
        {"server/hooks.js": XENDIT.replace("XENDIT_CALLBACK_VERIFICATION_TOKEN", "SHOP_HOOK_TOKEN")}, "fail-open-verification"
    )
    assert "`process.env.XENDIT_WEBHOOK_TOKEN`" in found.help


ON_THE_SIDE = """
package shop

func (desk *Desk) StripeWebhook(c echo.Context) error {
	var body map[string]interface{}
	if err := json.NewDecoder(c.Request().Body).Decode(&body); err != nil {
		return err
	}
	go STARTED
	return c.NoContent(200)
}

func routes(e *echo.Echo, desk *Desk) {
	e.POST("/stripe/webhook", desk.StripeWebhook)
}
"""


@pytest.mark.parametrize(
    ("started", "reached"),
    [("desk.Orders.Settle(body)", "`Orders.Settle`"), ("settle(body)", "`settle`"), ("func() { desk.settle(body) }()", "`settle`")],
)
def test_what_a_webhook_starts_on_the_side_is_called_by_its_own_name(findings: Findings, started: str, reached: str) -> None:
    [found] = findings({"shop/stripe.go": ON_THE_SIDE.replace("STARTED", started)}, "missing-signature-verification")
    assert found.message.endswith(f"reach {reached}.")


LATER = """
const express = require("express");
const stripe = require("stripe")(process.env.STRIPE_SECRET_KEY);
const { settle } = require("./orders");
const app = express();

async function pass(event) {
  setTimeout(() => settle(event.data), 5000);
}

app.post("/hooks/stripe", express.json(), async (req, res) => {
  BEGUN
  res.json({ received: true });
});
"""


@pytest.mark.parametrize(
    ("begun", "reached"),
    [
        ("setTimeout(() => settle(req.body), 0);", "`orders.settle`"),
        ("setTimeout(async () => { await settle(req.body); }, 0);", "`orders.settle`"),
        ("setImmediate(settle, req.body);", "`orders.settle`"),
        ("process.nextTick(() => desk.settle(req.body));", "`desk.settle`"),
        ("await pass(req.body);", "`pass`"),
        ("await queue.add('stripe', req.body);", "`queue.add`"),
    ],
)
def test_what_a_webhook_leaves_to_a_timer_is_called_by_its_own_name(findings: Findings, begun: str, reached: str) -> None:
    [found] = findings({"shop/stripe.js": LATER.replace("BEGUN", begun)}, "missing-signature-verification")
    assert found.message.endswith(f"reach {reached}.")


BEFORE = """
const crypto = require("crypto");
const express = require("express");
const app = express();

function signedOnly(req, res, next) {
  ASKED
  const expected = crypto.createHmac("sha256", process.env.ADYEN_HOOK_SECRET).update(req.rawBody).digest("hex");
  const given = req.headers["x-signature"] || "";
  CHECKED
  return res.sendStatus(401);
}

app.post("/hooks/adyen", signedOnly, async (req, res) => {
  await Order.update({ status: "paid" }, { where: { id: req.body.order } });
  res.sendStatus(200);
});
"""
CHECKS = [
    "if (given.length === expected.length && crypto.timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return next();",
    "const valid = crypto.timingSafeEqual(Buffer.from(given), Buffer.from(expected)); if (valid) return next();",
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize(
    ("condition", "severity"),
    [
        ("!process.env.ADYEN_HOOK_SECRET", Severity.ERROR),
        ('!req.headers["x-signature"]', Severity.ERROR),
        ("!settings.verification.on", Severity.ERROR),
        ('process.env.NODE_ENV !== "production"', Severity.ERROR),
        ('req.hostname === "localhost"', Severity.ERROR),
        ("req.user", Severity.NOTE),  # who knows who that is
        ("isHealthCheck(req)", Severity.NOTE),
        ('req.body.event === "endpoint.url_validation"', Severity.NOTE),
    ],
)
def test_the_way_past_a_check_that_comes_later_is_the_condition_before_it(
    findings: Findings, check: str, condition: str, severity: Severity
) -> None:
    text = BEFORE.replace("CHECKED", check).replace("ASKED", f"if ({condition}) {{ log(1); return next(); }}")
    [found] = findings({"shop/hooks.js": text}, "fail-open-verification")
    span = found.location.span
    assert (text[span.start : span.end], found.severity) == (condition, severity)
    assert "skipped when this condition says so" in found.message


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("before", ["", 'if (req.path === "/health") return next();', "if (!req.rawBody) return res.sendStatus(400);"])
def test_nothing_leads_past_a_check_that_comes_later(findings: Findings, check: str, before: str) -> None:
    assert findings({"shop/hooks.js": BEFORE.replace("CHECKED", check).replace("ASKED", before)}, "fail-open-verification") == []


ROOT = """
import { FastifyInstance } from "fastify";
import { db } from "../../db";

export default async function (app: FastifyInstance) {
  app.post("/", async (req, reply) => {
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [req.body.order]);
    return reply.send("ok");
  });
}
"""


@pytest.mark.parametrize(
    ("path", "sender"),
    [
        ("src/routes/webhooks/xendit.ts", "Xendit"),
        ("src/routes/webhooks/paid.ts", "the payment provider"),
        ("src/routes/webhooks/xendit-and-paystack.ts", "the payment provider"),
        ("src/routes/orders/xendit.ts", None),
    ],
)
def test_a_door_at_the_root_of_its_folder_goes_by_the_names_of_folder_and_file(findings: Findings, path: str, sender: str | None) -> None:
    found = findings({path: ROOT}, "missing-signature-verification")
    told = [f"Nothing verifies that what `/` receives comes from {sender}"] if sender else []
    assert [one.message.partition(". ")[0] for one in found] == told


def test_a_door_with_a_route_of_its_own_does_not_go_by_its_folder(findings: Findings) -> None:
    files = {"src/routes/webhooks/subscribers.ts": ROOT.replace('"/"', '"/subscribers"')}
    assert findings(files, "missing-signature-verification") == []


@pytest.mark.parametrize("said", ["true", "signature === ''"])
def test_a_check_that_is_still_to_be_written_is_shown_beside_the_door_that_relies_on_it(findings: Findings, said: str) -> None:
    door = """import express from "express";
import { verifySignature } from "./signatures";
import { Order } from "./models";

export const app = express();
app.post("/webhooks/stripe", async (req, res) => {
  if (!verifySignature(req.body, req.headers["stripe-signature"])) return res.sendStatus(400);
  await Order.update({ paid: true }, { where: { intent: req.body.data.object.id } });
  res.sendStatus(200);
});
"""
    check = f"export function verifySignature(body, signature) {{\n  return {said};\n}}\n"
    told = findings({"src/hooks.js": door, "src/signatures.js": check}, family="webhooks")
    found = next(one for one in told if one.rule == "missing-signature-verification")
    places = [(one.location.path, one.location.region.start_line) for one in found.related if one.message.startswith("this check")]
    assert places == [("src/signatures.js", 2)] * (said == "true")
