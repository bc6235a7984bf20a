"""Shapes of match statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from golint.facts import Expr, Name, Other, Sequence, Statement, Switch
from golint.frontends.grammars.python.enclosing import inside
from golint.frontends.treesitter.branches import Arm, Selection
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled
from golint.model import Span

_SIGN = compiled(rb"-\s*\Z")
_PATTERNS = frozenset({
    "case_pattern", "class_pattern", "keyword_pattern", "list_pattern", "tuple_pattern", "dict_pattern", "union_pattern", "as_pattern",
    "splat_pattern",
})  # fmt: skip


class Subject(Selection, frozen=True):
    """A match statement; several subjects are a tuple, and so is one with a comma behind it."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        (made,) = Selection.statements(self, node, reader)
        subjects, commas = node.all(self.subject), node.tokens.count(",")
        if commas and subjects and isinstance(made, Switch):
            last = subjects[-1].end
            end = last if commas < len(subjects) else reader.data.find(b",", last, node.end) + 1
            return (Switch(Sequence(reader.expressions(subjects), Span(subjects[0].start, max(end, last))), made.cases, made.span),)
        return (made,)


class Dotted(ExpressionShape, frozen=True):
    """A dotted name, whatever blanks stand in it."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        written = "".join(reader.text(node).split())
        return Name(reader.names.resolve(written), node.span, written)


class MatchArm(Arm, frozen=True):
    """A case of a match statement: alternatives stand apart, and a name that takes anything is no pattern."""

    def read(self, node: Syntax, reader: Reader) -> tuple[Expr, ...]:
        found = node.all(":case_pattern")
        commas = node.tokens.count(",")
        if commas and found:
            end = found[-1].end if commas < len(found) else reader.data.find(b",", found[-1].end, node.end) + 1
            return (Other(tuple(_values(found, reader)), Span(found[0].start, max(end, found[-1].end))),)
        return tuple(self._alternatives(found, reader))

    def _alternatives(self, nodes: Iterable[Syntax], reader: Reader) -> Iterator[Expr]:
        for node in nodes:
            match node.kind:
                case "case_pattern" | "union_pattern" | "as_pattern":
                    yield from self._alternatives(node.children[:1] if node.kind == "as_pattern" else node.children, reader)
                case "tuple_pattern" if len(node.children) == 1 and "," not in node.tokens:
                    yield from self._alternatives(node.children, reader)
                case "dotted_name" if len(node.children) == 1:
                    continue
                case kind if kind in _PATTERNS:
                    yield Other(tuple(_values(node.children, reader)), inside(node, reader))
                case _:
                    yield _value(node, reader)


def _values(nodes: Iterable[Syntax], reader: Reader) -> Iterator[Expr]:
    """The values and names in patterns, at any depth."""
    for node in nodes:
        if node.kind in _PATTERNS:
            yield from _values(node.children, reader)
        else:
            yield _value(node, reader)


def _value(node: Syntax, reader: Reader) -> Expr:
    """A value; the sign of a number stands outside its node."""
    value = reader.expression(node)
    sign = _SIGN.search(reader.data, max(0, node.start - 80), node.start) if node.kind in ("integer", "float") else None
    return value if sign is None else Other((value,), Span(sign.start(), node.end))
