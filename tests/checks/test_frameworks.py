"""An unsigned webhook is an error whatever answers it: small doors of frameworks that each say in their own way where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

DOORS = {
    "a worker that tells paths apart": (
        "src/index.ts",
        """
export default {
  async fetch(request: Request, env: Env) {
    const url = new URL(request.url);
    if (url.pathname === "/webhooks/xendit" && request.method === "POST") {
      const invoice: any = await request.json();
      await env.DB.prepare("UPDATE orders SET status = 'paid' WHERE id = ?").bind(invoice.external_id).run();
      return new Response("ok");
    }
    return new Response("", { status: 404 });
  },
};
""",
    ),
    "a function of a cloud, named after webhooks": (
        "src/xenditWebhook.js",
        """
const { orders } = require("./db");

exports.handler = async (event) => {
  const invoice = JSON.parse(event.body);
  await orders.update({ status: "paid" }, { where: { reference: invoice.external_id } });
  return { statusCode: 200 };
};
""",
    ),
    "a controller of tsoa's": (
        "src/hooks.controller.ts",
        """
import { Body, Controller, Post, Route } from "tsoa";

@Route("webhooks")
export class HooksController extends Controller {
  @Post("xendit")
  public async xendit(@Body() invoice: any) {
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  }
}
""",
    ),
    "a servlet": (
        "src/main/java/shop/InvoiceServlet.java",
        """
package shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;

@WebServlet("/webhooks/xendit")
public class InvoiceServlet extends HttpServlet {
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    JsonObject invoice = gson.fromJson(request.getReader(), JsonObject.class);
    jdbc.update("UPDATE orders SET status = 'paid' WHERE id = ?", invoice.get("external_id"));
    response.setStatus(200);
  }
}
""",
    ),
    "a resource with everything imported": (
        "src/main/java/shop/InvoiceResource.java",
        """
package shop;

import jakarta.ws.rs.*;

@Path("/webhooks")
public class InvoiceResource {
  @POST
  @Path("/xendit")
  public Response taken(Map<String, Object> invoice) {
    jdbc.update("UPDATE orders SET status = 'paid' WHERE id = ?", invoice.get("external_id"));
    return Response.ok().build();
  }
}
""",
    ),
    "a controller of Odoo's": (
        "controllers/main.py",
        """
from odoo import http
from odoo.http import request


class XenditController(http.Controller):
    @http.route("/payment/xendit/webhook", type="http", auth="public", methods=["POST"], csrf=False)
    def xendit_webhook(self):
        invoice = request.get_json_data()
        request.env["payment.transaction"].sudo().search([("reference", "=", invoice["external_id"])])._set_done()
        return ""
""",
    ),
    "what Odoo's payments are told": (
        "controllers/main.py",
        """
from odoo import http
from odoo.http import request


class XenditController(http.Controller):
    @http.route("/payment/xendit/webhook", type="json", auth="public", csrf=False)
    def xendit_webhook(self):
        request.env["payment.transaction"].sudo()._handle_notification_data("xendit", request.jsonrequest)
        return "ok"
""",
    ),
}


@pytest.mark.parametrize(("path", "text"), DOORS.values(), ids=DOORS)
def test_an_unsigned_webhook(findings: Findings, path: str, text: str) -> None:
    assert [(one.location.path, one.severity) for one in findings({path: text}, "missing-signature-verification")] == [
        (path, Severity.ERROR)
    ]


OTHERS = {
    "another path of a worker's": ("src/index.ts", '"/webhooks/xendit"', '"/orders"'),
    "a servlet that is no webhook": ("src/main/java/shop/InvoiceServlet.java", "/webhooks/xendit", "/orders"),
}


@pytest.mark.parametrize(("path", "there", "instead"), OTHERS.values(), ids=OTHERS)
def test_a_door_for_others(findings: Findings, path: str, there: str, instead: str) -> None:
    text = next(text for where, text in DOORS.values() if where == path)
    assert findings({path: text.replace(there, instead)}, "missing-signature-verification") == []
