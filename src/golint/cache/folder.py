"""The folder of the cache on disk: whole entries or none, the oldest dropped first."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from golint import again

LIMIT = 200_000_000  # bytes
_KINDS = ("trees", "tools", "catalogues", again.KIND)
_OTHERS, _MATCHERS = ("quick",), "words-"  # what other parts of golint leave beside
_MAGIC = b"golint cache 1\n"
_LONGEST = 4096  # bytes of an entry's first lines
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LARGEST = 500_000_000  # bytes of one part
_STALE = 3600  # seconds, after which a file that was never finished is nobody's any more


class Usage(Struct, frozen=True):
    """How much lies in a cache."""

    files: int
    bytes: int


class Folder:
    """Entries by kind and name, each of several parts. Whatever the disk refuses is as if there were no cache."""

    def __init__(self, path: str, limit: int = LIMIT) -> None:
        self.path = path
        self._limit = limit

    def read(self, kind: str, name: str, parts: int = 1) -> list[bytes] | None:
        """The first `parts` of an entry; None where there is none, or it is not as it was written."""
        try:
            with self._file(kind, name).open("rb") as file:
                return _parts(file, parts) if _is_own(file) else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, kind: str, name: str, parts: Sequence[bytes]) -> bool:
        """Put an entry in the place of what was there; other processes see the one or the other. False where that cannot be done."""
        head = {"parts": [[len(part), _digest(part)] for part in parts]}
        return self.put(kind, name, [_MAGIC + json.dumps(head).encode() + b"\n", *parts])

    def put(self, kind: str, name: str, parts: Sequence[bytes]) -> bool:
        """The same for an entry that others read, as they have it written."""
        path = self._file(kind, name)
        draft = path.with_name(f".{name}.{os.getpid()}.{time.monotonic_ns()}")
        try:
            self._open(path.parent)
            with os.fdopen(os.open(draft, _NEW, 0o600), "wb") as file:
                file.writelines(parts)
            draft.replace(path)
        except OSError:
            _drop(draft)
            return False
        self._evict(path)
        return True

    def touch(self, kind: str, name: str) -> None:
        """Note that an entry was of use."""
        try:
            os.utime(self._file(kind, name))
        except OSError:
            return

    def usage(self) -> Usage:
        """How much there is."""
        sizes = [status.st_size for _, status in self._all()]
        return Usage(len(sizes), sum(sizes))

    def clear(self) -> Usage:
        """Drop all entries, and tell how much that was. What golint did not put there stays."""
        gone = []
        for path, status in self._all():
            if _drop(path):
                gone.append(status.st_size)
        return Usage(len(gone), sum(gone))

    def _open(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (Path(self.path) / "CACHEDIR.TAG").write_bytes(b"Signature: 8a477f597d28d172789f06886806bc55\n# golint may lose all of this.\n")

    def _file(self, kind: str, name: str) -> Path:
        return Path(self.path, kind, name)

    def _evict(self, newest: Path) -> None:
        """Make room: what was never finished goes, and then what was of use longest ago."""
        files = sorted(self._files(_KINDS), key=lambda pair: pair[1].st_mtime)
        left = sum(status.st_size for _, status in files)
        for path, status in files:
            unfinished = path.name.startswith(".") and status.st_mtime < time.time() - _STALE
            if unfinished or (left > self._limit and path != newest):
                left -= status.st_size if _drop(path) else 0
        if left > self._limit:
            _drop(newest)

    def _all(self) -> Iterator[tuple[Path, os.stat_result]]:
        yield from self._files((*_KINDS, *_OTHERS))
        yield from ((path, status) for path, status in self._files([""]) if path.name.startswith(_MATCHERS))

    def _files(self, kinds: Sequence[str]) -> Iterator[tuple[Path, os.stat_result]]:
        for kind in kinds:
            try:
                with os.scandir(Path(self.path, kind)) as entries:
                    files = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
                    found = [(Path(entry.path), entry.stat(follow_symlinks=False)) for entry in files]
            except OSError:
                continue
            yield from found


def named(*parts: str) -> str:
    """The name of an entry, from which nothing can be told of its parts."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()


def _parts(file: BinaryIO, count: int) -> list[bytes] | None:
    """The first parts of an entry, each as it was written."""
    if file.readline(_LONGEST) != _MAGIC:
        return None
    found = []
    for size, digest in json.loads(file.readline(_LONGEST))["parts"][:count]:
        part = file.read(min(size, _LARGEST))
        if _digest(part) != digest:
            return None
        found.append(part)
    return found if len(found) == count else None


def _is_own(file: BinaryIO) -> bool:
    """Whether the user wrote the file: what others lay down in a shared folder is not believed."""
    return not hasattr(os, "getuid") or os.fstat(file.fileno()).st_uid == os.getuid()


def _drop(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
