"""A signature that is checked with a public key proves the sender by itself, whatever the key is called: nobody is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

DOORS = {
    "shop/a.py": """
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.exceptions import InvalidSignature
from flask import Flask, request, abort
from shop.models import Order
from django.conf import settings
app = Flask(__name__)
KEY = Ed25519PublicKey.from_public_bytes(bytes.fromhex(settings.MIGO_KEY))

@app.route("/webhooks/migopayments", methods=["POST"])
def migo_webhook():
    try:
        KEY.verify(bytes.fromhex(request.headers["X-Signature"]), request.get_data())
    except InvalidSignature:
        abort(401)
    Order.objects.filter(uid=request.json["uid"]).update(status="paid")
    return ""
""",
    "shop/b.py": """
from nacl.signing import VerifyKey
from flask import Flask, request, abort
from shop.models import Order
from django.conf import settings
app = Flask(__name__)

def genuine(raw, signature):
    VerifyKey(settings.MIGO_KEY).verify(raw, signature)

@app.route("/webhooks/migopayments", methods=["POST"])
def migo_webhook():
    genuine(request.get_data(), request.headers["X-Signature"])
    Order.objects.filter(uid=request.json["uid"]).update(status="paid")
    return ""
""",
    "server/c.js": """
const crypto = require("crypto");
app.post("/webhooks/migopayments", async (req, res) => {
  const ok = crypto.verify(null, req.rawBody, KEY, Buffer.from(req.get("x-signature"), "hex"));
  if (!ok) return res.sendStatus(401);
  await orders.update({ uid: req.body.uid }, { status: req.body.status });
  res.sendStatus(200);
});
""",
    "server/d.js": """
import * as ed from "@noble/ed25519";
app.post("/webhooks/migopayments", async (req, res) => {
  if (!(await ed.verifyAsync(req.get("x-signature"), req.rawBody, KEY))) return res.sendStatus(401);
  await orders.update({ uid: req.body.uid }, { status: req.body.status });
  res.sendStatus(200);
});
""",
    "server/e.js": """
const crypto = require("crypto");
app.post("/webhooks/migopayments", async (req, res) => {
  const verifier = crypto.createVerify("SHA256");
  verifier.update(req.rawBody);
  if (!verifier.verify(KEY, req.get("x-signature"), "base64")) return res.sendStatus(401);
  await orders.update({ uid: req.body.uid }, { status: req.body.status });
  res.sendStatus(200);
});
""",
    "hooks/f.go": """
package hooks
import ("crypto/ed25519"; "encoding/hex"; "io"; "net/http")
func MigoWebhook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	sig, _ := hex.DecodeString(r.Header.Get("X-Signature"))
	if !ed25519.Verify(key, body, sig) {
		w.WriteHeader(401)
		return
	}
	var e Event
	json.Unmarshal(body, &e)
	db.Exec("UPDATE orders SET status = $1 WHERE uid = $2", e.Status, e.Uid)
}
func init() { http.HandleFunc("/webhooks/migopayments", MigoWebhook) }
""",
    "src/G.java": """
import java.security.Signature;
@RestController
class MigoHooks {
  @PostMapping("/webhooks/migopayments")
  ResponseEntity<Void> take(@RequestBody String body, @RequestHeader("X-Signature") String given) throws Exception {
    Signature checker = Signature.getInstance("Ed25519");
    checker.initVerify(key);
    checker.update(body.getBytes());
    if (!checker.verify(Base64.getDecoder().decode(given))) return ResponseEntity.status(401).build();
    orders.save(mapper.readValue(body, Order.class));
    return ResponseEntity.ok().build();
  }
}
""",
    "public/h.php": """
<?php
// migopayments webhook
$body = file_get_contents("php://input");
if (!sodium_crypto_sign_verify_detached(hex2bin($_SERVER["HTTP_X_SIGNATURE"]), $body, $key)) { http_response_code(401); exit; }
$e = json_decode($body, true);
$pdo->prepare("UPDATE orders SET status = ? WHERE uid = ?")->execute([$e["status"], $e["uid"]]);
""",
    "public/webhook.php": """
<?php
// migopayments webhook
$body = file_get_contents("php://input");
if (openssl_verify($body, base64_decode($_SERVER["HTTP_X_SIGNATURE"]), $key, "sha256") !== 1) { http_response_code(401); exit; }
$e = json_decode($body, true);
$pdo->prepare("UPDATE orders SET status = ? WHERE uid = ?")->execute([$e["status"], $e["uid"]]);
""",
    "app/controllers/webhooks_controller.rb": """
class WebhooksController < ActionController::API
  def migopayments
    KEY.verify(Base64.decode64(request.headers["X-Signature"]), request.raw_post)
    Order.find_by!(uid: params[:uid]).update!(status: params[:status])
    head :ok
  end
end
""",
    "app/controllers/hooks_controller.rb": """
class HooksController < ActionController::API
  def migopayments
    return head :unauthorized unless key.verify("SHA256", Base64.decode64(request.headers["X-Signature"]), request.raw_post)
    Order.find_by!(uid: params[:uid]).update!(status: params[:status])
    head :ok
  end
end
""",
    "Hooks/I.cs": """
using System.Security.Cryptography;
[ApiController]
public class MigoHooks : ControllerBase {
  [HttpPost("/webhooks/migopayments")]
  public async Task<IActionResult> Take() {
    var body = await new StreamReader(Request.Body).ReadToEndAsync();
    var signature = Convert.FromBase64String(Request.Headers["X-Signature"]);
    if (!key.VerifyData(Encoding.UTF8.GetBytes(body), signature, HashAlgorithmName.SHA256)) return Unauthorized();
    db.Orders.Add(JsonSerializer.Deserialize<Order>(body));
    db.SaveChanges();
    return Ok();
  }
}
""",
}

ASKING = """
from flask import Flask, request
from shop.models import Order
from shop.paystack import client

app = Flask(__name__)


@app.route("/webhooks/paystack", methods=["POST"])
def paystack_webhook():
    payment = client.verify(request.json["reference"], currency="NGN")
    Order.objects.filter(reference=payment["reference"]).update(status="paid")
    return ""
"""


@pytest.mark.parametrize("path", DOORS)
def test_a_key_checks_the_signature(ask: Ask, path: str) -> None:
    flow = ask(DOORS[path], path)
    proof = flow.proof(flow.webhooks[0])
    assert "helper" in {check.kind for check in proof.checks}
    assert "read-back" not in {check.kind for check in proof.checks}
    assert not proof.effects


def test_a_payment_that_is_asked_for_is_read_back(ask: Ask) -> None:
    flow = ask(ASKING)
    assert {check.kind for check in flow.proof(flow.webhooks[0]).checks} == {"read-back"}


def test_an_answer_that_is_thrown_away_proves_nothing(ask: Ask) -> None:
    refusing = ") return ResponseEntity.status(401).build();"
    refusing = ") return ResponseEntity.status(401).build();"
    thrown = DOORS["src/G.java"].replace("if (!checker.verify(", "checker.verify(").replace(refusing, ");")
    flow = ask(thrown, "src/G.java")
    assert flow.proof(flow.webhooks[0]).effects
