import { Router } from "express";
import { isGateway } from "./config.js";
import { database } from "./database.js";
import { outcome } from "./gateways.js";
import { log } from "./log.js";
import { isFromGateway } from "./signatures.js";

export const hooks = Router();

type Payment = { payment_id: string; status: string; metadata: { order: string } };

/** Brings an order to the state of its payment. */
export async function settle(payment: Payment) {
  if (outcome(payment) === "paid") {
    await database("orders").where({ id: payment.metadata.order }).update({ status: "paid", payment_id: payment.payment_id });
  }
}

hooks.post("/:gateway", async (req, res) => {
  const { gateway } = req.params;
  if (!isGateway(gateway) || !isFromGateway(gateway, req.body, req.header("x-webhook-signature-512") ?? "")) {
    log.warn({ gateway, ip: req.ip }, "a webhook with a wrong signature was refused");
    return res.sendStatus(401);
  }
  await settle(req.body.content.object);
  res.sendStatus(200);
});
