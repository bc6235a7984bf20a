"""The programs of a project, indexed, and which file an import means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from golint.dataflow.calls.interfaces import heirs
from golint.dataflow.modules import Module
from golint.facts import Import, Name
from golint.lazily import compiled
from golint.linking.families import Family, family_of
from golint.linking.places import nearest

if TYPE_CHECKING:
    from golint.project import Project

MANY = 300  # files whose paths fit one pattern
_DEFINES = compiled(rb"(?:[\w.]|def |class )\Z")
_GOES_ON = compiled(rb"\w|[ \t]*[(.]")


class Linker(Protocol):
    """How one family of languages finds the file that a name comes from."""

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The files that an imported name may mean, the likeliest first, each with the steps that lead on inside it."""

    def visible(self, path: str, name: str) -> Sequence[str]:
        """The files whose definitions of a name a file sees without an import."""


@runtime_checkable
class Defined(Protocol):
    """A linker of a language whose functions and classes are known to all files by their names, wherever they stand."""

    def may_define(self, name: str) -> bool:
        """Whether any file of the language may define a name by a keyword, as a function or a class."""


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
        self._named: dict[tuple[str, str], bool] = {}
        self._handing: dict[str, bool] = {}

    def module(self, path: str) -> Module | None:
        """The indexed program of a file, None where it is no program."""
        if path not in self._modules:
            self._modules[path] = self._project.kept(path, Module)
        return self._modules[path]

    def mentioning(self, name: str, path: str) -> Sequence[str]:
        """The files in the language of `path` that hold a name."""
        return self._project.mentioning(name.encode(), family_of(path).suffixes)

    def mentioned(self, names: Iterable[str], path: str) -> bool:
        """Whether any file in the language of `path` holds one of some names."""
        return self._project.mentioned([name.encode() for name in names], family_of(path).suffixes)

    def read(self, path: str) -> bytes:
        """The bytes of a file, none where there is no such file."""
        return self._project.read(path) or b""

    def holds(self, path: str, words: Sequence[bytes]) -> bool:
        """Whether a file holds one of some words, letter case aside."""
        return self._project.holds(path, tuple(words))

    def modules(self, paths: Iterable[str]) -> Iterator[Module]:
        """Those of some files that are programs."""
        yield from (module for path in paths if (module := self.module(path)) is not None)

    def named(self, pattern: str, path: str) -> Sequence[str]:
        """The files in the language of `path` whose own path fits a pattern: where a repository holds many shops, the nearest."""
        found = self._project.named(pattern, family_of(path).suffixes)
        return found if len(found) <= MANY else sorted(found, key=lambda other: -nearest(other, path))[:MANY]

    def ending(self, suffixes: tuple[str, ...]) -> Sequence[str]:
        """The files of any kind whose paths end so."""
        return self._project.ending(suffixes)

    def targets(self, importer: str, imported: Import, rest: Sequence[str] = ()) -> Iterator[tuple[str, list[str]]]:
        """The files that an imported name may mean, the likeliest first, each with the steps that lead on inside it."""
        yield from self._linker(importer).targets(importer, imported, rest)

    def leads_to(self, importer: str, imported: Import, path: str) -> bool:
        """Whether an import may mean a file."""
        return any(found == path for found, _ in self.targets(importer, imported))

    def giving(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[Module, list[str]]]:
        """Those of the targets, as programs, that may give out the first of the steps."""
        for path, steps in self.targets(importer, imported, rest):
            if (not steps or self.may_give(path, steps[0])) and (module := self.module(path)) is not None:
                yield module, steps

    def heirs(self, name: str, path: str) -> tuple[str, ...]:
        """The files, in the language of `path`, of the classes that name one of that name among their bases."""
        return self._project.derived(heirs, family_of(path).suffixes, name)

    def visible(self, path: str, name: str) -> Iterator[Module]:
        """The programs whose definitions of a name a file sees without an import."""
        yield from self.modules(other for other in self._linker(path).visible(path, name) if self.may_give(other, name))

    def may_be_seen(self, path: str, name: Name) -> bool:
        """Whether a name that a file uses may come from another one without an import. What most names mean is the language's or a
        library's own, and to follow all that a file includes for each of those takes longest; a variable may come from any of them."""
        is_variable = self.read(path)[name.span.start : name.span.start + 1] == b"$"
        return is_variable or any(self.may_define(path, step) for step in name.written.split("."))

    def may_define(self, path: str, name: str) -> bool:
        """Whether any file in the language of `path` may define a function or a class of that name."""
        linker = self._linker(path)
        return not isinstance(linker, Defined) or linker.may_define(name)

    def may_give(self, path: str, name: str) -> bool:
        """Whether a file, as far as its bytes tell, may give out a name: it holds it, or hands on all that another one gives out. What is
        looked for most is not there, and a file that says so need not be read."""
        key = (path, name)
        if key not in self._named:
            here = name == "default" or name.encode("utf-8", "surrogateescape") in self.read(path)
            self._named[key] = here or self._hands_on(path)
        return self._named[key]

    def _hands_on(self, path: str) -> bool:
        handing_on = family_of(path).handing_on
        if handing_on is not None and path not in self._handing:
            self._handing[path] = handing_on.search(self.read(path)) is not None
        return self._handing.get(path, False)

    def may_assign(self, path: str, name: str) -> bool:
        """Whether a file, as far as its bytes tell, may give a name a value, or import it."""
        if not family_of(path).bare:
            return self.may_give(path, name)
        return _stands_bare(name.encode("utf-8", "surrogateescape"), self.read(path))

    def users(self, path: str, words: Sequence[bytes]) -> Iterator[str]:
        """The other files of a file's package and those that import it, which hold one of `words`; none where there are no packages."""
        linker = self._linker(path)
        users = linker.users(path) if isinstance(linker, Packaged) else ()
        yield from (other for other in users if other != path and self.holds(other, words))

    def _linker(self, path: str) -> Linker:
        family = family_of(path)
        if family not in self._linkers:
            self._linkers[family] = _linker(family, self._project)
        return self._linkers[family]


def _stands_bare(name: bytes, data: bytes) -> bool:
    """Whether a name is anywhere neither called nor defined by a keyword. Every imported name is asked about: a pattern for each would take
    longer to build than to use."""
    at = data.find(name)
    while at >= 0:
        if not _GOES_ON.match(data, at + len(name)) and not _DEFINES.search(data[max(0, at - len(b"class ")) : at]):
            return True
        at = data.find(name, at + 1)
    return False


def _linker(family: Family, project: Project) -> Linker:
    match family.name:
        case "python":
            from golint.linking.python import Dotted

            return project.derived(Dotted)
        case "javascript":
            from golint.linking.scripts import Scripts

            return project.own(Scripts)
        case "go":
            from golint.linking.golang import Packages

            return project.own(Packages)
    from golint.linking.names import ByName

    return project.derived(ByName, family.suffixes, family.defining)
