"""A state that a function asks of a record right after it has set it: that says nothing of what was done before."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.modules import Routine
from golint.facts import Call, Expr, Name


def is_set_here(asked: Expr, routine: Routine) -> bool:
    """Whether a function has given a field a value before it asks for it: `order.status = "paid"; order.save()`, and then
    `if order.status == "paid"`. What a call gives back that was handed the record is that record: `kept = repository.update(order)`."""
    if not isinstance(asked, Name) or "." not in asked.written:
        return False
    owner, _, field = asked.written.rpartition(".")
    before = [n for n in routine.own if isinstance(n, facts.Assign) and n.span.end <= asked.span.start]
    fields = {f"{name}.{field}" for name in (owner, *_handed(before, owner))}
    return any(isinstance(target, Name) and target.written in fields for node in before for target in node.targets)


def _handed(before: list[facts.Assign], owner: str) -> Iterator[str]:
    """The variables that the call was handed which gave another one its value."""
    for node in before:
        given = (part for target in node.targets for part in facts.walk(target) if isinstance(part, Name))
        if any(part.written == owner for part in given) and isinstance(node.value, Call):
            parts = (part for argument in node.value.arguments for part in facts.walk(argument.value))
            yield from (part.written for part in parts if isinstance(part, Name))
