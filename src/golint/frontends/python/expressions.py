"""What the nodes that have a value mean."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from golint.facts import (
    Argument,
    Attribute,
    Bind,
    Call,
    Choice,
    Entry,
    Expr,
    Function,
    Index,
    Lambda,
    Literal,
    Mapping,
    Name,
    Return,
    Sequence,
)
from golint.frontends.literals import number
from golint.frontends.names import ANONYMOUS
from golint.frontends.python.operators import binary, comparison, logic, unary
from golint.frontends.python.parameters import parameters
from golint.frontends.python.paths import dotted
from golint.frontends.python.reading import Expressions, Reading
from golint.frontends.python.texts import text
from golint.model import Span


def _name(node: cst.Name, reading: Reading) -> Expr:
    span = reading.spans[node]
    match node.value:
        case "True" | "False":
            return Literal(node.value == "True", "boolean", span)
        case "None":
            return Literal(None, "null", span)
    return Name(reading.names.resolve(node.value), span, node.value)


def _attribute(node: cst.Attribute, reading: Reading) -> Expr:
    """A dotted path where it starts in a name, else the attributes of an expression."""
    span, written = reading.spans[node], dotted(node)
    if written is not None:
        return Name(reading.names.resolve(written), span, written)
    tail = ""
    base: cst.BaseExpression = node
    while isinstance(base, cst.Attribute):
        tail = f".{base.attr.value}{tail}"
        base = base.value
    match reading.expression(base):
        case Name(path, _, text):  # no more than a name in a text
            return Name(path + tail, span, text + tail)
        case Attribute(origin, path):
            return Attribute(origin, path + tail, span)
        case found:
            return Attribute(found, tail, span)


def _number(node: cst.BaseNumber, reading: Reading) -> Literal:
    written = node.value if isinstance(node, cst.Integer | cst.Float | cst.Imaginary) else ""
    return Literal(number(written), "number", reading.spans[node])


def _call(node: cst.Call, reading: Reading) -> Call:
    callee = reading.expression(node.func)
    path = callee.path if isinstance(callee, Name | Attribute) else ""
    arguments = tuple([_argument(argument, reading) for argument in node.args])
    return Call(callee, path, arguments, reading.spans[node])


def _argument(node: cst.Arg, reading: Reading) -> Argument:
    return Argument(reading.expression(node.value), node.keyword.value if node.keyword else None, node.star)


def _subscript(node: cst.Subscript, reading: Reading) -> Index:
    keys = tuple([_key(element.slice, reading) for element in node.slice])
    key = keys[0] if len(keys) == 1 else Sequence(keys, reading.spans[node])
    return Index(reading.expression(node.value), key, reading.spans[node])


def _key(node: cst.BaseSlice, reading: Reading) -> Expr:
    return reading.expression(node.value) if isinstance(node, cst.Index) else reading.other(node)


def _choice(node: cst.IfExp, reading: Reading) -> Choice:
    condition, then, otherwise = reading.expressions((node.test, node.body, node.orelse))
    return Choice(condition, then, otherwise, reading.spans[node])


def _bind(node: cst.NamedExpr, reading: Reading) -> Bind:
    return Bind(reading.expression(node.target), reading.expression(node.value), reading.spans[node])


def _await(node: cst.Await, reading: Reading) -> Expr:
    return reading.expression(node.expression)


def _mapping(node: cst.Dict, reading: Reading) -> Mapping:
    return Mapping(tuple([_entry(element, reading) for element in node.elements]), reading.spans[node])


def _entry(element: cst.BaseDictElement, reading: Reading) -> Entry:
    key = reading.expression(element.key) if isinstance(element, cst.DictElement) else None
    return Entry(key, reading.expression(element.value))


def _sequence(node: cst.List | cst.Tuple | cst.Set, reading: Reading) -> Sequence:
    return Sequence(reading.expressions(element.value for element in node.elements), reading.spans[node])


def _comprehension(node: cst.BaseComp, reading: Reading) -> Sequence:
    return Sequence(tuple(_generated(node, reading)), reading.spans[node])


def _generated(node: cst.BaseComp, reading: Reading) -> Iterator[Expr]:
    """The element of a comprehension, and what it goes through and asks."""
    match node:
        case cst.DictComp():
            yield from reading.expressions((node.key, node.value))
        case cst.ListComp() | cst.SetComp() | cst.GeneratorExp():
            yield reading.expression(node.elt)
    loop: cst.CompFor | None = node.for_in
    while loop is not None:
        yield Bind(reading.expression(loop.target), reading.expression(loop.iter), reading.spans[node], each=True)
        yield from reading.expressions(condition.test for condition in loop.ifs)
        loop = loop.inner_for_in


def _lambda(node: cst.Lambda, reading: Reading) -> Lambda:
    span = reading.spans[node]
    formal = tuple(parameters(node.params, reading))
    with reading.names.inside(ANONYMOUS, (parameter.name for parameter in formal)):
        body = (Return(reading.expression(node.body), reading.spans[node.body]),)
    return Lambda(Function("", reading.names.qualified(ANONYMOUS), formal, (), body, span, Span(span.start, span.start)), span)


EXPRESSIONS: Expressions = {
    cst.Name: _name, cst.Attribute: _attribute, cst.Call: _call, cst.Subscript: _subscript, cst.Await: _await, cst.Lambda: _lambda,
    cst.SimpleString: text, cst.ConcatenatedString: text, cst.FormattedString: text,
    cst.Integer: _number, cst.Float: _number, cst.Imaginary: _number,
    cst.Comparison: comparison, cst.BooleanOperation: logic, cst.UnaryOperation: unary, cst.BinaryOperation: binary,
    cst.IfExp: _choice, cst.NamedExpr: _bind,
    cst.Dict: _mapping, cst.List: _sequence, cst.Tuple: _sequence, cst.Set: _sequence,
    cst.ListComp: _comprehension, cst.SetComp: _comprehension, cst.GeneratorExp: _comprehension, cst.DictComp: _comprehension,
}  # fmt: skip
