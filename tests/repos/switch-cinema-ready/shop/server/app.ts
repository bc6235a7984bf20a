import express from "express";
import { refused } from "./errors.js";
import { hooks } from "./hooks.js";
import { orders } from "./orders.js";
import { returns } from "./returns.js";

export const app = express();

// The webhooks are signed over their raw bytes, so that they stand before the parser of JSON.
app.use("/hooks", express.raw({ type: "application/json", limit: "256kb" }), hooks);
app.use(express.json());
app.use("/api/orders", orders);
app.use("/payment", returns);
app.use(refused);

if (process.env.PORT) app.listen(Number(process.env.PORT));
