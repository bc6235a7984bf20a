"""One module being lowered: where its nodes stand, what its names stand for, and the tables that say what each kind of node means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import libcst as cst

from golint.facts import Block, Expr, Import, Other, Statement
from golint.frontends.names import Names
from golint.frontends.python.spans import Spans

# `Any` is the kind of node that a function stands beside in its table: the type of the key, which a mapping cannot say.
Expressions = Mapping[type[cst.CSTNode], Callable[[Any, "Reading"], Expr]]
Statements = Mapping[type[cst.CSTNode], Callable[[Any, "Reading"], Iterable[Statement]]]


class Reading:
    """What the functions of the tables ask. What no table knows is passed through, so that no call is lost."""

    def __init__(self, data: bytes, spans: Spans, imports: Iterable[Import], expressions: Expressions, statements: Statements) -> None:
        self._data = data
        self.spans = spans.inner
        self.outer = spans.outer
        self.names = Names({found.local: found.path for found in imports if not found.star})
        self._expressions = expressions
        self._statements = statements

    def expression(self, node: cst.CSTNode) -> Expr:
        """The value of a node."""
        lower = self._expressions.get(type(node))
        return self.other(node) if lower is None else lower(node, self)

    def maybe(self, node: cst.CSTNode | None) -> Expr | None:
        """The value of a node that may be absent."""
        return None if node is None else self.expression(node)

    def expressions(self, nodes: Iterable[cst.CSTNode]) -> tuple[Expr, ...]:
        return tuple([self.expression(node) for node in nodes])

    def text(self, node: cst.CSTNode) -> str:
        """What is written where a node stands, its parentheses too."""
        span = self.outer[node]
        return self._data[span.start : span.end].decode("utf-8", "replace")

    def other(self, node: cst.CSTNode) -> Other:
        """A node without a kind of its own: the expressions in it are kept."""
        return Other(tuple(self.parts(node)), self.spans[node])

    def parts(self, node: cst.CSTNode) -> Iterator[Expr]:
        """The outermost expressions below a node."""
        for child in node.children:
            if isinstance(child, cst.BaseExpression):
                yield self.expression(child)
            else:
                yield from self.parts(child)

    def block(self, body: cst.BaseSuite | Sequence[cst.CSTNode]) -> Block:
        """The statements of a suite or of lines."""
        lines = body.body if isinstance(body, cst.BaseSuite) else body
        return tuple([statement for line in lines for statement in self.statements(line)])

    def statements(self, line: cst.CSTNode) -> Iterable[Statement]:
        """What one line or one compound statement does."""
        if isinstance(line, cst.SimpleStatementLine):
            return self.block(line.body)
        lower = self._statements.get(type(line))
        return () if lower is None else lower(line, self)
