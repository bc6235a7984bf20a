"""Shapes of the nodes that are done: assignments, groups, jumps."""

from __future__ import annotations

from collections.abc import Iterable

from golint.facts import Assign, Binary, Bind, Evaluate, Expr, Jump, Literal, Name, Other, Raise, Return, Sequence, Statement, Within
from golint.frontends.treesitter.expressions import Inner
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span


class Group(StatementShape, frozen=True):
    """A node whose statements stand where it stands: a block, a declaration of several names, an else."""

    inner: Selector | None = None

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return reader.block(node.children if self.inner is None else node.all(self.inner))


class Nothing(StatementShape, frozen=True):
    """A statement that does nothing that the facts tell of."""

    def statements(self, _node: Syntax, _reader: Reader) -> Iterable[Statement]:
        return ()


class Plain(Inner, StatementShape, frozen=True):
    """A wrapper around one statement or value; several values are a sequence."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        inner = node.all(self.child if isinstance(self.child, str) else "*")
        if len(inner) == 1:
            return reader.statements(reader.bare(inner[0]))
        if not inner:
            return ()
        span = Span(inner[0].start, inner[-1].end)
        return (Evaluate(Sequence(reader.expressions(inner), span), span),)


class Mention(StatementShape, frozen=True):
    """A statement without a kind of its own; the values in it are kept."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Evaluate(Other(reader.parts(node), node.span), node.span),)


class Assignment(ExpressionShape, StatementShape, frozen=True):
    """`target = value`, also where it has a value itself; `a = b = c` is one with two targets, `a = a` is nothing."""

    target: Selector = "left"
    value: Selector = "right"
    type: Selector | None = None

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        targets, value = node.all(self.target)[:1], node.one(self.value)
        while value is not None and value.kind == node.kind:
            targets += value.all(self.target)[:1]
            value = value.one(self.value)
        names = reader.expressions(targets)
        given = None if value is None else reader.named(value, names[0] if names else Other((), node.span))
        if isinstance(given, Name) and [given.path] == [name.path for name in names if isinstance(name, Name)]:
            return ()
        return (Assign(names, given, node.span, annotation=reader.annotation(node.one(self.type))),)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        target, value = node.one(self.target), node.one(self.value)
        if target is None or value is None:
            return Other(reader.parts(node), node.span)
        name = reader.expression(target)
        return Bind(name, reader.named(value, name), node.span)


class Augmented(ExpressionShape, StatementShape, frozen=True):
    """`target += value`."""

    target: Selector = "left"
    value: Selector = "right"

    def _read(self, node: Syntax, reader: Reader) -> tuple[Expr, str, Expr] | None:
        target, value = node.one(self.target), node.one(self.value)
        if target is None or value is None or not node.tokens:
            return None
        operator = node.tokens[0].removesuffix("=")
        return reader.expression(target), reader.grammar.logic.get(operator, operator), reader.expression(value)

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        read = self._read(node, reader)
        if read is None:
            return (Evaluate(Other(reader.parts(node), node.span), node.span),)
        target, operator, value = read
        return (Assign((target,), value, node.span, operator),)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        read = self._read(node, reader)
        if read is None:
            return Other(reader.parts(node), node.span)
        target, operator, value = read
        return Bind(target, Binary(operator, target, value, node.span), node.span)


class Resource(StatementShape, frozen=True):
    """`with`, `using`, `synchronized`."""

    items: Selector
    body: Selector = "body"

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Within(reader.block(node.all(self.items)), reader.body(node.one(self.body)), node.span),)


class Give(StatementShape, frozen=True):
    """`return`."""

    value: Selector = 0

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Return(reader.maybe(node.one(self.value)), node.span),)


class Throw(StatementShape, frozen=True):
    """`raise` or `throw`. What stands behind (`from`) is worked out first."""

    value: Selector = 0
    cause: Selector | None = None

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        cause = reader.maybe(node.one(self.cause))
        before = () if cause is None or isinstance(cause, Name | Literal) else (Evaluate(cause, cause.span),)
        return (*before, Raise(reader.maybe(node.one(self.value)), node.span))


class Leap(StatementShape, frozen=True):
    """`break` or `continue`."""

    kind: str

    def statements(self, node: Syntax, _reader: Reader) -> Iterable[Statement]:
        return (Jump(self.kind, node.span),)
