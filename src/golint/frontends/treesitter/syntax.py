"""The light nodes that a native tree is turned into, and how a table selects among them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from golint.model import Span

Selector = str | int
"""Which children: a field's name, the position among those without a field, ":kind", or "*" for all without a field."""


class Syntax(Struct, eq=False, gc=False):
    """A named node. `children` are its named children, comments left out; `tokens` the texts of its anonymous ones."""

    kind: str
    start: int
    end: int
    field: str | None
    children: list[Syntax] = []
    tokens: list[str] = []

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def all(self, selector: Selector) -> list[Syntax]:
        """The children that a selector names, in their order."""
        if not isinstance(selector, str):
            plain = [child for child in self.children if child.field is None]
            return plain[selector:][:1]
        if selector == "*":
            return [child for child in self.children if child.field is None]
        if selector[0] == ":":
            kind = selector[1:]
            return [child for child in self.children if child.kind == kind]
        return [child for child in self.children if child.field == selector]

    def one(self, selector: Selector | None) -> Syntax | None:
        """The first child that a selector names."""
        if selector is None or not self.children:
            return None
        for child in self.children:
            if child.field == selector:  # by far the most frequent question
                return child
        if isinstance(selector, str) and selector[0] not in ":*":
            return None
        found = self.all(selector)
        return found[0] if found else None

    def walk(self) -> Iterator[Syntax]:
        """This node and all below it, in source order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))
