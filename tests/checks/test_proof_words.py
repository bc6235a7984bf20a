"""A message says what a handler has looked at, not what its provider is known by."""

from __future__ import annotations

import pytest

from golint import catalog
from golint.checks.webhooks.words import checked

PROVIDERS = catalog.load().providers
SAID = "what Midtrans says of the payment"


@pytest.mark.parametrize(
    ("provider", "kind", "written", "proof"),
    [
        ("midtrans", "helper", "new Notification()", SAID),
        ("midtrans", "helper", "core.transactions.notification(request.json)", SAID),
        ("midtrans", "helper", "verified(request.headers.get('status'), notification)", None),
        ("mollie", "helper", "client.payments.get(request.form['id'])", "what Mollie says of the payment"),
        ("mollie", "helper", "validator.validate(request.headers.get('X-Mollie-Signature'))", None),
        ("stripe", "token", "sent == kept", "the secret token"),
    ],
)
def test_what_a_check_has_looked_at(provider: str, kind: str, written: str, proof: str | None) -> None:
    told = checked(PROVIDERS[provider], kind, written)["proof"]
    assert told == proof if proof is not None else "says of the payment" not in told
