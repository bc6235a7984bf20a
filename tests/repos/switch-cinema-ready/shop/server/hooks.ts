import { Queue } from "bullmq";
import { Router } from "express";
import { rateLimit } from "express-rate-limit";
import { isGateway } from "./config.js";
import { database } from "./database.js";
import { log } from "./log.js";
import { webhooks } from "./metrics.js";
import { isFromGateway } from "./signatures.js";

export const hooks = Router();

const queue = new Queue("payments", { connection: { url: process.env.REDIS_URL } });

hooks.use(rateLimit({ windowMs: 60_000, limit: 600 }));

hooks.post("/:gateway", async (req, res) => {
  const { gateway } = req.params;
  if (!isGateway(gateway) || !isFromGateway(gateway, req.body, req.header("x-webhook-signature-512") ?? "")) {
    log.warn({ gateway, ip: req.ip }, "a webhook with a wrong signature was refused");
    webhooks.inc({ gateway, result: "refused" });
    return res.sendStatus(401);
  }
  const event = JSON.parse(req.body.toString("utf8"));
  // A delivery that comes again finds its event here, and does nothing.
  const fresh = await database("events").insert({ id: event.event_id, gateway }).onConflict("id").ignore().returning("id");
  if (fresh.length > 0) await queue.add(event.event_type, { gateway, payment: event.content.object.payment_id });
  webhooks.inc({ gateway, result: fresh.length > 0 ? "taken" : "repeated" });
  res.sendStatus(200);
});
