"""The two kinds of switch of C#, and the functions that give the value of one back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from msgspec.structs import replace

from golint.facts import Assign, Block, Case, Evaluate, Expr, Name, Other, Return, Statement, Switch
from golint.frontends.grammars.csharp.expressions import Named
from golint.frontends.grammars.csharp.patterns import designation
from golint.frontends.treesitter.branches import exhausted
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Give
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

End = Callable[[Expr, Span], Statement]
"""Where the value of an arm goes."""


class Sections(StatementShape, frozen=True):
    """`switch (value) { case pattern: ... }`. Labels in a row share what follows; nothing else falls through."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        subject = reader.maybe(node.one("value")) or Other((), node.span)
        sections = [part for body in node.all("body") for part in body.all(":switch_section")]
        return (Switch(subject, tuple(_grouped([_section(part, subject, reader) for part in sections])), node.span),)


def _grouped(cases: list[Case]) -> Iterator[Case]:
    """The arms of a switch; one without a body is another label of the next, and runs on into it where only that one asks more."""
    held: list[Case] = []
    for place, case in enumerate(cases, start=1):
        if case.guard is not None and held:
            yield replace(_merged(held), falls=True)
            held = []
        held.append(case)
        if case.body or case.guard is not None or place == len(cases):
            yield _merged(held)
            held = []


def _merged(labels: list[Case]) -> Case:
    """Labels of one arm. Where one of them takes everything, the others say nothing."""
    default = any(not label.patterns and label.guard is None for label in labels)
    patterns = () if default else tuple(pattern for label in labels for pattern in label.patterns)
    last = labels[-1]
    return Case(patterns, last.body, Span(labels[0].span.start, last.span.end), last.guard)


def _section(node: Syntax, subject: Expr, reader: Reader) -> Case:
    labelled = "case" in node.tokens
    return _case(node, node.children[:1] if labelled else [], node.children[1 if labelled else 0 :], subject, reader)


class SwitchValue(ExpressionShape, StatementShape, frozen=True):
    """`value switch { pattern => value, ... }`, done before the statement that holds it: each arm gives its value to the name that the
    whole is given to, else to one called by its place."""

    takes_name: ClassVar[bool] = True

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        reader.given = None
        subject = reader.maybe(node.one(0)) or Other((), node.span)
        arms = [arm for arm in node.all(":switch_expression_arm") if arm.children]
        cases = tuple([_case(arm, arm.children[:1], arm.children[1:], subject, reader) for arm in arms])
        return (exhausted(Switch(subject, cases, node.span), "SwitchExpressionException"),)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        called = f"#{node.start}"
        name = reader.given or Name(called, node.span, called)
        reader.defer(*ended(tuple(self.statements(node, reader)), lambda value, span: Assign((name,), value, span)))
        return name


def ended(block: Block, end: End) -> Block:
    """A block whose last value goes where `end` says, from every arm where it ends in a switch."""
    match block:
        case (*before, Evaluate(value, span)):
            return (*before, end(value, span))
        case (*before, Switch(cases=cases) as switch):
            return (*before, replace(switch, cases=tuple([replace(case, body=ended(case.body, end)) for case in cases])))
    return block


class Returning(Give, frozen=True):
    """`return`; where a switch is given back, each arm gives back its own value."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        value = node.one(self.value)
        inner = None if value is None else reader.bare(value)
        if inner is None or inner.kind != "switch_expression":
            return Give.statements(self, node, reader)
        return ended(tuple(reader.statements(inner)), Return)


def body_of(body: Syntax | None, reader: Reader) -> Block:
    """The body of a function: a block as it stands, or a value that is given back."""
    found = reader.body(body)
    return found if body is None or body.kind == "block" else ended(found, Return)


def _case(node: Syntax, labels: list[Syntax], rest: list[Syntax], subject: Expr, reader: Reader) -> Case:
    guards = reader.expressions(value for clause in rest if clause.kind == "when_clause" for value in clause.children)
    patterns = tuple(pattern for label in labels for pattern in _patterns(label, reader))
    bound = [step for label in labels for step in _bound(label, subject, reader)]
    body = reader.block(child for child in rest if child.kind != "when_clause")
    return Case(patterns, (*bound, *body), node.span, guards[0] if guards else None)


def _patterns(label: Syntax, reader: Reader) -> tuple[Expr, ...]:
    """The values and types that a label names; none where it takes everything."""
    match label.kind:
        case "or_pattern":
            return tuple(pattern for side in label.children for pattern in _patterns(side, reader))
        case "constant_pattern" | "parenthesized_pattern":
            return tuple(pattern for inner in label.children for pattern in _patterns(inner, reader))
        case "declaration_pattern" | "type_pattern":
            return tuple(Named().expression(kind, reader) for kind in label.all("type") if kind.kind != "implicit_type")
        case "recursive_pattern":
            name = designation(label)
            return (Other(reader.expressions(child for child in label.children if child is not name), label.span),)
        case "discard" | "var_pattern":
            return ()
    shaped = label.kind in reader.grammar.shapes
    return (reader.expression(label) if shaped else Other(reader.parts(label), label.span),)


def _bound(label: Syntax, subject: Expr, reader: Reader) -> Iterator[Statement]:
    target = designation(label)
    if target is not None and label.kind in ("declaration_pattern", "recursive_pattern", "var_pattern"):
        yield Assign((reader.expression(target),), subject if isinstance(subject, Name) else None, label.span)
