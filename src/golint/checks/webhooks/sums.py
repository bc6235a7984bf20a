"""What stood in a record and more, written back into it: `update({ balance: user.balance + amount })`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.spelling import spelled
from golint.dataflow.fields import Field
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

SUMS = frozenset({"+", "-"})
NUMBERS = frozenset({"Number", "parseInt", "parseFloat", "int", "float", "Decimal", "intval", "floatval", "to_i", "to_f", "to_d"})
COUNTERS = frozenset({"attempt", "retry", "retries", "try", "tries", "count", "counter", "version", "delivery", "deliveries", "times"})
"""What counts the deliveries themselves may well count each of them."""


def writes_sum(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call writes a field that was read from the store, with something added or taken away."""
    return any(_is_sum(flow, field) for field in _written(flow, call, routine) if not mentions(field.name, COUNTERS))


def _written(flow: Flow, call: Call, routine: Routine) -> Iterator[Field]:
    for argument in call.arguments:
        if argument.name:
            yield Field(argument.name, argument.value, routine)
        yield from flow.fields.deep(argument.value, routine)


def _is_sum(flow: Flow, field: Field) -> bool:
    held = flow.texts.value_of(field.value, field.routine) if isinstance(field.value, Name) else None
    value, place = held if held is not None else (field.value, field.routine)
    if not isinstance(value, facts.Binary) or value.operator not in SUMS:
        return False
    sides = (value.left, value.right) if value.operator == "+" else (value.left,)
    return any(spelled(side) == field.name and "store.read" in flow.origin(side, place) for side in map(_plain, sides))


def _plain(value: Expr) -> Expr:
    """What a number is made of: `wallet.balance` of `Number(wallet.balance ?? 0)`."""
    match value:
        case Call(arguments=(first, *_)) if last_of(value) in NUMBERS:
            return _plain(first.value)
        case facts.Logic(operands=(first, *_)):
            return _plain(first)
    return value
