"""The rules about taking a provider's webhooks."""

from golint.lazily import members

__getattr__ = members(
    __name__,
    blocking_webhook="acknowledgement",
    fail_open_verification="verification.rule",
    livemode_not_checked="livemode",
    missing_signature_verification="verification.rule",
    no_event_deduplication="repeats.rule",
    observe="overview.handlers",
    parse_before_verify="bodies.rule",
    raw_body_lost="bodies.raw_bodies",
    replay_window_unchecked="replays",
    timing_unsafe_comparison="timing.rule",
    unhandled_subscribed_event="subscriptions",
    unknown_event_rejected="delivery.rule",
    verification_failure_not_logged="refusals",
    webhook_ip_allowlist="addresses",
    webhook_registered_per_request="registration",
    webhook_without_rate_limit="limits.rule",
)
