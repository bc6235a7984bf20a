import { randomUUID } from "node:crypto";
import { Router } from "express";
import { settings } from "./config.js";
import { database, type Order } from "./database.js";
import { refund, startPayment } from "./gateways.js";
import { timed } from "./metrics.js";
import { staff } from "./staff.js";

export const orders = Router();

// The price is that of the seats, whatever the browser believes.
async function priced(seats: string[]) {
  const [{ total }] = await database("seats").whereIn("id", seats).sum({ total: "price" });
  return Number(total);
}

orders.post("/", async (req, res, next) => {
  try {
    const house = await database("houses").where({ id: req.body.house }).first();
    const [order] = await database<Order>("orders")
      .insert({ reference: randomUUID(), gateway: house.gateway, currency: house.currency, total: await priced(req.body.seats), status: "open" })
      .returning("*");
    const payment = await timed("start", () => startPayment(order));
    await database("orders").where({ id: order.id }).update({ payment_id: payment.payment_id });
    res.json({ order: order.id, clientSecret: payment.client_secret, publishableKey: settings[order.gateway].publishable_key });
  } catch (error) {
    next(error);
  }
});

orders.post("/:id/refund", staff, async (req, res, next) => {
  try {
    const order = await database<Order>("orders").where({ id: req.params.id, status: "paid" }).first();
    if (!order) return res.sendStatus(404);
    await timed("refund", () => refund(order, order.total));
    await database("orders").where({ id: order.id }).update({ status: "refunding" });
    res.sendStatus(202);
  } catch (error) {
    next(error);
  }
});
