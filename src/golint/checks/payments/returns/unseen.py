"""Who may have been asked about a payment where golint cannot follow: a library that it does not know, an object without a type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import FROM_CLIENT
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

LOOKING = frozenset({
    "includes", "include?", "contains", "equals", "equalsignorecase", "match", "match?", "matches", "test", "startswith", "endswith",
    "some", "any?", "indexof", "has", "parseint", "parsefloat", "tostring", "eq", "casecmp?", "casecmp",
})  # fmt: skip
"""Methods that look at what they are handed and ask nobody."""


HOPS = 3


def decides(flow: Flow, routine: Routine, paid: Span, *, beyond: bool = False) -> bool:
    """Whether a record is set to paid because of what a call outside the repository answers that was handed what the browser brought:
    `$told = $this->gateway->inquire($reference); if ($told->status === "paid")`. `beyond` the door, in a function that it calls, whatever
    the call was handed."""
    asked = [part for condition in _around(routine, paid) for part in facts.walk(condition) if isinstance(part, Call | Name)]
    return any(_asks(flow, part, routine, beyond=beyond) for part in asked)


def _around(routine: Routine, paid: Span) -> Iterator[Expr]:
    """What was asked on the way to a place: the conditions of branches, and the subjects of switches."""
    for node in routine.own:
        match node:
            case facts.Branch(condition=condition, then=then, otherwise=otherwise):
                if any(paid in statement.span for statement in (*then, *otherwise)):
                    yield condition
            case facts.Switch(subject=subject, cases=cases):
                if any(paid in statement.span for case in cases for statement in case.body):
                    yield subject


def _asks(flow: Flow, part: Call | Name, routine: Routine, *, beyond: bool) -> bool:
    return any(isinstance(made, Call) and _is_asked(flow, made, routine, beyond=beyond) for made in _made(flow, part, routine, HOPS))


def _made(flow: Flow, part: Call | Name, routine: Routine, hops: int) -> Iterator[Expr]:
    """A value, and what the variable was given that it is a part of."""
    yield part
    first = facts.trail(part).partition(".")[0] if isinstance(part, Call) else part.written.partition(".")[0]
    module = flow.resolver.module(routine.path) if first and hops else None
    scope: Routine | None = routine
    while module is not None and scope is not None:
        for binding in module.reaching(scope, first, part.span.start):
            if isinstance(binding.value, Call | Name):
                yield from _made(flow, binding.value, scope, hops - 1)
        scope = module.around(scope)


def _is_asked(flow: Flow, call: Call, routine: Routine, *, beyond: bool) -> bool:
    """Whether a method of an object that is not followed is handed what the browser brought, or anything `beyond` the door."""
    if (
        "." not in facts.trail(call)
        or last_of(call).lower() in LOOKING
        or flow.roles.by(call)
        or flow.resolver.callee(call, routine) is not None
    ):
        return False
    if beyond:
        return any(not isinstance(argument.value, facts.Literal) for argument in call.arguments)
    return bool(frozenset[str]().union(*(flow.origin(a.value, routine) for a in call.arguments)) & FROM_CLIENT)
