"""The texts of C#: plain, verbatim, raw, interpolated."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from golint.facts import Expr, Literal
from golint.frontends.literals import assemble, evaluate
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled
from golint.model import Span

_OPENING = compiled(r"([$@]*)(\"+|')?")
_RAW_QUOTES = 3


class _Frame(Struct, frozen=True):
    """How a text begins and ends: its marks, whether it escapes nothing, and the lengths of its opening and closing."""

    marks: str
    raw: bool
    opening: int
    closing: int
    encoded: bool

    @classmethod
    def of(cls, text: str) -> _Frame:
        encoded = text[-2:].lower() == "u8"
        body = text[:-2] if encoded else text
        found = _OPENING.match(text)
        marks, quotes = (found[1], found[2] or "") if found is not None else ("", "")
        raw = len(quotes) >= _RAW_QUOTES and "@" not in marks
        quotes = quotes if raw else quotes[:1]
        opening = len(marks) + len(quotes)
        closed = bool(quotes) and body.endswith(quotes) and len(body) >= opening + len(quotes)
        return cls(marks, raw, opening, (len(quotes) if closed else 0) + len(text) - len(body), encoded)


class Text(ExpressionShape, frozen=True):
    """A string or a character; `"..."u8` is bytes."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        frame = _Frame.of(reader.text(node))
        start, end = node.start + frame.opening, node.end - frame.closing
        holes = node.all(":interpolation")
        if holes:
            return assemble(tuple(self._parts(start, end, holes, frame, reader)), node.span)
        value = _decoded(reader, Span(start, max(start, end)), frame)
        if frame.raw and value.startswith("\n"):
            value = _dedented(value)
        return Literal(value.encode() if frame.encoded else value, "bytes" if frame.encoded else "text", node.span)

    def _parts(self, start: int, end: int, holes: list[Syntax], frame: _Frame, reader: Reader) -> Iterator[Expr]:
        for hole in holes:
            if hole.start > start:
                yield Literal(_decoded(reader, Span(start, hole.start), frame), "text", Span(start, hole.start))
            yield from reader.expressions([child for child in hole.children if child.kind not in reader.grammar.ignored][:1])
            start = hole.end
        if end > start:
            yield Literal(_decoded(reader, Span(start, end), frame), "text", Span(start, end))


def _decoded(reader: Reader, span: Span, frame: _Frame) -> str:
    """What a stretch of text stands for."""
    text = reader.data[span.start : span.end].decode("utf-8", "replace").replace("\r\n", "\n")
    if frame.marks.count("$") == 1:
        text = text.replace("{{", "{").replace("}}", "}")
    if frame.raw:
        return text
    return text.replace('""', '"') if "@" in frame.marks else str(evaluate(text, "", reader.grammar.escapes))


def _dedented(text: str) -> str:
    """A raw text of several lines: its first and its last line are no part of it, and the last one is the indentation of all."""
    indentation = text[text.rfind("\n") + 1 :]
    return text[: len(text) - len(indentation)].replace("\n" + indentation, "\n")[1:].removesuffix("\n")
