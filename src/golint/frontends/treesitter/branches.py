"""Shapes of the nodes that hold blocks: branches, loops, switches, error handling."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from golint.facts import (
    Assign,
    Attempt,
    Bind,
    Block,
    Branch,
    Case,
    Expr,
    Handler,
    Literal,
    Loop,
    Name,
    Other,
    Raise,
    Sequence,
    Statement,
    Switch,
    leaves,
)  # fmt: skip
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.frontends.treesitter.tree import MAX_DEPTH
from golint.model import Span


class Conditional(StatementShape, frozen=True):
    """`if`. A clause that is `chained` (elif) is an alternative of its own; very many stand side by side, so that facts stay shallow."""

    condition: Selector = "condition"
    then: Selector = "consequence"
    otherwise: Selector = "alternative"
    chained: bool = False

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        rest: Block = ()
        for place, clause in reversed(list(enumerate(node.all(self.otherwise)))):
            shape = reader.shape(clause)
            if isinstance(shape, Conditional) and shape.chained:
                rest = (shape.branch(clause, rest if place < MAX_DEPTH else (), node.end, reader), *(rest if place >= MAX_DEPTH else ()))
            else:
                rest = reader.block([clause])
        return (self.branch(node, rest, node.end, reader),)

    def branch(self, node: Syntax, otherwise: Block, end: int, reader: Reader) -> Branch:
        condition = reader.maybe(node.one(self.condition)) or Other((), node.span)
        return Branch(condition, reader.block(node.all(self.then)), otherwise, Span(node.start, end))


class Repeat(StatementShape, frozen=True):
    """A loop of any kind: what is done before it, what it goes through or asks, its body, what is done after each round, and its else."""

    targets: Selector | None = None
    source: Selector | None = "condition"
    body: Selector = "body"
    before: Selector | None = None
    after: Selector | None = None
    otherwise: Selector | None = None

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        before = reader.block(node.all(self.before)) if self.before is not None else ()
        targets = reader.expressions(node.all(self.targets)) if self.targets is not None else ()
        source = reader.maybe(node.one(self.source))
        after = reader.block(node.all(self.after)) if self.after is not None else ()
        body = (*reader.body(node.one(self.body)), *after)
        return (*before, Loop(targets, source, body, reader.body(node.one(self.otherwise)), node.span))


class Selection(StatementShape, frozen=True):
    """A switch or a match. Arms without a body share that of the next one, where control `falls` through."""

    subject: Selector
    body: Selector = "body"
    falls: bool = False

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        subject = reader.maybe(node.one(self.subject)) or Other((), node.span)
        inner = node.one(self.body) or node
        arms = [reader.grammar.cases[child.kind](child, reader) for child in inner.children if child.kind in reader.grammar.cases]
        return (Switch(subject, tuple(self._falling(arms) if self.falls else arms), node.span),)

    def _falling(self, arms: list[Case]) -> Iterable[Case]:
        held: list[Case] = []
        for place, arm in enumerate(arms, start=1):
            last = place == len(arms)
            if arm.patterns and not arm.body and not last:
                held.append(arm)
                continue
            shared = [pattern for above in held for pattern in above.patterns] if arm.patterns else []
            start = held[0].span.start if shared else arm.span.start
            yield from (replace(above, falls=True) for above in held if not shared)
            held = []
            span, falls = Span(start, arm.span.end), not last and not leaves(arm.body)
            yield replace(arm, patterns=(*shared, *arm.patterns), span=span, falls=falls)


def exhausted(switch: Switch, error: str) -> Switch:
    """A switch that takes one of its arms or raises `error`, with that as its default. Only where it tells texts apart: whoever does so
    with the values of an enumeration may well name all."""
    texts = any(isinstance(p, Literal) and isinstance(p.value, str) for case in switch.cases for p in case.patterns)
    if not texts or any(not case.patterns and case.guard is None for case in switch.cases):
        return switch
    span = switch.subject.span
    return replace(switch, cases=(*switch.cases, Case((), (Raise(Name(error, span, error), span),), span)))


class Arm(Struct, frozen=True):
    """One arm of a switch."""

    patterns: Selector | None
    body: Selector = "body"
    guard: Selector | None = None

    def __call__(self, node: Syntax, reader: Reader) -> Case:
        patterns = self.read(node, reader)
        return Case(patterns, reader.block(node.all(self.body)), node.span, reader.maybe(node.one(self.guard)))

    def read(self, node: Syntax, reader: Reader) -> tuple[Expr, ...]:
        return () if self.patterns is None else reader.expressions(node.all(self.patterns))


class Trial(StatementShape, frozen=True):
    """try, with its handlers, else and finally."""

    otherwise: Selector | None = None
    final: Selector = "finalizer"
    body: Selector = "body"

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        body = reader.body(node.one(self.body))
        caught = reader.grammar.handlers
        handlers = tuple([caught[child.kind](child, reader) for child in node.children if child.kind in caught])
        return (Attempt(body, handlers, reader.body(node.one(self.otherwise)), reader.body(node.one(self.final)), node.span),)


class Catch(Struct, frozen=True):
    """A handler: the types it catches, the name of what it caught, its body. A pattern in the name's place is taken apart in the body."""

    types: Selector | None = None
    name: Selector | None = None
    body: Selector = "body"

    def __call__(self, node: Syntax, reader: Reader) -> Handler:
        types, name, before = list[Expr](), "", list[Statement]()
        for found in reader.expressions(node.all(self.types)) if self.types is not None else ():
            value = found.value if isinstance(found, Bind) else found
            if isinstance(found, Bind) and isinstance(found.target, Name):
                name = found.target.written
            types += value.items if isinstance(value, Sequence) else [value]
        match reader.maybe(node.one(self.name)):
            case Name(_, _, written):
                name = written
            case pattern if pattern is not None:
                before.append(Assign((pattern,), None, pattern.span))
        return Handler(tuple(types), name, (*before, *reader.block(node.all(self.body))), node.span)
