"""What stood in a record and more, written back into it: `update({ balance: user.balance + amount })`, `SET balance = balance + $1`,
`update({ stock: sequelize.literal("stock - 1") })`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, last_of, name_of, receiver_of, spelled, text_of
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
# `BigDecimal.add`, `LocalDate.plusMonths`, `DateTime.AddDays`, `Money::plus`: each gives back another value.
_SUMMING = compiled(r"(?:add|plus|subtract|minus)(?:[A-Z]\w*)?$", re.IGNORECASE)
_SETTER = compiled(r"set_?([A-Za-z]\w*)$")
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
    return bool(dot) and _adds_to(node, target) and _is_read(flow, Name(owner, target.span, owner), routine)


def _is_read(flow: Flow, owner: Name, routine: Routine) -> bool:
    """Whether a value was read from the store, or is handed to a closure by one that was: `wallets.find(id).ifPresent(wallet -> ...)`."""
    if "store.read" in flow.origin(owner, routine):
        return True
    head = owner.written.partition(".")[0]
    for call in routine.calls:
        last = call.arguments[-1].value if call.arguments and owner.span in call.span else None
        if isinstance(last, facts.Lambda) and owner.span in last.span and any(p.name == head for p in last.function.parameters):
            read = receiver_of(call)
            return read is not None and "store.read" in flow.origin(read, routine)
    return False


def _adds_to(node: facts.Assign, target: Name) -> bool:
    """Whether something is added to a variable or a field, or taken away from it: `x += n`, `x = x - n`, `x = x.add(n)`."""
    base, _ = _summed(node.value) if node.value is not None else (None, "")
    return node.operator in SUMS or (base is not None and spelled(base) == spelled(target))


def _summed(value: Expr) -> tuple[Expr | None, str]:
    """What something is added to, or taken away from, and the sign: `balance` of `balance + n` and of `balance.add(n)`."""
    match value := _plain(value):
        case facts.Binary(operator="+" | "-" as sign, left=left):
            return _plain(left), sign
        case Call(arguments=(_, *_)) if (how := _SUMMING.match(last_of(value))) is not None:
            return receiver_of(value), "-" if how[0].lower().startswith(("subtract", "minus")) else "+"
    return None, ""


def set_to_sum(flow: Flow, call: Call, routine: Routine) -> tuple[str, str] | None:
    """The field of a record that a method gives what stood there and more, with the sign:
    `wallet.setBalance(wallet.getBalance().add(amount))`, also where that is worked out before."""
    owner, setter, given = receiver_of(call), _SETTER.match(last_of(call)), call.argument(0)
    if setter is None or given is None or not isinstance(owner, Name) or not _is_read(flow, owner, routine):
        return None
    held = flow.texts.value_of(given, routine) if isinstance(given, Name) else None
    base, sign = _summed(held[0] if held is not None else given)
    asked = receiver_of(base) if isinstance(base, Call) else base
    of_own = isinstance(asked, Name) and asked.written.partition(".")[0] == owner.written
    return (setter[1], sign) if of_own and name_of(base).lower() == setter[1].lower() and not mentions(setter[1], COUNTERS) else None


def adds_within(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a method of a record's own class adds to one of its fields, `wallet.credit(amount)`, or a query of the shop's own does that a
    method is declared with: `@Query("update Wallet w set w.balance = w.balance + :amount")`."""
    callee, owner = flow.judge.callee(call, routine), receiver_of(call)
    if callee is None or callee == routine or owner is None:
        return False
    declared = (a.value for one in callee.function.decorators if isinstance(one, Call) for a in one.arguments)
    if not callee.function.body:
        return any(adds_to_field(value) for value in declared)
    return isinstance(owner, Name) and _is_read(flow, owner, routine) and any(_adds_to_own(node, callee) for node in callee.own)


def _adds_to_own(node: facts.Node, routine: Routine) -> bool:
    match node:
        case facts.Assign(targets=(Name(written=written) as target, *_)) if not mentions(written, COUNTERS):
            owner, dot, _ = written.partition(".")
            return (owner in OWN if dot else _is_field(written, routine)) and _adds_to(node, target)
    return False


def _is_field(written: str, routine: Routine) -> bool:
    """Whether a plain name is a field of the class that a method stands in."""
    if routine.owner is None or any(parameter.name == written for parameter in routine.function.parameters):
        return False
    fields = (target for s in routine.owner.body if isinstance(s, facts.Assign) for target in s.targets)
    return any(isinstance(field, Name) and field.written == written for field in fields)


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
    yield from flow.fields.given(call, routine)
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
