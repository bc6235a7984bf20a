"""Which files hold what they held before: by what the file system says of them, and where that says nothing, by their bytes.

A file's name for its content is the one that git has for it, so that after a checkout the index tells at once what thousands of files hold.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from golint.sources import git

Stamp = tuple[int, int, int, int]
"""A file's size, its times of change in nanoseconds, and its number in the file system."""

_YOUNG = 2_500_000_000  # nanoseconds: file systems tell times by steps of up to two seconds
_MANY = 200  # files, from which asking git is quicker than reading


class Contents(Struct, frozen=True):
    """The files of a tree as a run finds them. `git_folders` are those, with `/` at their ends, for which git answers."""

    root: str
    limit: int
    git_folders: Sequence[str] = ()

    def stamps(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """The stamps of the files that are there."""
        found = {}
        for path in paths:
            try:
                status = os.stat(f"{self.root}/{path}")  # noqa: PTH116  # a tree has thousands of them
            except (OSError, ValueError):
                continue
            found[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        return found

    def names(self, stamps: Mapping[str, Stamp]) -> dict[str, str]:
        """The names of what these files hold; a file that cannot be read, or is longer than the limit, has none."""
        blobs = self._asked() if len(stamps) >= _MANY else {}
        found = {path: f"{blobs[path]} {stamp[0]}" for path, stamp in stamps.items() if path in blobs}
        for path, stamp in stamps.items():
            if path not in found and stamp[0] <= self.limit and (name := self._read(path)):
                found[path] = name
        return found

    def _read(self, path: str) -> str:
        try:
            with open(f"{self.root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  # as above
                data = file.read(self.limit + 1)
        except (OSError, ValueError):
            return ""
        head = f"blob {len(data)}\0".encode()
        return f"{hashlib.sha1(head + data, usedforsecurity=False).hexdigest()} {len(data)}"

    def _asked(self) -> dict[str, str]:
        """The names in git's index, of the files that are as the index has them."""
        return {folder + path: name for folder in self.git_folders for path, name in _blobs(f"{self.root}/{folder}")}


def is_young(stamp: Stamp, now: int | None = None) -> bool:
    """Whether a file was written so lately that it may be written again without its stamp showing it."""
    return max(stamp[1:3]) > (time.time_ns() if now is None else now) - _YOUNG


def _blobs(folder: str) -> Iterator[tuple[str, str]]:
    """Each file whose bytes git knows without reading them. One that it was told to take for unchanged is left out."""
    listed, changed = _ask(folder, "ls-files", "-s", "-v", "-z"), _ask(folder, "diff-files", "--name-only", "--relative", "-z")
    if listed is None or changed is None:
        return
    doubtful = frozenset(changed)
    for entry in listed:
        head, _, path = entry.partition(b"\t")
        tag, _, name, stage = head.split(b" ")
        if tag == b"H" and stage == b"0" and path not in doubtful:
            yield os.fsdecode(path), name.decode("ascii")


def _ask(folder: str, *question: str) -> list[bytes] | None:
    try:
        done = subprocess.run(
            [*git.GIT, "-C", folder, *question], stdin=subprocess.DEVNULL, capture_output=True, env=git.environment(), check=False
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout.split(b"\0")[:-1]
