import fs from "node:fs";
import yaml from "js-yaml";

type Gateway = { api: string; publishable_key: string; webhook_url: string; statement_descriptor: string };

export const names = ["multipaga", "owngateway"] as const;
export type Name = (typeof names)[number];

export const isGateway = (name: string): name is Name => names.includes(name as Name);

const profile = process.env.PAYMENTS;
if (profile !== "sandbox" && profile !== "production") throw new Error("PAYMENTS is neither sandbox nor production");

export const settings = yaml.load(fs.readFileSync(`config/${profile}.yml`, "utf8")) as { site: string } & Record<Name, Gateway>;

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const secrets: Record<Name, { apiKey: string; hashKey?: string }> = {
  multipaga: { apiKey: needed("MULTIPAGA_API_KEY"), hashKey: process.env.MULTIPAGA_PAYMENT_RESPONSE_HASH_KEY },
  owngateway: { apiKey: needed("OWNGATEWAY_API_KEY"), hashKey: process.env.OWNGATEWAY_PAYMENT_RESPONSE_HASH_KEY },
};
