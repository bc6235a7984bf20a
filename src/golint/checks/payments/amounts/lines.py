"""The lines of an order, with a price in each, that are sent to the provider as the client wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import AMOUNTS, DEPTH
from golint.checks.payments.amounts.passed_on import is_touched
from golint.checks.payments.amounts.records import made_with
from golint.dataflow.modules import Routine
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

_GIVING = frozenset({"json.decode", "text.same", "request.part", "request.query", "request.body.parsed", "value.part"})


def unpriced(flow: Flow, money: Money, told: Sequence[Field]) -> tuple[Field, ...]:
    """Of the fields that a money call is told the lists of lines that it charges as they came: where no amount stands beside them, and
    nobody sets or compares anything before."""
    lists = tuple(field for field in told if field.name in money.entry.lines)
    if not lists or any(field.name.lower() in AMOUNTS for field in told) or is_touched(flow, money.routine, money.call.span.start):
        return ()
    return tuple(field for field in lists if _is_left(flow, field.value, field.routine))


def may_be_priced(flow: Flow, money: Money, charged: Iterable[Field], routine: Routine, end: int) -> bool:
    """Whether a money call charges lines, and a function that hands them on may look at their prices, or put them in, before it does."""
    return any(field.name in money.entry.lines for field in charged) and is_touched(flow, routine, end)


def _is_left(flow: Flow, value: Expr, routine: Routine, depth: int = DEPTH) -> bool:
    """Whether a list is nobody's work here: neither written out nor made of each line of another one."""
    if depth == 0:
        return False
    match value:
        case Name():
            told = made_with(flow, value, routine, {}) if "." in value.written else None
            held = (told[0].value, told[0].routine) if told is not None else flow.texts.value_of(value, routine)
            return held is None or _is_left(flow, *held, depth - 1)
        case facts.Logic(operands=(first, *_)):
            return _is_left(flow, first, routine, depth - 1)
        case facts.Index():
            return True
        case Call():
            roles = flow.roles.by(value)
            return bool(roles & _GIVING) and "value.each" not in roles
    return False
