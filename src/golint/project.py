"""The checked tree, as far as the content of another file is needed to judge one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from golint.context import language_of
from golint.facts import Document, FileFacts, Program
from golint.frontends import lower
from golint.index import WordIndex

T = TypeVar("T")
HEAD = 4096  # the bytes of a file that its language may be told from
_KEPT = 300  # lowered files held at once: facts are some twenty times the size of their file


class Project:
    """Files by their paths, which are relative to the checked root with `/`. What has been lowered or searched once is remembered."""

    def __init__(self, paths: Sequence[str], read: Callable[[str], bytes | None]) -> None:
        self.paths = paths
        self._read = read
        self._known = frozenset(paths)
        self._derived: dict[Callable[[Project], Any], Any] = {}
        self._facts: dict[str, FileFacts | None] = {}
        self._mentions: dict[tuple[bytes, tuple[str, ...]], tuple[str, ...]] = {}
        self._indexes: dict[tuple[str, ...], WordIndex] = {}

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Project:
        """A project that is held in memory."""
        return cls(tuple(sorted(files)), files.get)

    def derived(self, make: Callable[[Project], T]) -> T:
        """What `make` builds from this project, built once: an index that several files ask."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the project; None for any other, and for one that cannot be read."""
        return self._read(path) if path in self._known else None

    def facts(self, path: str) -> FileFacts | None:
        """The facts of a file of the project; None where its language has no front-end."""
        if path not in self._facts:
            data = self.read(path)
            found = None if data is None else lower(language_of(path, data[:HEAD]), path, data)
            if len(self._facts) >= _KEPT:
                del self._facts[next(iter(self._facts))]
            self._facts[path] = found
        return self._facts[path]

    def program(self, path: str) -> Program | None:
        """The program in a file, None where there is none."""
        found = self.facts(path)
        return found if isinstance(found, Program) else None

    def document(self, path: str) -> Document | None:
        """The settings in a configuration file, None where it is no such file."""
        found = self.facts(path)
        return found if isinstance(found, Document) else None

    def mentioning(self, word: bytes, suffixes: tuple[str, ...] = ()) -> Sequence[str]:
        """The files, of these suffixes where given, that hold `word`, letter case aside."""
        key = (word.lower(), suffixes)
        if key not in self._mentions:
            self._mentions[key] = self._index(suffixes).holding(word)
        return self._mentions[key]

    def _index(self, suffixes: tuple[str, ...]) -> WordIndex:
        if suffixes not in self._indexes:
            named = [path for path in self.paths if not suffixes or path.endswith(suffixes)]
            self._indexes[suffixes] = WordIndex(named, self.read)
        return self._indexes[suffixes]
