"""Shapes of the nodes that have a value made of others."""

from __future__ import annotations

from golint.facts import (
    Argument,
    Attribute,
    Binary,
    Bind,
    Call,
    Choice,
    Compare,
    Expr,
    Index,
    Literal,
    Logic,
    Mapping,
    Name,
    Other,
    Sequence,
)  # fmt: skip
from golint.frontends.names import shared
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span


class Inner(ExpressionShape, frozen=True):
    """A wrapper that does not change what is inside: parentheses, await, a cast."""

    child: Selector = 0

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.one(self.child)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        value = reader.maybe(node.one(self.child))
        return Other((), node.span) if value is None else value


class Parts(ExpressionShape, frozen=True):
    """Anything without a meaning of its own; the values in it are kept."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Other(reader.parts(node), node.span)


class Member(ExpressionShape, frozen=True):
    """`object.attribute`; optional chaining is the same."""

    object: Selector
    attribute: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        base, name = node.one(self.object), node.one(self.attribute)
        if base is None or name is None:
            return Other(reader.parts(node), node.span)
        return member(reader.expression(base), reader.text(name), Span(node.start, node.end))


def member(base: Expr, name: str, span: Span) -> Name | Attribute:
    """`base.name`."""
    if isinstance(base, Name):
        written = shared(f"{base.written}.{name}")
        return Name(written if base.path == base.written else shared(f"{base.path}.{name}"), span, written)
    if isinstance(base, Attribute):
        return Attribute(base.base, shared(f"{base.path}.{name}"), span)
    return Attribute(base, f".{name}", span)


class Subscript(ExpressionShape, frozen=True):
    """`object[index]`; several indexes are a sequence."""

    object: Selector
    index: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        base, keys = node.one(self.object), reader.expressions(node.all(self.index))
        if base is None or not keys:
            return Other(reader.parts(node), node.span)
        return Index(reader.expression(base), keys[0] if len(keys) == 1 else Sequence(keys, node.span), node.span)


class Invocation(ExpressionShape, frozen=True):
    """A call or a construction. A loader called with a constant stands for the module itself."""

    callee: Selector
    arguments: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        function = node.one(self.callee)
        if function is None:
            return Other(reader.parts(node), node.span)
        callee, arguments = reader.expression(function), reader.arguments(node.one(self.arguments))
        path = callee.path if isinstance(callee, (Name, Attribute)) else ""
        if path in reader.grammar.loaders and isinstance(callee, Name):
            match arguments:
                case (Argument(Literal(str(module), "text")),):
                    reader.load(module, node.span)
                    return Name(module, node.span, reader.text(node))
        return Call(callee, path, arguments, Span(node.start, node.end))


class Operation(ExpressionShape, frozen=True):
    """Two operands and what is between them: a comparison, logic or any other operator."""

    left: Selector = "left"
    right: Selector = "right"

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        first, second = node.one(self.left), node.one(self.right)
        if first is None or second is None or not node.tokens:
            return Other(reader.parts(node), node.span)
        operator, left, right = node.tokens[0], reader.expression(first), reader.expression(second)
        if operator in reader.grammar.comparisons:
            return Compare(reader.grammar.comparisons[operator], left, right, node.span)
        word = reader.grammar.logic.get(operator)
        if word is None:
            return Binary(operator, left, right, node.span)
        chained = isinstance(left, Logic) and left.operator == word and left.span == first.span
        return Logic(word, (*(left.operands if chained and isinstance(left, Logic) else (left,)), right), node.span)


class Chain(ExpressionShape, frozen=True):
    """`a < b < c`: each neighbour compared with the next."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        nodes, words = node.children, [reader.grammar.comparisons[token] for token in node.tokens if token in reader.grammar.comparisons]
        values = reader.expressions(nodes)
        found = tuple(
            Compare(word, values[at], values[at + 1], Span(nodes[at].start, nodes[at + 1].end))
            for at, word in enumerate(words[: len(values) - 1])
        )
        return found[0] if len(found) == 1 else Logic("and", found or values, node.span)


class Unary(ExpressionShape, frozen=True):
    """One operand; a negation is logic, any other operator is kept as it is."""

    operand: Selector = "argument"

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        operands = reader.expressions(node.all(self.operand))
        if operands and node.tokens and node.tokens[0] in reader.grammar.negations:
            return Logic("not", operands, node.span)
        return Other(operands, node.span)


class Ternary(ExpressionShape, frozen=True):
    """`condition ? then : otherwise`."""

    condition: Selector = "condition"
    then: Selector = "consequence"
    otherwise: Selector = "alternative"

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        parts = [node.one(selector) for selector in (self.condition, self.then, self.otherwise)]
        match [reader.expression(part) for part in parts if part is not None]:
            case [condition, then, otherwise]:
                return Choice(condition, then, otherwise, node.span)
            case values:
                return Other(tuple(values), node.span)


class Items(ExpressionShape, frozen=True):
    """A list, a tuple, a set, or a pattern that takes one apart. Where items may be left out, null stands for each."""

    holes: bool = False

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if not self.holes or node.tokens.count(",") < len(node.children):
            return Sequence(reader.expressions(node.children), node.span)
        items: list[Expr] = []
        start, due = node.start, 0
        for child in node.children:
            commas = reader.data.count(b",", start, child.start)
            items += [Literal(None, "null", Span(start, start))] * (commas - due)
            items.append(reader.expression(child))
            start, due = child.end, 1
        return Sequence(tuple(items), node.span)


class Entries(ExpressionShape, frozen=True):
    """A mapping, or a pattern that takes one apart."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Mapping(tuple([reader.entry(child) for child in node.children if child.kind not in reader.grammar.ignored]), node.span)


class Binding(ExpressionShape, frozen=True):
    """A name and its value inside an expression: `:=`, or a default in a pattern."""

    target: Selector
    value: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        target, value = node.one(self.target), node.one(self.value)
        if target is None or value is None:
            return Other(reader.parts(node), node.span)
        name = reader.expression(target)
        return Bind(name, reader.named(value, name), node.span)
