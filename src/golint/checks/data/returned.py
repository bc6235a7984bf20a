"""Errors that a call gives back beside its result, in languages that throw none: `if err != nil { ... }`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.fills import FILLING
from golint.dataflow.modules import Routine
from golint.dataflow.origins import is_of_type
from golint.facts import Call, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

OUTSIDE = frozenset({
    "http.request", "http.write", "provider.read", "store.read", "store.write", "store.insert", "store.upsert", "queue.enqueue",
})  # fmt: skip
WRITERS = frozenset({"http.ResponseWriter"})
HOPS = 3


def failures(flow: Flow) -> Iterator[tuple[facts.Handler, Routine]]:
    """What is done in a function that answers requests when a call to the provider or the store has failed, as if that were caught."""
    for node in flow.module.nodes if flow.language.errors else ():
        match node:
            case facts.Branch(
                condition=facts.Compare(operator="!=", left=Name(written=name, span=span), right=facts.Literal(kind="null")), then=then
            ):
                routine = flow.routine_at(span.start)
                if _answers_requests(flow, routine) and _failed_outside(flow, name, span.start, routine):
                    yield facts.Handler((), name, then, node.span), routine


def _answers_requests(flow: Flow, routine: Routine) -> bool:
    scope: Routine | None = routine
    while scope is not None:
        if any(is_of_type(parameter, flow.language.door_types | WRITERS) for parameter in scope.function.parameters):
            return True
        scope = flow.module.around(scope)
    return False


def _failed_outside(flow: Flow, name: str, at: int, routine: Routine) -> bool:
    """Whether an error comes from a call that asks the provider, a store or a queue: what the customer sent wrongly is his to know."""
    given = [binding.value for binding in flow.module.reaching(routine, name, at)]
    return any(isinstance(value, Call) and _goes_out(flow, value, routine, HOPS) for value in given)


def _goes_out(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    roles = flow.roles.by(call)
    if roles & FILLING and not roles & OUTSIDE:
        return False
    if roles & OUTSIDE or any(money.call is call for money in flow.money_in(routine)):
        return True
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is None or callee == routine:
        return False
    return any(_goes_out(flow, inner, callee, hops - 1) for inner in callee.nodes if isinstance(inner, Call))
