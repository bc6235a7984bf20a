"""The rules about data that must not leave the payment code."""

from golint.lazily import members

__getattr__ = members(
    __name__,
    card_data_stored="cards.rule",
    raw_error_exposed="errors.rule",
    sensitive_data_logged="logs.rule",
)
