"""Which golint this is: its own code, its rules and what it is built on. Another one may find something else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from golint.cache.folder import Folder, named

_PARTS = (".py", ".md", ".toml")


def tool_digest(store: Folder, folders: Iterable[str]) -> str:
    """A digest of the code and of the rules in these folders. To read them all takes longer than to ask when they were written, so what was
    read is remembered by that."""
    places = [str(Path(__file__).parent.parent), *folders]
    files = [(place, path, status) for place in places for path, status in files_below(place)]
    stamps = (f"{path} {status.st_size} {status.st_mtime_ns}" for _, path, status in files)
    name = named(*places, *stamps)
    known = store.read("tools", name)
    if known is None:
        known = [named(*_contents(files)).encode()]
        store.write("tools", name, known)
    store.touch("tools", name)
    return named(known[0].decode("ascii", "replace"), sys.version, sys.platform, *_libraries())


def files_below(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files of code and rules below a folder, in order."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            yield from files_below(entry.path) if entry.name != "__pycache__" else ()
        elif entry.name.endswith(_PARTS):
            yield entry.path, entry.stat()


def _contents(files: Iterable[tuple[str, str, os.stat_result]]) -> Iterator[str]:
    for place, path, _ in files:
        yield f"{os.path.relpath(path, place)}\0{Path(path).read_text('utf-8', 'surrogateescape')}"


def _libraries() -> Iterator[str]:
    """The installed packages with their versions, as the names of their folders have them."""
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):  # noqa: PTH112  # a string it is
            yield from sorted(name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208  # likewise
