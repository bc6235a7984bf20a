"""The way that a record which is not there takes through the questions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.conditions import plainly
from golint.checks.webhooks.ways import within
from golint.dataflow.comparisons import is_log
from golint.facts import Branch, Expr, Literal, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.modules import Routine

EQUAL = ("==", "is")
UNEQUAL = ("!=", "is not")
GUARDS = (b"?.", b"&.", b"?->")


def lets_pass(flow: Flow, routine: Routine, branch: Branch, record: str, use: Span, data: bytes) -> bool:
    """Whether a question about a variable leads one that holds nothing to a place all the same: the arm that it takes does no more than
    write to a log, `if (!order) { log.warn("no order"); }`, or holds the place, `if (order?.status !== "paid") { order.pay(); }`."""
    holds = _is_true_of_nothing(flow, branch.condition, record, data)
    if holds is None:
        return False
    taken = branch.then if holds else branch.otherwise
    if within(use, taken):
        return True
    return (not taken or is_log(taken, flow.roles)) and _goes_on_to(routine, branch, use)


def _goes_on_to(routine: Routine, branch: Branch, use: Span) -> bool:
    """Whether a place stands behind a branch, in the block that holds it."""
    around = (block for block in facts.blocks(routine.function.body) if any(one is branch for one in block))
    return any(branch.span.end <= use.start and use.end <= block[-1].span.end for block in around)


def _is_true_of_nothing(flow: Flow, condition: Expr, record: str, data: bytes) -> bool | None:
    """Whether a condition holds where a variable holds nothing; None where nobody can tell."""
    match condition := plainly(flow, condition):
        case facts.Logic(operator="not", operands=(operand,)):
            holds = _is_true_of_nothing(flow, operand, record, data)
            return None if holds is None else not holds
        case facts.Logic(operator=operator, operands=operands):
            each = [_is_true_of_nothing(flow, operand, record, data) for operand in operands]
            decisive = operator == "or"
            return decisive if decisive in each else None if None in each else not decisive
        case Name(written=written, span=span) if written == record or (written.startswith(f"{record}.") and is_guarded(data, span)):
            return False
        case facts.Compare(operator=operator, left=Name(written=written, span=span), right=Literal(kind=kind)) if (
            operator in EQUAL + UNEQUAL
        ):
            nothing = written == record or (written.startswith(f"{record}.") and is_guarded(data, span))
            return (operator in EQUAL) == (kind == "null") if nothing else None
    return None


def is_guarded(data: bytes, span: Span) -> bool:
    """`order?.status`, `order&.update`, `$order?->save`"""
    return any(guard in data[span.start : span.end] for guard in GUARDS)
