"""The rules about taking a provider's webhooks."""

from golint.checks.webhooks.acknowledgement import blocking_webhook
from golint.checks.webhooks.addresses import webhook_ip_allowlist
from golint.checks.webhooks.bodies import parse_before_verify
from golint.checks.webhooks.comparison import timing_unsafe_comparison
from golint.checks.webhooks.delivery import unknown_event_rejected
from golint.checks.webhooks.handlers import observe
from golint.checks.webhooks.limits import webhook_without_rate_limit
from golint.checks.webhooks.livemode import livemode_not_checked
from golint.checks.webhooks.raw_bodies import raw_body_lost
from golint.checks.webhooks.refusals import verification_failure_not_logged
from golint.checks.webhooks.registration import webhook_registered_per_request
from golint.checks.webhooks.repeats import no_event_deduplication
from golint.checks.webhooks.replays import replay_window_unchecked
from golint.checks.webhooks.subscriptions import unhandled_subscribed_event
from golint.checks.webhooks.verification import fail_open_verification, missing_signature_verification

__all__ = [
    "blocking_webhook",
    "fail_open_verification",
    "livemode_not_checked",
    "missing_signature_verification",
    "no_event_deduplication",
    "observe",
    "parse_before_verify",
    "raw_body_lost",
    "replay_window_unchecked",
    "timing_unsafe_comparison",
    "unhandled_subscribed_event",
    "unknown_event_rejected",
    "verification_failure_not_logged",
    "webhook_ip_allowlist",
    "webhook_registered_per_request",
    "webhook_without_rate_limit",
]
