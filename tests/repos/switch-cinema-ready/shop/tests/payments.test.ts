import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "../server/database.js";
import { refund } from "../server/gateways.js";
import { settle } from "../server/settle.js";

const HOUSES = [
  { gateway: "multipaga", host: "https://sandbox.multipaga.com", currency: "HNL" },
  { gateway: "owngateway", host: "https://sandbox.owngateway.io", currency: "USD" },
] as const;

describe.each(HOUSES)("a payment by $gateway", ({ gateway, host, currency }) => {
  const answers = (payment: object) => nock(host).get("/payments/pay_1").reply(200, { payment_id: "pay_1", currency, ...payment });
  const order = () => database("orders").where({ id: "1" }).first();

  beforeEach(async () => {
    nock.cleanAll();
    await database("orders").del();
    await database("orders").insert({ id: "1", reference: "ref-1", gateway, total: 30_000, currency, status: "open", payment_id: "pay_1" });
  });

  it("pays the order when it succeeded", async () => {
    answers({ status: "succeeded", amount_received: 30_000 });
    await settle(gateway, "pay_1");
    expect((await order()).status).toBe("paid");
  });

  it("goes to review when the amount is another", async () => {
    answers({ status: "succeeded", amount_received: 1 });
    await settle(gateway, "pay_1");
    expect((await order()).status).toBe("review");
  });

  it("lets the order wait while the payment is still processing", async () => {
    answers({ status: "processing" });
    await settle(gateway, "pay_1");
    expect((await order()).status).toBe("waiting");
  });

  it("fails the order when the card is declined", async () => {
    answers({ status: "failed", error_code: "insufficient_funds" });
    await settle(gateway, "pay_1");
    expect((await order()).status).toBe("failed");
  });

  it("is refunded once, however often the refund is asked for", async () => {
    nock(host).post("/refunds", (body) => body.refund_id === "ref-1").twice().reply(200, { refund_id: "ref-1", status: "succeeded" });
    const [first, second] = [await refund(await order(), 30_000), await refund(await order(), 30_000)];
    expect(first.refund_id).toBe(second.refund_id);
  });
});
