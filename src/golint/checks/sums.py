"""What stood in a record and more, written back into it: `update({ balance: user.balance + amount })`, `SET balance = balance + $1`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.fields import Field
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, spelled, text_of
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

SUMS = frozenset({"+", "-"})
_ADDING = frozenset({"increment", "decrement", "$inc"})
_ADDED = compiled(r"\b(\w+)\s*=\s*(?:\w+\.)?\1\s*([-+])", re.IGNORECASE)
_COLUMN = compiled(r"""(\w+)[`"\]]?\s*=\s*["']?$""")
NUMBERS = frozenset({"Number", "parseInt", "parseFloat", "int", "float", "Decimal", "intval", "floatval", "to_i", "to_f", "to_d"})
COUNTERS = frozenset({"attempt", "retry", "retries", "try", "tries", "count", "counter", "version", "delivery", "deliveries", "times"})
"""What counts the deliveries themselves may well count each of them."""


def writes_sum(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call writes a field that was read from the store, with something added or taken away."""
    return any(_sum(flow, field) is not None for field in _written(flow, call, routine) if not mentions(field.name, COUNTERS))


def adds_to_field(value: Expr) -> bool:
    """`F("balance") + amount`, `{ increment: amount }`, `SET balance = balance + $1`."""
    for node in facts.walk(value):
        match node:
            case facts.Entry(key=key) if text_of(key) in _ADDING:
                return True
            case facts.Literal(value=str() as text) if _ADDED.search(text):
                return True
    return isinstance(value, facts.Binary) and value.operator in SUMS and isinstance(value.left, Call) and value.left.path.endswith("F")


def added_at(call: Call) -> Span | None:
    """The entry of a call's arguments that says what is added."""
    entries = (node for argument in call.arguments for node in facts.walk(argument.value) if isinstance(node, facts.Entry))
    return next((entry.key.span for entry in entries if entry.key is not None and text_of(entry.key) in _ADDING), None)


def is_increment(flow: Flow, node: facts.Assign, target: Name, routine: Routine) -> bool:
    """`member.points += n` on a record that was read from the store."""
    owner, dot, _ = target.written.rpartition(".")
    again = isinstance(node.value, facts.Binary) and node.value.operator in SUMS and spelled(node.value.left) == spelled(target)
    if not dot or not (node.operator in SUMS or again):
        return False
    return "store.read" in flow.origin(Name(owner, target.span, owner), routine)


def raised(flow: Flow, call: Call, routine: Routine) -> Iterator[str]:
    """The names of the fields that a call which writes into a store adds to."""
    if last_of(call) == "increment":
        yield from (text for argument in call.arguments if (text := text_of(argument.value)))
    for field in _written(flow, call, routine):
        if (made := _sum(flow, field)) is not None and made.operator == "+":
            yield field.name
    for argument in call.arguments:
        if argument.name and adds_to_field(argument.value):
            yield argument.name
        yield from _raised_in_statement(flow, argument.value, routine)
        for node in facts.walk(argument.value):
            yield from _raised_in(node)


def _raised_in_statement(flow: Flow, value: Expr, routine: Routine) -> Iterator[str]:
    """`SET balance = balance + $1`, and `SET balance = '$sum'` where `$sum = $balance + $amount`."""
    yield from (name for name, sign in _ADDED.findall(flow.texts.of(value, routine)) if sign == "+")
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else (value, routine)
    if held is None or not isinstance(held[0], facts.Template):
        return
    for before, put in pairwise(held[0].parts):
        column = _COLUMN.search(text_of(before))
        made = flow.texts.value_of(put, held[1]) if column is not None and isinstance(put, Name) else None
        if column is not None and made is not None and isinstance(made[0], facts.Binary) and made[0].operator == "+":
            yield column[1]


def _raised_in(node: facts.Node) -> Iterator[str]:
    """`{ balance: { increment: amount } }`, `{ $inc: { balance: amount } }`"""
    match node:
        case facts.Entry(key=key, value=facts.Mapping(entries=entries)) if text_of(key) == "$inc":
            yield from (text_of(entry.key) for entry in entries)
        case facts.Entry(key=key, value=facts.Mapping(entries=entries)) if any(text_of(entry.key) == "increment" for entry in entries):
            yield text_of(key)


def _written(flow: Flow, call: Call, routine: Routine) -> Iterator[Field]:
    for argument in call.arguments:
        if argument.name:
            yield Field(argument.name, argument.value, routine)
        yield from flow.fields.deep(argument.value, routine)


def _sum(flow: Flow, field: Field) -> facts.Binary | None:
    """What a field is set to, where that is what stood in it with something added or taken away."""
    held = flow.texts.value_of(field.value, field.routine) if isinstance(field.value, Name) else None
    value, place = held if held is not None else (field.value, field.routine)
    if not isinstance(value, facts.Binary) or value.operator not in SUMS:
        return None
    sides = (value.left, value.right) if value.operator == "+" else (value.left,)
    again = any(spelled(side) == field.name and "store.read" in flow.origin(side, place) for side in map(_plain, sides))
    return value if again else None


def _plain(value: Expr) -> Expr:
    """What a number is made of: `wallet.balance` of `Number(wallet.balance ?? 0)`."""
    match value:
        case Call(arguments=(first, *_)) if last_of(value) in NUMBERS:
            return _plain(first.value)
        case facts.Logic(operands=(first, *_)):
            return _plain(first)
    return value
