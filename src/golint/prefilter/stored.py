"""Keeps a compiled Hyperscan database between runs: to compile one takes a sixteenth of a second, to load one nothing."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_DIGEST = 32


def database(engine: Any, words: Sequence[bytes], folder: Path) -> Any | None:
    """The database for these words, None where none is kept that is whole and this user's own: the library trusts what it is given."""
    path = _path(engine, words, folder)
    try:
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            data = file.read()
    except OSError:
        return None
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None
    try:
        return engine.loadb(data[_DIGEST:], engine.HS_MODE_BLOCK)
    except engine.HyperscanError:
        return None


def keep(engine: Any, words: Sequence[bytes], folder: Path, made: Any) -> None:
    """Write a database down for the next run; where that cannot be done, the next run compiles its own."""
    import tempfile  # it is slow to load, and a database is seldom made

    data = engine.dumpb(made)
    path = _path(engine, words, folder)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(file.name).replace(path)
    except OSError:
        return


def _path(engine: Any, words: Sequence[bytes], folder: Path) -> Path:
    """A name for what the database depends on: the words, the library, the processor."""
    about = (engine.__version__, platform.machine(), platform.system())
    digest = hashlib.sha256("\0".join(about).encode() + b"\0".join((b"", *words)))
    return folder / f"words-{digest.hexdigest()[:32]}.hs"


def _is_own(status: os.stat_result) -> bool:
    """Whether nobody else can have written the file."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
