"""Amounts that are compared by how far they lie apart, `Math.abs(paid - order.total) > 0.01`, or by a method of exact numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.facts import Call, Compare, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

ORDERED = frozenset({"<", "<=", ">", ">="})


def amounts_compared(flow: Flow, node: facts.Node, routine: Routine) -> Compare | None:
    """The comparison that a node is, by a method of numbers too; of the distance between two amounts with a tolerance, that of the
    amounts."""
    made = compared(node, flow.roles) or (_by_method(flow, node) if isinstance(node, Call) else None)
    if made is None or made.operator not in ORDERED:
        return made
    told = made.left if isinstance(made.right, facts.Literal) else made.right if isinstance(made.left, facts.Literal) else None
    held = flow.texts.value_of(told, routine) if isinstance(told, Name) else None
    apart = distance(held[0] if held is not None else told)
    return Compare(made.operator, *apart, made.span) if apart is not None else made


def _by_method(flow: Flow, call: Call) -> Compare | None:
    """The comparison that a method of exact numbers makes: `paid.LessThan(order.Total)`, `bccomp($paid, $order->total, 2)`."""
    if "compare.amount" not in flow.roles.by(call):
        return None
    values = [argument.value for argument in call.arguments if not argument.name]
    owner = receiver_of(call)
    sides = values[:2] if len(values) >= 2 or owner is None else [owner, *values]
    if len(sides) < 2 or any(last_of(side).lower() == "zero" for side in sides if isinstance(side, Name)):
        return None  # `paid.GreaterThan(decimal.Zero)` compares with no amount of the shop's
    return Compare("==", sides[0], sides[1], call.span)


def distance(value: Expr | None) -> tuple[Expr, Expr] | None:
    """The two values whose distance is measured: `abs($paid - $total)`, `(paid - total).abs`."""
    if not isinstance(value, Call) or last_of(value).lower() != "abs":
        return None
    taken = value.arguments[0].value if value.arguments else receiver_of(value)
    return (taken.left, taken.right) if isinstance(taken, facts.Binary) and taken.operator == "-" else None
