"""The output folder of a fleet: whose it is, and the files of each repository in it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from golint.fleet.errors import FleetError
from golint.fleet.ledger import NAME

RESULTS = "repositories"
SUFFIXES = ("sarif", "html", "json")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder, made where there is none, for this process alone. Raises FleetError."""
    try:
        _see_whose(folder)
        (folder / RESULTS).mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise FleetError(str(folder), f"cannot be written to ({error.strerror})", "name another folder with --output") from None
    try:
        _lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    """Hold the folder for as long as the descriptor is open, however this process ends."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FleetError(str(folder), "is being written by another golint fleet", "wait for it, or name another with --output") from None


def write(folder: Path, name: str, texts: Mapping[str, bytes]) -> None:
    """Write the files of a repository, by suffix; each of them is there as a whole or not at all."""
    for suffix, text in texts.items():
        replace(folder / RESULTS / f"{name}.{suffix}", text)


def replace(path: Path, text: bytes) -> None:
    """Write a file as a whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(text)
    new.replace(path)


def remove(folder: Path, name: str) -> None:
    """Remove the files of a repository, where there are any."""
    for path in _files(folder, name):
        path.unlink(missing_ok=True)


def holds(folder: Path, name: str) -> bool:
    """Whether all files of a repository are there."""
    return all(path.is_file() for path in _files(folder, name))


def _files(folder: Path, name: str) -> list[Path]:
    return [folder / RESULTS / f"{name}.{suffix}" for suffix in SUFFIXES]


def _see_whose(folder: Path) -> None:
    """Raises FleetError for a folder that is neither new, nor empty, nor that of an earlier run."""
    if folder.exists() and any(folder.iterdir()) and not (folder / NAME).is_file():
        raise FleetError(str(folder), "holds other files than those of a fleet", "name a new folder with --output")
