"""Languages in which a class is called by its name and lies in a file of that name: PHP, Ruby, Java, Kotlin, C#."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.linking.families import family_of
from golint.linking.places import folders, nearest
from golint.trails import question

if TYPE_CHECKING:
    from golint.facts import Import
    from golint.project import Project

_MANY = 3  # files that define a name which is not their own
_NOISE = compiled(r"[-_.\s]")


class ByName:
    """Finds the file of a class. Namespaces help to choose where several files have the name; so does nearness."""

    def __init__(self, project: Project, suffixes: tuple[str, ...], defining: re.Pattern[bytes] | None = None) -> None:
        """`defining` finds the definitions that any file of the language sees, wherever they stand."""
        self._project = project
        self._suffixes = suffixes
        self._defining = defining
        self._places: dict[tuple[str, str], Sequence[str]] = {}
        self._ranks: dict[tuple[str, str, tuple[str, ...]], Sequence[str]] = {}

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The files that an imported name may mean, the likeliest first, each with the steps that lead on inside it."""
        if imported.path.startswith("./"):
            yield from ((path, list(rest)) for path in self._included(importer, imported.path))
            return
        own = imported.path.split(".")
        steps = [*own, *rest]
        for at in range(len(own) - (2 if _is_member(own) else 1), len(steps)):
            fitting = (path for path in self._ranked(importer, steps[at], steps[:at]) if self._may_be_of(path, steps[:at], steps[at]))
            yield from ((path, steps[at:]) for path in fitting)

    def visible(self, path: str, name: str) -> Sequence[str]:
        """The files whose definitions of that name another file sees without an import."""
        found = self._ranked(path, name, ())
        elsewhere = [other for other in self._defined.get(name.lower(), ()) if other != path and other not in found]
        return [*found, *sorted(elsewhere, key=lambda other: (-nearest(other, path), len(other)))[:_MANY]]

    def may_define(self, name: str) -> bool:
        """Whether any file of the language may define a name by a keyword, as a function or a class."""
        return self._defining is None or name.lower() in self._defined

    @cached_property
    def _defined(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for path, names in self._project.told(_defined, self._suffixes).items() if self._defining is not None else ():
            for name in names:
                table.setdefault(name, []).append(path)
        return table

    def _ranked(self, importer: str, name: str, above: Sequence[str]) -> Sequence[str]:
        key = (importer, name, tuple(above))  # asked for each name of a file, seen from each namespace around it
        if key not in self._ranks:
            fitting = [path for path in self._by_name.get(_key(name), ()) if path != importer and self._defines(path, name)]
            spaces = [_key(step) for step in reversed(above)]
            self._ranks[key] = sorted(fitting, key=lambda path: (-_agreement(path, spaces), -nearest(path, importer), len(path)))
        return self._ranks[key]

    def _defines(self, path: str, name: str) -> bool:
        """Whether a file that is called like a name may define it; tables of texts are called app, admin and mail too, in each language."""
        return self._defining is None or path in self._defined.get(name.lower(), ())

    def _may_be_of(self, path: str, above: Sequence[str], name: str) -> bool:
        """Whether what a file defines may have these namespaces above it: a library's class is none of the shop's that is called like it. A
        file of functions is called like the last of their namespaces."""
        declaring = family_of(path).declaring
        if declaring is None or not above:
            return True
        ends = (f".{'.'.join(above)}".lower(), f".{'.'.join((*above, name))}".lower())
        declared = (match[1].decode("utf-8", "replace") for match in declaring.finditer(self._project.read(path) or b""))
        return any(f".{space}".replace("\\", ".").lower().endswith(ends) for space in declared)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for path in self._project.ending(self._suffixes):
            table.setdefault(_key(path.rpartition("/")[2].partition(".")[0]), []).append(path)
        return table

    def _included(self, importer: str, written: str) -> Sequence[str]:
        """A file that is included by its path."""
        if (importer, written) not in self._places:  # asked for each name of a file that includes others
            tail = re.sub(r"^(?:\.{0,2}/)+", "", written)
            fitting = [path for path in self._files.get(tail.rpartition("/")[2], ()) if path == tail or path.endswith("/" + tail)]
            self._places[importer, written] = sorted(fitting, key=lambda path: -nearest(path, importer))[:1]
        return self._places[importer, written]

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for path in self._project.paths:
            table.setdefault(path.rpartition("/")[2], []).append(path)
        return table


@question
def _defined(path: str, data: bytes) -> frozenset[str]:
    """The names, in lower case, that a file defines for all others of its language."""
    defining = family_of(path).defining
    return frozenset(match[1].lower().decode("utf-8", "replace") for match in defining.finditer(data)) if defining else frozenset()


@lru_cache(maxsize=20_000)
def _key(name: str) -> str:
    """What a class and its file have in common: `HandleWebhook`, `handle_webhook` and `class-handle-webhook` are one name."""
    return _NOISE.sub("", name.lower().removeprefix("class-"))


def _is_member(steps: Sequence[str]) -> bool:
    """Whether what is imported is a function of a class, as Java's static imports are: `shop.Gateway.ask`."""
    return len(steps) > 1 and steps[-2][:1].isupper() and steps[-1][:1].islower()


def _agreement(path: str, spaces: Sequence[str]) -> int:
    """How many folders above a file are called like the namespaces above a name, of which the innermost comes first."""
    count = 0
    for folder, space in zip(reversed(folders(path)), spaces, strict=False):
        if _key(folder) != space:
            break
        count += 1
    return count
