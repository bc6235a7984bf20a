import { randomUUID } from "node:crypto";
import { Router } from "express";
import { settings } from "./config.js";
import { database, type Order } from "./database.js";
import { refund, startPayment } from "./gateways.js";

export const orders = Router();

orders.post("/", async (req, res) => {
  const house = await database("houses").where({ id: req.body.house }).first();
  const [order] = await database<Order>("orders")
    .insert({ reference: randomUUID(), gateway: house.gateway, currency: house.currency, total: req.body.total, status: "open" })
    .returning("*");
  try {
    const payment = await startPayment(order, req.body.total);
    await database("orders").where({ id: order.id }).update({ payment_id: payment.payment_id });
    res.json({ order: order.id, clientSecret: payment.client_secret, publishableKey: settings[order.gateway].publishable_key });
  } catch (error: any) {
    res.status(502).json({ message: error.message });
  }
});

orders.post("/:id/refund", async (req, res) => {
  const order = await database<Order>("orders").where({ id: req.params.id, status: "paid" }).first();
  if (!order) return res.sendStatus(404);
  await refund(order, order.total);
  await database("orders").where({ id: order.id }).update({ status: "refunding" });
  res.sendStatus(202);
});
