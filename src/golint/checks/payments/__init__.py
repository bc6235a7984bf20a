"""The rules about moving money: once, for the right amount, on the provider's word."""

from golint.lazily import members

__getattr__ = members(
    __name__,
    amount_not_verified="fulfilment",
    client_controlled_amount="amounts",
    constructed_identifier="identifiers",
    error_code_ignored="envelopes",
    missing_idempotency_key="idempotency",
    token_refresh="tokens",
    unhandled_api_error="failures",
    unhandled_payment_status="statuses",
    unstable_idempotency_key="stability",
    unverified_return="returns",
    wrong_auth_scheme="authorization",
)
