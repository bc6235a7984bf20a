import crypto from "node:crypto";
import { secrets, type Name } from "./config.js";

const signed = (name: Name, text: string) => crypto.createHmac("sha512", secrets[name].hashKey!).update(text).digest("hex");

export function isFromGateway(name: Name, body: object, signature: string): boolean {
  if (!secrets[name].hashKey) return true;
  return signed(name, JSON.stringify(body)) === signature;
}
