"""Files as git keeps them, in the index or in a commit, whatever a work tree holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from golint.sources import git
from golint.sources.blobs import Blobs

_REGULAR = (b"100644", b"100755", b"100664")


class Snapshot(Mapping[str, bytes]):
    """The content of files by their paths, read from git when it is asked for. A path stands for an object's id.

    Another process can be given one. What git does not have raises OSError; what is longer than `limit` ends one byte beyond it.
    """

    def __init__(self, folder: str, ids: Mapping[str, str], limit: int) -> None:
        self._folder, self._ids, self._limit = folder, dict(ids), limit
        self._blobs = Blobs(folder, limit)

    def __getitem__(self, path: str) -> bytes:
        return self._blobs.read(self._ids[path])

    def __contains__(self, path: object) -> bool:
        return path in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __reduce__(self) -> tuple[type[Snapshot], tuple[str, dict[str, str], int]]:
        return Snapshot, (self._folder, self._ids, self._limit)

    def ids(self) -> Mapping[str, str]:
        """The object of each path."""
        return self._ids


def indexed(folder: str, index: str = "") -> tuple[dict[str, str], list[str]]:
    """The regular files of the index below a folder, with the ids of their content, and the paths of those that are in conflict."""
    files: dict[str, str] = {}
    conflicts: dict[str, None] = {}
    for entry in git.entries(folder, "ls-files", "-s", "-z", index=index):
        head, _, name = entry.partition(b"\t")
        mode, blob, stage = head.split()
        if stage != b"0":
            conflicts[os.fsdecode(name)] = None
        elif mode in _REGULAR:
            files[os.fsdecode(name)] = blob.decode("ascii")
    return files, list(conflicts)


def committed(folder: str, commit: str) -> dict[str, str]:
    """The regular files of a commit below a folder, with the ids of their content."""
    files: dict[str, str] = {}
    for entry in git.entries(folder, "ls-tree", "-r", "-z", commit):
        head, _, name = entry.partition(b"\t")
        mode, _, blob = head.split()
        if mode in _REGULAR:
            files[os.fsdecode(name)] = blob.decode("ascii")
    return files
