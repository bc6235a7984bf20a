"""How near two files of a project lie."""

from __future__ import annotations


def nearest(one: str, other: str) -> int:
    """How many leading folders two paths share: the more, the nearer."""
    count = 0
    for a, b in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if a != b:
            break
        count += 1
    return count
