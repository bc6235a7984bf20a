"""Ruby's texts: quoted in many ways, symbols, heredocs, regular expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from golint.facts import Expr, Literal, Other, Template
from golint.frontends.literals import Escapes, assemble, evaluate
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled
from golint.model import Span

ESCAPES = Escapes(
    {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b", "s": " "},
    frozenset({"byte", "unit", "braced", "octal", "line"}),
)
_PLAIN = compiled(rb":?'|%q")
_QUOTE = compiled(r"\\([\\'])")
_MARK = compiled(rb"<<([~-]?)(['\"`]?)")
_INDENT = compiled(r"^[ \t]*(?=\S)", re.MULTILINE)


class Quoted(ExpressionShape, frozen=True):
    """A text in quotes of any kind, its values put in where they stand. A regular expression keeps its escapes."""

    kind: str = "text"

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        plain = _PLAIN.match(reader.data, node.start) is not None
        found = tuple(_pieces(node.children, reader, lambda child: self._value(child, plain, reader), self.kind))
        return _whole(found, node.span, self.kind)

    def _value(self, node: Syntax, plain: bool, reader: Reader) -> str:
        text = reader.text(node).replace("\r\n", "\n")
        if plain:
            return _QUOTE.sub(r"\1", text)
        return str(evaluate(text, "", ESCAPES)) if node.kind == "escape_sequence" and self.kind == "text" else text


def _pieces(nodes: Iterable[Syntax], reader: Reader, value: Callable[[Syntax], str], kind: str) -> Iterator[Expr]:
    """The constant stretches and the values between them."""
    text, start, end = "", 0, 0
    for node in nodes:
        if node.kind == "interpolation":
            if text:
                yield Literal(text, kind, Span(start, end))
            yield from reader.expressions(node.children)
            text = ""
            continue
        start = start if text else node.start
        text, end = text + value(node), node.end
    if text:
        yield Literal(text, kind, Span(start, end))


def _whole(pieces: tuple[Expr, ...], span: Span, kind: str) -> Expr:
    match pieces:
        case ():
            return Literal("", kind, span)
        case (Literal(value, found),) if found == kind:
            return Literal(value, kind, span)
    return assemble(pieces, span) if kind == "text" and len(pieces) > 1 else Template(pieces, span)


class Heredoc(ExpressionShape, frozen=True):
    """The text that begins on the next line; `<<~` takes off the indentation that all its lines share."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        body, mark = node.one(":heredoc_body"), _MARK.match(reader.data, node.start)
        if body is None or mark is None:
            return Other((), node.span)
        content = [child for child in body.children if child.kind != "heredoc_end"]
        indent = _indent(content, reader) if mark[1] == b"~" else 0

        def value(child: Syntax) -> str:
            text = reader.text(child).replace("\r\n", "\n")
            if child.kind == "escape_sequence":
                return str(evaluate(text, "", ESCAPES)) if mark[2] != b"'" else text
            text = text.rstrip(" \t") if child is content[-1] else text
            return re.sub(rf"\n[ \t]{{1,{indent}}}", "\n", text) if indent else text

        found = list(_pieces(content, reader, value, "text"))
        match found[:1]:
            case [Literal(str(text), kind, span)] if text.startswith("\n"):  # the end of the line that holds the mark
                found[:1] = [Literal(text[1:], kind, Span(span.start + 1, span.end))] if text[1:] else []
        return _whole(tuple(found), Span(body.start, max([body.start, *(child.end for child in content)])), "text")


def _indent(content: list[Syntax], reader: Reader) -> int:
    text = "".join("#" if child.kind == "interpolation" else reader.text(child) for child in content)
    return min((len(found[0]) for found in _INDENT.finditer(text.removeprefix("\n"))), default=0)


class Symbol(ExpressionShape, frozen=True):
    """`:word` and `?c`: a text after one mark."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Literal(str(evaluate(reader.text(node)[1:], "", ESCAPES)), "text", node.span)


class Content(ExpressionShape, frozen=True):
    """The inside of a text that stands alone, where a tree is too deep to be read in full."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Literal(reader.text(node), "text", node.span)


class Command(ExpressionShape, frozen=True):
    """A text between backticks, which is run."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Other((Quoted().expression(node, reader),), node.span)
