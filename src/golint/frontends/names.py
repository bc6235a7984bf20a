"""What names stand for in one file, and which definition is being read: the same for every programming language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import intern

from golint.lazily import compiled

ANONYMOUS = "<lambda>"
"""The step that a function without a name takes in the qualified names below it."""

_DOTTED = compiled(r"[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*")

_WORD = 40  # characters of a text that other files may hold as well


def shared(text: str) -> str:
    """A text, kept once if it is short: the files of a project are made of the same words."""
    return intern(text) if len(text) <= _WORD else text


class Names:
    """`imported` maps the names that the file's imports bind to what they stand for; it may grow until the first question."""

    def __init__(self, imported: Mapping[str, str]) -> None:
        self._imported = imported
        self._definitions: list[str] = []
        self._hidden: list[set[str]] = []
        self._own: list[str] = []

    def resolve(self, written: str) -> str:
        """The path that a written one stands for in this file; parameters hide imports."""
        first, dot, rest = written.partition(".") if "." in written else (written, "", "")
        path = self._imported.get(first)
        if path is None or any(first in names for names in self._hidden):
            return written
        return path + dot + rest

    def annotation(self, text: str) -> str:
        """A declared type as written, the names in it resolved."""
        return _DOTTED.sub(lambda match: self.resolve(match[0]), text.lstrip(": \t").strip("'\""))

    def qualified(self, name: str) -> str:
        """A name, dotted through the definitions that hold it."""
        return ".".join([*self._definitions, name])

    def hide(self, names: Iterable[str]) -> None:
        """From here on these names mean a variable of the definition that is being read, and no import."""
        if self._hidden:
            self._hidden[-1].update(names)

    def is_own(self, name: str) -> bool:
        """Whether a name stands for the object whose method is being read; parameters and variables hide it."""
        for own, hidden in zip(reversed(self._own), reversed(self._hidden), strict=True):
            if name == own or name in hidden:
                return name == own
        return False

    def inside(self, name: str, parameters: Iterable[str] = (), own: str = "") -> Names:
        """Read the body of a definition, with this as the context: names in it are qualified by it, and its parameters hide imports.

        `own` is what a method calls its own object, where the language leaves that to the method.
        """
        self._definitions.append(name)
        self._hidden.append(set(parameters))
        self._own.append(own)
        return self

    def __enter__(self) -> None:
        """Nothing is left to do."""

    def __exit__(self, *_error: object) -> None:
        self._own.pop()
        self._hidden.pop()
        self._definitions.pop()
