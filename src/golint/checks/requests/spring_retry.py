"""Retries as Spring Retry, Resilience4j and Reactor are told to make them."""

from __future__ import annotations

from golint import facts
from golint.dataflow.names import last_of
from golint.facts import Call, Expr, Name

FIXED = "at a fixed pace"
GROWING = frozenset({"multiplier", "multiplierExpression", "random", "randomExpression", "maxDelay", "maxDelayExpression"})
FIXED_CALLS = ("reactor.util.retry.Retry.fixedDelay", "Retry.fixedDelay", "RetrySpec.fixedDelay", "FixedBackOffPolicy", "fixedBackoff")


def configured(made: Expr) -> str:
    """The pace of retries that a decorator or a call asks for; "" where it asks for none, or for pauses that grow."""
    match made:
        case Name() | Call() if last_of(made) == "Retryable":
            return _annotated(made.argument(None, "backoff") if isinstance(made, Call) else None)
        case Call(path=path) if path.endswith(FIXED_CALLS):
            return FIXED
        case Call() if last_of(made) == "build":
            trail = facts.trail(made)
            return FIXED if "RetryConfig.custom" in trail and "intervalFunction" not in trail else ""
    return ""


def _annotated(backoff: Expr | None) -> str:
    """`@Retryable` waits a second each time unless its backoff says otherwise."""
    if backoff is None:
        return FIXED
    if not isinstance(backoff, Call) or last_of(backoff) != "Backoff":
        return ""
    return "" if any(argument.name in GROWING for argument in backoff.arguments) else FIXED
