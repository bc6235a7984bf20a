"""How much of a value is shown where only a piece of it is."""

from __future__ import annotations

from golint import facts
from golint.dataflow.names import last_of, receiver_of
from golint.facts import Call, Expr

OF_TEXT = ("substring", "Substring", "slice", "substr")  # `key.slice(0, 20)`
OF_FIRST = ("substr", "mb_substr")  # `substr($key, 0, 20)`
TAKING = ("take", "first")  # `key.take(20)`


def piece(value: Expr) -> tuple[Expr, int] | None:
    """A value whose beginning or end this is, and how many characters of it are shown: `(key, 20)` for `key[:20]`; None for anything
    else."""
    match value:
        case facts.Index(base=base, key=facts.Other(parts=(*_, facts.Literal(value=int() as end)))):
            return base, end
        case facts.Index(base=base, key=facts.Sequence(items=(facts.Literal(value=0), facts.Literal(value=int() as end)))):
            return base, end
        case facts.Index(base=base, key=facts.Binary(left=facts.Literal(value=0), right=facts.Literal(value=int() as end))):
            return base, end
        case Call():
            return _of_call(value)
    return None


def _of_call(call: Call) -> tuple[Expr, int] | None:
    name, numbers = last_of(call), [argument.value for argument in call.arguments]
    whole = receiver_of(call)
    if whole is None and name in OF_FIRST and numbers:
        whole, *numbers = numbers
    elif name not in (*OF_TEXT, *TAKING):
        return None
    match numbers:
        case [facts.Literal(value=0), facts.Literal(value=int() as end)] if name not in TAKING:
            return (whole, end) if whole is not None else None
        case [facts.Literal(value=int() as end)] if name in TAKING:
            return (whole, end) if whole is not None else None
        case [facts.Other(parts=(facts.Literal(value=int() as end),))] if name not in TAKING:  # `substr($key, -4)`
            return (whole, end) if whole is not None else None
    return None
