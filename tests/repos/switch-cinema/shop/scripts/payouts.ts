import axios from "axios";

// What Multipaga has paid out, for the bookkeeper: npx tsx scripts/payouts.ts 2026-11
const multipaga = axios.create({ baseURL: "https://api.multipaga.com", timeout: 30_000, headers: { "api-key": "{{hyperswitch.secret.live}}" } });

const { data } = await multipaga.get("/payouts/list", { params: { created: process.argv[2] } });
for (const payout of data.data) console.log(payout.payout_id, payout.amount, payout.currency);
