"""Where JavaScript and TypeScript answer webhooks: each framework's doors are found, and so is the check, wherever it stands.

A line that ends in `// check` stands in the shop that verifies, one that ends in `// bare` in the shop that does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from miniatures import laid_out

from golint.dataflow import Flow
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

SIGNING = """
// signing.js
const crypto = require("crypto");
function genuine(raw, signature) {
  const mine = crypto.createHmac("sha512", process.env.PAYSTACK_SECRET_KEY).update(raw).digest();
  return crypto.timingSafeEqual(mine, Buffer.from(signature, "hex"));
}
function verified(req, res, next) {
  if (!genuine(req.rawBody, req.headers["x-paystack-signature"])) return res.sendStatus(401);
  next();
}
module.exports = { genuine, verified };
"""

DOORS = {
    "express, anonymous": """
// app.js
const express = require("express");
const { genuine } = require("./signing");
const app = express();
app.post("/paystack/webhook", async (req, res) => {
  if (!genuine(req.rawBody, req.headers["x-paystack-signature"])) return res.sendStatus(401); // check
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
});
""",
    "express, a middleware in the route": """
// app.js
const express = require("express");
const { verified } = require("./signing");
const app = express();
app.post("/paystack/webhook", verified, async (req, res) => { // check
app.post("/paystack/webhook", async (req, res) => { // bare
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
});
""",
    "express, a controller behind a router, the middleware where it is mounted": """
// controllers/hooks.js
exports.paid = async (req, res) => {
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
};
// routes/hooks.js
const router = require("express").Router();
const hooks = require("../controllers/hooks");
router.post("/paystack", hooks.paid);
module.exports = router;
// app.js
const express = require("express");
const { verified } = require("./signing");
const app = express();
app.use("/hooks", verified); // check
app.use("/hooks", require("./routes/hooks"));
""",
    "express, a chain of a route and a wrapper": """
// routes/payments.ts
import { Router } from "express";
import asyncHandler from "express-async-handler";
import { verified } from "../signing";
import { paystackWebhook } from "../controllers/payments";
const router = Router();
router.use(verified); // check
router.route("/webhook").post(asyncHandler(paystackWebhook));
export default router;
// controllers/payments.ts <-
import type { Request, Response } from "express";
export const paystackWebhook = async (req: Request, res: Response) => {
  await prisma.order.update({ where: { reference: req.body.data.reference }, data: { paid: true } });
  res.sendStatus(200);
};
""",
    "express, methods of a controller": """
// payments/controller.ts
import { genuine } from "../signing";
export class PaymentController {
  constructor(private service: PaymentService) {}
  webhook = async (req: Request, res: Response) => {
    if (!genuine(req.rawBody, req.headers["x-paystack-signature"])) return res.sendStatus(401); // check
    await this.service.repository.update(req.body.data.reference, { paid: true });
    return res.sendStatus(200);
  };
}
// payments/routes.ts
import { Router } from "express";
import { PaymentController } from "./controller";
const router = Router();
const controller = new PaymentController(new PaymentService());
router.post("/paystack/webhook", controller.webhook);
export default router;
""",
    "express, the one object that a file gives out": """
// controllers/hooks.js <-
const trust = require("../trust");
const ledger = require("../ledger");
exports.paid = async (req, res) => {
  if (!trust.passes(req.rawBody, req.headers["x-paystack-signature"])) return res.sendStatus(401); // check
  await ledger.settle(req.body.data.reference);
  res.sendStatus(200);
};
// trust.js
const { genuine } = require("./signing");
class Trust {
  passes(raw, signature) {
    return genuine(raw, signature);
  }
}
const trust = new Trust();
module.exports = trust;
// ledger.js
class Ledger {
  async settle(reference) {
    await prisma.order.update({ where: { reference }, data: { paid: true } });
  }
}
module.exports = new Ledger();
// routes/hooks.js
const router = require("express").Router();
const hooks = require("../controllers/hooks");
router.post("/paystack/webhook", hooks.paid);
module.exports = router;
""",
    "express, an application that is handed over": """
// routes.js
module.exports = (app) => {
  app.post("/paystack/webhook", (req, res) => {
    db.orders.update({ reference: req.body.data.reference, paid: true });
    res.end();
  });
};
// server.js
const app = require("express")();
const { verified } = require("./signing");
app.use(verified); // check
require("./routes")(app);
""",
    "fastify, anonymous with a hook": """
// plugins/hooks.js
import { verified } from "../signing.js";
export default async function hooks(fastify, options) {
  fastify.addHook("preHandler", verified); // check
  fastify.post("/paystack/webhook", async (request, reply) => {
    await fastify.db.orders.update({ reference: request.body.data.reference, paid: true });
    return reply.code(200).send();
  });
}
""",
    "fastify, named with an option": """
// server.ts
import Fastify, { FastifyRequest, FastifyReply } from "fastify";
import { verified } from "./signing";
const app = Fastify();
async function paid(request: FastifyRequest, reply: FastifyReply) {
  await orders.update({ reference: request.body.data.reference, paid: true });
  reply.send();
}
app.post("/paystack/webhook", { preHandler: [verified] }, paid); // check
app.post("/paystack/webhook", {}, paid); // bare
""",
    "fastify, a route object": """
// server.js
const fastify = require("fastify")();
const { genuine } = require("./signing");
fastify.route({
  method: "POST",
  url: "/paystack/webhook",
  handler: async (request, reply) => {
    if (!genuine(request.rawBody, request.headers["x-paystack-signature"])) return reply.code(401).send(); // check
    await orders.update({ reference: request.body.data.reference, paid: true });
    return reply.send();
  },
});
""",
    "koa, a router": """
// hooks.js
const Router = require("@koa/router");
const { genuine } = require("./signing");
const router = new Router();
router.post("/paystack/webhook", async (ctx) => {
  if (!genuine(ctx.request.rawBody, ctx.get("x-paystack-signature"))) ctx.throw(401); // check
  await Order.updateOne({ reference: ctx.request.body.data.reference }, { paid: true });
  ctx.status = 200;
});
""",
    "hono, anonymous": """
// src/index.ts
import { Hono } from "hono";
import { genuine } from "../signing";
const app = new Hono();
app.post("/webhooks/paystack", async (c) => {
  const raw = await c.req.text();
  if (!genuine(raw, c.req.header("x-paystack-signature"))) return c.text("no", 401); // check
  await db.update(orders).set({ paid: true }).where(eq(orders.reference, JSON.parse(raw).data.reference));
  return c.json({});
});
export default app;
""",
    "nest, a guard": """
// src/hooks.controller.ts
import { Body, Controller, Post, UseGuards } from "@nestjs/common";
import { SignatureGuard } from "./signature.guard";
@Controller("webhooks")
export class HooksController {
  constructor(private readonly orders: OrdersService) {}
  @UseGuards(SignatureGuard) // check
  @Post("paystack")
  async paystack(@Body() event: any) {
    await this.orders.update(event.data.reference, { paid: true });
  }
}
// src/signature.guard.ts
import { CanActivate, ExecutionContext, Injectable } from "@nestjs/common";
import { genuine } from "../signing";
@Injectable()
export class SignatureGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const req = context.switchToHttp().getRequest();
    return genuine(req.rawBody, req.headers["x-paystack-signature"]);
  }
}
""",
    "nest, a service": """
// src/hooks.controller.ts
import { Controller, Headers, Post, RawBodyRequest, Req } from "@nestjs/common";
import { HooksService } from "./hooks.service";
@Controller("webhooks")
export class HooksController {
  constructor(private readonly hooks: HooksService) {}
  @Post("paystack")
  async paystack(@Req() req: RawBodyRequest<Request>, @Headers("x-paystack-signature") signature: string) {
    return this.hooks.take(req.rawBody, signature, req.body);
  }
}
// src/hooks.service.ts
import { Injectable, UnauthorizedException } from "@nestjs/common";
import { genuine } from "../signing";
@Injectable()
export class HooksService {
  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}
  async take(raw: Buffer, signature: string, event: any) {
    if (!genuine(raw, signature)) throw new UnauthorizedException(); // check
    await this.orders.update({ reference: event.data.reference }, { paid: true });
  }
}
""",
    "next, pages router": """
// pages/api/paystack-webhook.js
import { buffer } from "micro";
import { genuine } from "../../signing";
export const config = { api: { bodyParser: false } };
export default async function handler(req, res) {
  const raw = await buffer(req);
  if (!genuine(raw, req.headers["x-paystack-signature"])) return res.status(401).end(); // check
  await prisma.order.update({ where: { reference: JSON.parse(raw).data.reference }, data: { paid: true } });
  res.status(200).end();
}
""",
    "next, app router": """
// src/app/api/webhooks/paystack/route.ts
import { NextRequest, NextResponse } from "next/server";
import { headers } from "next/headers";
import { genuine } from "@/signing";
export async function POST(request: NextRequest) {
  const raw = await request.text();
  if (!genuine(raw, (await headers()).get("x-paystack-signature")!)) return new NextResponse("no", { status: 401 }); // check
  await prisma.order.update({ where: { reference: JSON.parse(raw).data.reference }, data: { paid: true } });
  return NextResponse.json({});
}
// src/signing.ts
export { genuine } from "../signing";
""",
    "next, app router, a constant": """
// app/api/webhooks/paystack/route.js
import { genuine } from "../../../../signing";
export const POST = async (req) => {
  const raw = await req.text();
  if (!genuine(raw, req.headers.get("x-paystack-signature"))) return new Response("no", { status: 401 }); // check
  await supabase.from("orders").update({ paid: true }).eq("reference", JSON.parse(raw).data.reference);
  return Response.json({});
};
""",
    "nuxt": """
// server/api/webhooks/paystack.post.ts
import { genuine } from "../../../signing";
export default defineEventHandler(async (event) => {
  const raw = await readRawBody(event);
  if (!genuine(raw, getHeader(event, "x-paystack-signature"))) throw createError({ statusCode: 401 }); // check
  await prisma.order.update({ where: { reference: JSON.parse(raw).data.reference }, data: { paid: true } });
  return {};
});
""",
    "sveltekit": """
// src/routes/api/webhooks/paystack/+server.ts
import { error, json } from "@sveltejs/kit";
import { genuine } from "../../../../../signing";
export const POST: RequestHandler = async ({ request }) => {
  const raw = await request.text();
  if (!genuine(raw, request.headers.get("x-paystack-signature"))) error(401, "no"); // check
  await db.orders.update({ reference: JSON.parse(raw).data.reference, paid: true });
  return json({});
};
""",
    "remix": """
// app/routes/webhooks.paystack.tsx
import { json } from "@remix-run/node";
import { genuine } from "../../signing";
export async function action({ request }: ActionFunctionArgs) {
  const raw = await request.text();
  if (!genuine(raw, request.headers.get("x-paystack-signature"))) throw new Response("no", { status: 401 }); // check
  await prisma.order.update({ where: { reference: JSON.parse(raw).data.reference }, data: { paid: true } });
  return json({});
}
""",
    "supabase": """
// supabase/functions/paystack-webhook/index.ts
import { serve } from "https://deno.land/std@0.168.0/http/server.ts";
import { genuine } from "../../../signing.js";
serve(async (req) => {
  const raw = await req.text();
  if (!genuine(raw, req.headers.get("x-paystack-signature"))) return new Response("no", { status: 401 }); // check
  await supabase.from("orders").update({ paid: true }).eq("reference", JSON.parse(raw).data.reference);
  return new Response("ok");
});
""",
    "deno, named": """
// functions/paystack-hook/index.ts
import { genuine } from "../../signing.js";
const handler = async (req: Request): Promise<Response> => {
  const raw = await req.text();
  if (!genuine(raw, req.headers.get("x-paystack-signature"))) return new Response("no", { status: 401 }); // check
  await supabase.from("orders").update({ paid: true }).eq("reference", JSON.parse(raw).data.reference);
  return new Response("ok");
};
Deno.serve(handler);
""",
    "cloudflare": """
// src/paystack-webhook.ts
import { genuine } from "../signing";
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const raw = await request.text();
    if (!genuine(raw, request.headers.get("x-paystack-signature"))) return new Response("no", { status: 401 }); // check
    await env.DB.prepare("UPDATE orders SET paid = 1 WHERE reference = ?").bind(JSON.parse(raw).data.reference).run();
    return new Response("ok");
  },
};
""",
    "lambda": """
// functions/paystack-webhook.mjs
import { genuine } from "../signing.js";
export const handler = async (event) => {
  if (!genuine(event.body, event.headers["x-paystack-signature"])) return { statusCode: 401 }; // check
  await orders.update({ reference: JSON.parse(event.body).data.reference, paid: true });
  return { statusCode: 200 };
};
""",
    "firebase": """
// functions/src/index.ts
import * as functions from "firebase-functions";
import { genuine } from "../../signing";
export const paystackWebhook = functions.https.onRequest(async (req, res) => {
  if (!genuine(req.rawBody, req.headers["x-paystack-signature"])) { res.sendStatus(401); return; } // check
  await admin.firestore().collection("orders").doc(req.body.data.reference).update({ paid: true });
  res.sendStatus(200);
});
""",
    "medusa, bound by its matcher": """
// src/api/hooks/paystack/route.ts
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  await req.scope.resolve("orders").update(req.body.data.reference, { paid: true });
  res.sendStatus(200);
};
// src/api/middlewares.ts
import { defineMiddlewares } from "@medusajs/framework/http";
import { verified } from "../../signing";
export default defineMiddlewares({ routes: [
  { matcher: "/hooks/*", bodyParser: { preserveRawBody: true }, middlewares: [verified] }, // check
] });
""",
    "strapi": """
// src/api/payment/controllers/payment.js
const { genuine } = require("../../../../signing");
module.exports = {
  async webhook(ctx) {
    const raw = ctx.request.body[Symbol.for("unparsedBody")];
    if (!genuine(raw, ctx.request.headers["x-paystack-signature"])) return ctx.unauthorized(); // check
    await strapi.entityService.update("api::order.order", ctx.request.body.data.reference, { data: { paid: true } });
    ctx.send({});
  },
};
// src/api/payment/routes/payment.js
module.exports = { routes: [{ method: "POST", path: "/paystack/webhook", handler: "payment.webhook" }] };
""",
    "adonis, a controller that a text names": """
// app/Controllers/Http/Site/PaystackController.js <-
const Order = use("App/Models/Order");
const Signing = use("App/Services/Signing");
class PaystackController {
  async paid({ request, response }) {
    if (!Signing.genuine(request.raw(), request.header("x-paystack-signature"))) return response.unauthorized(); // check
    await Order.query().where("reference", request.all().data.reference).update({ paid: true });
    return response.ok();
  }
}
module.exports = PaystackController;
// app/Services/Signing.js
const { genuine } = require("../../signing");
class Signing {
  static genuine(raw, signature) {
    return genuine(raw, signature);
  }
}
module.exports = Signing;
// start/routes.js
const Route = use("Route");
Route.group(() => {
  Route.post("paystack/webhook", "Site/PaystackController.paid");
}).prefix("site");
""",
    "adonis, a middleware of a group": """
// app/Controllers/Http/PaystackController.ts <-
import Order from "App/Models/Order";
export default class PaystackController {
  public async paid({ request, response }) {
    await Order.query().where("reference", request.all().data.reference).update({ paid: true });
    return response.ok({});
  }
}
// start/routes.ts
import Route from "@ioc:Adonis/Core/Route";
import { verified } from "../signing";
Route.group(() => {
  Route.post("/paystack/webhook", "PaystackController.paid");
}).middleware(verified); // check
}); // bare
""",
    "express, an address that a constant of another file holds": """
// app.js
const express = require("express");
const { PATHS } = require("./paths");
const { verified } = require("./signing");
const app = express();
const take = async (req, res) => {
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
};
app.post(PATHS.HOOK, verified, take); // check
app.post(PATHS.HOOK, take); // bare
// paths.js
exports.PATHS = { HOOK: "/paystack/webhook" };
""",
    "express, an address out of the settings": """
// app.js
const express = require("express");
const { verified } = require("./signing");
const app = express();
async function paystackWebhook(req, res) {
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
}
app.post(process.env.PAYSTACK_HOOK, verified, paystackWebhook); // check
app.post(process.env.PAYSTACK_HOOK, paystackWebhook); // bare
""",
    "express, a controller that an index hands on": """
// controllers/hooks.ts <-
export const paystackWebhook = async (req, res) => {
  await prisma.order.update({ where: { reference: req.body.data.reference }, data: { paid: true } });
  res.sendStatus(200);
};
// controllers/index.ts
export * from "./users.js";
export * from "./hooks.js";
// controllers/users.ts
export const me = async (req, res) => res.json(req.user);
// routes/index.ts
import { Router } from "express";
import { me, paystackWebhook } from "../controllers/index.js";
import { verified } from "../signing";
export const routes = Router();
routes.get("/me", me);
routes.post("/paystack/webhook", verified, paystackWebhook); // check
routes.post("/paystack/webhook", paystackWebhook); // bare
""",
    "express, a controller that an index of CommonJS hands on": """
// controllers/hooks.js <-
exports.paid = async (req, res) => {
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
};
// controllers/index.js
module.exports.hooks = require("./hooks");
// routes/hooks.js
const router = require("express").Router();
const { hooks } = require("../controllers");
const { verified } = require("../signing");
router.post("/paystack/webhook", verified, hooks.paid); // check
router.post("/paystack/webhook", hooks.paid); // bare
module.exports = router;
""",
    "express, a controller in the one object that an index gives out": """
// controllers/hooks.ts <-
export const paid = async (req, res) => {
  await prisma.order.update({ where: { reference: req.body.data.reference }, data: { paid: true } });
  res.sendStatus(200);
};
// controllers/index.ts
import * as hooks from "./hooks.js";
export default { hooks };
// routes/hooks.ts
import { Router } from "express";
import controllers from "../controllers/index.js";
import { verified } from "../signing";
const router = Router();
router.post("/paystack/webhook", verified, controllers.hooks.paid); // check
router.post("/paystack/webhook", controllers.hooks.paid); // bare
export default router;
""",
    "express, a controller that an index has loaded before": """
// controllers/hooks.js <-
exports.paid = async (req, res) => {
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
};
// controllers/index.js
const hooks = require("./hooks");
module.exports = { hooks };
// routes/hooks.js
const router = require("express").Router();
const { hooks } = require("../controllers");
const { verified } = require("../signing");
router.post("/paystack/webhook", verified, hooks.paid); // check
router.post("/paystack/webhook", hooks.paid); // bare
module.exports = router;
""",
    "express, a controller that stands in the table of an index": """
// controllers/hooks.js <-
exports.paid = async (req, res) => {
  await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
  res.sendStatus(200);
};
// controllers/index.js
const users = require("./users");
module.exports = {
  users,
  hooks: require("./hooks"),
};
// controllers/users.js
exports.me = (req, res) => res.json(req.user);
// routes/hooks.js
const router = require("express").Router();
const { hooks } = require("../controllers");
const { verified } = require("../signing");
router.post("/paystack/webhook", verified, hooks.paid); // check
router.post("/paystack/webhook", hooks.paid); // bare
module.exports = router;
""",
    "express, static methods of the class that a file gives out": """
// controllers/hooks.js <-
import { HookService } from "../services/hooks";
class HookController {
  static async paid(req, res) {
    return HookService.book(req, res);
  }
}
export default HookController;
// services/hooks.js
export class HookService {
  static async book(req, res) {
    await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
    res.sendStatus(200);
  }
}
// routes/hooks.js
import { Router } from "express";
import HookController from "../controllers/hooks";
import { verified } from "../signing";
const router = Router();
router.post("/paystack/webhook", verified, HookController.paid); // check
router.post("/paystack/webhook", HookController.paid); // bare
export default router;
""",
    "express, static methods of the class that a file of CommonJS gives out": """
// controllers/hooks.js <-
module.exports = class Hooks {
  static async paid(req, res) {
    await Order.updateOne({ reference: req.body.data.reference }, { paid: true });
    res.sendStatus(200);
  }
};
// routes/hooks.js
const router = require("express").Router();
const Hooks = require("../controllers/hooks");
const { verified } = require("../signing");
router.post("/paystack/webhook", verified, Hooks.paid); // check
router.post("/paystack/webhook", Hooks.paid); // bare
module.exports = router;
""",
}  # fmt: skip


@pytest.mark.parametrize("verified", [True, False], ids=["verified", "bare"])
@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_found_with_what_guards_it(views: Views, door: str, verified: bool) -> None:
    files, path = laid_out(DOORS[door] + SIGNING, verified)
    flow = views(files)[path].flow
    registered = [handler for handler in flow.webhooks if handler.registered]
    assert len(registered) == 1, [handler.symbol for handler in flow.handlers]
    proof = flow.proof(registered[0])
    assert proof.all_effects
    assert "an address" not in door or verified or not flow.unknown_guards(registered[0])
    assert bool(proof.effects) != verified, proof


@pytest.mark.parametrize(
    "made",
    [
        'const app = require("fastify")();',
        'import Fastify from "fastify";\nconst app = Fastify({ logger: true });',
        'const express = require("express");\nconst app = express();\napp.use(express.json());',
        'const express = require("express");\nconst parser = require("body-parser");\nconst app = express();\napp.use(parser.json());',
    ],
)
def test_what_reads_the_body_may_be_no_guard(ask: Callable[..., Flow], made: str) -> None:
    door = 'app.post("/webhooks/paystack", async (request, reply) => { await orders.update({ paid: request.body.data.reference }); });'
    flow = ask(f"{made}\n{door}\n", path="src/server.js")
    assert [flow.unknown_guards(handler) for handler in flow.webhooks] == [()]


COMMON = [
    ('const cookies = require("cookie-parser");', "app.use(cookies());"),
    ('import compress from "compression";', "app.use(compress());"),
    ('const limit = require("express-rate-limit");\nconst hourly = limit({ max: 90 });', "app.use(hourly);"),
    ('const clean = require("express-mongo-sanitize");', "app.use(clean());"),
    ('const tongues = require("i18n");', "app.use(tongues.init);"),
    ('import * as Sentry from "@sentry/node";', "app.use(Sentry.Handlers.requestHandler());"),
    ('const { clerkMiddleware } = require("@clerk/express");', "app.use(clerkMiddleware());"),
    ('const router = require("@koa/router")();', "app.use(router.allowedMethods());"),
    ("", 'app.register(require("@fastify/cors"));'),
]
TAKING = 'app.post("/webhooks/paystack", async (req, res) => { await orders.update({ paid: req.body.data.reference }); });'


@pytest.mark.parametrize(("loaded", "used"), COMMON, ids=[used for _, used in COMMON])
def test_what_shops_put_before_everything_is_no_guard(ask: Callable[..., Flow], loaded: str, used: str) -> None:
    flow = ask(f"{loaded}\n{used}\n{TAKING}\n", path="src/server.js")
    assert [(flow.unknown_guards(handler), handler.signed_in) for handler in flow.webhooks] == [((), False)]


@pytest.mark.parametrize(
    ("loaded", "used"),
    [
        ('const basic = require("express-basic-auth");', "app.use(basic({ users }));"),
        ('const keep = require("express-ip-filter");\nconst inside = keep([known]);', "app.use(inside);"),
        ("", 'app.register(require("@fastify/bearer-auth"), { keys });'),
    ],
)
def test_what_may_keep_others_out_may_be_one(ask: Callable[..., Flow], loaded: str, used: str) -> None:
    flow = ask(f"{loaded}\n{used}\n{TAKING}\n", path="src/server.js")
    assert [bool(flow.unknown_guards(handler)) for handler in flow.webhooks] == [True]
