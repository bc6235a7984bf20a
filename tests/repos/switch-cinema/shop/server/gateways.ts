import axios, { type AxiosInstance } from "axios";
import { names, secrets, settings, type Name } from "./config.js";
import type { Order } from "./database.js";

/** A Hyperswitch gateway's client. */
const open = (name: Name): AxiosInstance => axios.create({ baseURL: settings[name].api, headers: { "api-key": secrets[name].apiKey } });

const clients = Object.fromEntries(names.map((name) => [name, open(name)])) as Record<Name, AxiosInstance>;

export async function startPayment(order: Order, amount: number) {
  const http = clients[order.gateway];
  const payment = {
    payment_id: order.reference,
    amount,
    currency: order.currency,
    capture_method: "automatic",
    return_url: `${settings.site}/payment/return/${order.gateway}`,
    statement_descriptor_name: settings[order.gateway].statement_descriptor,
    metadata: { order: order.id },
  };
  for (let attempt = 0; ; attempt++) {
    try {
      return (await http.post("/payments", payment)).data;
    } catch (error) {
      if (attempt === 2) throw error;
    }
  }
}

export function refund(order: Order, amount: number) {
  const http = clients[order.gateway];
  return http.post("/refunds", { refund_id: order.reference, payment_id: order.payment_id, amount, refund_type: "instant" });
}

/** What a payment's state means for its order. */
export function outcome(payment: { status: string }) {
  switch (payment.status) {
    case "succeeded":
      return "paid";
    case "processing":
      return "waiting";
  }
}
