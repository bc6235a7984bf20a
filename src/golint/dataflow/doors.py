"""Which files may hold a door, told from their bytes: most of a large platform holds none, and need not be read to say so.

What makes a routine a door is for `handlers` to say. Each way there leaves something in the text of the file that is looked for here (a
name that a registration, a decorator, a parameter or a method has, an ending of a class's name), or in another file, which `routes` reads.
A file in whose language that is not known may always hold one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog import Catalog
from golint.catalog.language_tables import RouteFile
from golint.catalog.languages import Language
from golint.dataflow.heritage import Heritage
from golint.dataflow.scripts import may_run
from golint.dataflow.spellings import SPELLINGS, Spelling, either
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.project import Project

VIEW_ENDINGS = ("View", "ViewSet", "Resource")
"""Classes whose names end so answer requests by their methods, whoever made them."""

_WORD = compiled(rb"\w+")
_SILENT = frozenset({b"this", b"default", b"constructor"})  # steps of paths that a file may write otherwise
_NEVER = compiled(rb"(?!)")


class Signs:
    """What doors leave in the bytes of files of one language, by its table."""

    def __init__(self, language: Language, spelling: Spelling) -> None:
        self._language = language
        self._spelling = spelling
        self._calls = tuple(_role(language, "route.table", spelling.calls))
        if language.ambient:
            self._calls += tuple(_role(language, "request.body.raw", spelling.calls))
        self._decorators = tuple(_role(language, "route.register", spelling.decorates))
        self._types = tuple(frozenset(_WORD.findall(name.encode())) for name in language.door_types)
        self._taken = spelling.takes(language.request_names)
        self._methods = spelling.defines(language.handler_methods)
        last = (name.rpartition(".")[2] for name in language.handler_bases)
        self._views = re.compile(rb"%b|\w*(?:%b)" % (either(last), either(VIEW_ENDINGS)))
        self._controllers = re.compile(rb"\w*(?:%b)" % either(language.controller_endings)) if language.controller_endings else _NEVER

    def speak_of(self, path: str) -> bool:
        """Whether a file's bytes are those of its program, so that the signs can be seen."""
        return path.endswith(self._spelling.suffixes)

    def may_stand_in(self, path: str, data: bytes, project: Project) -> bool:
        """Whether a routine of a file may be a door by what the file says of itself."""
        if self._language.door_types:
            return any(all(word in data for word in words) for words in self._types)
        lowered = data.lower()
        return (
            any(_gives_out(files, path, data) for files in self._language.route_files)
            or self._taken.search(data) is not None
            or any(sign.found(data, lowered) for sign in (*self._decorators, *self._calls))
            or (self._methods.search(data) is not None and self._inherits(self._views, path, data, project, itself=False))
            or self._inherits(self._controllers, path, data, project, itself=True)
            or (self._language.scripts and may_run(data))
        )

    def _inherits(self, fits: re.Pattern[bytes], path: str, data: bytes, project: Project, *, itself: bool) -> bool:
        if fits is _NEVER:
            return False
        if not self._spelling.bases:
            return True
        return project.derived(Heritage, self._spelling.suffixes[0], fits).reaches(path, data, itself=itself)


@lru_cache(maxsize=16)
def signs(catalog: Catalog, kin: str) -> Signs | None:
    """What doors of a language leave behind; None where that is not known."""
    spelling = SPELLINGS.get(kin)
    return Signs(catalog.language(kin), spelling) if spelling is not None else None


class _Sign(Struct, frozen=True):
    """Names that play a role, and the groups of words, in lower case, of which one has to stand in the file beside them, where
    there is any."""

    pattern: re.Pattern[bytes]
    beside: tuple[frozenset[bytes], ...] = ()

    def found(self, data: bytes, lowered: bytes) -> bool:
        """Whether a file, given as it is and in lower case, holds one of the names, with one of the groups."""
        near = not self.beside or any(all(word in lowered for word in words) for words in self.beside)
        return near and self.pattern.search(data) is not None


def _role(language: Language, role: str, spelt: Callable[[Iterable[str]], re.Pattern[bytes]]) -> Iterator[_Sign]:
    """The signs of a role: one for all names that play it by themselves, and one for each that plays it in some company alone."""
    beside: dict[str, set[frozenset[bytes]]] = {}
    for path, told in language.roles.ways(role):
        *steps, _ = _WORD.findall(path.encode())
        words = (word.lower() for word in (*steps, *_WORD.findall(told.encode())) if word not in _SILENT)
        beside.setdefault(path.rpartition(".")[2], set()).add(frozenset(words))
    alone = {last for last, groups in beside.items() if frozenset() in groups}
    if alone:
        yield _Sign(spelt(alone))
    for last, groups in beside.items():
        if last not in alone:
            yield _Sign(spelt([last]), tuple(groups))


def _gives_out(files: RouteFile, path: str, data: bytes) -> bool:
    """Whether a file in such a place may give out what is asked for there."""
    if not files.path.search(path):
        return False
    if any(name.encode() in data for name in files.takes):
        return True
    return any(all(_may_export(step, data) for step in export.split(".")) for export in files.exports)


def _may_export(step: str, data: bytes) -> bool:
    """Whether a file may give out something under a name, or under one that begins as a pattern does."""
    fixed = re.split(r"[*?\[]", step)[0].encode()
    return fixed in data or (step == "default" and b"exports" in data)
