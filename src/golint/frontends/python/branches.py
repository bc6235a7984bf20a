"""Statements that hold blocks: branches, loops, error handling, `with` and `match`."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from golint.facts import Assign, Attempt, Block, Branch, Case, Evaluate, Expr, Handler, Logic, Loop, Raise, Statement, Switch, Within
from golint.frontends.python.paths import alias
from golint.frontends.python.reading import Reading


def branch(node: cst.If, reading: Reading) -> tuple[Statement, ...]:
    return (Branch(reading.expression(node.test), reading.block(node.body), _otherwise(node.orelse, reading), reading.spans[node]),)


def assertion(node: cst.Assert, reading: Reading) -> tuple[Statement, ...]:
    """`assert` raises unless its condition holds."""
    span = reading.spans[node]
    refused = Logic("not", (reading.expression(node.test),), reading.spans[node.test])
    return (Branch(refused, (Raise(reading.maybe(node.msg), span),), (), span),)


def while_loop(node: cst.While, reading: Reading) -> tuple[Statement, ...]:
    return (Loop((), reading.expression(node.test), reading.block(node.body), _otherwise(node.orelse, reading), reading.spans[node]),)


def for_loop(node: cst.For, reading: Reading) -> tuple[Statement, ...]:
    target, source = reading.expressions((node.target, node.iter))
    return (Loop((target,), source, reading.block(node.body), _otherwise(node.orelse, reading), reading.spans[node]),)


def _otherwise(node: cst.If | cst.Else | None, reading: Reading) -> Block:
    match node:
        case cst.If():
            return branch(node, reading)
        case cst.Else():
            return reading.block(node.body)
    return ()


def attempt(node: cst.Try | cst.TryStar, reading: Reading) -> tuple[Statement, ...]:
    handlers = tuple([_handler(handler, reading) for handler in node.handlers])
    final = reading.block(node.finalbody.body) if node.finalbody else ()
    return (Attempt(reading.block(node.body), handlers, _otherwise(node.orelse, reading), final, reading.spans[node]),)


def _handler(node: cst.ExceptHandler | cst.ExceptStarHandler, reading: Reading) -> Handler:
    return Handler(_caught(node.type, reading), alias(node.name), reading.block(node.body), reading.spans[node])


def _caught(kind: cst.BaseExpression | None, reading: Reading) -> tuple[Expr, ...]:
    match kind:
        case None:
            return ()
        case cst.Tuple():
            return reading.expressions(element.value for element in kind.elements)
    return (reading.expression(kind),)


def within(node: cst.With, reading: Reading) -> tuple[Statement, ...]:
    items = tuple([_item(item, reading) for item in node.items])
    return (Within(items, reading.block(node.body), reading.spans[node]),)


def _item(item: cst.WithItem, reading: Reading) -> Statement:
    value, span = reading.expression(item.item), reading.spans[item]
    return Evaluate(value, span) if item.asname is None else Assign((reading.expression(item.asname.name),), value, span)


def switch(node: cst.Match, reading: Reading) -> tuple[Statement, ...]:
    cases = tuple([_case(case, reading) for case in node.cases])
    return (Switch(reading.expression(node.subject), cases, reading.spans[node]),)


def _case(node: cst.MatchCase, reading: Reading) -> Case:
    patterns = tuple(_patterns(node.pattern, reading))
    return Case(patterns, reading.block(node.body), reading.spans[node], reading.maybe(node.guard))


def _patterns(node: cst.MatchPattern | None, reading: Reading) -> Iterator[Expr]:
    """The alternatives of a case; a name that takes anything is no pattern."""
    match node:
        case cst.MatchOr():
            for element in node.patterns:
                yield from _patterns(element.pattern, reading)
        case cst.MatchValue() | cst.MatchSingleton():
            yield reading.expression(node.value)
        case cst.MatchAs(pattern=pattern):
            yield from _patterns(pattern, reading)
        case cst.MatchPattern():
            yield reading.other(node)
