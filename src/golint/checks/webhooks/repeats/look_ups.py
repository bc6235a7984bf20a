"""Conditions that ask whether the shop's store has found something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.counted import none_found
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

FINDING = frozenset({"store.read", "store.must_find"})
DOCUMENTS = (".exists", ".empty")  # what a document of Firestore's says of itself, and what a query says of those that it found
_NULL = {"==": False, "is": False, "!=": True, "is not": True}  # whether something is there that is compared so with nothing


def found_before(flow: Flow, condition: Expr, routine: Routine) -> bool | None:
    """Whether a condition holds where a look-up of the shop's found something (true), or nothing (false); None for another condition."""
    match condition:
        case facts.Logic(operator="not", operands=(inner,)):
            found = found_before(flow, inner, routine)
            return None if found is None else not found
        case facts.Logic(operator="and", operands=operands) if any(found_before(flow, one, routine) is False for one in operands):
            return False
        case facts.Compare(operator=operator, left=Name() as asked, right=facts.Literal(kind="null")) if _fails(flow, asked, routine):
            return not _NULL[operator] if operator in _NULL else None
        case facts.Compare(operator=operator, left=Name() | Call() as asked, right=facts.Literal(kind="null")) if operator in _NULL:
            return _NULL[operator] if _is_stored(flow, asked, routine) else None
        case facts.Attribute(base=Call() as asked, path=path) if path.endswith(DOCUMENTS):
            return path.endswith(".exists") if _is_looked_up(flow, asked, routine) else None
        case Name(path=path, span=span, written=written) if written.endswith(DOCUMENTS):
            asked = Name(path.rpartition(".")[0], span, written.rpartition(".")[0])
            return written.endswith(".exists") if _is_looked_up(flow, asked, routine) else None
        case Name(written=written) if "." not in written:
            return True if _is_stored(flow, condition, routine) else None
        case Call() if _is_stored(flow, condition, routine):
            return True
    for none in (True, False):
        counted = none_found(condition, none)
        if counted is not None and "store.read" in flow.origin(counted, routine):
            return not none
    return None


def _is_looked_up(flow: Flow, asked: Name | Call, routine: Routine) -> bool:
    """Whether a document was read, or is what a transaction gives for one: `t.get(ref)`."""
    if "store.read" in flow.origin(asked, routine):
        return True
    held = flow.texts.value_of(asked, routine) if isinstance(asked, Name) else None
    made = held[0] if held is not None else asked
    first = made.argument(0) if isinstance(made, Call) and last_of(made) == "get" else None
    return first is not None and "store.read" in flow.origin(first, routine)


def _fails(flow: Flow, asked: Name, routine: Routine) -> bool:
    """Whether a value is the error of a look-up, nothing where one was found: `err := orm.First(&seen, id).Error; err == nil`."""
    held = flow.texts.value_of(asked, routine) if flow.language.errors else None
    match held[0] if held is not None else None:
        case facts.Attribute(base=Call() as call) | (Call() as call):
            return bool(flow.roles.by(call) & FINDING)
    return False


def _is_stored(flow: Flow, value: Name | Call, routine: Routine) -> bool:
    """Whether a value is what a store found, or a call the look-up itself: `if (await redis.get(event.id))`."""
    return "store.read" in (flow.roles.by(value) if isinstance(value, Call) else flow.origin(value, routine))
