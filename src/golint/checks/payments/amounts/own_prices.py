"""Models that put a price of their own into a record, or give it out: what the client sent for that field is not the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, owner_of
from golint.facts import Call, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

_KINS = frozenset({"ruby", "php"})
_BEFORE = ("before_", "after_initialize", "after_build")


def prices_itself(flow: Flow, maker: Call, routine: Routine, asked: str) -> bool:
    """Whether the model of Rails or Laravel, of which a call makes a record, has a function of its own for a field, sets it itself, or runs
    what may: `before_save :total_up`."""
    owner = owner_of(maker) if flow.kin in _KINS else None
    found = flow.resolver.definition(owner, routine) if isinstance(owner, Name) else None
    if not isinstance(found, ClassPlace):
        return False
    nodes = (node for place in flow.resolver.lineage(found) for node in facts.walk(place.definition.body))
    called = (node for node in nodes if isinstance(node, facts.Evaluate) and isinstance(node.value, Call))
    return (
        names_field(flow, found, asked) or sets_field(flow, found, asked) or any(last_of(one.value).startswith(_BEFORE) for one in called)
    )


def names_field(flow: Flow, record: ClassPlace, asked: str) -> bool:
    """Whether a class has a function that is called by a field: `getTotalAttribute`."""
    squashed = asked.replace("_", "").lower()
    own = (one for place in flow.resolver.lineage(record) for one in place.definition.body if isinstance(one, facts.Function))
    return any(squashed in one.name.replace("_", "").lower() for one in own)


def sets_field(flow: Flow, record: ClassPlace, asked: str) -> bool:
    """Whether a class sets a field of its own somewhere: `def save(self, ...): self.amount = self.plan.price`."""
    nodes = (node for place in flow.resolver.lineage(record) for node in facts.walk(place.definition.body))
    targets = (target for node in nodes if isinstance(node, facts.Assign) for target in node.targets)
    return any(isinstance(target, Name) and target.written.endswith(f".{asked}") for target in targets)
