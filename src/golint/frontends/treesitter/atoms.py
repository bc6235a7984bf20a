"""Shapes of names, constants, numbers and texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from golint.facts import Expr, Literal, Name, Template
from golint.frontends.literals import Quotes, assemble, evaluate, number, quotes
from golint.frontends.names import shared
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span


class Identifier(ExpressionShape, frozen=True):
    """A plain name."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        written = reader.text(node)
        return Name(reader.names.resolve(written), Span(node.start, node.end), written)


class Constant(ExpressionShape, frozen=True):
    """A word that stands for a value."""

    value: bool | None
    kind: str

    def expression(self, node: Syntax, _reader: Reader) -> Expr:
        return Literal(self.value, self.kind, node.span)


class Number(ExpressionShape, frozen=True):
    """A number of any base. `suffixes` are the letters that may end one to name its type; hexadecimal digits are none."""

    suffixes: str = ""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        text = reader.text(node)
        hexadecimal = text[:2].lower() == "0x"
        ending = "".join(letter for letter in self.suffixes if not (hexadecimal and letter in "abcdefABCDEF"))
        return Literal(number(text.rstrip(ending)), "number", node.span)


class Pattern(ExpressionShape, frozen=True):
    """A regular expression."""

    pattern: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        pattern = node.one(self.pattern)
        return Literal(reader.text(pattern) if pattern else "", "regex", node.span)


class Text(ExpressionShape, frozen=True):
    """A string. `hole` is the kind of the children that values are put in by, and `value` where in one the value is."""

    hole: str = ""
    value: Selector = 0

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        text = reader.data[node.start : node.end].decode("utf-8", "replace")
        marks = quotes(text)
        holes = [child for child in node.children if child.kind == self.hole] if node.children else ()
        if not holes:
            inside = text[marks.opening : len(text) - marks.closing]
            value = evaluate(inside, marks.prefix, reader.grammar.escapes)
            if isinstance(value, bytes):
                return Literal(value, "bytes", Span(node.start, node.end))
            return Literal(shared(value), "text", Span(node.start, node.end))
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
    """The text between two places of a string."""
    value = evaluate(reader.data[start:end].decode("utf-8", "replace"), marks.prefix, reader.grammar.escapes)
    return Literal(value, "bytes" if isinstance(value, bytes) else "text", span)


class Joined(ExpressionShape, frozen=True):
    """Strings beside each other that make one."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        parts = reader.expressions(node.children)
        return assemble(tuple(piece for part in parts for piece in (part.parts if isinstance(part, Template) else (part,))), node.span)
