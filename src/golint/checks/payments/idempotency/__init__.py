"""missing-idempotency-key and unstable-idempotency-key: a repeated request moves no money twice. `rule` and `stability` are the ways
in; the other modules are what they ask."""
