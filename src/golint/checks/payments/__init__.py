"""The rules about moving money: once, for the right amount, on the provider's word."""

from golint.lazily import members

__getattr__ = members(
    __name__,
    amount_not_verified="fulfilment.rule",
    client_controlled_amount="amounts.rule",
    constructed_identifier="identifiers",
    error_code_ignored="envelopes",
    missing_idempotency_key="idempotency.rule",
    token_refresh="tokens",
    unhandled_api_error="failures",
    unhandled_payment_status="statuses",
    unstable_idempotency_key="idempotency.stability",
    unverified_return="returns.rule",
    wrong_auth_scheme="authorization",
)
