import axios, { type AxiosError, type AxiosInstance } from "axios";
import { names, secrets, settings, type Name } from "./config.js";
import type { Order } from "./database.js";
import { PaymentError } from "./errors.js";

const TRIES = 4;

/** A Hyperswitch gateway's client. */
const open = (name: Name): AxiosInstance =>
  axios.create({ baseURL: settings[name].api, timeout: 20_000, headers: { "api-key": secrets[name].apiKey } });

const clients = Object.fromEntries(names.map((name) => [name, open(name)])) as Record<Name, AxiosInstance>;

const pause = (attempt: number) => new Promise((done) => setTimeout(done, Math.min(2 ** attempt * 500, 8_000) + Math.random() * 250));

/** Sends a request again when nobody answered. The gateway knows our payment_id and refund_id, so that a second one moves nothing. */
async function again(send: () => Promise<{ data: any }>) {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await send()).data;
    } catch (error) {
      const answer = (error as AxiosError<{ error?: { code: string } }>).response;
      const passing = !answer || answer.status >= 500 || answer.status === 429;
      if (!passing || attempt + 1 === TRIES) throw new PaymentError(answer?.data?.error?.code ?? "unreachable", answer?.status === 402);
    }
    await pause(attempt);
  }
}

export function startPayment(order: Order) {
  const http = clients[order.gateway];
  return again(() =>
    http.post("/payments", {
      payment_id: order.reference,
      amount: order.total,
      currency: order.currency,
      capture_method: "automatic",
      return_url: `${settings.site}/payment/return/${order.gateway}`,
      statement_descriptor_name: settings[order.gateway].statement_descriptor,
      metadata: { order: order.id },
    }),
  );
}

export function readPayment(name: Name, id: string) {
  const http = clients[name];
  return again(() => http.get(`/payments/${id}`));
}

export function refund(order: Order, amount: number) {
  const http = clients[order.gateway];
  return again(() => http.post("/refunds", { refund_id: order.reference, payment_id: order.payment_id, amount, refund_type: "instant" }));
}

/** What a payment's state means for its order. */
export function outcome(payment: { status: string }): "paid" | "waiting" | "failed" | "review" {
  switch (payment.status) {
    case "succeeded":
      return "paid";
    case "processing":
    case "requires_customer_action":
      return "waiting";
    case "failed":
    case "cancelled":
    case "requires_payment_method":
      return "failed";
    default:
      return "review";
  }
}
