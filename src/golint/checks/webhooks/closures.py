"""Closures that a function hands to a call which runs them there, once: `DB::transaction(function () use ($event) { ... })`; and those
that run later, when the function may have answered: `executor.execute(() -> desk.settle(event))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.acknowledgement import is_waited_for
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of
from golint.facts import Call

if TYPE_CHECKING:
    from golint.dataflow import Flow

ONCE = "closure.once"
LATER = frozenset({"queue.enqueue", "flow.dispatch"})


def run_there(flow: Flow, routine: Routine) -> Iterator[tuple[Routine, Call]]:
    """The closures that a function has run before it goes on, with the call that runs each; not where a promise catches their errors."""
    for call in routine.calls:
        if ONCE in flow.roles.by(call) and is_waited_for(flow, call, routine) and not _is_caught(routine, call):
            handed = (argument.value for argument in call.arguments)
            yield from (
                (Routine(routine.path, closure.function.span.start, closure.function, routine.owner), call)
                for closure in handed
                if isinstance(closure, facts.Lambda)
            )


def runs_later(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call stands in a closure that is handed to a queue, a thread or a timer: its errors never come back."""
    around = (one for one in routine.calls if call.span in one.span and one is not call and flow.roles.by(one) & LATER)
    handed = (argument.value for one in around for argument in one.arguments)
    return any(isinstance(value, facts.Lambda) and call.span in value.span for value in handed)


def gives_back(routine: Routine, call: Call) -> bool:
    """Whether what a call gives back is what the function does: what its closure returns is an answer then."""
    return any(isinstance(value, Call) and value.span == call.span for value in routine.given_back)


def _is_caught(routine: Routine, call: Call) -> bool:
    """`run(...).then(...).catch(...)`"""
    return any(last_of(node) == "catch" and any(link is call for link in chained(node)) for node in routine.calls)
