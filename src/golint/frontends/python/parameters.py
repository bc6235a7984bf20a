"""The parameters of functions, and declared types."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from golint.facts import Parameter
from golint.frontends.annotated import ANNOTATED, told
from golint.frontends.python.reading import Reading


def parameters(node: cst.Parameters, reading: Reading) -> Iterator[Parameter]:
    """All parameters in the order in which they are written."""
    for plain in (*node.posonly_params, *node.params):
        yield _parameter(plain, "", reading)
    if isinstance(node.star_arg, cst.Param):
        yield _parameter(node.star_arg, "*", reading)
    for named in node.kwonly_params:
        yield _parameter(named, "", reading)
    if node.star_kwarg is not None:
        yield _parameter(node.star_kwarg, "**", reading)


def _parameter(node: cst.Param, spread: str, reading: Reading) -> Parameter:
    default, declared = reading.maybe(node.default), node.annotation.annotation if node.annotation else None
    match declared:
        case cst.Subscript(value, [cst.SubscriptElement(cst.Index(kind)), *notes]) if _is_annotated(value, reading):
            values = reading.expressions(note.slice.value for note in notes if isinstance(note.slice, cst.Index))
            made = told(values, default)
            if made is not None:
                return Parameter(node.name.value, made, reading.names.annotation(reading.text(kind)), spread=spread)
    return Parameter(node.name.value, default, annotation(node.annotation, reading), spread=spread)


def _is_annotated(kind: cst.BaseExpression, reading: Reading) -> bool:
    return reading.names.annotation(reading.text(kind)) in ANNOTATED


def annotation(node: cst.Annotation | None, reading: Reading) -> str:
    """A declared type as written, the names in it resolved; "" where there is none."""
    return "" if node is None else reading.names.annotation(reading.text(node.annotation))
