"""Records that Rails and Laravel make of what a controller lets through: `Order.create!(params.expect(order: [:email, :amount]))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import returned
from golint.facts import Call, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

_KINS = frozenset({"ruby", "php"})
_PERMITTING = frozenset({"permit", "expect", "validate", "only"})


def permitted(flow: Flow, maker: Call, routine: Routine, asked: str) -> Iterator[Field]:
    """What the client sent, where the field of this name is let through into the record that a call makes."""
    sent = maker.argument(0) if flow.kin in _KINS and len(maker.arguments) == 1 else None
    held = flow.texts.value_of(sent, routine) if isinstance(sent, Name) else None
    value, place = held if held is not None else (sent, routine)
    if not isinstance(value, Call):
        return
    if asked in _ruled(flow, value, place):
        yield Field(asked, value, place)
    own = flow.judge.callee(value, place) if not value.arguments else None
    given = ((one, own) for one in returned(own)) if own is not None else ((value, place),)
    yield from (Field(asked, one, where) for one, where in given if isinstance(one, Call) and asked in _let_through(one))


def _ruled(flow: Flow, call: Call, routine: Routine) -> Iterator[str]:
    """What the rules of a request's own class name, `$request->validated()`, where that puts in nothing itself."""
    owner = owner_of(call) if flow.kin == "php" and last_of(call) == "validated" else None
    form = flow.resolver.class_of(owner, routine) if owner is not None else None
    rules = flow.resolver.member(form, "rules") if form is not None else None
    if form is None or rules is None or flow.resolver.member(form, "prepareForValidation") is not None:
        return
    for told in returned(rules):
        yield from (text_of(entry.key) for entry in (told.entries if isinstance(told, facts.Mapping) else ()))


def _let_through(call: Call) -> Iterator[str]:
    """What a list of what is let through names: `permit(:email, :amount)`, `expect(order: [...])`, `validate([...])`, `only([...])`."""
    last = last_of(call)
    for argument in call.arguments if last in _PERMITTING else ():
        match argument.value:
            case facts.Sequence(items=items) if last != "permit":
                yield from map(text_of, items)
            case facts.Mapping(entries=entries) if last == "validate":
                yield from (text_of(entry.key) for entry in entries)
            case value:
                yield text_of(value)
