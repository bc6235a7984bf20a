"""What is done in a closure that a function of the shop's own is handed stands where that function runs it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

SCRIPT_DOOR = """
const { received } = require("./service");

app.post("/hooks/acme", async (req, res) => {
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
