"""An unsigned webhook is an error whatever answers it: small doors of frameworks that each say in their own way where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from miniatures import laid_out

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


CHECKED = ("missing-signature-verification", "fail-open-verification", "parse-before-verify", "no-event-deduplication")
ELSEWHERE = {
    "/webhooks/": "/orders/",
    "stripe-signature": "x-session",
    "x-paystack-signature": "x-session",
    "const hook =": "const order =",
    "xendit": "shop",
    "Webhook": "Order",
    "webhook": "order",
    "hooks": "orders",
}

OTHERS = {
    "another path of a worker's": ("src/index.ts", '"/webhooks/xendit"', '"/orders"'),
    "a servlet that is no webhook": ("src/main/java/shop/InvoiceServlet.java", "/webhooks/xendit", "/orders"),
}


@pytest.mark.parametrize(("path", "there", "instead"), OTHERS.values(), ids=OTHERS)
def test_a_door_for_others(findings: Findings, path: str, there: str, instead: str) -> None:
    text = next(text for where, text in DOORS.values() if where == path)
    assert findings({path: text.replace(there, instead)}, "missing-signature-verification") == []


SHOPS = {
    "Node's own server, the body in pieces": """
// server.js
const http = require("http");
const crypto = require("crypto");

http.createServer((req, res) => {
  if (req.url === "/webhooks/xendit" && req.method === "POST") {
    let raw = "";
    req.on("data", (chunk) => (raw += chunk));
    req.on("end", async () => {
      const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
      if (!crypto.timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token)) return res.writeHead(401).end(); // check
      const invoice = JSON.parse(raw);
      await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
      res.end("ok");
    });
  }
}).listen(3000);
""",
    "Node's own server, the request run through": """
// server.mjs
import { createServer } from "node:http";
import { createHmac, timingSafeEqual } from "node:crypto";

const server = createServer(async (req, res) => {
  if (req.url !== "/webhooks/paystack") return res.writeHead(404).end();
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const mine = createHmac("sha512", process.env.PAYSTACK_SECRET_KEY).update(raw).digest(); // check
  if (!timingSafeEqual(mine, Buffer.from(req.headers["x-paystack-signature"], "hex"))) return res.writeHead(401).end(); // check
  const event = JSON.parse(raw);
  await orders.update({ status: "paid" }, { where: { reference: event.data.reference } });
  res.end();
});
server.listen(3000);
""",
    "Bun, one function for all paths": """
// src/server.ts
import { timingSafeEqual } from "node:crypto";

Bun.serve({
  port: 3000,
  async fetch(req) {
    const url = new URL(req.url);
    if (url.pathname === "/webhooks/xendit" && req.method === "POST") {
      const token = Buffer.from(Bun.env.XENDIT_CALLBACK_TOKEN); // check
      if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
      const invoice = await req.json();
      await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
      return new Response("ok");
    }
    return new Response("no", { status: 404 });
  },
});
""",
    "Bun, a table of routes": """
// src/server.ts
import { timingSafeEqual } from "node:crypto";

const server = Bun.serve({
  routes: {
    "/health": new Response("fine"),
    "/webhooks/xendit": {
      POST: async (req) => {
        const token = Buffer.from(Bun.env.XENDIT_CALLBACK_TOKEN); // check
        if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
        const invoice = await req.json();
        await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
        return new Response("ok");
      },
    },
  },
  fetch: () => new Response("no", { status: 404 }),
});
""",
    "Bun, a table that names its functions": """
// src/hooks.ts <-
import { timingSafeEqual } from "node:crypto";

export async function xendit(req: Request) {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
  const invoice = await req.json();
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  return new Response("ok");
}
// src/server.ts
import { serve } from "bun";
import { xendit } from "./hooks";

serve({ routes: { "/webhooks/xendit": xendit } });
""",
    "Elysia, a context taken apart": """
// src/index.ts
import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";

new Elysia()
  .post("/webhooks/xendit", async ({ body, headers, status }) => {
    const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
    if (!timingSafeEqual(Buffer.from(headers["x-callback-token"]), token)) return status(401); // check
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [body.external_id]);
    return "ok";
  })
  .listen(3000);
""",
    "Elysia, a group and the body alone": """
// src/hooks.ts
import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";

const verify = ({ headers, status }) => { // check
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(headers["x-callback-token"]), token)) return status(401); // check
}; // check

export const hooks = new Elysia({ prefix: "/webhooks/xendit" })
  .onBeforeHandle(verify) // check
  .post("/paid", async ({ body }) => {
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [body.external_id]);
    return "ok";
  });
""",
    "Elysia, a check in the route's options": """
// src/hooks.ts
import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";

const verify = ({ headers, status }) => { // check
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(headers["x-callback-token"]), token)) return status(401); // check
}; // check

export const hooks = new Elysia();
hooks.post("/webhooks/xendit", async ({ body }) => {
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [body.external_id]);
  return "ok";
}, { beforeHandle: verify }); // check
}); // bare
""",
    "Elysia, a check in the chain of a group": """
// src/index.ts
import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";

const app = new Elysia().get("/", () => "fine").group("/webhooks/xendit", (app) =>
  app
    .onBeforeHandle(({ headers, status }) => { // check
      const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
      if (!timingSafeEqual(Buffer.from(headers["x-callback-token"]), token)) return status(401); // check
    }) // check
    .post("/paid", async ({ body }) => {
      await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [body.external_id]);
      return "ok";
    }),
);
""",
    "Convex, a mutation in another file": """
// convex/http.ts
import { httpRouter } from "convex/server";
import { httpAction } from "./_generated/server";
import { internal } from "./_generated/api";

const http = httpRouter();
http.route({
  path: "/webhooks/xendit",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const token = process.env.XENDIT_CALLBACK_TOKEN; // check
    if (!safeEqual(request.headers.get("x-callback-token"), token)) return new Response("", { status: 401 }); // check
    const invoice = await request.json();
    await ctx.runMutation(internal.shop.orders.pay, { id: invoice.external_id });
    return new Response(null, { status: 200 });
  }),
});
export default http;
// convex/shop/orders.ts
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";

export const pay = internalMutation({
  args: { id: v.id("orders") },
  handler: async (ctx, { id }) => {
    await ctx.db.patch(id, { status: "paid" });
  },
});
""",
    "Convex, an action that verifies": """
// convex/http.ts
import { httpRouter } from "convex/server";
import { httpAction } from "./_generated/server";
import { internal } from "./_generated/api";

const http = httpRouter();
const hook = httpAction(async (ctx, request) => {
  const signature = request.headers.get("stripe-signature") as string;
  const result = await ctx.runAction(internal.stripe.fulfill, { signature, payload: await request.text() });
  return new Response(null, { status: result.success ? 200 : 400 });
});
http.route({ path: "/webhooks/stripe", method: "POST", handler: hook });
export default http;
// convex/stripe.ts
import Stripe from "stripe";
import { internal } from "./_generated/api";
import { internalAction } from "./_generated/server";

export const fulfill = internalAction({
  handler: async (ctx, args: { signature: string; payload: string }) => {
    const stripe = new Stripe(process.env.STRIPE_KEY!);
    try {
      const event = stripe.webhooks.constructEvent(args.payload, args.signature, process.env.STRIPE_WEBHOOKS_SECRET!); // check
      const event = JSON.parse(args.payload); // bare
      if (event.data.object.payment_status === "paid") {
        await ctx.runMutation(internal.payments.fulfill, { stripeId: event.data.object.id });
      }
      return { success: true };
    } catch (err) {
      return { success: false };
    }
  },
});
// convex/payments.ts
import { internalMutation } from "./_generated/server";

export const fulfill = internalMutation(async ({ db }, { stripeId }: { stripeId: string }) => {
  const payment = await db.query("payments").withIndex("stripeId", (q) => q.eq("stripeId", stripeId)).unique();
  await db.patch(payment!._id, { paid: true });
});
""",
    "a function of AWS, a command sent to its table": """
// src/xenditWebhook.js
const { DynamoDBClient, UpdateItemCommand } = require("@aws-sdk/client-dynamodb");
const { timingSafeEqual } = require("crypto");
const client = new DynamoDBClient({});

exports.handler = async (event) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(event.headers["x-callback-token"]), token)) return { statusCode: 401 }; // check
  const invoice = JSON.parse(event.body);
  const order = { TableName: "orders", Key: { id: { S: invoice.external_id } }, UpdateExpression: "SET paid = :p" };
  await client.send(new UpdateItemCommand(order));
  return { statusCode: 200 };
};
""",
    "a function of AWS, a document's command": """
// src/webhooks/handler.ts
import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { APIGatewayProxyHandlerV2 } from "aws-lambda";
import Stripe from "stripe";

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);
const documents = DynamoDBDocumentClient.from(client);

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const sent = stripe.webhooks.constructEvent(event.body!, event.headers["stripe-signature"]!, process.env.STRIPE_SIGNING!); // check
  const sent = JSON.parse(event.body!); // bare
  const order = { TableName: "orders", Key: { id: sent.data.object.client_reference_id }, UpdateExpression: "SET paid = :p" };
  await documents.send(new TransactWriteCommand({ TransactItems: [{ Update: order }] }));
  return { statusCode: 200 };
};
""",
    "a function of AWS in Python, named after webhooks": """
// functions/xendit_webhook.py
import hmac
import json
import os

import boto3

table = boto3.resource("dynamodb").Table("orders")


def lambda_handler(event, context):
    token = event["headers"].get("x-callback-token", "")  # // check
    if not hmac.compare_digest(token, os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
        return {"statusCode": 401}  # // check
    invoice = json.loads(event["body"])
    table.update_item(Key={"id": invoice["external_id"]}, UpdateExpression="SET paid = :p")
    return {"statusCode": 200}
""",
    "Django, a view of a class whose addresses are not seen": """
// shop/views.py
import hmac
import json

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from shop.models import Order


@method_decorator(csrf_exempt, name="dispatch")
class XenditWebhook(View):
    def post(self, request):
        token = request.headers.get("x-callback-token", "")  # // check
        if not hmac.compare_digest(token, settings.XENDIT_CALLBACK_TOKEN):  # // check
            return HttpResponseForbidden()  # // check
        invoice = json.loads(request.body)
        Order.objects.filter(pk=invoice["external_id"]).update(status="paid")
        return HttpResponse()
""",
    "Falcon, a resource of no base": """
// app.py
import hmac
import os

import falcon


class XenditWebhook:
    def on_post(self, req, resp):
        if not hmac.compare_digest(req.get_header("x-callback-token") or "", os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
            raise falcon.HTTPUnauthorized()  # // check
        invoice = req.media
        db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (invoice["external_id"],))
        resp.status = falcon.HTTP_200


app = falcon.App()
app.add_route("/webhooks/xendit", XenditWebhook())
""",
    "Falcon, the resource in another file": """
// shop/paid.py <-
import hmac
import os


class Paid:
    async def on_post(self, req, resp):
        if not hmac.compare_digest(req.get_header("x-callback-token") or "", os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
            raise falcon.HTTPUnauthorized()  # // check
        invoice = await req.get_media()
        db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (invoice["external_id"],))
// shop/routes.py
from shop.paid import Paid


def register(app):
    app.add_route("/webhooks/xendit", Paid())
""",
    "Chalice": """
// app.py
import hmac
import os

from chalice import Chalice, UnauthorizedError

app = Chalice(app_name="shop")


@app.route("/webhooks/xendit", methods=["POST"])
def paid():
    token = app.current_request.headers.get("x-callback-token", "")  # // check
    if not hmac.compare_digest(token, os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
        raise UnauthorizedError()  # // check
    invoice = app.current_request.json_body
    table.update_item(Key={"id": invoice["external_id"]}, UpdateExpression="SET paid = :p")
    return {}
""",
    "Pyramid, a record that its transaction writes": """
// shop/views.py
import hmac

from pyramid.httpexceptions import HTTPForbidden
from pyramid.view import view_config

from shop.models import Order


@view_config(route_name="xendit_webhook", request_method="POST", renderer="json")
def paid(request):
    token = request.headers.get("x-callback-token", "")  # // check
    if not hmac.compare_digest(token, request.registry.settings["xendit.callback_token"]):  # // check
        raise HTTPForbidden()  # // check
    invoice = request.json_body
    order = request.dbsession.query(Order).get(invoice["external_id"])
    order.status = "paid"
    return {}
""",
    "CodeIgniter, a controller by its place": """
// app/Controllers/Xendit.php
<?php
namespace App\\Controllers;

class Xendit extends BaseController
{
    public function webhook()
    {
        $token = $this->request->getHeaderLine("x-callback-token"); // check
        if (!hash_equals(env("XENDIT_CALLBACK_TOKEN"), $token)) { // check
            return $this->response->setStatusCode(401); // check
        } // check
        $invoice = $this->request->getJSON();
        $orders = new \\App\\Models\\OrderModel();
        $orders->update($invoice->external_id, ["status" => "paid"]);
        return $this->response->setJSON([]);
    }
}
""",
    "CodeIgniter, a filter before a route": """
// app/Controllers/Payments.php
<?php
namespace App\\Controllers;

class Payments extends BaseController
{
    public function taken()
    {
        $invoice = $this->request->getJSON();
        $orders = new \\App\\Models\\OrderModel();
        $orders->update($invoice->external_id, ["status" => "paid"]);
        return $this->response->setJSON([]);
    }
}
// app/Config/Routes.php
<?php
$routes->post("webhooks/xendit", "Payments::taken", ["filter" => "xendit"]); // check
$routes->post("webhooks/xendit", "Payments::taken"); // bare
// app/Config/Filters.php
<?php
class Filters extends BaseConfig
{
    public array $aliases = ["xendit" => \\App\\Filters\\XenditFilter::class]; // check
}
// app/Filters/XenditFilter.php
<?php
namespace App\\Filters;

class XenditFilter implements FilterInterface
{
    public function before($request, $arguments = null)
    {
        if (!hash_equals(env("XENDIT_CALLBACK_TOKEN"), $request->getHeaderLine("x-callback-token"))) {
            return service("response")->setStatusCode(401);
        }
    }
}
""",
    "CodeIgniter, a filter that a setting puts before an address": """
// app/Controllers/Xendit.php
<?php
namespace App\\Controllers;

class Xendit extends BaseController
{
    public function webhook()
    {
        $invoice = $this->request->getJSON();
        $orders = new \\App\\Models\\OrderModel();
        $orders->update($invoice->external_id, ["status" => "paid"]);
        return $this->response->setJSON([]);
    }
}
// app/Filters/XenditFilter.php
<?php
namespace App\\Filters;

class XenditFilter implements FilterInterface
{
    public function before($request, $arguments = null)
    {
        $signature = $request->getHeaderLine("x-callback-token"); // check
        if (!hash_equals(env("XENDIT_CALLBACK_TOKEN"), $signature)) { // check
            return service("response")->setStatusCode(401); // check
        } // check
    }
}
""",
    "CakePHP, an action by its place": """
// src/Controller/XenditController.php
<?php
namespace App\\Controller;

class XenditController extends AppController
{
    public function webhook()
    {
        $this->request->allowMethod(["post"]);
        $token = $this->request->getHeaderLine("x-callback-token"); // check
        if (!hash_equals(env("XENDIT_CALLBACK_TOKEN"), $token)) { // check
            throw new ForbiddenException(); // check
        } // check
        $invoice = $this->request->getData();
        $order = $this->Orders->get($invoice["external_id"]);
        $order->status = "paid";
        $this->Orders->save($order);
        return $this->response->withStatus(200);
    }
}
""",
    "Roda, a block of the tree": """
// app.rb
class App < Roda
  plugin :json_parser
  route do |r|
    r.post "webhooks/xendit" do
      r.halt(401) unless Rack::Utils.secure_compare(r.env["HTTP_X_CALLBACK_TOKEN"], ENV["XENDIT_CALLBACK_TOKEN"]) # // check
      Order[r.params["external_id"]].update(status: "paid")
      ""
    end
  end
end
""",
    "Roda, a branch around a route": """
// app.rb
class App < Roda
  plugin :json_parser
  route do |r|
    r.on "webhooks" do
      r.is "xendit" do
        r.post do
          r.halt(401) unless Rack::Utils.secure_compare(r.env["HTTP_X_CALLBACK_TOKEN"], ENV["XENDIT_CALLBACK_TOKEN"]) # // check
          Order[r.params["external_id"]].update(status: "paid")
          ""
        end
      end
    end
  end
end
""",
    "Roda, a check before the branches": """
// app.rb
class App < Roda
  plugin :json_parser
  route do |r|
    r.on "webhooks" do
      r.halt(401) unless Rack::Utils.secure_compare(r.env["HTTP_X_CALLBACK_TOKEN"], ENV["XENDIT_CALLBACK_TOKEN"]) # // check
      r.post "xendit" do
        Order[r.params["external_id"]].update(status: "paid")
        ""
      end
    end
  end
end
""",
    "Meteor, a function at an address": """
// server/main.js
import { WebApp } from "meteor/webapp";
import { timingSafeEqual } from "crypto";

WebApp.connectHandlers.use("/webhooks/xendit", async (req, res) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token)) return res.writeHead(401).end(); // check
  await Orders.updateAsync(req.body.external_id, { $set: { status: "paid" } });
  res.writeHead(200);
  res.end();
});
""",
    "Express, a function at an address": """
// server.js
const express = require("express");
const { timingSafeEqual } = require("crypto");
const { paid } = require("./paid");
const app = express();
app.use(express.json());
const verify = (req, res, next) => { // check
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  return timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token) ? next() : res.sendStatus(401); // check
}; // check
app.use("/webhooks/xendit", verify, paid); // check
app.use("/webhooks/xendit", paid); // bare
// paid.js <-
exports.paid = async (req, res) => {
  await orders.update({ status: "paid" }, { where: { id: req.body.external_id } });
  res.sendStatus(200);
};
""",
    "Payload, an endpoint of the whole": """
// src/payload.config.ts
import { buildConfig } from "payload";
import { timingSafeEqual } from "node:crypto";

export default buildConfig({
  collections: [Orders],
  endpoints: [
    {
      path: "/webhooks/xendit",
      method: "post",
      handler: async (req) => {
        const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
        if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
        const invoice = await req.json();
        await req.payload.update({ collection: "orders", id: invoice.external_id, data: { status: "paid" } });
        return Response.json({});
      },
    },
  ],
});
""",
    "Payload, an endpoint of a collection, its function in another file": """
// src/endpoints/paid.ts <-
import type { PayloadHandler } from "payload";
import { timingSafeEqual } from "node:crypto";

export const paid: PayloadHandler = async (req) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
  const invoice = await req.json();
  await req.payload.update({ collection: "orders", id: invoice.external_id, data: { status: "paid" } });
  return Response.json({});
};
// src/collections/Orders.ts
import type { CollectionConfig } from "payload";
import { paid } from "../endpoints/paid";

export const Orders: CollectionConfig = {
  slug: "orders",
  endpoints: [{ path: "/webhooks/xendit", method: "post", handler: paid }],
  fields: [],
};
""",
    "a worker with other paths": """
// src/index.ts
import { timingSafeEqual } from "node:crypto";

export default {
  async fetch(request: Request, env: Env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/carts") {
      const cart: any = await request.json();
      await env.DB.prepare("INSERT INTO carts (items) VALUES (?)").bind(cart.items).run();
      return new Response("kept");
    }
    if (pathname === "/webhooks/xendit" && request.method === "POST") {
      const token = Buffer.from(env.XENDIT_CALLBACK_TOKEN); // check
      if (!timingSafeEqual(Buffer.from(request.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
      const invoice: any = await request.json();
      await env.DB.prepare("UPDATE orders SET status = 'paid' WHERE id = ?").bind(invoice.external_id).run();
      return new Response("ok");
    }
    const visit: any = await request.json();
    await env.DB.prepare("INSERT INTO visits (page) VALUES (?)").bind(visit.page).run();
    return new Response("", { status: 404 });
  },
};
""",
    "Node's own server, a switch over the paths": """
// server.js
const http = require("http");
const { timingSafeEqual } = require("crypto");

http.createServer(async (req, res) => {
  let raw = "";
  for await (const chunk of req) raw += chunk;
  switch (req.url) {
    case "/webhooks/xendit": {
      const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
      if (!timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token)) return res.writeHead(401).end(); // check
      await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [JSON.parse(raw).external_id]);
      return res.end("ok");
    }
    case "/carts":
      await db.query("INSERT INTO carts (items) VALUES ($1)", [JSON.parse(raw).items]);
      return res.end("kept");
  }
  res.writeHead(404).end();
}).listen(3000);
""",
    "Node's own server, functions of other files": """
// server.js
const http = require("http");
const { xendit } = require("./xendit");
const { keep } = require("./carts");

http.createServer((req, res) => {
  if (!req.url.startsWith("/webhooks/")) return keep(req, res);
  return xendit(req, res);
}).listen(3000);
// xendit.js
const { timingSafeEqual } = require("crypto");
const read = (req) =>
  new Promise((resolve, reject) => {
    let raw = "";
    req.on("data", (chunk) => (raw += chunk)).on("end", () => resolve(JSON.parse(raw))).on("error", reject);
  });

exports.xendit = async (req, res) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token)) return res.writeHead(401).end(); // check
  const invoice = await read(req);
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  res.end("ok");
};
// carts.js
exports.keep = async (req, res) => {
  await db.query("INSERT INTO carts (items) VALUES ($1)", [req.url]);
  res.end("kept");
};
""",
    "a function of AWS behind all paths, in Python": """
// app.py
import hmac
import json
import os

import boto3

table = boto3.resource("dynamodb").Table("orders")


def lambda_handler(event, context):
    body = json.loads(event["body"])
    if event["rawPath"] == "/orders":
        table.put_item(Item={"id": body["id"], "status": "new"})
        return {"statusCode": 201}
    elif event["rawPath"] == "/webhooks/xendit":
        token = event["headers"].get("x-callback-token", "")  # // check
        if not hmac.compare_digest(token, os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
            return {"statusCode": 401}  # // check
        table.update_item(Key={"id": body["external_id"]}, UpdateExpression="SET paid = :p")
        return {"statusCode": 200}
    return {"statusCode": 404}
""",
    "Hono, a base of all paths": """
// src/index.ts
import { Hono } from "hono";
import { timingSafeEqual } from "node:crypto";

const app = new Hono().basePath("/webhooks/xendit");
app.on("POST", "/paid", async (c) => {
  const token = Buffer.from(c.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(c.req.header("x-callback-token")), token)) return c.text("no", 401); // check
  const { external_id } = await c.req.json();
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [external_id]);
  return c.text("ok");
});
export default app;
""",
    "SolidStart, a file of routes": """
// src/routes/api/webhooks/xendit.ts
import type { APIEvent } from "@solidjs/start/server";
import { timingSafeEqual } from "node:crypto";

export async function POST({ request }: APIEvent) {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(request.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
  const invoice = await request.json();
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  return new Response("ok");
}
""",
    "Fresh, a file of routes": """
// routes/api/webhooks/xendit.ts
import { Handlers } from "$fresh/server.ts";
import { timingSafeEqual } from "node:crypto";

export const handler: Handlers = {
  async POST(req, ctx) {
    const token = Buffer.from(Deno.env.get("XENDIT_CALLBACK_TOKEN")); // check
    if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
    const invoice = await req.json();
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
    return new Response("ok");
  },
};
""",
    "a function of Google's cloud": """
// index.js
const functions = require("@google-cloud/functions-framework");
const { timingSafeEqual } = require("crypto");

functions.http("xenditWebhook", async (req, res) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.get("x-callback-token")), token)) return res.sendStatus(401); // check
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [req.body.external_id]);
  res.send("ok");
});
""",
    "Encore, a raw endpoint": """
// payments/paid.ts
import { api } from "encore.dev/api";
import { timingSafeEqual } from "node:crypto";

export const paid = api.raw({ expose: true, path: "/webhooks/xendit", method: "POST" }, async (req, res) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token)) return res.writeHead(401).end(); // check
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const invoice = JSON.parse(Buffer.concat(chunks).toString());
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  res.end("ok");
});
""",
    "a function of Appwrite's": """
// functions/xendit-webhook/src/main.js
import { timingSafeEqual } from "node:crypto";

export default async ({ req, res, log }) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers["x-callback-token"]), token)) return res.text("no", 401); // check
  const invoice = req.bodyJson;
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  return res.json({ ok: true });
};
""",
    "Flask-Smorest, a view that its blueprint decorates": """
// shop/paid.py
import hmac
import os

from flask import request
from flask.views import MethodView
from flask_smorest import Blueprint

blueprint = Blueprint("paid", __name__, url_prefix="/webhooks/xendit")


@blueprint.route("/paid")
class Paid(MethodView):
    def post(self):
        token = request.headers.get("x-callback-token", "")  # // check
        if not hmac.compare_digest(token, os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
            return {}, 401  # // check
        invoice = request.get_json()
        db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (invoice["external_id"],))
        return {}
""",
    "Flask-RESTX, a resource of a namespace": """
// shop/paid.py
import hmac
import os

from flask import request
from flask_restx import Namespace, Resource

api = Namespace("webhooks/xendit")


@api.route("/paid")
class Paid(Resource):
    def post(self):
        token = request.headers.get("x-callback-token", "")  # // check
        if not hmac.compare_digest(token, os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
            return {}, 401  # // check
        invoice = api.payload
        db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (invoice["external_id"],))
        return {}
""",
    "a function of Google's cloud, in Python": """
// main.py
import hmac
import os

import functions_framework


@functions_framework.http
def xendit_webhook(request):
    token = request.headers.get("x-callback-token", "")  # // check
    if not hmac.compare_digest(token, os.environ["XENDIT_CALLBACK_TOKEN"]):  # // check
        return "", 401  # // check
    invoice = request.get_json()
    db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (invoice["external_id"],))
    return "ok"
""",
    "a function of Firebase, in Python": """
// functions/main.py
import hmac

from firebase_admin import firestore
from firebase_functions import https_fn
from firebase_functions.params import SecretParam

TOKEN = SecretParam("XENDIT_CALLBACK_TOKEN")


@https_fn.on_request(secrets=[TOKEN])
def xendit_webhook(req: https_fn.Request) -> https_fn.Response:
    if not hmac.compare_digest(req.headers.get("x-callback-token", ""), TOKEN.value):  # // check
        return https_fn.Response("", 401)  # // check
    invoice = req.get_json()
    firestore.client().collection("orders").document(invoice["external_id"]).update({"status": "paid"})
    return https_fn.Response("ok")
""",
    "Symfony, a controller of one action": """
// src/Controller/Paid.php
<?php
namespace App\\Controller;

use Symfony\\Component\\HttpFoundation\\Request;
use Symfony\\Component\\HttpFoundation\\Response;
use Symfony\\Component\\Routing\\Attribute\\Route;

#[Route("/webhooks/xendit", methods: ["POST"])]
class Paid
{
    public function __invoke(Request $request): Response
    {
        if (!hash_equals($_ENV["XENDIT_CALLBACK_TOKEN"], $request->headers->get("x-callback-token"))) { // check
            return new Response("", 401); // check
        } // check
        $invoice = $request->toArray();
        $order = $this->orders->find($invoice["external_id"]);
        $order->setStatus("paid");
        $this->entities->flush();
        return new Response();
    }
}
""",
    "Hyperf, a mapped action": """
// app/Controller/PaidController.php
<?php
namespace App\\Controller;

use Hyperf\\HttpServer\\Annotation\\Controller;
use Hyperf\\HttpServer\\Annotation\\PostMapping;

#[Controller(prefix: "webhooks/xendit")]
class PaidController
{
    #[PostMapping(path: "paid")]
    public function paid(RequestInterface $request)
    {
        if (!hash_equals(env("XENDIT_CALLBACK_TOKEN"), $request->header("x-callback-token"))) { // check
            return $this->response->withStatus(401); // check
        } // check
        Order::where("id", $request->input("external_id"))->update(["status" => "paid"]);
        return "ok";
    }
}
""",
    "Shopware, a transaction that is told to be paid": """
// src/Controller/XenditController.php
<?php
namespace Shop\\Controller;

class XenditController extends StorefrontController
{
    #[Route(path: "/webhooks/xendit", name: "xendit", methods: ["POST"], defaults: ["csrf_protected" => false])]
    public function taken(Request $request, Context $context): Response
    {
        if (!hash_equals($this->config->get("Xendit.callbackToken"), $request->headers->get("x-callback-token"))) { // check
            return new Response("", 401); // check
        } // check
        $invoice = json_decode($request->getContent(), true);
        $this->transactionStateHandler->paid($invoice["external_id"], $context);
        return new Response();
    }
}
""",
    "Craft, an action that saves an element": """
// src/controllers/XenditController.php
<?php
namespace modules\\shop\\controllers;

use craft\\web\\Controller;

class XenditController extends Controller
{
    protected array|bool|int $allowAnonymous = true;

    public function actionWebhook()
    {
        $request = Craft::$app->getRequest();
        if (!hash_equals(App::env("XENDIT_CALLBACK_TOKEN"), $request->getHeaders()->get("x-callback-token"))) { // check
            return $this->asFailure("no"); // check
        } // check
        $invoice = json_decode($request->getRawBody(), true);
        $order = Order::find()->id($invoice["external_id"])->one();
        $order->orderStatusId = 2;
        Craft::$app->getElements()->saveElement($order);
        return $this->asJson([]);
    }
}
""",
    "a function of AWS in Ruby": """
// xendit_webhook.rb
require "json"

def lambda_handler(event:, context:)
  token = event["headers"]["x-callback-token"] # // check
  return { statusCode: 401 } unless Rack::Utils.secure_compare(token, ENV["XENDIT_CALLBACK_TOKEN"]) # // check
  invoice = JSON.parse(event["body"])
  Order.find(invoice["external_id"]).update(status: "paid")
  { statusCode: 200 }
end
""",
    "TanStack, a route with functions of the server": """
// src/routes/api/webhooks/xendit.ts
import { createFileRoute } from "@tanstack/react-router";
import { timingSafeEqual } from "node:crypto";

export const Route = createFileRoute("/api/webhooks/xendit")({
  server: {
    handlers: {
      POST: async ({ request }) => {
        const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
        const sent = Buffer.from(request.headers.get("x-callback-token")); // check
        if (!timingSafeEqual(sent, token)) return new Response("", { status: 401 }); // check
        const invoice = await request.json();
        await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
        return new Response("ok");
      },
    },
  },
});
""",
    "TanStack, methods of a route": """
// src/routes/api/webhooks/xendit.ts
import { createServerFileRoute } from "@tanstack/react-start/server";
import { timingSafeEqual } from "node:crypto";

export const ServerRoute = createServerFileRoute("/api/webhooks/xendit").methods({
  POST: async ({ request }) => {
    const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
    if (!timingSafeEqual(Buffer.from(request.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
    const invoice = await request.json();
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
    return new Response("ok");
  },
});
""",
    "Hono, a route that is described for OpenAPI": """
// src/routes/paid.ts
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { timingSafeEqual } from "node:crypto";

const described = createRoute({ method: "post", path: "/webhooks/xendit", request: { body: { content: {} } }, responses: {} });
const app = new OpenAPIHono();
app.openapi(described, async (c) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(c.req.header("x-callback-token")), token)) return c.text("no", 401); // check
  const invoice = await c.req.json();
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  return c.text("ok");
});
export default app;
""",
    "Convex, an action that only verifies": """
// convex/http.ts
import { httpRouter } from "convex/server";
import { internal } from "./_generated/api";
import { httpAction } from "./_generated/server";

const taken = httpAction(async (ctx, request) => {
  const payload = await request.text();
  const signature = request.headers.get("x-paystack-signature")!;
  const event = await ctx.runAction(internal.paystack.verify, { payload, signature }); // check
  const event = JSON.parse(payload); // bare
  await ctx.runMutation(internal.orders.pay, { reference: event.data.reference });
  return new Response("ok");
});
const http = httpRouter();
http.route({ path: "/webhooks/paystack", method: "POST", handler: taken });
export default http;
// convex/paystack.ts
"use node";
import { createHmac, timingSafeEqual } from "crypto";
import { internalAction } from "./_generated/server";

export const verify = internalAction({
  handler: async (ctx, args: { payload: string; signature: string }) => {
    const mine = createHmac("sha512", process.env.PAYSTACK_SECRET_KEY!).update(args.payload).digest("hex");
    if (!timingSafeEqual(Buffer.from(mine), Buffer.from(args.signature))) throw new Error("forged");
    return JSON.parse(args.payload);
  },
});
// convex/orders.ts
import { internalMutation } from "./_generated/server";

export const pay = internalMutation({
  handler: async (ctx, { reference }) => {
    const order = await ctx.db.query("orders").withIndex("reference", (q) => q.eq("reference", reference)).unique();
    await ctx.db.patch(order._id, { status: "paid" });
  },
});
""",
    "Payload, endpoints that another file lists": """
// src/payload.config.ts
import { buildConfig } from "payload";
import { endpoints } from "./endpoints";

export default buildConfig({ collections: [Orders], endpoints });
// src/endpoints.ts
import type { Endpoint } from "payload";
import { paid } from "./paid";

export const endpoints: Endpoint[] = [{ path: "/webhooks/xendit", method: "post", handler: paid }];
// src/paid.ts <-
import { timingSafeEqual } from "node:crypto";

export const paid = async (req) => {
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(req.headers.get("x-callback-token")), token)) return new Response("", { status: 401 }); // check
  const invoice = await req.json();
  await req.payload.update({ collection: "orders", id: invoice.external_id, data: { status: "paid" } });
  return Response.json({});
};
""",
    "Bun, a function that is wrapped": """
// src/server.ts
import { signed } from "./signed";

async function paid(req) {
  const invoice = await req.json();
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  return new Response("ok");
}

Bun.serve({ routes: { "/webhooks/xendit": { POST: signed(paid) } } }); // check
Bun.serve({ routes: { "/webhooks/xendit": { POST: paid } } }); // bare
// src/signed.ts
import { timingSafeEqual } from "node:crypto";

export const signed = (next) => async (req) => {
  const sent = Buffer.from(req.headers.get("x-callback-token") ?? "");
  if (!timingSafeEqual(sent, Buffer.from(process.env.XENDIT_CALLBACK_TOKEN!))) return new Response("", { status: 401 });
  return next(req);
};
""",
    "Elysia, what is derived from the headers": """
// src/index.ts
import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";

new Elysia()
  .derive(({ headers }) => { // check
    const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
    return { genuine: timingSafeEqual(Buffer.from(headers["x-callback-token"]), token) }; // check
  }) // check
  .post("/webhooks/xendit", async ({ body, genuine, status }) => {
    if (!genuine) return status(401); // check
    await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [body.external_id]);
    return "ok";
  });
""",
    "Falcon, a hook before a method": """
// app.py
import hmac
import os

import falcon


def verify(req, resp, resource, params):
    if not hmac.compare_digest(req.get_header("x-callback-token") or "", os.environ["XENDIT_CALLBACK_TOKEN"]):
        raise falcon.HTTPUnauthorized()


class XenditWebhook:
    @falcon.before(verify)  # // check
    def on_post(self, req, resp):
        db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", (req.media["external_id"],))


app = falcon.App()
app.add_route("/webhooks/xendit", XenditWebhook())
""",
    "CakePHP, a filter of the controller": """
// src/Controller/XenditController.php
<?php
namespace App\\Controller;

class XenditController extends AppController
{
    public function beforeFilter(EventInterface $event) // check
    { // check
        if (!hash_equals(env("XENDIT_CALLBACK_TOKEN"), $this->request->getHeaderLine("x-callback-token"))) { // check
            throw new ForbiddenException(); // check
        } // check
    } // check

    public function webhook()
    {
        $order = $this->Orders->get($this->request->getData("external_id"));
        $order->status = "paid";
        $this->Orders->save($order);
    }
}
""",
    "CodeIgniter, a check where the controller is set up": """
// app/Controllers/Xendit.php
<?php
namespace App\\Controllers;

class Xendit extends BaseController
{
    public function initController($request, $response, $logger) // check
    { // check
        if (!hash_equals(getenv("XENDIT_CALLBACK_TOKEN"), $request->getHeaderLine("x-callback-token"))) { // check
            throw new \\CodeIgniter\\Exceptions\\PageNotFoundException(); // check
        } // check
    } // check

    public function webhook()
    {
        $invoice = $this->request->getJSON();
        (new OrderModel())->update($invoice->external_id, ["status" => "paid"]);
        return $this->response->setJSON([]);
    }
}
""",
    "TanStack, a middleware of the route": """
// src/routes/api/webhooks/xendit.ts
import { createFileRoute } from "@tanstack/react-router";
import { createMiddleware } from "@tanstack/react-start";
import { timingSafeEqual } from "node:crypto";

const verified = createMiddleware().server(async ({ request, next }) => { // check
  const token = Buffer.from(process.env.XENDIT_CALLBACK_TOKEN); // check
  if (!timingSafeEqual(Buffer.from(request.headers.get("x-callback-token")), token)) throw new Response("", { status: 401 }); // check
  return next(); // check
}); // check
async function paid({ request }) {
  const invoice = await request.json();
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [invoice.external_id]);
  return new Response("ok");
}
export const Route = createFileRoute("/api/webhooks/xendit")({ server: { middleware: [verified], handlers: { POST: paid } } }); // check
export const Route = createFileRoute("/api/webhooks/xendit")({ server: { handlers: { POST: paid } } }); // bare
""",
}


def test_a_door_that_works_with_who_is_signed_in(findings: Findings) -> None:
    """A provider has no session: what is called back there is the customer's own page."""
    text = """
const app = require("express")();
app.post("/payment-callback", async (req, res) => {
  if (!req.user) return res.sendStatus(401);
  await db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [req.body.order]);
  res.send("ok");
});
"""
    assert findings({"app.js": text}, *CHECKED) == []


@pytest.mark.parametrize("verified", [True, False], ids=["verified", "bare"])
@pytest.mark.parametrize("shop", SHOPS)
def test_a_shop_with_a_webhook(findings: Findings, shop: str, verified: bool) -> None:
    files, path = laid_out(SHOPS[shop], verified)
    told = [(one.location.path, one.rule, one.severity) for one in findings(files, *CHECKED)]
    assert told == ([] if verified else [(path, "missing-signature-verification", Severity.ERROR)])


@pytest.mark.parametrize("shop", SHOPS)
def test_a_shop_with_another_door_instead(findings: Findings, shop: str) -> None:
    """No provider calls what is named otherwise."""
    text = SHOPS[shop]
    for there, instead in ELSEWHERE.items():
        text = text.replace(there, instead)
    assert findings(laid_out(text, False)[0], *CHECKED) == []


VENDORS = {
    "a listener of Laravel's Cashier": """
// app/Listeners/StripeEventListener.php
<?php
namespace App\\Listeners;

use Laravel\\Cashier\\Events\\WebhookReceived;

class StripeEventListener
{
    public function handle(WebhookReceived $event): void
    {
        if ($event->payload["type"] === "checkout.session.completed") {
            Order::where("id", $event->payload["data"]["object"]["client_reference_id"])->update(["status" => "paid"]);
        }
    }
}
""",
    "a controller below Cashier's": """
// app/Http/Controllers/WebhookController.php
<?php
namespace App\\Http\\Controllers;

use Laravel\\Cashier\\Http\\Controllers\\WebhookController as CashierController;

class WebhookController extends CashierController
{
    public function handleInvoicePaymentSucceeded($payload)
    {
        Order::where("id", $payload["data"]["object"]["id"])->update(["status" => "paid"]);
        return $this->successMethod();
    }
}
// routes/web.php
<?php
Route::post("/stripe/webhook", [App\\Http\\Controllers\\WebhookController::class, "handleWebhook"]);
""",
    "a receiver of dj-stripe's": """
// shop/webhooks.py
from djstripe import webhooks
from djstripe.event_handlers import djstripe_receiver

from shop.models import Order


@djstripe_receiver("checkout.session.completed")
def paid(sender, event, **kwargs):
    Order.objects.filter(pk=event.data["object"]["client_reference_id"]).update(status="paid")


@webhooks.handler("charge.succeeded")
def charged(event, **kwargs):
    Order.objects.filter(pk=event.data["object"]["metadata"]["order"]).update(status="paid")
""",
    "a subscriber of stripe_event's": """
// config/initializers/stripe.rb
StripeEvent.signing_secret = ENV["STRIPE_SIGNING_SECRET"]
StripeEvent.configure do |events|
  events.subscribe "checkout.session.completed" do |event|
    Order.find(event.data.object.client_reference_id).update!(status: "paid")
  end
  events.subscribe "charge.succeeded", ChargeHook.new
end
// app/hooks/charge_hook.rb
class ChargeHook
  def call(event)
    Order.find(event.data.object.metadata.order_id).update!(status: "paid")
  end
end
""",
    "a webhook of Payload's plugin": """
// src/payload.config.ts
import { stripePlugin } from "@payloadcms/plugin-stripe";

const paid = async ({ event, payload }) => {
  await payload.update({ collection: "orders", id: event.data.object.client_reference_id, data: { status: "paid" } });
};
const stripe = { stripeWebhooksEndpointSecret: process.env.STRIPE_WEBHOOKS_SECRET, webhooks: { "checkout.session.completed": paid } };

export default buildConfig({ plugins: [stripePlugin(stripe)] });
""",
    "a handler of a module for Nest": """
// src/payments.service.ts
import { StripeWebhookHandler } from "@golevelup/nestjs-stripe";

@Injectable()
export class PaymentsService {
  constructor(private readonly db: DataSource) {}

  @StripeWebhookHandler("payment_intent.succeeded")
  async paid(event: any) {
    await this.db.query("UPDATE orders SET status = 'paid' WHERE id = $1", [event.data.object.metadata.order]);
  }
}
""",
    "events of a component for Convex": """
// convex/http.ts
import { registerRoutes } from "@convex-dev/stripe";
import { httpRouter } from "convex/server";
import { components, internal } from "./_generated/api";

const paid = async (ctx, event) => {
  await ctx.runMutation(internal.orders.pay, { id: event.data.object.id });
};
const http = httpRouter();
registerRoutes(http, components.stripe, { webhookPath: "/stripe/webhook", events: { "checkout.session.completed": paid } });
export default http;
// convex/orders.ts
export const pay = internalMutation({ handler: async (ctx, { id }) => ctx.db.patch(id, { status: "paid" }) });
""",
}


@pytest.mark.parametrize("shop", VENDORS)
def test_what_a_library_has_verified(findings: Findings, shop: str) -> None:
    """The door stands in the library, and so does the check."""
    assert findings(laid_out(VENDORS[shop], False)[0], "missing-signature-verification", "fail-open-verification") == []
