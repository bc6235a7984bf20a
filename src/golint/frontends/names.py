"""What names stand for in one file, and which definition is being read: the same for every programming language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

ANONYMOUS = "<lambda>"
"""The step that a function without a name takes in the qualified names below it."""

_DOTTED = re.compile(r"[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*")


class Names:
    """`imported` maps the names that the file's imports bind to what they stand for; it may grow until the first question."""

    def __init__(self, imported: Mapping[str, str]) -> None:
        self._imported = imported
        self._definitions: list[str] = []
        self._hidden: list[frozenset[str]] = []

    def resolve(self, written: str) -> str:
        """The path that a written one stands for in this file; parameters hide imports."""
        first, dot, rest = written.partition(".")
        if any(first in names for names in self._hidden):
            return written
        return self._imported.get(first, first) + dot + rest

    def annotation(self, text: str) -> str:
        """A declared type as written, the names in it resolved."""
        return _DOTTED.sub(lambda match: self.resolve(match[0]), text.lstrip(": \t").strip("'\""))

    def qualified(self, name: str) -> str:
        """A name, dotted through the definitions that hold it."""
        return ".".join([*self._definitions, name])

    @contextmanager
    def inside(self, name: str, parameters: Iterable[str] = ()) -> Iterator[None]:
        """Read the body of a definition: names in it are qualified by it, and its parameters hide imports."""
        self._definitions.append(name)
        self._hidden.append(frozenset(parameters))
        yield
        self._hidden.pop()
        self._definitions.pop()
