"""How near two files of a project lie."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def folders(path: str) -> tuple[str, ...]:
    """The folders above a file, outermost first."""
    return tuple(path.split("/")[:-1])


def nearest(one: str, other: str) -> int:
    """How many leading folders two paths share: the more, the nearer."""
    count = 0
    for a, b in zip(folders(one), folders(other), strict=False):
        if a != b:
            break
        count += 1
    return count
