import { Worker } from "bullmq";
import type { Name } from "./config.js";
import { database, type Order } from "./database.js";
import { outcome, readPayment } from "./gateways.js";
import { log } from "./log.js";
import { payments } from "./metrics.js";

/** Brings an order to the state that its payment has at the gateway. */
export async function settle(gateway: Name, id: string) {
  const payment = await readPayment(gateway, id);
  const order = await database<Order>("orders").where({ payment_id: payment.payment_id }).first();
  if (!order) return log.warn({ gateway }, "a payment that no order knows");
  payments.inc({ gateway, status: payment.status });
  const status = outcome(payment);
  const fits = payment.amount_received === order.total && payment.currency === order.currency;
  await move(order, status === "paid" && !fits ? "review" : status);
}

async function move(order: Order, status: string) {
  await database("orders").where({ id: order.id }).whereNot({ status: "paid" }).update({ status });
}

export const start = () => new Worker("payments", async ({ data }) => settle(data.gateway, data.payment), { connection: { url: process.env.REDIS_URL } });
