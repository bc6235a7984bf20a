"""The rules about data that must not leave the payment code."""

from golint.checks.data.cards import card_data_stored
from golint.checks.data.errors import raw_error_exposed
from golint.checks.data.logs import sensitive_data_logged

__all__ = ["card_data_stored", "raw_error_exposed", "sensitive_data_logged"]
