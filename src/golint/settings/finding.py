"""Where a run's configuration file is, and which repository a folder belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from golint.places import CONFIGURATIONS


def repository_of(folder: str) -> str | None:
    """The nearest folder, from this one upwards, that holds `.git` (a file, in a worktree or a submodule); None without one."""
    return next((each for each in _upwards(folder) if os.path.lexists(f"{each}/.git")), None)


def candidates(paths: Sequence[str], cwd: str) -> Iterator[Path]:
    """The files that may hold the settings, the first choice first: upwards from where the search starts as far as the repository's root.

    The search starts at the folder named, if one folder alone is named, else at the working directory: so it does not hang on which files
    a hook happens to name.
    """
    named = Path(cwd, paths[0]) if len(paths) == 1 else Path(cwd)
    start = str(named.resolve()) if named.is_dir() else cwd
    last = repository_of(start) or start
    for folder in _upwards(start):
        yield from (Path(folder, name) for name in CONFIGURATIONS if Path(folder, name).is_file())
        if folder == last:
            return


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while (parent := os.path.dirname(folder)) != folder:  # noqa: PTH120  # called for each folder of a tree: strings are ten times as fast
        yield parent
        folder = parent
