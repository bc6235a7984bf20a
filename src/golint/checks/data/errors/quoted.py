"""Errors that the shop tells from others by their text, `if (error.message === "SOLD_OUT")`: it has written that, or knows what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.comparisons import BEGINNING, compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of, text_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow


def asks_for_text(flow: Flow, condition: Expr, caught: str, routine: Routine) -> bool:
    """Whether a condition holds only where an error's text is one that stands here, or begins so. That it holds a word says little."""
    if isinstance(condition, facts.Logic) and condition.operator in ("or", "and"):
        told = (asks_for_text(flow, operand, caught, routine) for operand in condition.operands)
        return all(told) if condition.operator == "or" else any(told)
    if isinstance(condition, Call) and last_of(condition) in (*BEGINNING, "starts_with?"):
        values = [receiver_of(condition), *(argument.value for argument in condition.arguments)]
        return any(_is_text_of(flow, value, caught, routine) for value in values) and any(map(text_of, values))
    made = compared(condition, flow.roles)
    if made is None:
        return False
    sides = ((made.left, made.right), (made.right, made.left))[: 2 if made.operator == "==" else 1]
    asked = made.operator in ("==", "in")
    return asked and any(_is_text_of(flow, one, caught, routine) and _is_written(flow, other, routine) for one, other in sides)


def _is_text_of(flow: Flow, value: Expr | None, caught: str, routine: Routine) -> bool:
    """Whether a value is made of the error that was caught, here or in the variable that holds it."""
    names = [node for node in (facts.walk(value) if value is not None else ()) if isinstance(node, Name)]
    held = (flow.texts.value_of(name, routine) for name in names if "." not in name.written)
    inner = (node for one in held if one is not None for node in facts.walk(one[0]) if isinstance(node, Name))
    return any(node.written.partition(".")[0] == caught for node in (*names, *inner))


def _is_written(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a text stands here, or a list of nothing but such."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    told = held[0] if held is not None else value
    return all(map(text_of, told.items)) if isinstance(told, facts.Sequence) and told.items else bool(text_of(told))
