"""What Ruby's blocks give back: the last value of a branch, a method, a `begin` is the value of the whole."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from golint.facts import (
    Assign,
    Attempt,
    Binary,
    Bind,
    Block,
    Branch,
    Choice,
    Evaluate,
    Expr,
    Literal,
    Logic,
    Name,
    Other,
    Return,
    Statement,
    Switch,
)  # fmt: skip
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

Giver = Callable[[Expr], Block]


def ending(block: Block, give: Giver, start: int | None = None) -> Block:
    """A block whose last value, in each of its arms, is handed to `give`. With `start`, what holds the arms is taken to begin there."""
    if not block:
        return ()
    *before, last = block
    return (*before, *_ended(last, give, start))


def _ended(last: Statement, give: Giver, start: int | None) -> Block:
    match last:
        case Evaluate(value):
            return give(value)
        case Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." not in written:
            return give(_bound(last))
        case Assign(targets=(Name(written=written) as target, *_)) if written.startswith("this."):
            return (last, *give(target))
        case Branch(_, then, otherwise):
            return (replace(last, then=ending(then, give, start), otherwise=ending(otherwise, give, start), span=_from(last.span, start)),)
        case Switch(_, cases):
            arms = tuple([replace(arm, body=ending(arm.body, give, start), span=_from(arm.span, start)) for arm in cases])
            return (replace(last, cases=arms, span=_from(last.span, start)),)
        case Attempt(body, handlers, otherwise):
            caught = tuple([replace(h, body=ending(h.body, give, start), span=_from(h.span, start)) for h in handlers])
            ended, rest = (body, ending(otherwise, give, start)) if otherwise else (ending(body, give, start), ())
            return (replace(last, body=ended, handlers=caught, otherwise=rest, span=_from(last.span, start)),)
    return (last,)


def _from(span: Span, start: int | None) -> Span:
    return span if start is None else Span(min(start, span.start), span.end)


def _bound(last: Assign) -> Expr:
    """An assignment as the value that it is."""
    value = last.value
    assert value is not None  # asked by the one who calls
    for target in reversed(last.targets):
        if last.operator in ("and", "or"):
            value = Logic(last.operator, (target, value), last.span)
        elif last.operator:
            value = Binary(last.operator, target, value, last.span)
        value = Bind(target, value, last.span)
    return value


def returned(block: Block) -> Block:
    """A body that gives its last value back."""
    return ending(block, lambda value: (Return(value, value.span),))


def valued(block: Block, span: Span, reader: Reader) -> Expr:
    """Statements in a value's place: a choice where they are one, else done before, each arm giving its value to a name of the place."""
    match block:
        case (*before, Evaluate(value)):
            reader.defer(*before)
            return value
        case (Branch() as branch,) if (choice := _choice(branch, span)) is not None:
            return choice
    name = f"#{span.start}"

    def give(value: Expr) -> Block:
        return (Assign((Name(name, value.span, name),), value, value.span),)

    reader.defer(*ending(block, give))
    return Name(name, Span(span.end, span.end), name)  # asked for after all that gives it


def _choice(branch: Branch, span: Span) -> Choice | None:
    then, otherwise = _arm(branch.then), _arm(branch.otherwise)
    if not branch.otherwise:  # nothing is a value too
        otherwise = Literal(None, "null", Span(span.end, span.end))
    return None if then is None or otherwise is None else Choice(branch.condition, then, otherwise, span)


def _arm(block: Block) -> Expr | None:
    match block:
        case (Evaluate(value),):
            return value
        case (Branch() as branch,):
            return _choice(branch, branch.span)
    return None


class Valued(ExpressionShape, StatementShape, frozen=True):
    """A statement that has a value too."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return valued(tuple(self.statements(node, reader)), node.span, reader)


def arms_of(node: Syntax | None, reader: Reader) -> Block | None:
    """The statements of a value that statements work out; None for any other value."""
    inner = None if node is None else reader.bare(node)
    shape = None if inner is None else reader.shape(inner)
    return tuple(shape.statements(inner, reader)) if inner is not None and isinstance(shape, Valued) else None


def assigned(block: Block, target: Expr, operator: str, span: Span) -> Block:
    """An assignment of what statements give: each arm makes it, unless they are a choice."""
    match block:
        case ():
            return (Assign((target,), Other((), span), span, operator),)
        case (Branch() as branch,) if (choice := _choice(branch, branch.span)) is not None:
            return (Assign((target,), choice, span, operator),)

    def give(value: Expr) -> Block:
        return (Assign((target,), value, Span(span.start, max(value.span.end, target.span.end)), operator),)

    return ending(block, give, span.start)
