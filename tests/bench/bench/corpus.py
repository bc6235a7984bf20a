"""What is read: repositories that lie below a given path, and made ones."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import history, tree
from golint.catalog import Catalog

MEBI = 1_000_000
SHOP = (4 * MEBI, 300)  # bytes and commits of the made repository
PROBE = 8192  # bytes of a file that tell text from the rest


@dataclass(frozen=True, slots=True)
class Subject:
    """A tree that is read. `python` says whether a Python file in it speaks of payments, `past` whether its git history is there,
    and `bare` that it was made for that history: it may lack files."""

    name: str
    folder: Path
    files: int
    text: float  # megabytes
    python: bool
    past: bool
    bare: bool = False


def repositories(paths: Iterable[Path]) -> Iterator[Path]:
    """The repositories at the paths: a path is one itself where it is a git repository or holds files, else each folder in it is one."""
    for path in paths:
        inside = sorted(path.iterdir())
        if is_bare(path) or any(one.name == ".git" or one.is_file() for one in inside):
            yield path
        else:
            yield from (one for one in inside if one.is_dir())


def is_bare(path: Path) -> bool:
    """Whether the folder is a git repository without a work tree."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir()


def subject(path: Path, words: Iterable[str], below: Path) -> Subject:
    """What there is to read at a path. A bare repository is checked out below a folder, its objects shared: every tool takes a checkout."""
    bare = is_bare(path)
    name = path.parent.name if bare and path.name in ("repo", ".git") else path.name
    folder = _checked_out(path, below / name) if bare else path
    found = list(_walk(folder))
    lowered = [word.lower().encode() for word in words]
    texts = [one for one in found if _is_text(one)]
    speaks = any(_holds(one, lowered) for one in texts if one.suffix == ".py")
    size = sum(one.stat().st_size for one in texts) / MEBI
    return Subject(name, folder, len(found), size, speaks, past=_has_past(folder), bare=bare)


def shop(below: Path, catalog: Catalog) -> Path:
    """The made repository with a past, laid out once."""
    return _once(below / "shop", lambda folder: history.lay_out(folder, *SHOP, catalog))


def made(below: Path, megabytes: int) -> Path:
    """A made tree of so many megabytes, laid out once."""
    return _once(below / f"{megabytes}MB", lambda folder: _write(folder, megabytes * MEBI))


def _write(folder: Path, size: int) -> None:
    folder.mkdir(parents=True)
    for one in tree.files(size):
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, made under another name first, so that one that was left half made is never taken for it."""
    if not folder.exists():
        half = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(half, ignore_errors=True)
        make(half)
        half.rename(folder)
    return folder


def _checked_out(bare: Path, folder: Path) -> Path:
    def make(target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "clone", "--quiet", "--shared", "--no-checkout", str(bare), str(target)], check=True, capture_output=True)
        subprocess.run(
            ["git", "-C", str(target), "checkout", "--quiet"], check=False, capture_output=True
        )  # a partial copy may lack a file

    return _once(folder, make)


def _has_past(folder: Path) -> bool:
    if not (folder / ".git").exists():
        return False
    told = subprocess.run(["git", "-C", str(folder), "rev-list", "--count", "--all"], check=False, capture_output=True, text=True)
    return told.returncode == 0 and int(told.stdout) > 1


def _walk(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        yield from (path for name in names if (path := Path(at, name)).is_file() and not path.is_symlink())


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\0" not in file.read(PROBE)


def _holds(path: Path, words: Iterable[bytes]) -> bool:
    data = path.read_bytes().lower()
    return any(word in data for word in words)
