"""Shapes of what stands in argument lists and mappings."""

from __future__ import annotations

from msgspec import Struct

from golint.facts import Argument, Bind, Entry, Literal, Name, Other
from golint.frontends.treesitter.grammar import Reader
from golint.frontends.treesitter.syntax import Selector, Syntax


class Keyword(Struct, frozen=True):
    """An argument by its name."""

    name: Selector = "name"
    value: Selector = "value"

    def __call__(self, node: Syntax, reader: Reader) -> Argument:
        name, value = node.one(self.name), node.one(self.value)
        if name is None or value is None:
            return Argument(Other(reader.parts(node), node.span))
        return Argument(reader.expression(value), reader.text(name))


class Spread(Struct, frozen=True):
    """An argument that is unpacked."""

    mark: str
    value: Selector = 0

    def __call__(self, node: Syntax, reader: Reader) -> Argument:
        value = reader.maybe(node.one(self.value))
        return Argument(Other((), node.span) if value is None else value, None, self.mark)


class Pair(Struct, frozen=True):
    """A key and its value."""

    key: Selector = "key"
    value: Selector = "value"

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        key, value = node.one(self.key), node.one(self.value)
        if key is None or value is None:
            return Entry(None, Other(reader.parts(node), node.span))
        name = reader.key(key)
        target = Name(str(name.value), name.span, str(name.value)) if isinstance(name, Literal) else name
        return Entry(name, reader.named(value, target))


class Short(Struct, frozen=True):
    """A name that is key and value at once."""

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        return Entry(Literal(reader.text(node), "text", node.span), reader.expression(node))


class Unpacked(Struct, frozen=True):
    """A mapping that is unpacked into another."""

    value: Selector = 0

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        value = reader.maybe(node.one(self.value))
        return Entry(None, Other((), node.span) if value is None else value)


class Defaulted(Struct, frozen=True):
    """`{name = value}` in a pattern."""

    name: Selector = "left"
    value: Selector = "right"

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        name, value = node.one(self.name), node.one(self.value)
        if name is None or value is None:
            return Entry(None, Other(reader.parts(node), node.span))
        target = reader.expression(name)
        return Entry(Literal(reader.text(name), "text", name.span), Bind(target, reader.named(value, target), node.span))
