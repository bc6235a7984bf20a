"""Lines of a .gitignore. pathspec knows how each of them is meant, and takes longer to load than a small tree to list: so it is asked about
those lines alone that may fit a path."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from golint.lazily import compiled

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_PLAIN = compiled(r"[\w.-]+(?:/[\w.-]+)*")
_CLASS = compiled(r"\[[\w-]+\]")
_LINES = 4000  # folders are asked about once for each file in them
_SPECS = 500  # sets of lines that may fit a path: a tree has few


class Ignoring:
    """Lines as in .gitignore, asked about paths; that of a folder ends with `/`."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = tuple((line, _held(line)) for line in lines if line.strip() and not line.startswith("#"))

    @property
    def held(self) -> frozenset[str]:
        """Texts, of which a path holds one that any of the lines fits; "" where one may fit a path of any name."""
        return frozenset(held for _, held in self._lines)

    def verdict(self, path: str) -> bool | None:
        """Whether the last line that fits a path leaves it out, or takes it back; None where none fits. Raises ValueError or re.error for
        a line that may fit and is no pattern."""
        near = tuple(line for line, held in self._lines if held in path and _may_fit(line, path))
        return _spec(near).check_file(path).include if near else None


def _held(line: str) -> str:
    """A text that every path holds which a line fits."""
    return "" if "\\" in line else max(_PLAIN.findall(line.partition("[")[0]), key=len, default="")


def _may_fit(line: str, path: str) -> bool:
    """Whether a part of a path has a name as a line has it which names no folders on the way; true for any other line."""
    name = _name(line)
    return name is None or any(_fits(part, name) for part in path.split("/"))


@lru_cache(maxsize=_LINES)
def _name(line: str) -> str | None:
    name = _CLASS.sub("?", line.removeprefix("!").removesuffix("/"))
    return name if name.split() == [name] and {"/", "\\", "["}.isdisjoint(name) else None


@lru_cache(maxsize=_LINES)
def _fits(part: str, name: str) -> bool:
    return fnmatchcase(part, name)


@lru_cache(maxsize=_SPECS)
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
