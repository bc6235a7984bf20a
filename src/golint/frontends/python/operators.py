"""Operators: comparisons, logic and arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from golint.facts import Binary, Compare, Expr, Logic
from golint.frontends.python.reading import Reading
from golint.model import Span

_COMPARISONS: dict[type[cst.BaseCompOp], str] = {
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=", cst.GreaterThan: ">", cst.GreaterThanEqual: ">=",
    cst.In: "in", cst.NotIn: "not in", cst.Is: "is", cst.IsNot: "is not",
}  # fmt: skip

BINARY: dict[type[cst.CSTNode], str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%", cst.Power: "**",
    cst.BitOr: "|", cst.BitAnd: "&", cst.BitXor: "^", cst.LeftShift: "<<", cst.RightShift: ">>", cst.MatrixMultiply: "@",
    cst.AddAssign: "+", cst.SubtractAssign: "-", cst.MultiplyAssign: "*", cst.DivideAssign: "/", cst.FloorDivideAssign: "//",
    cst.ModuloAssign: "%", cst.PowerAssign: "**", cst.BitOrAssign: "|", cst.BitAndAssign: "&", cst.BitXorAssign: "^",
    cst.LeftShiftAssign: "<<", cst.RightShiftAssign: ">>", cst.MatrixMultiplyAssign: "@",
}  # fmt: skip
"""How an operator between two operands, or before `=`, is spelt."""


def comparison(node: cst.Comparison, reading: Reading) -> Expr:
    """`a < b < c`: each neighbour compared with the next."""
    found = tuple(_pairs(node, reading))
    return found[0] if len(found) == 1 else Logic("and", found, reading.spans[node])


def _pairs(node: cst.Comparison, reading: Reading) -> Iterator[Compare]:
    left, start = reading.expression(node.left), reading.outer[node.left].start
    for target in node.comparisons:
        right, place = reading.expression(target.comparator), reading.outer[target.comparator]
        yield Compare(_COMPARISONS[type(target.operator)], left, right, Span(start, place.end))
        left, start = right, place.start


def logic(node: cst.BooleanOperation, reading: Reading) -> Logic:
    """`and`, `or`; a chain of the same word is one."""
    operator = "and" if isinstance(node.operator, cst.And) else "or"
    left = reading.expression(node.left)
    chained = isinstance(left, Logic) and left.operator == operator and not node.left.lpar
    head = left.operands if chained and isinstance(left, Logic) else (left,)
    return Logic(operator, (*head, reading.expression(node.right)), reading.spans[node])


def unary(node: cst.UnaryOperation, reading: Reading) -> Expr:
    """A negation is logic; the operand of any other operator is kept."""
    if not isinstance(node.operator, cst.Not):
        return reading.other(node)
    return Logic("not", (reading.expression(node.expression),), reading.spans[node])


def binary(node: cst.BinaryOperation, reading: Reading) -> Binary:
    return Binary(BINARY[type(node.operator)], reading.expression(node.left), reading.expression(node.right), reading.spans[node])
