import { Counter, Histogram } from "prom-client";

export const payments = new Counter({ name: "payments_total", help: "Payments by their state", labelNames: ["gateway", "status"] });
export const webhooks = new Counter({ name: "payment_webhooks_total", help: "Webhooks by their result", labelNames: ["gateway", "result"] });
const latency = new Histogram({ name: "payment_gateway_seconds", help: "How long the gateway takes", labelNames: ["call"] });

export async function timed<T>(call: string, work: () => Promise<T>): Promise<T> {
  const stop = latency.startTimer({ call });
  try {
    return await work();
  } finally {
    stop();
  }
}
