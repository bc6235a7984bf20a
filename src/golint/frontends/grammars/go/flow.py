"""Go's statements with several ways on: branches with a statement before them, switches of three kinds, select, loops, `go`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from golint.facts import (
    Argument,
    Assign,
    Block,
    Branch,
    Call,
    Case,
    Evaluate,
    Expr,
    Jump,
    Lambda,
    Literal,
    Logic,
    Loop,
    Name,
    Other,
    Statement,
    Switch,
)  # fmt: skip
from golint.frontends.grammars.go.definitions import bound
from golint.frontends.treesitter.branches import Arm, Conditional
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.syntax import Syntax
from golint.frontends.treesitter.tree import MAX_DEPTH
from golint.model import Span


class If(Conditional, frozen=True):
    """`if before; condition`: what stands before is done before the branch."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (*reader.body(node.one("initializer")), *Conditional.statements(self, node, reader))


class For(StatementShape, frozen=True):
    """A loop over a range, with a clause, with a condition alone, or without an end."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        head, body = node.one(0), node.one("body")
        match head.kind if head else "":
            case "range_clause" if head:
                source, targets = reader.maybe(head.one("right")), bound(head.all("left"), reader)
                return (Loop(targets, source, reader.body(body), (), node.span),)
            case "for_clause" if head:
                before, source = reader.body(head.one("initializer")), reader.maybe(head.one("condition"))
                return (*before, Loop((), source, (*reader.body(body), *reader.body(head.one("update"))), (), node.span))
        return (Loop((), reader.maybe(head), reader.body(body), (), node.span),)


# -- switches --


class Choose(StatementShape, frozen=True):
    """A switch over a value or over the type of one, which may get a name; without a value it is a chain of branches."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        before, subject = reader.body(node.one("initializer")), reader.maybe(node.one("value"))
        names = bound(node.all("alias"), reader)
        named = (Assign(names, subject, Span(names[0].span.start, subject.span.end)),) if names and subject else ()
        arms = arms_of(node, reader)
        if subject is None:
            return (*before, *_chain(arms, node.end))
        return (*before, *named, Switch(subject, arms, node.span))


class Select(StatementShape, frozen=True):
    """Whichever channel is ready first: a switch without a value of its own."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Switch(Other((), Span(node.start, node.start)), arms_of(node, reader), node.span),)


def arms_of(node: Syntax, reader: Reader) -> tuple[Case, ...]:
    return tuple([reader.grammar.cases[child.kind](child, reader) for child in node.children if child.kind in reader.grammar.cases])


def _chain(arms: tuple[Case, ...], end: int) -> Block:
    """Arms that ask for themselves, as branches; very many stand side by side, so that facts stay shallow."""
    rest: Block = next((_done(arm.body) for arm in arms if not arm.patterns), ())
    for place, arm in reversed(list(enumerate(arm for arm in arms if arm.patterns))):
        inside, beside = (rest, ()) if place < MAX_DEPTH else ((), rest)
        start = min(arm.span.start, *(statement.span.start for statement in inside[:1]), end)
        rest = (Branch(_any(arm.patterns), _done(arm.body), inside, Span(start, end)), *beside)
    return rest


def _any(patterns: tuple[Expr, ...]) -> Expr:
    return patterns[0] if len(patterns) == 1 else Logic("or", patterns, Span(patterns[0].span.start, patterns[-1].span.end))


def _done(body: Block) -> Block:
    """The body of an arm; the `break` at its end leaves no loop."""
    return body[:-1] if body and isinstance(body[-1], Jump) and body[-1].kind == "break" else body


class Listed(Arm, frozen=True):
    """An arm with values, or with types. Only a `fallthrough` leads into the next one."""

    def __call__(self, node: Syntax, reader: Reader) -> Case:
        falls = any(child.kind == "fallthrough_statement" for body in node.all(self.body) for child in body.children[-1:])
        return replace(Arm.__call__(self, node, reader), falls=falls)

    def read(self, node: Syntax, reader: Reader) -> tuple[Expr, ...]:
        held = [] if self.patterns is None else node.all(self.patterns)
        flat = [each for one in held for each in (one.children if one.kind == "expression_list" else [one])]
        return tuple([Literal(None, "null", each.span) if reader.text(each) == "nil" else reader.expression(each) for each in flat])


class Ready(Arm, frozen=True):
    """An arm of a select: what it waits for, or the names that are given what was received."""

    def __call__(self, node: Syntax, reader: Reader) -> Case:
        held = node.one("communication") or node
        source, targets = reader.maybe(held.one("right")), bound(held.all("left"), reader)
        received = (Assign(targets, source, held.span),) if targets and source is not None else ()
        waits = targets if received else (Other(() if held is node else reader.parts(held), held.span),)
        return Case(waits, (*received, *reader.block(node.all(self.body))), node.span)


# -- calls on the side --


class Aside(StatementShape, frozen=True):
    """`go f()`, a call of `go` with the call that runs on the side, or with the function written there and what it is given."""

    def statements(self, node: Syntax, reader: Reader) -> Iterator[Statement]:
        word = Name("go", Span(node.start, min(node.start + len("go"), node.end)), "go")
        match reader.maybe(node.one(0)):
            case Call(Lambda() as function, _, given):
                yield Evaluate(Call(word, "go", (Argument(function), *given), node.span), node.span)
            case value if value is not None:
                yield Evaluate(Call(word, "go", (Argument(value),), node.span), node.span)
