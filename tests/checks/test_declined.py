"""A card that is declined comes as an answer with some providers, and an order that is completed behind it has to wait for its word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]
RULE = "amount-not-verified"
HEAD = """const { Payment } = require("mercadopago");
const { Order, Card } = require("./models");
const payments = new Payment(client);
"""
CHARGE = "payments.create({ body: { transaction_amount: order.total, token: req.body.token } })"
ASKING = "  function isApproved(one) {\n    return one.status === 'approved';\n  }"
PAID = 'Order.updateOne({ _id: order.id }, { status: "paid" })'


def door(body: str) -> str:
    start = 'app.post("/pay", async (req, res) => {\n  const order = await Order.findById(req.body.order);\n'
    return f"{HEAD}{start}{body}\n  res.json({{}});\n}});\n"


def told(findings: Findings, files: dict[str, str]) -> list[tuple[str, int]]:
    return [(one.location.path, one.location.region.start_line) for one in findings(files, RULE)]


@pytest.mark.parametrize(
    "body",
    [
        f"  const answer = await {CHARGE};\n  await {PAID};",
        f"  const answer = await {CHARGE};\n  log.info(answer.id);\n  await {PAID};",
        f"  await {CHARGE}.then((answer) => {PAID});",
        f"  try {{\n    const answer = await {CHARGE};\n    await {PAID};\n  }} catch (error) {{\n    res.status(402).end();\n  }}",
        f'  const answer = await {CHARGE};\n  order.status = "paid";\n  order.payment = answer.id;\n  await order.save();',
    ],
    ids=["awaited", "its id is logged", "chained", "errors are caught", "a field is set"],
)
def test_nobody_asks_whether_the_card_was_declined(findings: Findings, body: str) -> None:
    (path, line), *others = told(findings, {"server/pay.js": door(body)})
    assert not others
    assert CHARGE.partition("(")[0] in door(body).splitlines()[line - 1]
    assert path == "server/pay.js"


@pytest.mark.parametrize(
    "body",
    [
        f'  const answer = await {CHARGE};\n  if (answer.status === "approved") await {PAID};',
        f"  const {{ status }} = await {CHARGE};\n  if (status !== 'approved') return res.sendStatus(402);\n  await {PAID};",
        f"  const answer = await {CHARGE};\n  if (!isApproved(answer)) return;\n  await {PAID};\n{ASKING}",
        f"  const answer = await {CHARGE};\n  await Order.updateOne({{ _id: order.id }}, {{ status: answer.status }});",
        f"  const answer = await {CHARGE};\n  await Order.updateOne({{ _id: order.id }}, {{ payment: answer.id }});",
        f"  await {PAID};\n  const answer = await {CHARGE};\n  log.info(answer.id);",
        f"  await {CHARGE.replace('create', 'cancel')};\n  await {PAID};",
    ],
    ids=["asked", "taken apart", "asked by a function", "kept as it is", "not completed", "completed before", "no charge"],
)
def test_a_card_that_is_asked_about(findings: Findings, body: str) -> None:
    assert told(findings, {"server/pay.js": door(body)}) == []


def test_a_door_whose_parts_stand_in_two_files(findings: Findings) -> None:
    charging = (
        'const { Payment } = require("mercadopago");\n'
        "exports.charge = (order, token) => new Payment(client).create({ body: { transaction_amount: order.total, token } });\n"
    )
    calling = door(f"  const answer = await charge(order, req.body.token);\n  await {PAID};").replace(
        "const payments = new Payment(client);", 'const { charge } = require("./charge");'
    )
    assert told(findings, {"server/pay.js": calling, "server/charge.js": charging}) == [("server/pay.js", 6)]
    asking = calling.replace(f"await {PAID}", f'if (answer.status === "approved") await {PAID}')
    assert told(findings, {"server/pay.js": asking, "server/charge.js": charging}) == []


def test_a_provider_whose_library_raises(findings: Findings) -> None:
    text = door(f"  const charge = await stripe.charges.create({{ amount: order.total, source: req.body.token }});\n  await {PAID};")
    assert told(findings, {"server/pay.js": text.replace("mercadopago", "stripe")}) == []
