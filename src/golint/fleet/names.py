"""The names of results: those of the repositories' paths, as owner+name, stable from run to run and different from each other."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from golint.lazily import compiled

_UNSAFE = compiled(r"[^A-Za-z0-9._+-]+")
_LONGEST = 100
_PARTS = 2


def named(places: Iterable[tuple[str, str]], known: Mapping[str, str]) -> dict[str, str]:
    """A name for each path, given as pairs of the path and how it is shown. What has a name in `known` keeps it. Where several would get
    one name, letter case aside, each has a digest of its path at the end, so that the order of a list does not matter."""
    new = {path: plain(shown, path) for path, shown in places if path not in known}
    taken = Counter([*(name.lower() for name in new.values()), *(name.lower() for name in known.values())])
    return {path: known[path] for path, _ in places if path in known} | {
        path: name if taken[name.lower()] == 1 else f"{name}~{_digest(path)}" for path, name in new.items()
    }


def plain(shown: str, path: str) -> str:
    """The last parts of a path as a file's name; of the absolute one where the path as it is shown has none."""
    parts = [part for part in PurePath(shown).parts if part not in (os.sep, ".", "..", "~")] or list(PurePath(path).parts)
    words = (_UNSAFE.sub("-", part.removesuffix(".git")).strip("-.") for part in parts[-_PARTS:])
    return "+".join(word for word in words if word)[:_LONGEST] or "repository"


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
