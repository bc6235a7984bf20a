"""Which repositories a fleet has: those that a list names, or those directly below a folder."""

# ruff: noqa: PTH111, PTH112, PTH113, PTH118  # paths stay strings, as where they are used
from __future__ import annotations

import enum
import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from golint.fleet.errors import FleetError
from golint.sources import printable


class Kind(enum.StrEnum):
    """What lies at a path. Only the last kind cannot be audited."""

    TREE = "work tree"
    BARE = "bare repository"
    FOLDER = "folder"
    NONE = "nothing"


class Place(Struct, frozen=True):
    """A repository of the fleet: where it is, as an absolute path, how the list names it, and why it cannot be audited, if so."""

    path: str
    shown: str
    kind: Kind
    problem: str = ""


def places(source: Path, output: Path) -> list[Place]:
    """The repositories that `source` stands for, each once; the folder of the results is none. Raises FleetError."""
    found = _below(source, output) if source.is_dir() else _listed(source)
    once = {place.path: place for place in reversed(list(found))}
    if not once:
        raise FleetError(str(source), "names no repository", "write one path on each line")
    return sorted(once.values(), key=lambda place: place.shown)


def kind_of(path: str) -> Kind:
    """What lies at a path."""
    if not os.path.isdir(path):
        return Kind.NONE
    if os.path.lexists(f"{path}/.git"):
        return Kind.TREE
    return Kind.BARE if os.path.isfile(f"{path}/HEAD") and os.path.isdir(f"{path}/objects") else Kind.FOLDER


def _below(folder: Path, output: Path) -> Iterator[Place]:
    if kind_of(str(folder)) is not Kind.FOLDER:
        raise FleetError(str(folder), "is itself a repository", "use golint audit, name the folder above, or write a list of paths")
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith(".") and not _is_same(entry.path, output):
            path = os.path.realpath(entry.path)
            yield Place(path, printable(entry.name), kind_of(path))


def _listed(file: Path) -> Iterator[Place]:
    """What a list names: one path a line, relative to the list; `#` begins a comment, at the start of a line or after a blank."""
    try:
        lines = file.read_text("utf-8-sig", "surrogateescape").splitlines()
    except OSError as error:
        raise FleetError(str(file), f"cannot be read ({error.strerror})", "name a list of repositories, or a folder of them") from None
    for number, line in enumerate(lines, 1):
        shown = line.partition(" #")[0].partition("\t#")[0].strip()
        if not shown or shown.startswith("#"):
            continue
        if "\0" in shown:
            raise FleetError(f"{file}:{number}", "this is no path", "write one path on each line")
        path = os.path.realpath(os.path.join(file.resolve().parent, os.path.expanduser(shown)))
        kind = kind_of(path)
        yield Place(path, printable(shown), kind, _problem(path, f"{file.name}:{number}") if kind is Kind.NONE else "")


def _problem(path: str, where: str) -> str:
    return f"{'is no folder' if os.path.lexists(path) else 'does not exist'}: see to its spelling in {printable(where)}"


def _is_same(path: str, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)
