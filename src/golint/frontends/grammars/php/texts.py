"""Texts of PHP: between quotes, between backquotes, and of whole lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from golint.facts import Argument, Call, Expr, Index, Literal, Name
from golint.frontends.literals import Escapes, assemble, evaluate, quotes
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

SINGLE = Escapes({"\\": "\\", "'": "'"}, frozenset(), keeps_unknown=True)
HEREDOC = Escapes(
    {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$"},
    frozenset({"byte", "braced", "octal"}),
    keeps_unknown=True,
)
DOUBLE = Escapes({**HEREDOC.single, '"': '"'}, HEREDOC.forms, keeps_unknown=True)
NOWDOC = Escapes({}, frozenset(), keeps_unknown=True)
_CONTENT = frozenset({"string_content", "escape_sequence", "nowdoc_string"})


class Quoted(ExpressionShape, frozen=True):
    """A text between quotes, with the values that stand in it."""

    escapes: Escapes

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        marks = quotes(reader.text(node))
        inside = Span(node.start + marks.opening, node.end - marks.closing)
        return _Text(inside, self.escapes, 0, reader).read(node, node.children)


class Heredoc(ExpressionShape, frozen=True):
    """A text of whole lines; what its last line is indented by is no part of it."""

    escapes: Escapes

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        mark, body, end = node.one("identifier"), node.one("value"), node.one("end_tag")
        if mark is None or body is None or end is None:
            return Literal("", "text", node.span)
        first = reader.data.find(b"\n", mark.end, body.end) + 1 or body.start
        last = reader.data.rfind(b"\n", first, end.start)
        inside, indent = (Span(first, last), end.start - last - 1) if last >= first else (Span(first, max(first, body.end)), 0)
        return _Text(inside, self.escapes, indent, reader).read(node, body.children)


class Shell(ExpressionShape, frozen=True):
    """A command between backquotes."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        command = Quoted(DOUBLE).expression(node, reader)
        return Call(Name("shell_exec", Span(node.start, node.start)), "shell_exec", (Argument(command),), node.span)


class _Text(Struct, frozen=True):
    """The place of a text without its marks, and what each of its lines is indented by."""

    inside: Span
    escapes: Escapes
    indent: int
    reader: Reader

    def read(self, node: Syntax, children: Sequence[Syntax]) -> Expr:
        holes = [child for child in children if child.kind not in _CONTENT]
        if not holes:
            return self._literal(self.inside, node.span)
        return assemble(tuple(self._pieces(holes)), node.span)

    def _pieces(self, holes: Sequence[Syntax]) -> Iterator[Expr]:
        at = self.inside.start
        for hole in holes:
            braced = self._is_braced(hole)
            if at < (start := hole.start - braced):
                yield self._literal(Span(at, start), Span(at, start))
            yield hole_value(hole, self.reader, braced=braced)
            closing = self.reader.data.find(b"}", hole.end, self.inside.end) if braced else -1
            at = max(hole.end, closing + 1)
        if at < self.inside.end:
            yield self._literal(Span(at, self.inside.end), Span(at, self.inside.end))

    def _is_braced(self, hole: Syntax) -> bool:
        before = self.reader.data[max(self.inside.start, hole.start - 2) : hole.start]
        return before.endswith(b"{") and not before.startswith(b"\\")

    def _literal(self, place: Span, span: Span) -> Literal:
        raw = self.reader.data[place.start : place.end].decode("utf-8", "replace")
        if self.indent:
            begins = place.start == self.inside.start
            raw = re.sub(rf"\n[ \t]{{1,{self.indent}}}", "\n", "\n" * begins + raw)[begins:]
        return Literal(evaluate(raw, "", self.escapes), "text", span)


def hole_value(node: Syntax, reader: Reader, *, braced: bool) -> Expr:
    """A value in a text. `$list[key]` without braces has a text for its key."""
    if node.kind == "subscript_expression" and not braced:
        match node.children:
            case [base, Syntax(kind="name") as key]:
                return Index(reader.expression(base), Literal(reader.text(key), "text", key.span), node.span)
    return reader.expression(node)
