"""Paths of a project put together, and the files that they mean."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Protocol

EXTENSIONS = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".astro", ".json")
"""What may be left out behind a module's name, most usual first."""

_WRITTEN_FOR = {".js": (".ts", ".tsx", ".jsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
_PLATFORMS = (".native", ".web", ".ios", ".android")


class Known(Protocol):
    """Tells whether there is a file: a project, or a set of paths."""

    def __contains__(self, path: str, /) -> bool:
        """Whether the path is one of its files."""


def joined(folder: str, step: str) -> str | None:
    """A path seen from a folder, "" for the root; None where it leads out of the project."""
    found = posixpath.normpath(posixpath.join(folder or ".", step))
    if found == ".":
        return ""
    return None if found.startswith(("..", "/")) else found


def folder_of(path: str) -> str:
    """The folder of a file, "" for the root."""
    return path.rpartition("/")[0]


def file_at(base: str | None, known: Known) -> str | None:
    """The file that a module path without its extension means: itself, one with an extension, or the index of a folder."""
    if base is None:
        return None
    return next((path for path in _spellings(base) if path in known), None)


def _spellings(base: str) -> Iterator[str]:
    stem, extension = posixpath.splitext(base)
    if base:
        yield base
        yield from (stem + other for other in _WRITTEN_FOR.get(extension, ()))
        yield from (base + other for other in EXTENSIONS)
        yield from (base + platform + other for platform in _PLATFORMS for other in EXTENSIONS[:4])
    yield from (posixpath.join(base, f"index{other}") for other in EXTENSIONS)
