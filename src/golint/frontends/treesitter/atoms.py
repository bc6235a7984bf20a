"""Shapes of names, constants, numbers and texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from golint.facts import Expr, Literal, Name, Template
from golint.frontends.treesitter.grammar import ExpressionShape
from golint.frontends.treesitter.literals import Quotes, decode, number, quotes
from golint.frontends.treesitter.tree import Selector, Syntax
from golint.model import Span

if TYPE_CHECKING:
    from golint.frontends.treesitter.reader import Reader


@dataclass(frozen=True, slots=True)
class Identifier(ExpressionShape):
    """A plain name."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        written = reader.text(node)
        return Name(reader.resolve(written), node.span, written)


@dataclass(frozen=True, slots=True)
class Constant(ExpressionShape):
    """A word that stands for a value."""

    value: bool | None
    kind: str

    def expression(self, node: Syntax, _reader: Reader) -> Expr:
        return Literal(self.value, self.kind, node.span)


@dataclass(frozen=True, slots=True)
class Number(ExpressionShape):
    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Literal(number(reader.text(node)), "number", node.span)


@dataclass(frozen=True, slots=True)
class Pattern(ExpressionShape):
    """A regular expression."""

    pattern: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        pattern = node.one(self.pattern)
        return Literal(reader.text(pattern) if pattern else "", "regex", node.span)


@dataclass(frozen=True, slots=True)
class Text(ExpressionShape):
    """A string. `hole` is the kind of the children that values are put in by, and `value` where in one the value is."""

    hole: str = ""
    value: Selector = 0

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        marks = quotes(reader.text(node))
        holes = [child for child in node.children if child.kind == self.hole]
        if not holes:
            return _literal(node.start + marks.opening, node.end - marks.closing, node.span, marks, reader)
        return assemble(tuple(self._parts(node, holes, marks, reader)), node.span)

    def _parts(self, node: Syntax, holes: Sequence[Syntax], marks: Quotes, reader: Reader) -> Iterable[Expr]:
        start = node.start + marks.opening
        for hole in holes:
            if hole.start > start:
                yield _literal(start, hole.start, Span(start, hole.start), marks, reader)
            yield from reader.expressions(hole.all(self.value))
            yield from (part for child in hole.children if child.field == "format_specifier" for part in reader.parts(child))
            start = hole.end
        end = node.end - marks.closing
        if end > start:
            yield _literal(start, end, Span(start, end), marks, reader)


def _literal(start: int, end: int, span: Span, marks: Quotes, reader: Reader) -> Literal:
    """The decoded text between two places of a string; Python's prefixes b, f and r mean the same wherever they are written."""
    text = reader.data[start:end].decode("utf-8", "replace")
    if "f" in marks.prefix:
        text = text.replace("{{", "{").replace("}}", "}")
    escapes = reader.grammar.escapes
    if "b" in marks.prefix:
        escapes = replace(escapes, forms=escapes.forms & {"byte", "octal", "line"})
    if "r" not in marks.prefix:
        text = decode(text, escapes)
    if "b" in marks.prefix:
        return Literal(text.encode("latin-1", "replace"), "bytes", span)
    return Literal(text, "text", span)


def assemble(parts: tuple[Expr, ...], span: Span) -> Expr:
    """Text put together from parts; where all are constant it is one constant, and one part is itself."""
    texts = [part.value for part in parts if isinstance(part, Literal) and part.kind == "text"]
    if len(texts) == len(parts):
        return Literal("".join(str(text) for text in texts), "text", span)
    return parts[0] if len(parts) == 1 else Template(parts, span)


@dataclass(frozen=True, slots=True)
class Joined(ExpressionShape):
    """Strings beside each other that make one."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        parts = reader.expressions(node.children)
        return assemble(tuple(piece for part in parts for piece in (part.parts if isinstance(part, Template) else (part,))), node.span)
