"""The content of objects that git keeps, one after the other or a great many of them."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
import weakref
from collections.abc import Iterator, Sequence
from typing import IO

from golint.sources import git

_BUFFER = 1 << 20
_CUT = 1 << 22


class Blobs:
    """Reads objects by their ids through one process of git, which is started anew in each process that asks.

    Of what is longer than `limit` no more than one byte beyond it is kept.
    """

    def __init__(self, folder: str, limit: int) -> None:
        self._folder, self._limit = folder, limit
        self._lock = threading.Lock()
        self._owner, self._git = 0, None

    _git: subprocess.Popen[bytes] | None

    def __reduce__(self) -> tuple[type[Blobs], tuple[str, int]]:
        return Blobs, (self._folder, self._limit)

    def read(self, name: str) -> bytes:
        """The content of an object. Raises OSError for one that is not there or is damaged."""
        with self._lock:
            asked, told = self._pipes()
            try:
                asked.write(name.encode("ascii") + b"\n")
                asked.flush()
                found = _next(told, self._limit)
            except BrokenPipeError:
                found = None
            if found is None:
                self._owner = 0  # git gave up on it: the next question goes to another process
        if found is None or found[1] is None:
            raise OSError(errno.EIO, "git does not have its content here")
        return found[1]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._git is None or self._owner != os.getpid():
            self._git, self._owner = _started(self._folder, subprocess.PIPE), os.getpid()
            weakref.finalize(self, _end, self._git, self._owner)
        assert self._git.stdin is not None and self._git.stdout is not None
        return self._git.stdin, self._git.stdout


def stream(folder: str, ids: Sequence[bytes], limit: int) -> Iterator[tuple[bytes, bytes | None]]:
    """Each of the objects with its content, in this order; None for one that is missing or damaged, and a longer one as in Blobs.

    A damaged object ends git's process: another one goes on behind it.
    """
    at = 0
    while at < len(ids):
        before = at
        for found in _streamed(folder, ids[at:], limit):
            yield found
            at += 1
        if at < len(ids) and at == before:
            yield ids[at], None
            at += 1


def _streamed(folder: str, ids: Sequence[bytes], limit: int) -> Iterator[tuple[bytes, bytes | None]]:
    import tempfile  # a hundredth of a second, which only a history is worth

    with tempfile.TemporaryFile() as asked:  # a pipe would have to be fed while the answer is read
        asked.write(b"\n".join(ids) + b"\n")
        asked.seek(0)
        process = _started(folder, asked, "--buffer")
    assert process.stdout is not None
    try:
        for name in ids:
            found = _next(process.stdout, limit)
            if found is None:
                return
            yield name, found[1]
    finally:
        process.stdout.close()
        process.kill()
        process.wait()


def _started(folder: str, asked: IO[bytes] | int, *options: str) -> subprocess.Popen[bytes]:
    process = git.started(folder, "cat-file", "--batch", *options, stdin=asked, buffer=_BUFFER)
    if options and process.stdout is not None:
        _widen(process.stdout.fileno())
    return process


def _widen(pipe: int) -> None:
    """Let more lie in a pipe at once, where the system can do that: so two processes interrupt each other less."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _BUFFER)
    except (ImportError, AttributeError, OSError):
        return


def _next(told: IO[bytes], limit: int) -> tuple[bytes, bytes | None] | None:
    """The next object of an answer: its id, and its content if git has it; None at the end."""
    head = told.readline().split()
    if len(head) < 3:
        return (head[0], None) if head else None  # "<id> missing"
    size = int(head[2])
    data = told.read(min(size, limit + 1))
    left = size - len(data) + 1
    while left and (skipped := told.read(min(left, _CUT))):
        left -= len(skipped)
    return None if left else (head[0], data)


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    if owner != os.getpid():  # a fork's copy: the process is its parent's
        return
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    process.wait()
