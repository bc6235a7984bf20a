import crypto from "node:crypto";
import request from "supertest";
import { beforeEach, describe, expect, it } from "vitest";
import { app } from "../server/app.js";
import { secrets } from "../server/config.js";
import { database } from "../server/database.js";

const body = JSON.stringify({ event_id: "evt_1", event_type: "payment_succeeded", content: { object: { payment_id: "pay_1", status: "succeeded" } } });

function deliver(key = secrets.multipaga.hashKey) {
  const signature = crypto.createHmac("sha512", key).update(body).digest("hex");
  return request(app).post("/hooks/multipaga").set("Content-Type", "application/json").set("x-webhook-signature-512", signature).send(body);
}

beforeEach(() => database("events").del());

describe("a payment webhook", () => {
  it("about a paid order is taken", async () => {
    expect((await deliver()).status).toBe(200);
    expect(await database("events")).toHaveLength(1);
  });

  it("that is delivered twice is taken once", async () => {
    await deliver();
    expect((await deliver()).status).toBe(200);
    expect(await database("events")).toHaveLength(1);
  });

  it("of somebody else is refused", async () => {
    expect((await deliver("another key")).status).toBe(401);
  });
});
