"""Bare repositories: what HEAD holds, laid out as a work tree for as long as it is looked at.

Git is asked for objects alone: nothing is checked out, so that no hook, filter or attribute of the repository has a say and files that
`git archive` would leave out are there. Symbolic links and submodules are left out, and nothing is fetched.
"""

# ruff: noqa: PTH103, PTH113, PTH120, PTH123  # paths stay strings: a tree has thousands of them
from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from golint.model import Notice
from golint.sources import git, printable
from golint.sources.shapes import Vendored, is_binary

_GIT = (*git.GIT, "-c", "protocol.allow=never", "-c", "core.hooksPath=/dev/null")  # nothing is fetched for a partial clone
_FILES = (b"100644", b"100755")
_BATCH = 200  # object ids asked for at once: they fit into a pipe, so that neither side waits for the other
_CHUNK = 1 << 20
_MOST = 100_000_000  # bytes of a file; a larger one is no source
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_ENTRY = re.compile(rb"(\d{6}) (\w+) ([0-9a-f]{40,64})\t(.+)", re.DOTALL)


Entry = tuple[bytes, str]
"""The object id and the path of a file."""


class MirrorError(ValueError):
    """A bare repository that cannot be looked at: why, and what to do."""


@dataclass(slots=True)
class Layout:
    """A work tree with the files of a commit. `notices` tell what is in the commit and not in the folder; `missing` counts those whose
    content the repository does not have."""

    folder: str
    notices: list[Notice] = field(default_factory=list)
    missing: int = 0

    def leave_out(self, path: str, problem: str) -> None:
        """Tell that a file is not there, and why."""
        self.notices.append(Notice(printable(path), problem))


def commit_of(mirror: str) -> str:
    """The commit that HEAD names. Raises MirrorError."""
    done = _ask(mirror, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    commit = done.stdout.decode("ascii", "replace").strip()
    if done.returncode or not commit:
        raise MirrorError("its HEAD names no commit: see whether the mirror was made in full")
    return commit


def weight(mirror: str, commit: str) -> int:
    """How many bytes the files of a commit have; less where the repository lacks some."""
    done = _ask(mirror, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    sizes = (entry.partition(b"\t")[0].split()[-1] for entry in done.stdout.split(b"\0")[:-1])
    return sum(int(size) for size in sizes if size.isdigit())


@contextmanager
def laid_out(mirror: str, only: Collection[str] = ()) -> Iterator[Layout]:
    """The files of HEAD, or `only` these, in a folder that is gone afterwards. Raises MirrorError."""
    commit = commit_of(mirror)
    with tempfile.TemporaryDirectory(prefix="golint-") as folder:
        layout = Layout(os.path.realpath(folder))
        held = [(oid, path) for oid, path in _entries(mirror, commit) if not only or path in only]
        files = list(_written(mirror, held, layout))
        _make_repository(layout, mirror, commit)
        _track(layout, files)
        yield layout


def _entries(mirror: str, commit: str) -> Iterator[Entry]:
    """Object id and path of each file of a commit, symbolic links and submodules left out."""
    done = _ask(mirror, "ls-tree", "-r", "-z", "--full-tree", commit)
    if done.returncode:
        raise MirrorError("git cannot list its files: see what git fsck says of it")
    for entry in done.stdout.split(b"\0")[:-1]:
        parts = _ENTRY.fullmatch(entry)
        if parts and parts[1] in _FILES and parts[2] == b"blob":
            yield parts[3], os.fsdecode(parts[4])


def _written(mirror: str, held: Sequence[Entry], layout: Layout) -> Iterator[Entry]:
    """Writes the files, and yields those that are there now. Of what is never read, a file without content stands for it."""
    vendored = Vendored([path for _, path in held])
    wanted = []
    for oid, path in held:
        if not _is_safe(path):
            layout.leave_out(path, "was left out: a work tree can have no file of this name")
        elif not is_binary(path) and not vendored.tree_of(path):
            wanted.append((oid, path))
        elif _placed(layout, path, io.BytesIO(), 0):
            yield oid, path
    with _objects(mirror) as (asked, answers):
        for start in range(0, len(wanted), _BATCH):
            portion = wanted[start : start + _BATCH]
            asked.write(b"".join(oid + b"\n" for oid, _ in portion))
            asked.flush()
            yield from [(oid, path) for oid, path in portion if _taken(layout, path, answers)]


@contextmanager
def _objects(mirror: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Takes object ids and gives their headers and contents."""
    pipe = subprocess.PIPE
    command = [*_GIT, f"--git-dir={mirror}", "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=git.environment()) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield process.stdin, process.stdout
        finally:
            process.kill()  # all answers are in, or nobody waits for them any more


def _taken(layout: Layout, path: str, answers: IO[bytes]) -> bool:
    """Write the file that git answers with next; whether that was done."""
    header = answers.readline().split()
    if not header:
        raise MirrorError("git broke off while it gave the files: see what git fsck says of it")
    if len(header) != 3:
        layout.missing += 1
        layout.leave_out(path, "was not checked: the mirror lacks its content; fetch the mirror in full")
        return False
    size = int(header[2])
    if size > _MOST:
        layout.leave_out(path, f"is larger than {_MOST:,} bytes and was not read")
    done = size <= _MOST and _placed(layout, path, answers, size)
    if not done:
        _copy(answers, size, None)
    answers.read(1)  # the line break after the content
    return done


def _placed(layout: Layout, path: str, content: IO[bytes], size: int) -> bool:
    """Write a new file; false where there can be none, as where only letter case tells two names apart."""
    try:
        descriptor = _opened(f"{layout.folder}/{path}")
    except (FileExistsError, NotADirectoryError) as error:
        layout.leave_out(path, f"was left out: another file stands in its place ({error.strerror})")
        return False
    with open(descriptor, "wb") as file:
        _copy(content, size, file)
    return True


def _opened(path: str) -> int:
    """A new file, and the folders that it needs."""
    try:
        return os.open(path, _NEW, 0o600)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return os.open(path, _NEW, 0o600)


def _copy(source: IO[bytes], size: int, target: IO[bytes] | None) -> None:
    """Hand on so many bytes, or drop them."""
    while size:
        piece = source.read(min(size, _CHUNK))
        if not piece:
            raise MirrorError("git broke off while it gave the files: see what git fsck says of it")
        size -= len(piece)
        if target is not None:
            target.write(piece)


def _is_safe(path: str) -> bool:
    """Whether a path stays below its folder, outside of `.git`."""
    return not any(part in ("", ".", "..") or part.lower() == ".git" for part in path.split("/"))


def _make_repository(layout: Layout, mirror: str, commit: str) -> None:
    """Make the folder a repository of its own, with the commits and the branches of the mirror and nothing of its configuration."""
    own = f"{layout.folder}/.git"
    if os.path.lexists(own):  # under another spelling of its name
        raise MirrorError("a file in it would stand for a repository: do not trust it")
    kind = "sha256" if len(commit) == 64 else "sha1"
    if _run(None, "init", "--quiet", "--template=", f"--object-format={kind}", layout.folder).returncode:
        raise MirrorError("git cannot make a work tree for it: see to the folder for temporary files")
    os.makedirs(f"{own}/objects/info", exist_ok=True)
    _write(f"{own}/objects/info/alternates", os.fsencode(f"{mirror}/objects\n"))
    _write(f"{own}/packed-refs", _ask(mirror, "for-each-ref", "--format=%(objectname) %(refname)").stdout)
    _write(f"{own}/HEAD", f"{commit}\n".encode())
    if os.path.isfile(f"{mirror}/shallow"):
        shutil.copyfile(f"{mirror}/shallow", f"{own}/shallow")


def _track(layout: Layout, files: Sequence[Entry]) -> None:
    """Tell git of the files, as the mirror does: whether a file is committed decides some findings."""
    listed = b"".join(b"100644 %s\t%s\0" % (oid, os.fsencode(path)) for oid, path in files)
    if _run(listed, "-C", layout.folder, "update-index", "-z", "--index-info").returncode:
        raise MirrorError("git cannot list its files anew: see what git fsck says of it")


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def _ask(mirror: str, *question: str) -> subprocess.CompletedProcess[bytes]:
    return _run(None, f"--git-dir={mirror}", *question)


def _run(given: bytes | None, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run([*_GIT, *arguments], input=given, capture_output=True, env=git.environment(), check=False)
    except OSError as error:
        raise MirrorError(f"git cannot be run ({error.strerror}): install it, or see to PATH") from None
