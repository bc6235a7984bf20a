import type { NextFunction, Request, Response } from "express";
import { log } from "./log.js";

/** The gateway said no, or said nothing. `code` is that of its error catalogue. */
export class PaymentError extends Error {
  constructor(readonly code: string, readonly declined: boolean) {
    super(`payment error ${code}`);
  }
}

// docs/runbook.md has the whole table.
const SAID: Record<string, string> = {
  insufficient_funds: "The card has not enough money. Please try another one.",
  expired_card: "The card has expired. Please try another one.",
};

export function refused(error: unknown, req: Request, res: Response, next: NextFunction) {
  if (res.headersSent) return next(error);
  if (error instanceof PaymentError && error.declined) {
    return res.status(402).json({ message: SAID[error.code] ?? "The bank declined the card. Please try another one." });
  }
  log.error({ code: error instanceof PaymentError ? error.code : "internal", path: req.path }, "a request failed");
  res.status(502).json({ message: "The payment could not be started. Nothing was charged." });
}
