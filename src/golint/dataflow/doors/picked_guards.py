"""Guards that a method of a door's class picks for each action: `get_permissions` of Django REST framework."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from golint import facts
from golint.dataflow.names import path_of, text_of
from golint.facts import Expr

_Arm = TypeVar("_Arm")
_ASKED = {"==": True, "in": True, "!=": False, "not in": False}


def picked(maker: facts.Function, action: str) -> tuple[Expr, ...]:
    """The guards that a method gives back for an action, or puts into a list first: `if self.action == "webhook": return [Signed()]`."""
    return tuple(guard for listed in _lists(maker.body, action) for guard in listed.items)


def _lists(block: facts.Block, action: str) -> Iterator[facts.Sequence]:
    for statement in block:
        match statement:
            case facts.Return(value=value):
                yield from _listed(value, action)
                return
            case facts.Assign(value=value):
                yield from _listed(value, action)
            case facts.Branch(condition=condition, then=then, otherwise=otherwise):
                asked = _asks_for(condition, action)
                for arm in _arms(asked, then, otherwise):
                    yield from _lists(arm, action)
                if asked and then and isinstance(then[-1], facts.Return):
                    return


def _listed(value: Expr | None, action: str) -> Iterator[facts.Sequence]:
    match value:
        case facts.Sequence(items=items) if not any(isinstance(item, facts.Bind) for item in items):
            yield value
        case facts.Choice(condition=condition, then=then, otherwise=otherwise):
            for arm in _arms(_asks_for(condition, action), then, otherwise):
                yield from _listed(arm, action)


def _arms(asked: bool | None, then: _Arm, otherwise: _Arm) -> tuple[_Arm, ...]:
    return (then, otherwise) if asked is None else (then,) if asked else (otherwise,)


def _asks_for(condition: Expr, action: str) -> bool | None:
    """Whether a condition is that of an action, or of its verb; None where it asks something else."""
    if not isinstance(condition, facts.Compare) or condition.operator not in _ASKED:
        return None
    asked = path_of(condition.left).rpartition(".")[2]
    named = condition.right.items if isinstance(condition.right, facts.Sequence) else (condition.right,)
    found = action in map(text_of, named) if asked == "action" else action.upper() in map(text_of, named) or None
    if asked not in ("action", "method") or found is None:
        return None
    return found == _ASKED[condition.operator]
