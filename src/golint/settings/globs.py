"""Patterns of paths as in .gitignore."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath

from golint.settings.ignoring import Ignoring


class PathGlobs:
    """Patterns relative to the folder `base`, asked about paths relative to the folder `root`.

    As in .gitignore: `*` stays within a folder, `**` does not; a pattern with a slash before its end starts at the base, any other
    matches at any depth; a folder's pattern covers all below it; the last pattern that matches decides, and `!` takes back.
    """

    def __init__(self, patterns: Sequence[str], base: str, root: str) -> None:
        self.patterns = tuple(patterns)
        self._lines = Ignoring(self.patterns)
        self._below = _between(base, root)
        self._above = _between(root, base)

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def __contains__(self, path: str) -> bool:
        if not self.patterns:
            return False
        if self._above and not path.startswith(self._above):
            return False
        return bool(self._lines.verdict(self._below + path.removeprefix(self._above)))


def rebased(pattern: str, folder: str, base: str) -> str:
    """A pattern that means in `base` what `pattern` means in `folder` below it."""
    below = _between(base, folder)
    negated, body = pattern.startswith("!"), pattern.removeprefix("!")
    if not below or "/" not in body.rstrip("/"):
        return pattern
    return f"{'!' * negated}/{below}{body.removeprefix('/')}"


def _between(upper: str, lower: str) -> str:
    """The way from a folder down to another, with a slash at its end; "" where they are one, or the second is not below the first."""
    if not upper or not lower or upper == lower or not lower.startswith(upper.rstrip(os.sep) + os.sep):
        return ""
    return PurePath(lower).relative_to(upper).as_posix() + "/"
