"""`switch` and `match` of PHP, where they are done and where they are a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from msgspec.structs import replace

from golint.facts import (
    Assign,
    Block,
    Branch,
    Call,
    Case,
    Choice,
    Evaluate,
    Expr,
    Jump,
    Literal,
    Logic,
    Name,
    Other,
    Return,
    Statement,
    Switch,
    walk,
)
from golint.frontends.grammars.php.values import LEAVING
from golint.frontends.treesitter.branches import Arm, Selection, exhausted
from golint.frontends.treesitter.definitions import FunctionExpression
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Give
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

_UNHANDLED = "UnhandledMatchError"
LONG_CHAIN = 50
"""How many cases one after the other may become branches inside each other."""

Ending = Callable[[Expr, Span], Statement]

# -- where they are done --


class Choosing(Selection, frozen=True):
    """A switch or a match. One of `true` asks each of its cases in turn; a case that ends in `exit` does not fall into the next."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        (made,) = Selection.statements(self, node, reader)
        if not isinstance(made, Switch) or not made.cases:
            return (Evaluate(Other(reader.parts(node), node.span), node.span),)  # none, or nested too deeply to be told apart
        found = replace(made, cases=tuple([replace(case, falls=case.falls and not _exits(case.body)) for case in made.cases]))
        asks = isinstance(found.subject, Literal) and found.subject.value is True
        return _chain(found.cases, node.end) if asks and _may_chain(found.cases) else (found,)


class MatchArm(Arm, frozen=True):
    """An arm of `match`: several conditions, one value."""

    def read(self, node: Syntax, reader: Reader) -> tuple[Expr, ...]:
        return reader.expressions([condition for held in node.all(self.patterns or 0) for condition in held.children])


def _exits(body: Block) -> bool:
    match body[-1:]:
        case (Evaluate(Call(path=path)),):
            return path in LEAVING
    return False


def _may_chain(cases: tuple[Case, ...]) -> bool:
    if not 0 < len(cases) <= LONG_CHAIN or any(case.falls for case in cases) or not all(case.patterns for case in cases[:-1]):
        return False
    return not any(isinstance(part, Jump) for case in cases for part in walk(_without_break(case.body)))


def _without_break(body: Block) -> Block:
    return body[:-1] if body and isinstance(body[-1], Jump) and body[-1].kind == "break" else body


def _chain(cases: tuple[Case, ...], end: int) -> Block:
    rest: Block = ()
    for case in reversed(cases):
        body = _without_break(case.body)
        rest = (Branch(_any(case.patterns), body, rest, Span(case.span.start, end)),) if case.patterns else body
    return rest


def _any(patterns: tuple[Expr, ...]) -> Expr:
    return patterns[0] if len(patterns) == 1 else Logic("or", patterns, Span(patterns[0].span.start, patterns[-1].span.end))


# -- where they are a value --


class Match(ExpressionShape, StatementShape, frozen=True):
    """A match. Two plain arms may be a choice; of any other, each arm gives its value to the name that the whole is given to, else to
    one called by its place, before the statement that holds it."""

    takes_name: ClassVar[bool] = True
    shape: Choosing

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return tuple(exhausted(made, _UNHANDLED) if isinstance(made, Switch) else made for made in self.shape.statements(node, reader))

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        given, reader.given = reader.given, None
        match tuple(self.statements(node, reader)):
            case (Branch(condition, (Evaluate(then),), (Evaluate(otherwise),), span),):
                return Choice(condition, then, otherwise, span)
            case made:
                path = given.path if given is not None else f"#{node.start}"
                reader.defer(*_ended(made, lambda value, span: Assign((Name(path, Span(span.start, span.start)),), value, span)))
                return Name(path, node.span)


def _ended(block: Block, end: Ending) -> Block:
    """The arms of a match, their values going where `end` says."""
    match block:
        case (Evaluate(value, span),):
            return (end(value, span),)
        case (Branch(then=then, otherwise=otherwise) as branch,):
            return (replace(branch, then=_ended(then, end), otherwise=_ended(otherwise, end)),)
        case (Switch(cases=cases) as switch,):
            return (replace(switch, cases=tuple([replace(case, body=_ended(case.body, end)) for case in cases])),)
        case (*before, last) if before:
            return (*before, *_ended((last,), end))
    return block


class Returning(Give, frozen=True):
    """`return`; where a match is given back, each arm gives back its own value."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        value = node.one(self.value)
        inner = None if value is None else reader.bare(value)
        if inner is not None and isinstance(reader.shape(inner), Match):
            return _ended(tuple(reader.statements(inner)), Return)
        return Give.statements(self, node, reader)


class ArrowFunction(FunctionExpression, frozen=True):
    """A function that gives back a value without saying so."""

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body = node.one(self.body)
        if body is None or body.kind == "compound_statement":
            return reader.body(body)
        return _ended(reader.block([body]), Return)
