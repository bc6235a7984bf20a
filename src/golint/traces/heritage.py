"""Which classes may inherit from which, told from the text of a project's files by their plain names: more than do, never fewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.trails import question

if TYPE_CHECKING:
    from golint.project import Project

Tie = tuple[bytes, frozenset[bytes]]
"""A name, and those that it may inherit from, or stand for."""

# A search that begins with plain text is quick.
_CLASSES = tuple(compiled(rb"%b(?<!\w%b)\s+(?:[\w.:]*[.:])?(\w+)" % (word, word)) for word in (b"class", b"module"))
_BASES = {
    ".py": compiled(rb"\s*+(?:\[.*?\]\s*+)?\((.{0,2000}?)(?:\)\s*+:|$)", re.DOTALL),
    ".rb": compiled(rb"\s*+<(?!<)\s*+([^\n;]+)"),
}
_MIXED_IN = tuple(compiled(rb"%b(?<!\w%b)\b((?:[^\n;,]*,\s*)*+[^\n;]*)" % (word, word)) for word in (b"include", b"extend", b"prepend"))
_RENAMED = compiled(rb"\n[ \t]*+(?:\w*+\.)*+(?:\w*+:)?+([A-Z]\w*+)[ \t]*+=[ \t]*+([A-Za-z][\w.:]*+)")
_AS = compiled(rb"as(?<!\was)\s++(\w+)")
_END = compiled(rb"(\w++)[\s\\]++$")
_LONGEST = 120  # bytes of a name and what stands behind it
_WORD = compiled(rb"[A-Za-z_]\w*")


class Heritage:
    """The classes of the files that end in one suffix whose names fit a pattern, and all that may inherit from such a one."""

    def __init__(self, project: Project, suffix: str, fits: re.Pattern[bytes]) -> None:
        self._project = project
        self._suffix = suffix
        self._fits = fits

    def reaches(self, data: bytes, *, itself: bool) -> bool:
        """Whether a class of a file may inherit from one of those; with `itself`, whether it may be one."""
        if itself and any(self._fits.fullmatch(match[1]) for match in _classes(data)):
            return True
        return any(self._under(bases) for _, bases in _ties(self._suffix, data))

    def _under(self, bases: frozenset[bytes]) -> bool:
        return not self._names.isdisjoint(bases) or any(self._fits.fullmatch(base) for base in bases)

    @cached_property
    def _names(self) -> frozenset[bytes]:
        """All names that lead there, those that fit by themselves left out where nothing inherits from them."""
        heirs: dict[bytes, set[bytes]] = {}
        for found in self._project.told(ties, (self._suffix,)).values():
            for name, bases in found:
                for base in bases:
                    heirs.setdefault(base, set()).add(name)
        waiting = [name for name in heirs if self._fits.fullmatch(name)]
        waiting += [name for each in heirs.values() for name in each if self._fits.fullmatch(name)]
        found_names: set[bytes] = set()
        while waiting:
            name = waiting.pop()
            if name not in found_names:
                found_names.add(name)
                waiting.extend(heirs.get(name, ()))
        return frozenset(found_names)


@question
def ties(path: str, data: bytes) -> tuple[Tie, ...]:
    """What the classes of a file may inherit from. What its modules mix in counts for each of them."""
    return tuple(dict.fromkeys(_ties("." + path.rpartition(".")[2], data)))


def _ties(suffix: str, data: bytes) -> Iterator[Tie]:
    bases, mixing = _BASES[suffix], _MIXED_IN if suffix == ".rb" else ()
    mixed = frozenset(word for pattern in mixing for told in pattern.findall(data) for word in _WORD.findall(told))
    for match in _classes(data):
        told = bases.match(data, match.end())
        named = frozenset(_WORD.findall(told[1])) if told is not None else frozenset()
        if named or mixed:
            yield match[1], named | mixed
    for name, other in _RENAMED.findall(data):
        yield name, frozenset(_WORD.findall(other))
    for match in _AS.finditer(data) if suffix == ".py" else ():
        told = _END.search(data, max(0, match.start() - _LONGEST), match.start())
        if told is not None:
            yield match[1], frozenset({told[1]})


def _classes(data: bytes) -> Iterator[re.Match[bytes]]:
    return chain.from_iterable(pattern.finditer(data) for pattern in _CLASSES)
