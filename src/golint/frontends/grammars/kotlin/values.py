"""Values of Kotlin: words, texts, chains, calls, operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from golint.facts import (
    Argument,
    Assign,
    Binary,
    Block,
    Branch,
    Call,
    Compare,
    Evaluate,
    Expr,
    Index,
    Jump,
    Literal,
    Name,
    Other,
    Sequence,
    Statement,
)
from golint.frontends.grammars._jvm import CONSTRUCTOR, Settling, called, placed
from golint.frontends.grammars.kotlin.trees import hoisted, typed_call
from golint.frontends.literals import assemble, evaluate
from golint.frontends.treesitter.expressions import Operation, Unary, member
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled
from golint.model import Span

WORDS: dict[str, tuple[bool | None, str]] = {"true": (True, "boolean"), "false": (False, "boolean"), "null": (None, "null")}
JUMPS = ("break", "continue")
_LEAVING = ("return_expression", "throw_expression", "labeled_expression", "identifier")
_HOLE = compiled(rb"\\.|\$(?P<name>[A-Za-z_]\w*)", re.DOTALL)
_RAW_HOLE = compiled(rb"\$(?P<name>[A-Za-z_]\w*)")

# -- words and texts --


class Word(ExpressionShape, StatementShape, frozen=True):
    """A name, or one of the words that the grammar takes for names."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        text = reader.text(node)
        if text in WORDS:
            return Literal(*WORDS[text], node.span)
        return Name(reader.names.resolve(text), node.span, text)

    def statements(self, node: Syntax, reader: Reader) -> tuple[Statement, ...]:
        text = reader.text(node)
        return (Jump(text, node.span) if text in JUMPS else Evaluate(self.expression(node, reader), node.span),)


class TypeName(ExpressionShape, frozen=True):
    """A type by its dotted name."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        steps = node.all(":identifier")
        text = ".".join(reader.text(step) for step in steps)
        return Name(reader.names.resolve(text), Span(steps[0].start, steps[-1].end) if steps else node.span, text)


class Own(ExpressionShape, frozen=True):
    """`this`, also the one of a label."""

    def expression(self, node: Syntax, _reader: Reader) -> Expr:
        return Name("this", node.span, "this")


class KotlinText(ExpressionShape, frozen=True):
    """A string in one or three quotes. A name after a dollar is a value, whatever the grammar says."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        text = reader.text(node)
        mark = '"""' if text.startswith('"""') else '"'
        end = node.end - len(mark) * (text.endswith(mark) and len(text) >= 2 * len(mark))
        parts, start = list[Expr](), node.start + len(mark)
        for hole in node.children:
            if hole.kind == "interpolation":
                parts += [*_plain(start, hole.start, mark, reader), *reader.expressions(hole.children)]
                start = hole.end
        parts += _plain(start, end, mark, reader)
        return assemble(tuple(parts), node.span) if parts else Literal("", "text", node.span)


def _plain(start: int, end: int, mark: str, reader: Reader) -> Iterator[Expr]:
    """The text between two places of a string, and the names after dollars in it."""
    for match in (_HOLE if mark == '"' else _RAW_HOLE).finditer(reader.data, start, end):
        if match["name"] is None:
            continue
        yield from _literal(start, match.start(), mark, reader)
        written = match["name"].decode("utf-8", "replace")
        yield Name(reader.names.resolve(written), Span(match.start("name"), match.end()), written)
        start = match.end()
    yield from _literal(start, end, mark, reader)


def _literal(start: int, end: int, mark: str, reader: Reader) -> Iterator[Expr]:
    if end > start:
        text = reader.data[start:end].decode("utf-8", "replace")
        yield Literal(evaluate(text, "" if mark == '"' else "r", reader.grammar.escapes), "text", Span(start, end))


# -- chains --


class Navigation(ExpressionShape, frozen=True):
    """`a.b`, `a?.b`, `a::b`. The class of Java is that of Kotlin."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if hoisted(node):
            return reader.expression(node)
        if len(node.children) < 2:
            return Other(reader.parts(node), node.span)
        base, name = reader.expression(node.children[0]), reader.text(node.children[-1])
        if name == "java" and isinstance(base, Name) and base.path.endswith(".class"):
            return replace(base, span=node.span)
        return member(base, name, node.span)


class Element(ExpressionShape, frozen=True):
    """`a[b]`; several indexes are a sequence."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if hoisted(node):
            return reader.expression(node)
        base, *keys = reader.expressions(node.children) or (Other((), node.span),)
        if not keys:
            return Other((base,), node.span)
        return Index(base, keys[0] if len(keys) == 1 else Sequence(tuple(keys), node.span), node.span)


class Reference(ExpressionShape, frozen=True):
    """`::name`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        *base, name = node.children or [node]
        return member(reader.expression(base[0]), reader.text(name), node.span) if base else reader.expression(name)


class Invoked(ExpressionShape, frozen=True):
    """A call. The lambda behind the parentheses is its last argument."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if hoisted(node):
            return reader.expression(node)
        if not node.children:
            return Other((), node.span)
        first, *lists = [child for child in node.children if child.kind not in reader.grammar.ignored]
        callee = reader.expression(first)
        arguments = tuple([one for given in lists for one in reader.arguments(given)])
        bare = [given.kind for given in lists] == ["annotated_lambda"]
        if bare and isinstance(callee, Call) and first.kind == "call_expression" and first.children[-1].kind == "value_arguments":
            return replace(callee, arguments=(*callee.arguments, *arguments), span=node.span)
        return called(callee, arguments, node.span)


def argument(node: Syntax, reader: Reader) -> Argument:
    """An argument, also by its name or spread."""
    if not node.children:
        return Argument(Other((), node.span))
    value, name = node.children[-1], node.children[0]
    if "=" in node.tokens and value is not name:
        return Argument(reader.expression(value), reader.text(name))
    if value.kind == "spread_expression" and value.children:
        return Argument(reader.expression(value.children[0]), None, "*")
    return Argument(reader.expression(value))


class Delegation(ExpressionShape, frozen=True):
    """`this(...)` runs another constructor of the class, `super(...)` the base's."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        word = "super" if "super" in node.tokens else "this"
        name = "super" if word == "super" else f"this.{CONSTRUCTOR}"
        place = Span(node.start, node.start + len(word))
        return called(Name(name, place, name), reader.arguments(node.one(":value_arguments")), node.span)


# -- operators --


class Operator(Settling, Operation, frozen=True):
    """Two operands. `value ?: return` asks whether there is a value before it goes on."""

    takes_name: ClassVar[bool] = True

    def settle(self, node: Syntax, reader: Reader, target: Name | None, kind: str) -> tuple[Block, Expr]:
        if typed_call(node):
            return (), reader.expression(node)
        left, right = node.one(self.left), node.one(self.right)
        if left is None or right is None or node.tokens[:1] != ["?:"] or not _leaves(right, reader):
            return (), Operation.expression(self, node, reader)
        value = reader.expression(left)
        name = target or (value if isinstance(value, Name) else placed(node))
        given = () if name is value else (Assign((name,), value, left.span, annotation=kind),)
        asked = Compare("==", name, Literal(None, "null", Span(left.end, left.end)), left.span)
        return (*given, Branch(asked, reader.block([right]), (), node.span)), name


def _leaves(node: Syntax, reader: Reader) -> bool:
    return node.kind in _LEAVING and (node.kind[-10:] == "expression" or reader.text(node) in JUMPS)


class Signed(Unary, frozen=True):
    """One operand; `!!` says that there is a value, and changes none."""

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.one("argument") if node.tokens[:1] == ["!!"] else None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if node.tokens[:1] == ["!!"] and hoisted(node):
            return reader.expression(node)
        inner = self.wrapped(node)
        return Unary.expression(self, node, reader) if inner is None else reader.expression(inner)


class Infix(ExpressionShape, frozen=True):
    """`a to b`, `a until b`: a function between its two operands."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if len(node.children) != 3:
            return Other(reader.parts(node), node.span)
        left, name, right = node.children
        return Binary(reader.text(name), reader.expression(left), reader.expression(right), node.span)


class Range(ExpressionShape, frozen=True):
    """`a..b`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        match reader.expressions(node.children):
            case (left, right):
                return Binary("..", left, right, node.span)
            case parts:
                return Other(parts, node.span)
