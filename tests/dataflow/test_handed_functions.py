"""What a function does that another one of the shop's own is handed, a closure or one by its name, stands where that one runs it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

SCRIPT_DOOR = """
const { received } = require("./service");

app.post("/webhooks/payments", async (req, res) => {
  await received(req.body, req.headers["x-acme-signature"], async (paid) => {
    await Order.update({ status: "paid" }, { where: { id: paid.order } });
  });
  res.sendStatus(200);
});
"""
SCRIPT_SERVICE = """
const crypto = require("crypto");

const signed = (body, signature) => {
  const made = crypto.createHmac("sha256", process.env.ACME_SECRET).update(body).digest();
  return crypto.timingSafeEqual(made, Buffer.from(signature, "hex"));
};

async function within(run, paid) {
  await run(paid);
}

async function received(body, signature, act) {
  BODY
}

module.exports = { received };
"""
PHP_DOOR = """<?php
class HookController {
    public function acme(Request $request) {
        $this->received($request->getContent(), $request->header('X-Acme-Signature'), function ($paid) {
            Order::where('id', $paid->order)->update(['status' => 'paid']);
        });
        return response('');
    }
    private function received($body, $signature, $act) {
        BODY
    }
}
"""
REFUSES = 'if (!signed(body, signature)) throw new Error("forged");'
PHP_REFUSES = "if (!hash_equals(hash_hmac('sha256', $body, config('acme.secret')), $signature)) { throw new Forged(); }"


def open_effects(ask: Ask, language: str, body: str) -> list[str]:
    """The effects that the door reaches without a check."""
    if language == "php":
        path, files = "app/HookController.php", {"app/HookController.php": PHP_DOOR.replace("BODY", body)}
    else:
        path, files = "door.js", {"door.js": SCRIPT_DOOR, "service.js": SCRIPT_SERVICE.replace("BODY", body)}
    flow = ask(files[path], path=path, others=files)
    proof = flow.proof(next(iter(flow.webhooks)))
    assert proof.all_effects, "the closure's effect is not seen, so it shows nothing"
    return [effect.role for effect in proof.effects]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("javascript", f"{REFUSES} await act(JSON.parse(body));"),
        ("javascript", f"{REFUSES} return act(JSON.parse(body));"),
        ("javascript", "if (signed(body, signature)) { await act(JSON.parse(body)); }"),
        ("javascript", "if (!signed(body, signature)) return { ok: false }; await act(JSON.parse(body)); return { ok: true };"),
        ("javascript", f"{REFUSES} await within(act, JSON.parse(body));"),
        ("php", f"{PHP_REFUSES} $act(json_decode($body));"),
    ],
)
def test_behind_the_check_of_the_function_that_runs_it(ask: Ask, language: str, body: str) -> None:
    assert open_effects(ask, language, body) == []


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("javascript", "await act(JSON.parse(body));"),
        ("javascript", f"await act(JSON.parse(body)); {REFUSES}"),
        ("javascript", f"if (process.env.ACME_SECRET) {{ {REFUSES} }} await act(JSON.parse(body));"),
        ("javascript", f"if (body) {{ await act(JSON.parse(body)); }} {REFUSES} await act(JSON.parse(body));"),
        ("javascript", f"await within(act, JSON.parse(body)); {REFUSES}"),
        ("javascript", f"{REFUSES} later(act);"),  # who knows when that is run, and whether
        ("php", f"$act(json_decode($body)); {PHP_REFUSES}"),
    ],
)
def test_not_behind_it(ask: Ask, language: str, body: str) -> None:
    assert open_effects(ask, language, body) == ["store.write"]


NAMED = """
const { received } = require("./service");

const settle = async (paid) => {
  await Order.update({ status: "paid" }, { where: { id: paid.order } });
};

app.post("/webhooks/payments", async (req, res) => {
  await received(req.body, req.headers["x-acme-signature"], settle);
  res.sendStatus(200);
});
"""
PYTHON = """
import hmac
import json
import os

from flask import Flask, request

from shop.models import Order

app = Flask(__name__)


def settle(paid):
    Order.objects.filter(pk=paid["order"]).update(status="paid")


def received(body, signature, act):
    BODY
    act(json.loads(body))


@app.post("/webhooks/payments")
def hook():
    received(request.data, request.headers["X-Acme-Signature"], ACT)
    return ""
"""
PYTHON_REFUSES = 'if not hmac.compare_digest(hmac.new(b"key", body, "sha256").hexdigest(), signature): raise ValueError'
GO = """
package shop

func received(body []byte, signature string, act func(Paid) error) error {
	BODY
	var paid Paid
	json.Unmarshal(body, &paid)
	return act(paid)
}

func Hook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	received(body, r.Header.Get("X-Acme-Signature"), func(paid Paid) error {
		return db.Model(&Order{}).Where("id = ?", paid.Order).Update("status", "paid").Error
	})
	w.WriteHeader(http.StatusOK)
}

func main() {
	http.HandleFunc("/webhooks/payments", Hook)
}
"""
GO_REFUSES = 'if !hmac.Equal(made(body), []byte(signature)) { return errors.New("forged") }'
LAMBDA = 'lambda paid: Order.objects.filter(pk=paid["order"]).update(status="paid")'


@pytest.mark.parametrize(
    ("path", "files", "opened"),
    [
        ("door.js", {"door.js": NAMED, "service.js": SCRIPT_SERVICE.replace("BODY", f"{REFUSES} await act(JSON.parse(body));")}, False),
        ("door.js", {"door.js": NAMED, "service.js": SCRIPT_SERVICE.replace("BODY", "await act(JSON.parse(body));")}, True),
        ("shop/hooks.py", {"shop/hooks.py": PYTHON.replace("BODY", PYTHON_REFUSES).replace("ACT", "settle")}, False),
        ("shop/hooks.py", {"shop/hooks.py": PYTHON.replace("BODY", "pass").replace("ACT", "settle")}, True),
        ("shop/hooks.py", {"shop/hooks.py": PYTHON.replace("BODY", PYTHON_REFUSES).replace("ACT", LAMBDA)}, False),
        ("shop/hooks.py", {"shop/hooks.py": PYTHON.replace("BODY", "pass").replace("ACT", LAMBDA)}, True),
        ("shop/hook.go", {"shop/hook.go": GO.replace("BODY", GO_REFUSES)}, False),
        ("shop/hook.go", {"shop/hook.go": GO.replace("BODY", "")}, True),
    ],
)
def test_by_its_name_or_written_out(ask: Ask, path: str, files: dict[str, str], opened: bool) -> None:
    flow = ask(files[path], path=path, others=files)
    proof = flow.proof(next(iter(flow.webhooks)))
    assert {effect.role for effect in proof.all_effects} == {"store.write"}
    assert bool(proof.effects) is opened
