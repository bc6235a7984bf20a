"""What Java and Kotlin share: branches that stand for a value, functions that end in one, the base's side of an object."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import ClassVar

from msgspec.structs import replace

from golint.facts import (
    Argument,
    Assign,
    Attempt,
    Attribute,
    Block,
    Branch,
    Call,
    Choice,
    Evaluate,
    Expr,
    Jump,
    Name,
    Return,
    Statement,
    Switch,
    Within,
)
from golint.frontends.treesitter.definitions import FunctionExpression
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment, Augmented, Give
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

CONSTRUCTOR = "constructor"
"""What a constructor is called in the facts."""
End = Callable[[Expr, Span], Statement]


def ended(block: Block, end: End) -> Block:
    """A block whose last value goes where `end` says, from every arm where it ends in a branch."""
    match block:
        case (*before, Evaluate(value, span), Jump("break", place)) if place == span:  # `yield value`
            return (*before, end(value, span))
        case (*before, last):
            return (*before, _ended(last, end))
    return block


def _ended(last: Statement, end: End) -> Statement:
    match last:
        case Evaluate(value, span):
            return end(value, span)
        case Branch(then=then, otherwise=otherwise):
            return replace(last, then=ended(then, end), otherwise=ended(otherwise, end))
        case Switch(cases=cases):
            return replace(last, cases=tuple(replace(arm, body=ended(arm.body, end)) for arm in cases))
        case Attempt(body=body, handlers=handlers):
            caught = tuple(replace(handler, body=ended(handler.body, end)) for handler in handlers)
            return replace(last, body=ended(body, end), handlers=caught)
        case Within(body=body):
            return replace(last, body=ended(body, end))
    return last


def returned(block: Block) -> Block:
    """A block that gives its last value back."""
    return ended(block, Return)


class Settling(ExpressionShape, frozen=True):
    """A value that takes statements to find, which give it to a name: the one that the whole is given to, else one called by its place."""

    takes_name: ClassVar[bool] = True

    @abstractmethod
    def settle(self, node: Syntax, reader: Reader, target: Name | None, kind: str) -> tuple[Block, Expr]:
        """The statements, and the value after them. `kind` is the declared type of `target`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        given, reader.given = reader.given, None
        before, value = self.settle(node, reader, given, "")
        reader.defer(*before)
        return value


class Valued(Settling, StatementShape, frozen=True):
    """A branch that may be a value. Two plain arms are a choice; of any other, each arm gives its value to the name."""

    shape: StatementShape

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        reader.given = None
        return self.shape.statements(node, reader)

    def settle(self, node: Syntax, reader: Reader, target: Name | None, kind: str) -> tuple[Block, Expr]:
        match tuple(self.shape.statements(node, reader)):
            case (Branch(condition, (Evaluate(then),), (Evaluate(otherwise),), span),):
                return (), Choice(condition, then, otherwise, span)
            case made:
                name = target or placed(node)
                return ended(made, lambda value, span: Assign((name,), value, span, annotation=kind)), name


def assigned(target: Expr, value: Syntax | None, span: Span, kind: str, reader: Reader) -> Block:
    """A declaration of a name of type `kind`, and what its value needs done before."""
    if value is None:
        return (Assign((target,), None, span, annotation=kind),)
    inner = reader.bare(value)
    shape = reader.shape(inner)
    if not isinstance(shape, Settling) or not isinstance(target, Name):
        return (Assign((target,), reader.named(value, target), span, annotation=kind),)
    before, given = shape.settle(inner, reader, target, kind)
    return before if given is target else (*before, Assign((target,), given, span, annotation=kind))


def placed(node: Syntax) -> Name:
    """The name of a value that has none, called by its place."""
    name = f"#{node.start}"
    return Name(name, node.span, name)


class Returning(Give, frozen=True):
    """`return`; where a branch is given back, each arm gives back its own value."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        value = node.one(self.value)
        inner = None if value is None else reader.bare(value)
        shape = None if inner is None else reader.shape(inner)
        if inner is not None and isinstance(shape, Valued):
            return returned(tuple(shape.statements(inner, reader)))
        return Give.statements(self, node, reader)


class ReturningExpression(FunctionExpression, frozen=True):
    """A lambda, with a block or with a value as its body."""

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body = node.one(self.body)
        if body is None:
            return ()
        shape = reader.shape(body)
        block = reader.block([body])
        return block if isinstance(shape, StatementShape) and not isinstance(shape, ExpressionShape) else returned(block)


class Setting(ExpressionShape, StatementShape, frozen=True):
    """`=` and `+=` are one kind of node."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return _setting(node).statements(node, reader)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return _setting(node).expression(node, reader)


def _setting(node: Syntax) -> Assignment | Augmented:
    return Assignment() if node.tokens[:1] == ["="] else Augmented()


class Super(ExpressionShape, frozen=True):
    """The base class's side of the own object, as Python's `super()` is."""

    def expression(self, node: Syntax, _reader: Reader) -> Expr:
        return Call(Name("super", Span(node.start, node.start + len("super")), "super"), "super", (), node.span)


def called(callee: Expr, arguments: tuple[Argument, ...], span: Span) -> Call:
    """A call of what is known."""
    return Call(callee, callee.path if isinstance(callee, Name | Attribute) else "", arguments, span)
