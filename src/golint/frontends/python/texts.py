"""Strings: plain, beside each other, and with values in them."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from golint.facts import Expr, Literal
from golint.frontends.literals import PYTHON, assemble, evaluate
from golint.frontends.python.reading import Reading


def text(node: cst.SimpleString | cst.ConcatenatedString | cst.FormattedString, reading: Reading) -> Expr:
    """A string of any form; one whose parts are all constant is a constant."""
    return assemble(tuple(_parts(node, reading)), reading.spans[node])


def _parts(node: cst.CSTNode, reading: Reading) -> Iterator[Expr]:
    match node:
        case cst.ConcatenatedString():
            yield from _parts(node.left, reading)
            yield from _parts(node.right, reading)
        case cst.SimpleString():
            yield _constant(node, reading)
        case cst.FormattedString():
            for part in node.parts:
                yield from _piece(part, node.prefix, reading)
        case _:
            yield from reading.parts(node)


def _constant(node: cst.SimpleString, reading: Reading) -> Literal:
    value = evaluate(node.raw_value, node.prefix, PYTHON)
    return Literal(value, "bytes" if isinstance(value, bytes) else "text", reading.spans[node])


def _piece(part: cst.BaseFormattedStringContent, prefix: str, reading: Reading) -> Iterator[Expr]:
    """One piece of an f-string: text, or a value and the values in its format."""
    match part:
        case cst.FormattedStringText():
            yield Literal(evaluate(part.value, prefix, PYTHON), "text", reading.spans[part])
        case cst.FormattedStringExpression():
            yield reading.expression(part.expression)
            holes = [hole for hole in part.format_spec or () if isinstance(hole, cst.FormattedStringExpression)]
            yield from reading.expressions(hole.expression for hole in holes)
