import { beforeEach, describe, expect, it } from "vitest";
import { database } from "../server/database.js";
import { settle } from "../server/hooks.js";

beforeEach(async () => {
  await database("orders").del();
  await database("orders").insert({ id: "1", reference: "ref-1", gateway: "multipaga", total: 30_000, currency: "HNL", status: "open", payment_id: "pay_1" });
});

describe("a payment", () => {
  it("pays the order when it succeeded", async () => {
    await settle({ payment_id: "pay_1", status: "succeeded", metadata: { order: "1" } });
    expect((await database("orders").where({ id: "1" }).first()).status).toBe("paid");
  });
});
