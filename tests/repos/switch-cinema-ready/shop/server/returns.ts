import { Router } from "express";
import { isGateway } from "./config.js";
import { log } from "./log.js";
import { settle } from "./settle.js";
import { isSignedReturn } from "./signatures.js";

export const returns = Router();

returns.get("/return/:gateway", async (req, res, next) => {
  const { gateway } = req.params;
  const query = req.query as Record<string, string>;
  if (!isGateway(gateway) || !isSignedReturn(gateway, query)) {
    log.warn({ gateway, ip: req.ip }, "a return with a wrong signature was refused");
    return res.redirect("/sorry");
  }
  try {
    await settle(gateway, query.payment_id);
    res.redirect(query.status === "succeeded" ? "/thanks" : "/waiting");
  } catch (error) {
    next(error);
  }
});
