"""Retry policies of Polly, which .NET's clients are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.names import last_of, path_of
from golint.dataflow.values.texts import returned
from golint.facts import Call, Expr

if TYPE_CHECKING:
    from golint.dataflow import Flow

AT_ONCE, FIXED = "at once", "at a fixed pace"
AGAIN = frozenset({"Retry", "RetryAsync", "RetryForever", "RetryForeverAsync"})
WAITING = frozenset({"WaitAndRetry", "WaitAndRetryAsync", "WaitAndRetryForever", "WaitAndRetryForeverAsync"})


def polly(flow: Flow, call: Call) -> str:
    """How a policy waits: at once, at a fixed pace, or "" for one that waits longer each time, and for other calls."""
    last = last_of(call)
    if last in AGAIN:
        return AT_ONCE if _is_policy(flow, call) else ""
    if last in WAITING:
        spans = [a.value for a in call.arguments if isinstance(a.value, facts.Lambda)]
        return FIXED if spans and all(_is_fixed(flow, span) for span in spans[:1]) else ""
    if last == "RetryStrategyOptions":
        told = {a.name for a in call.arguments}
        kind = path_of(call.argument(None, "BackoffType"))
        return FIXED if "DelayGenerator" not in told and kind in ("", "DelayBackoffType.Constant") else ""
    return ""


def _is_policy(flow: Flow, call: Call) -> bool:
    """Whether a file that uses Polly builds a policy here: the word stands for much else."""
    return any(item.path.partition(".")[0] == "Polly" for item in flow.module.program.imports)


def _is_fixed(flow: Flow, span: facts.Lambda) -> bool:
    values = returned(flow.routine_at(span.function.span.start))
    return bool(values) and all(_is_constant(flow, value) for value in values)


def _is_constant(flow: Flow, value: Expr) -> bool:
    """A number, or a span of a number."""
    if isinstance(value, Call):
        return "time.span" in flow.roles.by(value) and all(_is_constant(flow, a.value) for a in value.arguments)
    return isinstance(value, facts.Literal)
