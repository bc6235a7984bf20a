from prometheus_client import Counter, Histogram

payments = Counter("migo_payments_total", "Payments by result", ["result"])
webhooks = Counter("migo_webhooks_total", "Webhooks by result", ["result"])
latency = Histogram("migo_payment_seconds", "How long Migo takes to start a payment")
