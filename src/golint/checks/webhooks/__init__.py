"""The rules about taking a provider's webhooks."""

from golint.checks.webhooks.bodies import parse_before_verify, raw_body_lost
from golint.checks.webhooks.comparison import timing_unsafe_comparison
from golint.checks.webhooks.delivery import unknown_event_rejected
from golint.checks.webhooks.registration import webhook_registered_per_request
from golint.checks.webhooks.repeats import no_event_deduplication
from golint.checks.webhooks.verification import fail_open_verification, missing_signature_verification

__all__ = [
    "fail_open_verification",
    "missing_signature_verification",
    "no_event_deduplication",
    "parse_before_verify",
    "raw_body_lost",
    "timing_unsafe_comparison",
    "unknown_event_rejected",
    "webhook_registered_per_request",
]
