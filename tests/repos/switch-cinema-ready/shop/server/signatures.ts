import crypto from "node:crypto";
import { secrets, type Name } from "./config.js";

function equal(expected: string, received: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(received)];
  return a.length === b.length && crypto.timingSafeEqual(a, b);
}

const signed = (name: Name, text: Buffer | string) => crypto.createHmac("sha512", secrets[name].hashKey).update(text).digest("hex");

export const isFromGateway = (name: Name, raw: Buffer, signature: string) => equal(signed(name, raw), signature);

/** Whether the parameters of the return URL are those that the gateway signed: all but the signature, in the order of their names. */
export function isSignedReturn(name: Name, query: Record<string, string>): boolean {
  const { signature = "", signature_algorithm: _, ...rest } = query;
  const text = new URLSearchParams(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return equal(signed(name, text), signature);
}
