"""Doors whose routes are handed over as a list of objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

HANDLER = "src/api/payments/handler.js"
HOOKS = """
class PaymentsHandler {
  constructor(service) {
    this._service = service;
  }

  async list(request, h) {
    return h.response(await this._service.all());
  }

  async notified(request, h) {
    await pool.query("UPDATE payments SET status = $1 WHERE id = $2", [request.payload.transaction_status, request.payload.order_id]);
    return h.response("ok");
  }
}

module.exports = PaymentsHandler;
"""
PLUGIN = """
const PaymentsHandler = require("./handler");
const routes = require("./routes");

module.exports = {
  name: "payments",
  register: async (server, { service }) => {
    const handler = new PaymentsHandler(service);
    server.route(routes(handler));
  },
};
"""
MADE = """
const { verified } = require("./verified");

const routes = (handler) => [
  { method: "GET", path: "/payments", handler: handler.list },
  { method: "POST", path: "/payments/notification", handler: ANSWER },
];

module.exports = routes;
"""
GUARD = """
const crypto = require("crypto");

exports.verified = (request, h) => {
  const { order_id, status_code, gross_amount, signature_key } = request.payload;
  const text = order_id + status_code + gross_amount + process.env.MIDTRANS_SERVER_KEY;
  const made = crypto.createHash("sha512").update(text).digest("hex");
  if (!crypto.timingSafeEqual(Buffer.from(made), Buffer.from(signature_key))) throw Boom.forbidden();
  return h.continue;
};
"""


def hapi(answer: str) -> dict[str, str]:
    folder = "src/api/payments"
    files = {"handler.js": HOOKS, "index.js": PLUGIN, "routes.js": MADE.replace("ANSWER", answer), "verified.js": GUARD}
    return {f"{folder}/{name}": text for name, text in files.items()}


def doors(ask: Ask, files: Mapping[str, str], path: str) -> dict[str, bool]:
    """The webhooks of a file by their routes, and whether something is done there without a check."""
    flow = ask(files[path], path=path, others=files)
    return {handler.route: bool(flow.proof(handler).effects) for handler in flow.webhooks if handler.registered}


@pytest.mark.parametrize("answer", ["handler.notified", "(request, h) => handler.notified(request, h)"])
def test_a_table_that_is_made_of_the_object_which_answers(ask: Ask, answer: str) -> None:
    assert doors(ask, hapi(answer), HANDLER) == {"/payments/notification": True}


@pytest.mark.parametrize(
    "options", ["options: { pre: [{ method: verified }] }", "options: { pre: [verified] }", "config: { pre: [verified] }"]
)
def test_what_a_row_says_runs_before_it(ask: Ask, options: str) -> None:
    assert doors(ask, hapi(f"handler.notified, {options}"), HANDLER) == {"/payments/notification": False}


LIST = """
const ROWS = [
  { method: "POST", path: "/midtrans/notification", handler: notified },
  { method: "GET", path: "/", handler: (request, h) => h.response("home") },
];

async function notified(request, h) {
  await pool.query("UPDATE payments SET status = 'paid' WHERE id = $1", [request.payload.order_id]);
  return h.response("ok");
}

server.route(TABLE);
"""


@pytest.mark.parametrize("table", ["ROWS", '[{ method: "POST", path: "/midtrans/notification", handler: notified }, ROWS[1]]'])
def test_a_list_that_is_written_out(ask: Ask, table: str) -> None:
    assert doors(ask, {"src/server.js": LIST.replace("TABLE", table)}, "src/server.js") == {"/midtrans/notification": True}
