"""What the grammar takes and Python 3 does not: it is read all the same, and told as doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from golint.facts import Expr, Statement
from golint.frontends.treesitter.atoms import Number, Text
from golint.frontends.treesitter.expressions import Inner, Items, Operation
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.statements import Group, Mention
from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled

_TYPE = compiled(rb"^([ \t]*)type(?=[ \t]*\()", re.MULTILINE)


class Outdated(Mention, frozen=True):
    """A statement of Python 2."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        reader.doubts.append(node)
        return Mention.statements(self, node, reader)


class Suite(Group, frozen=True):
    """A block; an empty one is doubtful, and one whose lines do not begin below each other."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        reader.doubts.extend(_shifted(node, reader.data))
        return reader.block(node.children)


def _shifted(block: Syntax, data: bytes) -> Iterator[Syntax]:
    """An empty block, and the nodes that begin a line and stand elsewhere than the first that does; in a module, than the line itself."""
    indent = b"" if block.kind == "module" else None
    if not block.children and indent is None:
        yield block
    for node in block.children:
        before = data[data.rfind(b"\n", 0, node.start) + 1 : node.start]
        if before.isspace() or not before:
            indent = before if indent is None else indent
            if before != indent:
                yield node


class Arithmetic(Operation, frozen=True):
    """Two operands. The grammar takes `^` to bind more than `&`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if node.tokens[:1] == ["&"] and any(child.kind == node.kind and child.tokens == ["^"] for child in node.children):
            reader.doubts.append(node)
        return Operation.expression(self, node, reader)


class Targets(Items, frozen=True):
    """Several targets. The grammar takes a line that ends with a comma to go on."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        between = [reader.data[one.end : other.start] for one, other in pairwise(node.children)]
        if any(b"\n" in gap and b"\\" not in gap for gap in between):
            reader.doubts.append(node)
        return Items.expression(self, node, reader)


class Awaited(Inner, frozen=True):
    """`await a`. The grammar takes it to bind less than `**` does."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if any(child.kind == "binary_operator" for child in node.children):
            reader.doubts.append(node)
        return Inner.expression(self, node, reader)


def disguised(data: bytes) -> bytes:
    """The same bytes for a parser that takes `type(a).b = c` at the beginning of a line for the declaration of a type."""
    return _TYPE.sub(rb"\1typo", data) if b"type" in data else data


class Alias(StatementShape, frozen=True):
    """`type A = b`, which says nothing that is done; `if a: type(b).c = d` is taken for one."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if not reader.text(node).removeprefix("type").lstrip(" \t\\\r\n\f")[:1].isidentifier():
            reader.doubts.append(node)
        return ()


class Digits(Number, frozen=True):
    """A number; one that Python 2 alone can read is doubtful."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        text = reader.text(node)
        if text[-1:] in "lL" or (text[:1] == "0" and text.isdecimal() and text.strip("0")):
            reader.doubts.append(node)
        return Number.expression(self, node, reader)


class String(Text, frozen=True):
    """A text; one that Python 2 alone can read is doubtful."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if reader.data[node.start : node.start + 2].lower().startswith((b"`", b"ur")):
            reader.doubts.append(node)
        return Text.expression(self, node, reader)
