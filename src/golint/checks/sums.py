"""What stood in a record and more, written back into it: `update({ balance: user.balance + amount })`, `SET balance = balance + $1`,
`update({ stock: sequelize.literal("stock - 1") })`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, spelled, text_of
from golint.dataflow.values.fields import Field
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

SUMS = frozenset({"+", "-"})
_ADDING = frozenset({"increment", "decrement", "$inc"})
_ADDED = compiled(r"\b(\w+)\s*=\s*(?:\w+\.)?\1\s*([-+])", re.IGNORECASE)
_STATED = compiled(r"""[`"\[({]?(?:\w+\.)?(\w+)[`"\])}]?\s*([-+])\s*\S+\s*$""")
_COLUMN = compiled(r"""(\w+)[`"\]]?\s*=\s*["']?$""")
NUMBERS = frozenset({"Number", "parseInt", "parseFloat", "int", "float", "Decimal", "intval", "floatval", "to_i", "to_f", "to_d"})
COUNTERS = frozenset({"attempt", "retry", "retries", "try", "tries", "count", "counter", "version", "delivery", "deliveries", "times"})
"""What counts the deliveries themselves may well count each of them."""


def writes_sum(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call writes a field that was read from the store, with something added or taken away."""
    return any(_sign(flow, field) for field in _written(flow, call, routine) if not mentions(field.name, COUNTERS))


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
        if _sign(flow, field) == "+":
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
    for named, given in pairwise(call.arguments):  # `db.Model(&shoe).Update("stock", gorm.Expr("stock - ?", 1))`
        if name := text_of(named.value):
            yield Field(name, given.value, routine)


def _sign(flow: Flow, field: Field) -> str:
    """The sign under which something is added to a field or taken away from what stood in it; "" where it is set to something else."""
    held = flow.texts.value_of(field.value, field.routine) if isinstance(field.value, Name) else None
    value, place = held if held is not None else (field.value, field.routine)
    match value := _plain(value):
        case _ if held is not None and _step(value) == field.name and "store.read" in flow.origin(value, place):
            return _added_to(spelled(field.value), place)
        case facts.Binary(operator="+" | "-" as sign, left=left, right=right):
            sides = map(_plain, (left, right) if sign == "+" else (left,))
            again = any(_step(side) == field.name and "store.read" in flow.origin(side, place) for side in sides)
            return sign if again or _is_column(left, field.name) else ""
        case Call(arguments=(facts.Argument(value=statement), *_)):
            return _sign_in(flow, statement, field.name, place)
        case facts.Lambda(function=facts.Function(body=(facts.Return(value=facts.Literal() as statement),))):
            return _sign_in(flow, statement, field.name, place)
    return ""


def _step(value: Expr) -> str:
    """The last step of a value: `stock` of `Shoe.objects.get(id=shoe).stock`."""
    return spelled(value).rpartition(".")[2]


def _added_to(name: str, routine: Routine) -> str:
    """The sign under which something is added to a variable, or taken away: `let stock = shoe.stock; stock -= sold`."""
    changes = (node for node in routine.nodes if isinstance(node, facts.Assign) and node.operator in SUMS)
    return next((n.operator for n in changes if any(isinstance(t, Name) and t.written == name for t in n.targets)), "")


def _sign_in(flow: Flow, statement: Expr, name: str, place: Routine) -> str:
    """The same of a statement for the database alone: `literal("stock - 1")`, ``sql`${shoes.stock} - 1` ``."""
    match statement:
        case facts.Template(parts=(Name() as column, *rest)):
            text = spelled(column) + "".join(flow.texts.of(part, place) for part in rest)
        case _:
            text = flow.texts.of(statement, place)
    found = _STATED.match(text)
    return found[2] if found is not None and found[1] == name else ""


def _is_column(value: Expr, name: str) -> bool:
    """`Shoe.stock`, which SQLAlchemy reads in the database."""
    return isinstance(value, Name) and value.written[:1].isupper() and value.written.rpartition(".")[2] == name


def _plain(value: Expr) -> Expr:
    """What a number is made of: `wallet.balance` of `Number(wallet.balance ?? 0)`, `left + back` of `parseInt(left + back, 10)`."""
    match value:
        case Call(arguments=(first, *_)) if last_of(value) in NUMBERS:
            return _plain(first.value)
        case facts.Logic(operands=(first, *_)):
            return _plain(first)
    return value
