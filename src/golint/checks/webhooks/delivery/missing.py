"""The way that a record which is not there takes through the questions about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.delivery.conditions import plainly
from golint.checks.webhooks.ways import within
from golint.dataflow.comparisons import is_log
from golint.dataflow.names import OWN
from golint.facts import Branch, Call, Expr, Literal, Name, Node
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.modules import Routine

EQUAL = ("==", "is")
UNEQUAL = ("!=", "is not")
ASKING = compiled(r"\.(?:nil\?|blank\?|present\?|presence|try|is_a\?|respond_to\?|inspect|to_s)$")
"""What Ruby's nothing answers, too."""
NOTHING = (None, False)  # WordPress finds `false`
_GUARDED = compiled(rb"\?\.|&\.|\?->|\bis\s+(?:not\s+)?\{")
_CONSTANT = compiled(r"(?:[A-Z]\w*\.)+[A-Z]\w*$")  # `OrderStatus.Paid`
_ASKED_BY = (facts.Branch, facts.Choice, facts.Logic, facts.Compare, Call, facts.Return)


def is_settled(flow: Flow, routine: Routine, written: str, use: Span, data: bytes) -> bool:
    """Whether a variable is asked about before it is used, in more than a line of a log: who has asked knows that a record may not be
    there."""
    before = (node for node in routine.nodes if isinstance(node, _ASKED_BY) and node.span.start <= use.start)
    spoken = [span for node in before for span, name in _asked(node) if name == written and span != use]
    logged = [call.span for call in routine.calls if "log.write" in flow.roles.by(call)]
    asked = [span for span in (*spoken, *_guarded(routine, written, use, data)) if not any(span in log for log in logged)]
    branches = (node for node in routine.own if isinstance(node, facts.Branch)) if asked else ()
    passing = [branch.condition.span for branch in branches if _lets_pass(flow, routine, branch, written, use, data)]
    return not all(any(span in condition for condition in passing) for span in asked)


def _guarded(routine: Routine, written: str, use: Span, data: bytes) -> Iterator[Span]:
    """Where a step from a variable is taken with care before it is used, `order?.status`."""
    steps = (n.span for n in routine.nodes if isinstance(n, Name) and n.written.startswith(f"{written}.") and n.span.start < use.start)
    yield from (span for span in steps if is_guarded(data, span))


def _asked(node: Node) -> Iterator[tuple[Span, str]]:
    """The names that a node asks about, whatever it asks, and where."""
    match node:
        case facts.Branch(condition=condition) | facts.Choice(condition=condition):
            yield from _names(condition)
        case facts.Logic(operands=operands):
            yield from (asked for operand in operands for asked in _names(operand))
        case facts.Compare(left=left, right=right):
            yield from (*_names(left), *_names(right))
        case Call(arguments=arguments):  # `assert(order)`, `throw_unless($order, ...)`: it may be asked there
            yield from (asked for a in arguments if isinstance(a.value, Name) for asked in _names(a.value))
        case facts.Return(value=Name() as value):
            yield from _names(value)


def _names(expr: Expr) -> Iterator[tuple[Span, str]]:
    for node in facts.walk(expr):
        if isinstance(node, Name) and is_variable(written := ASKING.sub("", node.written or node.path)):
            yield node.span, written


def is_variable(written: str) -> bool:
    """A variable, or a field of the own object: `@order`"""
    return "." not in written or is_field(written)


def is_field(written: str) -> bool:
    owner, _, field = written.partition(".")
    return owner in OWN and bool(field) and "." not in field


def _lets_pass(flow: Flow, routine: Routine, branch: Branch, record: str, use: Span, data: bytes) -> bool:
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
        case facts.Compare(operator=operator, left=Name(written=written, span=span), right=Literal(value=value, kind=kind)) if (
            operator in EQUAL + UNEQUAL
        ):
            if written == record:
                return (operator in EQUAL) == (value in NOTHING) if kind in ("null", "boolean") else None
            if written.startswith(f"{record}.") and is_guarded(data, span):
                return (operator in EQUAL) == (kind == "null")
        case facts.Compare(operator=operator, left=Name(written=written, span=span), right=Name(written=constant)) if (
            operator in EQUAL + UNEQUAL and _CONSTANT.match(constant) and written.startswith(f"{record}.") and is_guarded(data, span)
        ):
            return operator in UNEQUAL
    return None


def is_guarded(data: bytes, span: Span) -> bool:
    """`order?.status`, `order&.update`, `$order?->save`, `order is { Status: "paid" }`, which nothing is not."""
    return _GUARDED.search(data, span.start, span.end) is not None
