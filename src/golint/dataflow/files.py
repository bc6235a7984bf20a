"""The programs of a project, indexed, and which file an import means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from golint.dataflow.modules import Module
from golint.facts import Import
from golint.linking.families import Family, family_of

if TYPE_CHECKING:
    from golint.project import Project


class Linker(Protocol):
    """How one family of languages finds the file that a name comes from."""

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The files that an imported name may mean, the likeliest first, each with the steps that lead on inside it."""

    def visible(self, path: str, name: str) -> Sequence[str]:
        """The files whose definitions of a name a file sees without an import."""


@runtime_checkable
class Packaged(Protocol):
    """A linker of a language whose files form packages."""

    def users(self, path: str) -> Iterator[str]:
        """The other files of a file's package, and those that import it."""


class Files:
    """Reads files when a name leads there, and remembers them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._modules: dict[str, Module | None] = {}
        self._linkers: dict[Family, Linker] = {}
        self._named: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def module(self, path: str) -> Module | None:
        """The indexed program of a file, None where it is no program."""
        if path not in self._modules:
            program = self._project.program(path)
            self._modules[path] = Module(path, program) if program else None
        return self._modules[path]

    def mentioning(self, name: str, path: str) -> Sequence[str]:
        """The files in the language of `path` that hold a name."""
        return self._project.mentioning(name.encode(), family_of(path).suffixes)

    def read(self, path: str) -> bytes:
        """The bytes of a file, none where there is no such file."""
        return self._project.read(path) or b""

    def holds(self, path: str, word: bytes) -> bool:
        """Whether a file holds a word, letter case aside."""
        return word in (self._project.read(path) or b"").lower()

    def named(self, pattern: str, path: str) -> Iterator[Module]:
        """The programs in the language of `path` whose own path fits a pattern."""
        key = (pattern, family_of(path).suffixes)
        if key not in self._named:  # asked for each file that may hold a door
            self._named[key] = tuple(p for p in self._project.paths if p.endswith(key[1]) and re.search(pattern, p))
        yield from (module for p in self._named[key] if (module := self.module(p)) is not None)

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[Module, list[str]]]:
        """The programs that an imported name may mean, the likeliest first, each with the steps that lead on inside it."""
        for path, steps in self._linker(importer).targets(importer, imported, rest):
            module = self.module(path)
            if module is not None:
                yield module, steps

    def visible(self, path: str, name: str) -> Iterator[Module]:
        """The programs whose definitions of a name a file sees without an import."""
        yield from (module for other in self._linker(path).visible(path, name) if (module := self.module(other)) is not None)

    def users(self, path: str, words: Sequence[bytes]) -> Iterator[Module]:
        """The programs of a file's package and those that import it, which hold one of `words`; none where there are no packages."""
        linker = self._linker(path)
        for other in linker.users(path) if isinstance(linker, Packaged) else ():
            if any(self.holds(other, word) for word in words) and (module := self.module(other)) is not None:
                yield module

    def _linker(self, path: str) -> Linker:
        family = family_of(path)
        if family not in self._linkers:
            self._linkers[family] = _linker(family, self._project)
        return self._linkers[family]


def _linker(family: Family, project: Project) -> Linker:
    match family.name:
        case "python":
            from golint.linking.python import Dotted

            return Dotted(project)
        case "javascript":
            from golint.linking.scripts import Scripts

            return Scripts(project)
        case "go":
            from golint.linking.golang import Packages

            return Packages(project)
    from golint.linking.names import ByName

    return ByName(project, family.suffixes, family.defining)
