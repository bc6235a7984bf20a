"""The rules about moving money: once, for the right amount, on the provider's word."""

from golint.checks.payments.amounts import client_controlled_amount
from golint.checks.payments.authorization import wrong_auth_scheme
from golint.checks.payments.envelopes import error_code_ignored
from golint.checks.payments.failures import unhandled_api_error
from golint.checks.payments.fulfilment import amount_not_verified, unverified_return
from golint.checks.payments.idempotency import missing_idempotency_key
from golint.checks.payments.identifiers import constructed_identifier
from golint.checks.payments.stability import unstable_idempotency_key
from golint.checks.payments.statuses import unhandled_payment_status
from golint.checks.payments.tokens import token_refresh

__all__ = [
    "amount_not_verified",
    "client_controlled_amount",
    "constructed_identifier",
    "error_code_ignored",
    "missing_idempotency_key",
    "token_refresh",
    "unhandled_api_error",
    "unhandled_payment_status",
    "unstable_idempotency_key",
    "unverified_return",
    "wrong_auth_scheme",
]
