"""Records that Rails makes of the parameters that a controller lets through: `Order.create!(params.expect(order: [:email, :amount]))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import returned
from golint.facts import Call, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

_BEFORE = ("before_", "after_initialize", "after_build")


def permitted(flow: Flow, maker: Call, routine: Routine, asked: str) -> Iterator[Field]:
    """What the client sent, where the field of this name is let through into the record that a call makes."""
    sent = maker.argument(0) if flow.kin == "ruby" and len(maker.arguments) == 1 else None
    if not isinstance(sent, Call):
        return
    own = flow.judge.callee(sent, routine) if not sent.arguments else None
    given = ((value, own) for value in returned(own)) if own is not None else ((sent, routine),)
    yield from (Field(asked, value, place) for value, place in given if isinstance(value, Call) and _lets_through(value, asked))


def prices_itself(flow: Flow, maker: Call, routine: Routine, asked: str) -> bool:
    """Whether a model of Rails has a function of its own for a field, or runs what may put a price into it: `before_save :total_up`."""
    owner = owner_of(maker) if flow.kin == "ruby" else None
    found = flow.resolver.definition(owner, routine) if isinstance(owner, Name) else None
    places = flow.resolver.lineage(found) if isinstance(found, ClassPlace) else ()
    return any(_may_price(statement, asked) for place in places for statement in place.definition.body)


def _may_price(statement: facts.Statement, asked: str) -> bool:
    match statement:
        case facts.Function(name=name):
            return asked in name
        case facts.Evaluate(value=Call() as told):
            return last_of(told).startswith(_BEFORE)
    return False


def _lets_through(call: Call, asked: str) -> bool:
    """Whether a list of what is let through names a field, `permit(:email, :amount)`, `expect(order: [:email, :amount])`."""
    if last_of(call) == "permit":
        return any(text_of(a.value) == asked for a in call.arguments)
    listed = (a.value for a in call.arguments if last_of(call) == "expect" and isinstance(a.value, facts.Sequence))
    return any(text_of(item) == asked for several in listed for item in several.items)
