"""What a container of one process says of deliveries: `const processed = new Set()` is emptied by a restart, and a second instance has its
own; a list that stands in the code says nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name, Node

if TYPE_CHECKING:
    from golint.dataflow import Flow

REMEMBERED = frozenset({"processed", "seen", "handled", "delivered", "dedup", "dedupe", "duplicate", "idempotent", "idempotency"})
ASKING = frozenset({"has", "includes", "contains"})
KEEPING = frozenset({"add", "set", "push", "append", "insert"})
CONTAINERS = frozenset({"Set", "Map", "WeakSet", "set", "dict", "collections.OrderedDict", "collections.deque"})


def remembering(flow: Flow, node: Node, routine: Routine) -> Name | None:
    """The container of the file's own that is asked for a delivery, and that deliveries are put into."""
    asked = _asked(node)
    module = flow.resolver.module(routine.path)
    if module is None or not isinstance(asked, Name) or not mentions(asked.written, REMEMBERED):
        return None
    made = module.bindings(module.body).get(asked.written, ())
    if len(made) != 1 or not _is_empty(made[0].value) or module.bindings(routine).get(asked.written):
        return None
    return asked if any(_keeps(call, asked.written) for call in module.calls) else None


def is_listed(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call looks for something in a list that stands in the code: `HANDLED.has(event.type)` tells kinds of events apart."""
    owner = owner_of(call)
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    match held and held[0]:
        case Call(path=path, arguments=(first, *_)):
            return path in CONTAINERS and flow.origin(first.value, routine) == {"literal"}
        case facts.Mapping(entries=entries):
            return bool(entries)
        case facts.Sequence(items=items):
            return bool(items)
    return False


def _asked(node: Node) -> Expr | None:
    match node:
        case Call() if last_of(node) in ASKING and len(node.arguments) == 1:
            return owner_of(node)
        case facts.Compare(operator="in" | "not in", right=right):
            return right
    return None


def _is_empty(value: Expr | None) -> bool:
    """Whether a container is made with nothing in it."""
    match value:
        case Call(path=path, arguments=()):
            return path in CONTAINERS
        case facts.Mapping(entries=()) | facts.Sequence(items=()):
            return True
    return False


def _keeps(call: Call, container: str) -> bool:
    owner = owner_of(call)
    return last_of(call) in KEEPING and isinstance(owner, Name) and owner.written == container
