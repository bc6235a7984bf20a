import type { NextFunction, Request, Response } from "express";
import { database } from "./database.js";

export async function staff(req: Request, res: Response, next: NextFunction) {
  const session = await database("sessions").where({ id: req.header("x-session") ?? "", role: "staff" }).first();
  return session ? next() : res.sendStatus(403);
}
