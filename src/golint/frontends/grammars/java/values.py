"""Values of Java: calls and constructions, references, tests of types, text blocks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from golint.facts import (
    Bind,
    Compare,
    Expr,
    Literal,
    Name,
    Other,
    Sequence,
)
from golint.frontends.grammars._jvm import CONSTRUCTOR, called
from golint.frontends.literals import evaluate
from golint.frontends.treesitter.atoms import Text
from golint.frontends.treesitter.definitions import ClassStatement
from golint.frontends.treesitter.expressions import Member, member
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span


class Field(Member, frozen=True):
    """`object.field`; `Outer.this` is the own object, and `Outer.super` its base's side."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        name, above = node.one(self.attribute), node.one(":super")
        if name is not None and name.kind == "this":
            return Name("this", node.span, "this")
        if name is not None and above is not None:
            return member(reader.expression(above), reader.text(name), node.span)
        return Member.expression(self, node, reader)


class Method(ExpressionShape, frozen=True):
    """A call by the name of a method, of an object or without one."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        name, base = node.one("name"), node.one(":super") or node.one("object")
        if name is None:
            return Other(reader.parts(node), node.span)
        callee: Expr = reader.expression(name)
        if base is not None:
            callee = member(reader.expression(base), reader.text(name), Span(base.start, name.end))
        return called(callee, reader.arguments(node.one("arguments")), node.span)


class Delegation(ExpressionShape, frozen=True):
    """`this(...)` runs another constructor of the class, `super(...)` the base's."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        word = node.one("constructor")
        own = word is None or reader.text(word) == "this"
        name = f"this.{CONSTRUCTOR}" if own else "super"
        return called(Name(name, word.span if word else node.span, name), reader.arguments(node.one("arguments")), node.span)


class Construction(ExpressionShape, frozen=True):
    """`new Type(...)`. The body of an anonymous class is a class before the statement that builds it."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        kind = node.one("type")
        if kind is None:
            return Other(reader.parts(node), node.span)
        base = reader.expression(kind)
        if node.one(":class_body") is not None:
            reader.defer(replace(ClassStatement(":super_interfaces", body=":class_body").read(node, reader), bases=(base,)))
        return called(base, reader.arguments(node.one("arguments")), node.span)


class NewArray(ExpressionShape, frozen=True):
    """`new Type[]{...}` is its items; one by size keeps what tells the size."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        value = node.one("value")
        if value is not None:
            return replace_span(reader.expression(value), node.span)
        return Other(tuple(part for size in node.all(":dimensions_expr") for part in reader.parts(size)), node.span)


def replace_span(value: Expr, span: Span) -> Expr:
    """A sequence that covers more of the file."""
    return replace(value, span=span) if isinstance(value, Sequence) else value


class Reference(ExpressionShape, frozen=True):
    """`object::method` and `Type::new` are the names that they mean."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        base = reader.expression(node.children[0]) if node.children else Other((), node.span)
        if "new" in node.tokens or len(node.children) < 2:
            return base
        return member(base, reader.text(node.children[-1]), node.span)


class ClassOf(ExpressionShape, frozen=True):
    """`Type.class`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        kind = node.one(0)
        return Other((), node.span) if kind is None else member(reader.expression(kind), "class", node.span)


class Instance(ExpressionShape, frozen=True):
    """`value instanceof Type`; names in the pattern are bound to the value."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        value, kind = node.one("left"), node.one("right") or node.one("pattern")
        if value is None or kind is None:
            return Other(reader.parts(node), node.span)
        left, names = reader.expression(value), [*reader.expressions(node.all("name")), *bound(kind, reader)]
        if names:
            target = names[0] if len(names) == 1 and kind.kind != "record_pattern" else Sequence(tuple(names), kind.span)
            left = Bind(target, left, node.span)
        return Compare("is", left, matched(kind, reader), node.span)


def matched(pattern: Syntax, reader: Reader) -> Expr:
    """The type that a pattern asks for."""
    while pattern.kind in ("pattern", "type_pattern", "record_pattern") and pattern.children:
        pattern = pattern.children[0]
    return reader.expression(pattern)


def bound(pattern: Syntax, reader: Reader) -> Iterator[Expr]:
    """The names that a pattern binds."""
    for node in pattern.walk():
        if node.kind in ("type_pattern", "record_pattern_component") and node.children[-1].kind == "identifier":
            yield reader.expression(node.children[-1])


class TextBlock(Text, frozen=True):
    """A string, or a text block without its indentation."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        raw = reader.text(node)
        if not raw.startswith('"""') or any(child.kind == self.hole for child in node.children):
            return Text.expression(self, node, reader)
        lines = raw[3:].removesuffix('"""').replace("\r\n", "\n").partition("\n")[2].split("\n")
        counted = [line for line in lines[:-1] if line.strip()] + lines[-1:]
        margin = min(len(line) - len(line.lstrip()) for line in counted)
        stripped = "\n".join(line[margin:].rstrip() for line in lines)
        return Literal(evaluate(stripped, "", reader.grammar.escapes), "text", node.span)
