import express from "express";
import { hooks } from "./hooks.js";
import { orders } from "./orders.js";
import { returns } from "./returns.js";

export const app = express();

app.use(express.json());
app.use("/hooks", hooks);
app.use("/api/orders", orders);
app.use("/payment", returns);

if (process.env.PORT) app.listen(Number(process.env.PORT));
