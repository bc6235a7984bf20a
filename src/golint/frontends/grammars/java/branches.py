"""Branches of Java: switches with both kinds of arms, trials with resources."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from golint.facts import (
    Assign,
    Attempt,
    Case,
    Evaluate,
    Expr,
    Handler,
    Jump,
    Other,
    Statement,
    Within,
)
from golint.frontends.grammars.java.values import bound, matched
from golint.frontends.treesitter.branches import Selection, Trial
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span


class Alternatives(StatementShape, frozen=True):
    """A switch. Control falls from one group of statements into the next, and never out of an arm with an arrow."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        body = node.one("body")
        falls = body is not None and bool(body.all(":switch_block_statement_group"))
        return Selection("condition", falls=falls).statements(node, reader)


def arm(node: Syntax, reader: Reader) -> Case:
    """An arm of a switch with all its labels. One of them may be the default: it takes anything."""
    patterns, names, guard = list[Expr](), list[Expr](), None
    labels = node.all(":switch_label")
    for child in (child for label in labels for child in label.children):
        if child.kind == "guard":
            guard = reader.maybe(child.one(0))
            continue
        patterns.append(matched(child, reader))
        names += bound(child, reader)
    default = any(reader.text(label).endswith("default") for label in labels)
    taken = [Assign((name,), None, name.span) for name in names]
    body = reader.block(child for child in node.children if child.kind != "switch_label")
    return Case(() if default else tuple(patterns), (*taken, *body), node.span, guard)


class Yield(StatementShape, frozen=True):
    """`yield value` ends an arm with its value."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Evaluate(reader.maybe(node.one(0)) or Other((), node.span), node.span), Jump("break", node.span))


class Resources(Trial, frozen=True):
    """`try (resources)`: what is done with them stands inside what catches."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        opened, body = node.one("resources"), node.one(self.body)
        items = reader.body(opened)
        for made in Trial.statements(self, node, reader):
            if not isinstance(made, Attempt) or opened is None or body is None:
                yield made
            elif not made.handlers and not made.final:
                yield Within(items, made.body, node.span)
            else:
                yield replace(made, body=(Within(items, made.body, Span(opened.start, body.end)),))


def catch(node: Syntax, reader: Reader) -> Handler:
    """A handler with all the types that it catches."""
    caught = node.one(":catch_formal_parameter")
    name = caught.one("name") if caught is not None else None
    types = [kind for holder in (caught.all(":catch_type") if caught is not None else ()) for kind in reader.parts(holder)]
    return Handler(tuple(types), reader.text(name) if name is not None else "", reader.body(node.one("body")), node.span)
