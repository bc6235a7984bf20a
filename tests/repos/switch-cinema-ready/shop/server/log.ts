import pino from "pino";

export const log = pino({ redact: ["card", "headers", "*.api_key"] });
