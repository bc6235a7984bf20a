"""Errors that a call gives back beside its result, in languages that throw none, `if err != nil { ... }`, and from libraries that throw
none: `const { data, error } = await db.from("orders").insert(order)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, text_of
from golint.dataflow.values.fills import FILLING
from golint.dataflow.values.origins import is_of_type
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


def refusals(flow: Flow) -> Iterator[tuple[facts.Handler, Routine]]:
    """The same of an error that a store's answer holds beside its data, where it is asked whether there is one."""
    for node in flow.module.nodes if flow.kin == "javascript" else ():
        if isinstance(node, facts.Branch):
            routine = flow.routine_at(node.span.start)
            asked = node.condition.operands if isinstance(node.condition, facts.Logic) else (node.condition,)
            told = (one.written for one in asked if isinstance(one, Name) and _is_refusal(flow, one, routine))
            yield from ((facts.Handler((), name, node.then, node.span), routine) for name in told)


def _is_refusal(flow: Flow, asked: Name, routine: Routine) -> bool:
    """Whether a name, or what it was given, is the `error` of a store's answer."""
    if asked.written.endswith(".error"):
        return _is_stores(flow, asked.written.removesuffix(".error"), asked.span.start, routine)
    for node in routine.own:
        match node:
            case facts.Assign(targets=(facts.Mapping(entries=entries),), value=Call() as answer) if node.span.end <= asked.span.start:
                if any(text_of(e.key) == "error" and name_of(e.value) == asked.written for e in entries) and _asks_store(flow, answer):
                    return True
            case facts.Assign(targets=(Name(written=asked.written),), value=Name(written=held)) if held.endswith(".error"):
                if _is_stores(flow, held.removesuffix(".error"), node.span.start, routine):
                    return True
    return False


def _is_stores(flow: Flow, name: str, at: int, routine: Routine) -> bool:
    given = (binding.value for binding in flow.module.reaching(routine, name, at))
    return any(isinstance(value, Call) and _asks_store(flow, value) for value in given)


def _asks_store(flow: Flow, call: Call) -> bool:
    """Whether a call is one of those that Supabase's client is asked by, along the chain that leads to it."""
    trail = facts.trail(call)
    return ".from." in trail or trail.endswith(".rpc")


def _answers_requests(flow: Flow, routine: Routine) -> bool:
    scope: Routine | None = routine
    while scope is not None:
        if any(is_of_type(parameter, flow.language.door_types | WRITERS) for parameter in scope.function.parameters):
            return True
        scope = flow.module.around(scope)
    return False


def _failed_outside(flow: Flow, name: str, at: int, routine: Routine) -> bool:
    """Whether an error comes from a call that asks the provider, a store or a queue, or is what the request panicked with: what the
    customer sent wrongly is his to know."""
    given = [binding.value for binding in flow.module.reaching(routine, name, at)]
    return any(isinstance(value, Call) and _goes_out(flow, value, routine, HOPS) for value in given)


def _goes_out(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    roles = flow.roles.by(call)
    if roles & FILLING and not roles & OUTSIDE:
        return False
    if call.path == "recover" or roles & OUTSIDE or any(money.call is call for money in flow.money_in(routine)):
        return True
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is None or callee == routine:
        return False
    return any(_goes_out(flow, inner, callee, hops - 1) for inner in callee.nodes if isinstance(inner, Call))
