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


def decides(flow: Flow, routine: Routine, paid: Span) -> bool:
    """Whether a record is set to paid because of what a call outside the repository answers that was handed what the browser brought:
    `$told = $this->gateway->inquire($reference); if ($told->status === "paid")`."""
    around = [n for n in routine.own if isinstance(n, facts.Branch) and any(paid in s.span for s in (*n.then, *n.otherwise))]
    return any(_asks(flow, part, routine) for branch in around for part in facts.walk(branch.condition) if isinstance(part, Call | Name))


def _asks(flow: Flow, part: Call | Name, routine: Routine) -> bool:
    return any(isinstance(made, Call) and _is_asked(flow, made, routine) for made in _made(flow, part, routine))


def _made(flow: Flow, part: Call | Name, routine: Routine) -> Iterator[Expr]:
    """A value, or what the variable was given that it is a part of."""
    yield part
    first = part.written.partition(".")[0] if isinstance(part, Name) else ""
    module = flow.resolver.module(routine.path) if first else None
    given = module.reaching(routine, first, part.span.start) if module is not None else ()
    yield from (binding.value for binding in given if binding.value is not None)


def _is_asked(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a method of an object that is not followed is handed what the browser brought."""
    if (
        "." not in facts.trail(call)
        or last_of(call).lower() in LOOKING
        or flow.roles.by(call)
        or flow.resolver.callee(call, routine) is not None
    ):
        return False
    return bool(frozenset[str]().union(*(flow.origin(a.value, routine) for a in call.arguments)) & FROM_CLIENT)
