"""The rules about moving money: once, for the right amount, on the provider's word."""

from golint.checks.payments.amounts import client_controlled_amount
from golint.checks.payments.authorization import wrong_auth_scheme
from golint.checks.payments.fulfilment import amount_not_verified, unverified_return
from golint.checks.payments.idempotency import missing_idempotency_key
from golint.checks.payments.stability import unstable_idempotency_key

__all__ = [
    "amount_not_verified",
    "client_controlled_amount",
    "missing_idempotency_key",
    "unstable_idempotency_key",
    "unverified_return",
    "wrong_auth_scheme",
]
