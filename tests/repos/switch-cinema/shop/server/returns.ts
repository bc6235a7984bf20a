import { Router } from "express";
import { database } from "./database.js";

export const returns = Router();

returns.get("/return/:gateway", async (req, res) => {
  if (req.query.status !== "succeeded") return res.redirect("/sorry");
  await database("orders").where({ payment_id: req.query.payment_id }).update({ status: "paid" });
  res.redirect("/thanks");
});
