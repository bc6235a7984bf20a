"""What a function of the shop is handed by a call, by the names of its parameters, and what of that is the client's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.charged import amounts
from golint.checks.payments.amounts.clients_word import (
    AMOUNTS,
    FROM_CLIENT,
    PRICED,
    Given,
    added,
    argument_of,
    is_checked,
    is_clients,
    parts_taken,
    spread_of,
)
from golint.checks.payments.amounts.passed_on import is_left_alone, is_member
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, text_of
from golint.dataflow.tags import Tags
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import returned
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

WITHIN = 2  # a service may hand an amount on to its client, through a function that looks a lost answer up


def handed_to(flow: Flow, call: Call, callee: Routine, routine: Routine, given: Given) -> Iterator[tuple[str, Expr, Tags]]:
    """A function's parameters with what a call hands to them and where that came from: of an object that is written out the amount,
    `{ amount: request.amount, currency }`, since what else it holds does not matter."""
    for name, tags in flow.judge.bound(call, callee, routine, given).items():
        whole = argument_of(call, callee, name)
        made = _written_out(flow, whole, routine, call)
        fields = flow.fields.of(made, routine).known if made is not None else ()
        amount = next((field.value for field in fields if field.name.lower() in AMOUNTS), None)
        if amount is None and any(mentions(field.name, PRICED) for field in fields):
            charged = frozenset(_charged(flow, callee))
            amount = next((field.value for field in fields if mentions(field.name, PRICED) and field.name in charged), None)
        spread = spread_of(whole)
        if amount is not None:
            yield name, amount, flow.origin(amount, routine, given)
        elif spread is not None and not any(mentions(field.name, PRICED) for field in fields):
            yield name, spread, flow.origin(spread, routine, given)
        elif whole is not None:
            yield name, whole, tags


def is_amount(name: str, handed: Expr) -> bool:
    """Whether what is handed to a parameter of a name is called an amount, and no object that holds one."""
    return bool({name.lower(), name_of(handed).lower()} & AMOUNTS) or mentions(name_of(handed), PRICED)


def takes_out(flow: Flow, amount: Field, given: Collection[str]) -> bool:
    """Whether a function takes an amount out of an object that it is given, and is not given the amount itself."""
    held = flow.texts.value_of(amount.value, amount.routine) if isinstance(amount.value, Name) else None
    taken = parts_taken(held[0] if held is not None and held[1] == amount.routine else amount.value)
    return not any("" in taken.get(name, ()) for name in given)


def clients_in(flow: Flow, call: Call, callee: Routine, routine: Routine, given: Given) -> dict[str, tuple[Expr, Tags]]:
    """What a function is handed that is the client's word, compared with nothing of the shop's, by the names of its parameters."""
    told = handed_to(flow, call, callee, routine, given)
    asked = ((name, handed, tags) for name, handed, tags in told if tags & FROM_CLIENT)
    return {name: (handed, tags) for name, handed, tags in asked if is_untouched(flow, name, handed, call, routine, given)}


def is_untouched(flow: Flow, name: str, handed: Expr, call: Call, routine: Routine, given: Given) -> bool:
    """Whether a value is what the client sent, and nobody looks at it before a call is handed it."""
    if not is_clients(flow, handed, routine, given, whole=True) or is_checked(flow, handed, routine):
        return False
    whole = (written for written, keys in parts_taken(handed).items() if "" in keys)
    return is_amount(name, handed) or all(is_left_alone(flow, routine, one, call.span.start) for one in whole)


def _written_out(flow: Flow, whole: Expr | None, routine: Routine, call: Call) -> Expr | None:
    """The object that a call is handed, written out there or under a name that nothing puts a price into before the call."""
    held = flow.texts.value_of(whole, routine) if isinstance(whole, Name) else None
    made = held[0] if held is not None and held[1] == routine else whole
    match made:
        case facts.Mapping(entries=entries):
            parts = frozenset(text_of(entry.key) for entry in entries if isinstance(entry.value, facts.Mapping))
        case Call(arguments=arguments) if made is not whole and all(a.name for a in arguments) and flow.judge.callee(made, routine) is None:
            parts = frozenset()  # `Order{Total: req.Total}`
        case _:
            return None
    if not isinstance(whole, Name):
        return made
    return made if not (any(puts_price(n, parts) for n in routine.nodes) or is_lent(flow, whole, routine, call)) else None


def is_lent(flow: Flow, name: Name, routine: Routine, call: Call) -> bool:
    """Whether another function of the shop is handed an object before a call is: it may put in the price."""
    before = (other for other in routine.calls if other.span.end <= call.span.start)
    lent = (o for o in before if any(isinstance(a.value, Name) and a.value.written == name.written for a in o.arguments))
    return any(flow.judge.callee(other, routine) is not None for other in lent)


def puts_price(node: facts.Node, parts: frozenset[str]) -> bool:
    """Whether an amount, or a part of an object that may hold one, is set later: `payload.details.amount = price`."""
    targets = node.targets if isinstance(node, facts.Assign) else ()
    named = [text_of(t.key) if isinstance(t, facts.Index) else name_of(t) for t in targets if isinstance(t, facts.Index) or is_member(t)]
    return any(name in parts or mentions(name, PRICED) or name.lower() in AMOUNTS for name in named)


def _charged(flow: Flow, routine: Routine, hops: int = WITHIN) -> Iterator[str]:
    """The names that a function's money calls, and the object that it makes, put into their amounts, or that it hands on as one; and those
    of a function that it hands all that it was given."""
    for call in routine.calls:
        priced = [name for argument in call.arguments for name in _priced(argument.value)]
        whole = hops and any(isinstance(a.value, Name) and a.value.written in routine.handed for a in call.arguments)
        callee = flow.judge.callee(call, routine) if priced or whole else None
        if callee is not None:
            yield from priced
            yield from _charged(flow, callee, hops - 1) if whole and callee != routine else ()
    for value in returned(routine):
        for field in flow.fields.deep(value, routine):
            if field.name.lower() in AMOUNTS:
                yield from (name_of(node) for node in facts.walk(field.value) if isinstance(node, Name))
    for money in (*flow.money_in(routine), *flow.sent_through_in(routine)):
        for field in amounts(flow, money):
            names = [node for node in facts.walk(field.value) if isinstance(node, Name)]
            sums = [value for name in names for value, _ in added(flow, name, field.routine)]
            yield from (name_of(node) for node in (*names, *(n for value in sums for n in facts.walk(value) if isinstance(n, Name))))


def _priced(handed: Expr) -> Iterator[str]:
    """What is handed on as a price, by its name: as it is, or in an object that is written out there."""
    values = (handed, *(entry.value for entry in handed.entries)) if isinstance(handed, facts.Mapping) else (handed,)
    yield from (name for value in values if mentions(name := name_of(value), PRICED))
