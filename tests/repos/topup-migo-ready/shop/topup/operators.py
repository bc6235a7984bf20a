"""The mobile operators, by way of their broker."""

import httpx

broker = httpx.Client(base_url="https://broker.telefonia.example", timeout=10)


def send(topup):
    broker.post("/topups", json={"phone": topup.phone, "amount": topup.price, "reference": topup.number}).raise_for_status()
