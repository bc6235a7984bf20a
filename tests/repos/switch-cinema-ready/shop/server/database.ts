import knex from "knex";

export const database = knex({ client: "pg", connection: process.env.DATABASE_URL });

export type Order = { id: string; reference: string; gateway: "multipaga" | "owngateway"; total: number; currency: string; status: string; payment_id: string | null };
