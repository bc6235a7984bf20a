"""What changes the world, as people write it, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.dataflow.verdicts import Effect
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]


HOOKS = {
    "js": (
        "server.js",
        'const app = require("express")();\n{made}\napp.post("/webhooks/paystack", async (req, res) => {{\n'
        "  const {{ reference }} = req.body.data;\n  {act};\n  res.sendStatus(200);\n}});\n",
    ),
    "py": (
        "app.py",
        'from copy import deepcopy\nimport hashlib\nfrom flask import Flask, request\n{made}\napp = Flask(__name__)\n\n\n'
        '@app.post("/webhooks/paystack")\ndef paystack():\n    data = request.get_json()["data"]\n    {act}\n    return "", 200\n',
    ),
    "rb": (
        "app/controllers/paystack_webhooks_controller.rb",
        "class PaystackWebhooksController < ApplicationController\n{made}  def create\n    reference = params[:data][:reference]\n"
        "    {act}\n    head :ok\n  end\nend\n",
    ),
    "java": (
        "PaystackController.java",
        "import org.springframework.web.bind.annotation.*;\n@RestController\npublic class PaystackController {{\n  {made}\n"
        '  @PostMapping("/webhooks/paystack")\n  public String take(@RequestBody PaystackEvent event) {{\n'
        '    String reference = event.getReference();\n    {act};\n    return "ok";\n  }}\n}}\n',
    ),
    "cs": (
        "PaystackController.cs",
        "using Microsoft.AspNetCore.Mvc;\n[ApiController]\npublic class PaystackController : ControllerBase\n{{\n  {made}\n"
        '  [HttpPost("webhooks/paystack")]\n  public async Task<IActionResult> Take([FromBody] PaystackEvent e)\n  {{\n'
        "    var reference = e.Data.Reference;\n    {act};\n    return Ok();\n  }}\n}}\n",
    ),
}
DONE = [
    ("js", 'const { Queue } = require("bullmq"); const jobs = new Queue("payments");', 'await jobs.add("paid", { reference })', "queue.enqueue"),
    ("py", "base = create_client(URL, KEY)", 'base.table("orders").update({"paid": True}).eq("reference", data["reference"]).execute()', "store.write"),
    ("py", "from google.cloud import firestore\nbase = firestore.Client()", 'base.collection("orders").document(data["id"]).update({"paid": True})', "store.write"),
    ("py", "from shop.models import Order", 'Order.filter(reference=data["reference"]).update(paid=True)', "store.write"),
    ("rb", "", "OrderMailer.paid(reference).deliver_now", "mail.send"),
    ("java", "private final KafkaTemplate<String, String> told;", 'told.send("payments", reference)', "queue.enqueue"),
    ("java", "private final DataSource source;", 'source.getConnection().prepareStatement("UPDATE orders SET paid = 1")', "store.write"),
    ("cs", "private readonly IDbConnection base;", 'await base.ExecuteAsync("UPDATE Orders SET Paid = 1 WHERE Reference = @reference", new { reference })', "store.write"),
    ("cs", "private readonly SqlConnection base;", 'var done = new SqlCommand("UPDATE Orders SET Paid = 1", base)', "store.write"),
    ("cs", "private readonly IMediator mediator;", "await mediator.Send(new PaymentReceived(reference))", "unknown"),
]  # fmt: skip
HARMLESS = [
    ("js", "", 'const asked = new URLSearchParams(req.body); asked.set("page", "2")'),
    ("js", "", 'console.log("UPDATE orders SET paid = 1")'),
    ("js", "", "const waiting = []; waiting.push(reference)"),
    ("py", "", 'deepcopy(data).update({"seen": True})'),
    ("py", "", 'data.copy().update({"seen": True})'),
    ("py", "", 'hashlib.sha512(data["reference"].encode()).update(b"more")'),
    ("py", "", 'app.logger.info("DELETE FROM carts")'),
    ("rb", "", 'reference.dup.concat("x")'),
    ("cs", "", 'var said = string.Format("UPDATE {0} SET", reference)'),
]


@pytest.mark.parametrize(("language", "made", "act", "role"), DONE, ids=[f"{one[0]}-{one[2]}" for one in DONE])
def test_what_is_done_with_an_event_is_seen(views: Views, language: str, made: str, act: str, role: str) -> None:
    assert role in [effect.role for effect in effects(views, language, made, act)]


@pytest.mark.parametrize(("language", "made", "act"), HARMLESS, ids=[f"{one[0]}-{one[2]}" for one in HARMLESS])
def test_what_changes_nothing_outside_is_none(views: Views, language: str, made: str, act: str) -> None:
    assert effects(views, language, made, act) == []


def effects(views: Views, language: str, made: str, act: str) -> list[Effect]:
    path, text = HOOKS[language]
    flow = views({path: text.format(made=made, act=act)})[path].flow
    (handler,) = flow.webhooks
    return list(flow.proof(handler).all_effects)
