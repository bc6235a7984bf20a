"""What the nodes that are done mean."""

from __future__ import annotations

import libcst as cst

from golint.facts import Assign, Evaluate, Jump, Literal, Name, Other, Raise, Return, Statement
from golint.frontends.python.branches import assertion, attempt, branch, for_loop, switch, while_loop, within
from golint.frontends.python.definitions import class_, function
from golint.frontends.python.operators import BINARY
from golint.frontends.python.parameters import annotation
from golint.frontends.python.reading import Reading, Statements


def _assign(node: cst.Assign, reading: Reading) -> tuple[Statement, ...]:
    targets = reading.expressions(target.target for target in node.targets)
    return (Assign(targets, reading.expression(node.value), reading.spans[node]),)


def _declare(node: cst.AnnAssign, reading: Reading) -> tuple[Statement, ...]:
    target, value = reading.expression(node.target), reading.maybe(node.value)
    return (Assign((target,), value, reading.spans[node], annotation=annotation(node.annotation, reading)),)


def _augment(node: cst.AugAssign, reading: Reading) -> tuple[Statement, ...]:
    target, value = reading.expressions((node.target, node.value))
    return (Assign((target,), value, reading.spans[node], operator=BINARY[type(node.operator)]),)


def _evaluate(node: cst.Expr, reading: Reading) -> tuple[Statement, ...]:
    return (Evaluate(reading.expression(node.value), reading.spans[node]),)


def _return(node: cst.Return, reading: Reading) -> tuple[Statement, ...]:
    return (Return(reading.maybe(node.value), reading.spans[node]),)


def _raise(node: cst.Raise, reading: Reading) -> tuple[Statement, ...]:
    """What stands behind an error (`from`) is worked out before it is raised."""
    cause = None if node.cause is None else reading.expression(node.cause.item)
    before = () if cause is None or isinstance(cause, Name | Literal) else (Evaluate(cause, cause.span),)
    return (*before, Raise(reading.maybe(node.exc), reading.spans[node]))


def _break(node: cst.Break, reading: Reading) -> tuple[Statement, ...]:
    return (Jump("break", reading.spans[node]),)


def _continue(node: cst.Continue, reading: Reading) -> tuple[Statement, ...]:
    return (Jump("continue", reading.spans[node]),)


def _delete(node: cst.Del, reading: Reading) -> tuple[Statement, ...]:
    span = reading.spans[node]
    return (Evaluate(Other((reading.expression(node.target),), span), span),)


STATEMENTS: Statements = {
    cst.FunctionDef: function, cst.ClassDef: class_,
    cst.Assign: _assign, cst.AnnAssign: _declare, cst.AugAssign: _augment, cst.Expr: _evaluate, cst.Del: _delete,
    cst.If: branch, cst.While: while_loop, cst.For: for_loop, cst.Try: attempt, cst.TryStar: attempt, cst.With: within, cst.Match: switch,
    cst.Return: _return, cst.Raise: _raise, cst.Assert: assertion, cst.Break: _break, cst.Continue: _continue,
}  # fmt: skip
