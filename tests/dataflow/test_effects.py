"""What changes the world, as people write it, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.dataflow.proof.verdicts import Effect
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]


HOOKS = {
    "server.js": """
const app = require("express")();
MADE
app.post("/webhooks/paystack", async (req, res) => {
  const { reference } = req.body.data;
  ACT;
  res.sendStatus(200);
});
""",
    "app.py": """
import hashlib
from copy import deepcopy

from flask import Flask, request
MADE
app = Flask(__name__)


@app.post("/webhooks/paystack")
def paystack():
    data = request.get_json()["data"]
    ACT
    return "", 200
""",
    "app/controllers/paystack_webhooks_controller.rb": """
class PaystackWebhooksController < ApplicationController
  def create
    reference = params[:data][:reference]
    ACT
    head :ok
  end
end
""",
    "PaystackController.java": """
import org.springframework.web.bind.annotation.*;

@RestController
public class PaystackController {
  MADE
  @PostMapping("/webhooks/paystack")
  public String take(@RequestBody PaystackEvent event) {
    String reference = event.getReference();
    ACT;
    return "ok";
  }
}
""",
    "PaystackController.cs": """
using Microsoft.AspNetCore.Mvc;

[ApiController]
public class PaystackController : ControllerBase
{
  MADE
  [HttpPost("webhooks/paystack")]
  public async Task<IActionResult> Take([FromBody] PaystackEvent e)
  {
    var reference = e.Data.Reference;
    ACT;
    return Ok();
  }
}
""",
}
JS, PY, RB, JAVA, CS = HOOKS
FIRESTORE = "from google.cloud import firestore\nbase = firestore.Client()"
DONE = [
    (
        JS,
        'const jobs = new (require("bullmq").Queue)("payments");',
        'await jobs.add("paid", { reference })',
        "queue.enqueue",
    ),
    (JS, "", 'await base.send(new UpdateItemCommand({ TableName: "orders", Key: { id: { S: reference } } }))', "store.write"),
    (PY, "base = create_client(URL, KEY)", 'base.table("orders").update({"paid": True}).eq("id", data["id"]).execute()', "store.write"),
    (PY, FIRESTORE, 'base.collection("orders").document(data["id"]).update({"paid": True})', "store.write"),
    (PY, "from shop.models import Order", 'Order.filter(reference=data["reference"]).update(paid=True)', "store.write"),
    (RB, "", "OrderMailer.paid(reference).deliver_now", "mail.send"),
    (JAVA, "private final KafkaTemplate<String, String> told;", 'told.send("payments", reference)', "queue.enqueue"),
    (JAVA, "private final Connection base;", 'base.prepareStatement("UPDATE orders SET paid = 1")', "store.write"),
    (CS, "private readonly IDbConnection base;", 'await base.ExecuteAsync("UPDATE Orders SET Paid = 1", new { reference })', "store.write"),
    (CS, "private readonly SqlConnection base;", 'var done = new SqlCommand("UPDATE Orders SET Paid = 1", base)', "store.write"),
    (CS, "private readonly IMediator mediator;", "await mediator.Send(new PaymentReceived(reference))", "unknown"),
]
HARMLESS = [
    (JS, "", 'const asked = new URLSearchParams(req.body); asked.set("page", "2")'),
    (JS, "", 'console.log("UPDATE orders SET paid = 1")'),
    (JS, "", 'await base.send(new PutItemCommand({ TableName: "webhook-events", Item: { id: { S: reference } } }))'),
    (PY, "", 'base.put_item(TableName="webhook-events", Item={"id": {"S": data["id"]}})'),
    (JS, "", "const waiting = []; waiting.push(reference)"),
    (PY, "", 'deepcopy(data).update({"seen": True})'),
    (PY, "", 'data.copy().update({"seen": True})'),
    (PY, "", 'hashlib.sha512(data["reference"].encode()).update(b"more")'),
    (PY, "", 'app.logger.info("DELETE FROM carts")'),
    (RB, "", 'reference.dup.concat("x")'),
    (CS, "private readonly HttpClient asked;", "await asked.SendAsync(new HttpRequestMessage(HttpMethod.Get, reference))"),
    (JS, "", 'const open = require("crypto").createDecipheriv("aes-256-gcm", key, iv); open.setAuthTag(req.body.tag)'),
    (CS, "", 'var said = string.Format("UPDATE {0} SET", reference)'),
]


@pytest.mark.parametrize(("path", "made", "act", "role"), DONE, ids=[act for _, _, act, _ in DONE])
def test_what_is_done_with_an_event_is_seen(views: Views, path: str, made: str, act: str, role: str) -> None:
    assert role in [effect.role for effect in effects(views, path, made, act)]


@pytest.mark.parametrize(("path", "made", "act"), HARMLESS, ids=[act for _, _, act in HARMLESS])
def test_what_changes_nothing_outside_is_none(views: Views, path: str, made: str, act: str) -> None:
    assert effects(views, path, made, act) == []


def effects(views: Views, path: str, made: str, act: str) -> list[Effect]:
    text = HOOKS[path].replace("MADE", made).replace("ACT", act)
    flow = views({path: text})[path].flow
    (handler,) = flow.webhooks
    return list(flow.proof(handler).all_effects)
