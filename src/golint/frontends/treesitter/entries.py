"""Shapes of what stands in argument lists and mappings."""

from __future__ import annotations

from dataclasses import dataclass

from golint.facts import Argument, Bind, Entry, Literal, Name, Other
from golint.frontends.treesitter.grammar import Reader
from golint.frontends.treesitter.syntax import Selector, Syntax


@dataclass(frozen=True, slots=True)
class Keyword:
    """An argument by its name."""

    name: Selector = "name"
    value: Selector = "value"

    def __call__(self, node: Syntax, reader: Reader) -> Argument:
        name, value = node.one(self.name), node.one(self.value)
        if name is None or value is None:
            return Argument(Other(reader.parts(node), node.span))
        return Argument(reader.expression(value), reader.text(name))


@dataclass(frozen=True, slots=True)
class Spread:
    """An argument that is unpacked."""

    mark: str
    value: Selector = 0

    def __call__(self, node: Syntax, reader: Reader) -> Argument:
        value = reader.maybe(node.one(self.value))
        return Argument(Other((), node.span) if value is None else value, None, self.mark)


@dataclass(frozen=True, slots=True)
class Pair:
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


@dataclass(frozen=True, slots=True)
class Short:
    """A name that is key and value at once."""

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        return Entry(Literal(reader.text(node), "text", node.span), reader.expression(node))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A mapping that is unpacked into another."""

    value: Selector = 0

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        value = reader.maybe(node.one(self.value))
        return Entry(None, Other((), node.span) if value is None else value)


@dataclass(frozen=True, slots=True)
class Defaulted:
    """`{name = value}` in a pattern."""

    name: Selector = "left"
    value: Selector = "right"

    def __call__(self, node: Syntax, reader: Reader) -> Entry:
        name, value = node.one(self.name), node.one(self.value)
        if name is None or value is None:
            return Entry(None, Other(reader.parts(node), node.span))
        target = reader.expression(name)
        return Entry(Literal(reader.text(name), "text", name.span), Bind(target, reader.named(value, target), node.span))
