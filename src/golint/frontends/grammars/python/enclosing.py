"""Shapes of what may stand in parentheses, which are no part of it."""

from __future__ import annotations

from collections.abc import Iterable

from golint.facts import Bind, Block, Branch, Evaluate, Expr, Logic, Raise, Return, Sequence, Statement
from golint.frontends.treesitter.definitions import FunctionExpression
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

_ENCLOSED = frozenset({"tuple", "tuple_pattern", "generator_expression"})
_STATEMENTS = frozenset({"assignment", "augmented_assignment", "as_pattern"})


def inside(node: Syntax, reader: Reader) -> Span:
    """The place of what stands in parentheses, the comma behind it too; without any, the node's own."""
    while node.kind == "parenthesized_expression" and node.children:
        node = node.children[0]
    if node.kind not in _ENCLOSED:
        return node.span
    return span_of_items(node, reader) if node.children else Span(end := max(node.start, node.end - 1), end)


def span_of_items(node: Syntax, reader: Reader) -> Span:
    """From the first to the last that stands in a node, the comma behind it too."""
    if not node.children:
        return node.span
    start, end = node.children[0].start, node.children[-1].end
    comma = reader.data.find(b",", end, node.end) if node.tokens.count(",") >= len(node.children) else -1
    return Span(start, comma + 1 if comma >= 0 else end)


def unstarred(nodes: Iterable[Syntax], reader: Reader) -> Iterable[Syntax]:
    """Items, their places without the star: `*a.b` is read now as `*(a.b)` and now as `(*a).b`."""
    for item in nodes:
        node = item
        chain: list[Syntax] = []
        while reader.data[item.start : item.start + 1] == b"*" and node.children and node.kind != "list_splat":
            chain.append(node)
            node = node.children[0]
        if node.kind == "list_splat" and node.children:
            for link in chain:
                link.start = node.children[0].start
        yield item


class Listed(ExpressionShape, frozen=True):
    """A list or a set, or several values behind each other."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Sequence(reader.expressions(unstarred(node.children, reader)), node.span)


class Enclosed(ExpressionShape, frozen=True):
    """What stands in parentheses that are no part of it: a tuple, or one target."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if node.kind == "tuple_pattern" and len(node.children) == 1 and "," not in node.tokens:
            return reader.expression(node.children[0])
        return Sequence(reader.expressions(unstarred(node.children, reader)), inside(node, reader))


class Comprehension(ExpressionShape, frozen=True):
    """Its element, and what it goes through and asks."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        parts: list[Expr] = []
        span = inside(node, reader)
        for child in unstarred(node.children, reader):
            match child.kind:
                case "pair":
                    parts += reader.expressions(child.children)
                case "for_in_clause":
                    named, source = child.one("left"), child.one("right")
                    parts += (Bind(reader.expression(named), reader.expression(source), span, each=True),) if named and source else ()
                case _:
                    parts.append(reader.expression(child))
        return Sequence(tuple(parts), span)


class Anonymous(FunctionExpression, frozen=True):
    """A lambda: parentheses are no part of its body."""

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body = node.one(self.body)
        return () if body is None else (Return(reader.expression(body), inside(body, reader)),)


class Line(StatementShape, frozen=True):
    """A statement of one expression; several with commas are a tuple."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if "," in node.tokens:
            span = span_of_items(node, reader)
            return (Evaluate(Sequence(reader.expressions(unstarred(node.children, reader)), span), span),)
        if not node.children:
            return ()
        inner = node.children[0]
        if inner.kind in _STATEMENTS:
            return reader.statements(inner)
        return (Evaluate(reader.expression(inner), inner.span),)


class Managers(StatementShape, frozen=True):
    """What stands behind `with`; parentheses around one alone are those that several may stand in."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        match node.children:
            case [Syntax(children=[Syntax(kind="parenthesized_expression", children=[inner])])] if inner.kind != "yield":
                return (Evaluate(reader.expression(inner), inner.span),)
        return reader.block(node.children)


class Assertion(StatementShape, frozen=True):
    """`assert` raises unless its condition holds."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        condition, message = node.one(0), node.one(1)
        if condition is None:
            return ()
        refused = Logic("not", (reader.expression(condition),), inside(condition, reader))
        return (Branch(refused, (Raise(reader.maybe(message), node.span),), (), node.span),)
