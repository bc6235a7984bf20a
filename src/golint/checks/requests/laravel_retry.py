"""How Laravel's HTTP client tries again: `Http::retry(3, 100)`."""

from __future__ import annotations

from golint import facts
from golint.checks.requests.polly import AT_ONCE, FIXED
from golint.dataflow.names import last_of
from golint.facts import Call, Literal
from golint.lazily import compiled
from golint.model import Span

USED = compiled(rb"(?:->|::)retry\(")


def configured(call: Call) -> tuple[Span, str] | None:
    """Where such a client is told to try again at once, or at a fixed pace; a list of pauses and a function may let them grow."""
    if last_of(call) != "retry" or "Http" not in facts.trail(call).split("."):
        return None
    times, pause = call.argument(0, "times"), call.argument(1, "sleepMilliseconds")
    if times is None or isinstance(times, facts.Sequence) or (isinstance(times, Literal) and times.value in (0, 1)):
        return None
    at = Span(call.arguments[0].value.span.start, call.arguments[-1].value.span.end)
    if pause is None or (isinstance(pause, Literal) and pause.value == 0):
        return at, AT_ONCE
    return (at, FIXED) if isinstance(pause, Literal) else None
