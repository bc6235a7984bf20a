"""An amount that is found to be another one, of which no more comes than a line in a log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.marks import marks_paid
from golint.checks.payments.tolerances import distance
from golint.dataflow.comparisons import compared, only_logs
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.tags import BODY
from golint.dataflow.vocabulary import PRICES_ABROAD
from golint.dataflow.words import words_of
from golint.facts import Call, Compare, Expr
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

AMOUNTS = PRICES_ABROAD | {"amount", "total", "price", "sum", "gross", "paid"}
TOLD = BODY | {"request.query", "provider.read", "signature.verify", "http.request", "parameter"}
UNLIKE = frozenset({"!=", "is not", "<", ">", "<=", ">="})
HOPS = 2
_ASKED = compiled(rb"\b(?:if|unless)\b[^\n]{0,160}(?:%b)" % "|".join(sorted(AMOUNTS)).encode(), re.IGNORECASE)


def may_overlook(view: FileView) -> bool:
    """Whether a file's bytes may hold such a condition; most do not, and need not be read for one."""
    return _ASKED.search(view.source.data) is not None and view.flow.traces.may_play("log.write")


def overlooked(flow: Flow, routine: Routine) -> Iterator[Span]:
    """The comparisons of what was paid with what a record asks, where a difference is only logged, and the record is marked paid behind."""
    for node in routine.own:
        if not isinstance(node, facts.Branch) or not only_logs(node, flow.roles):
            continue
        if any(_tells_apart(flow, side, other, routine) for side, other in _sides(flow, node.condition)) and _goes_on(flow, routine, node):
            yield node.condition.span


def _sides(flow: Flow, condition: Expr) -> Iterator[tuple[Expr, Expr]]:
    """What may be asked and what may be paid where a condition finds that unlike, or less: `a != b`, `!a.equals(b)`, `abs(a - b) > 0.01`,
    `paid < asked`. Who pays more than was asked does no harm."""
    match condition:
        case facts.Logic(operator="not", operands=(Call() as call,)):
            made = compared(call, flow.roles)
            operator = "!=" if made is not None and made.operator == "==" else ""
        case Compare(operator=asked, left=Call() as call, right=facts.Literal()) if asked in UNLIKE:
            apart = distance(call)
            made, operator = compared(call, flow.roles) or (Compare("!=", *apart, call.span) if apart is not None else None), "!="
        case _:
            made = compared(condition, flow.roles)
            operator = made.operator if made is not None else ""
    if made is not None and operator in UNLIKE:
        if not operator.startswith("<"):
            yield made.left, made.right
        if not operator.startswith(">"):
            yield made.right, made.left


def _tells_apart(flow: Flow, asked: Expr, told: Expr, routine: Routine) -> bool:
    """Whether one is the amount of a record of the shop's, and the other what somebody says that was paid."""
    if isinstance(told, facts.Literal) or not all(_named(side) & AMOUNTS for side in (asked, told)):
        return False
    others = flow.origin(told, routine)
    return "store.read" in flow.origin(asked, routine) and "store.read" not in others and bool(others & TOLD)


def _named(side: Expr) -> frozenset[str]:
    """The words of the names that a side is made of: `(float) $order->total`, `Number(paid.amount)`."""
    named = (node for node in facts.walk(side) if isinstance(node, facts.Name | facts.Index | Call))
    return frozenset[str]().union(*(words_of(name_of(node)) for node in named))


def _goes_on(flow: Flow, routine: Routine, branch: facts.Branch) -> bool:
    """Whether something is done behind a condition, where this function or one that it runs marks something paid."""
    if not any(effect.span.start > branch.span.end for effect in flow.prover.summary(routine).all_effects):
        return False
    return any(marks_paid(flow, here) is not None for here in callees(flow, routine, HOPS))
