"""What HEAD of a bare repository holds, laid out as a work tree for as long as it is looked at.

Nothing is checked out, so that no hook, filter or attribute of the repository has a say and files that `git archive` would leave out are
there. Symbolic links and submodules are left out. Git is asked further questions in the folder, which has nothing of the configuration.
"""

# ruff: noqa: PTH103, PTH113, PTH120, PTH123  # paths stay strings: a tree has thousands of them
from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO

from msgspec import Struct, field

from golint.fleet.mirrors import Entry, MirrorError, branches, commit_of, entries, objects, remote, run
from golint.lazily import compiled
from golint.model import Notice
from golint.sources import printable
from golint.sources.shapes import Vendored, is_binary

_BATCH = 200  # object ids asked for at once: they fit into a pipe, so that neither side waits for the other
_CHUNK = 1 << 20
_MOST = 100_000_000  # bytes of a file; a larger one is no source
_CREDENTIAL = compiled(r"//[^/@]*@")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Layout(Struct):
    """A work tree with the files of a commit. `notices` tell what is in the commit and not in the folder; `missing` counts those whose
    content the repository does not have."""

    folder: str
    notices: list[Notice] = field(default_factory=list)
    missing: int = 0

    def leave_out(self, path: str, problem: str) -> None:
        """Tell that a file is not there, and why."""
        self.notices.append(Notice(printable(path), problem))


@contextmanager
def laid_out(mirror: str, only: Collection[str] = ()) -> Iterator[Layout]:
    """The files of HEAD, or `only` these, in a folder that is gone afterwards. Raises MirrorError."""
    commit = commit_of(mirror)
    with tempfile.TemporaryDirectory(prefix="golint-") as temporary:
        name = PurePath(mirror).name.removesuffix(".git") or "repository"  # a repository without a remote is called like its folder
        layout = Layout(f"{os.path.realpath(temporary)}/{name}")
        os.makedirs(layout.folder)
        _write_files(layout, mirror, [(oid, path) for oid, path in entries(mirror, commit) if not only or path in only])
        _make_repository(layout, mirror, commit)
        yield layout


def _write_files(layout: Layout, mirror: str, held: Sequence[Entry]) -> None:
    """Write the files. For one that is never read, as its name tells, an empty one stands."""
    if not all(_is_safe(path) for _, path in held):
        raise MirrorError("a file in it has a name that leads out of its folder, or into git's own: do not trust it")
    vendored = Vendored([path for _, path in held])
    wanted = []
    for oid, path in held:
        if is_binary(path) or vendored.tree_of(path):
            _placed(layout, path, io.BytesIO(), 0)
        else:
            wanted.append((oid, path))
    with objects(mirror) as (asked, answers):
        for start in range(0, len(wanted), _BATCH):
            portion = wanted[start : start + _BATCH]
            asked.write(b"".join(oid + b"\n" for oid, _ in portion))
            asked.flush()
            for _, path in portion:
                _take(layout, path, answers)


def _take(layout: Layout, path: str, answers: IO[bytes]) -> None:
    """Write the file that git answers with next."""
    header = answers.readline().split()
    if not header:
        raise MirrorError("git broke off while it gave the files: see what git fsck says of it")
    if len(header) != 3:
        layout.missing += 1
        layout.leave_out(path, "was not checked: the mirror lacks its content; fetch the mirror in full")
        return
    size = int(header[2])
    if size > _MOST:
        layout.leave_out(path, f"is larger than {_MOST:,} bytes and was not read")
    if size > _MOST or not _placed(layout, path, answers, size):
        _copy(answers, size, None)
    answers.read(1)  # the line break after the content


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
    if run(None, "init", "--quiet", "--template=", f"--object-format={kind}", layout.folder).returncode:
        raise MirrorError("git cannot make a work tree for it: see to the folder for temporary files")
    os.makedirs(f"{own}/objects/info", exist_ok=True)
    _write(f"{own}/objects/info/alternates", os.fsencode(f"{mirror}/objects\n"))
    _write(f"{own}/packed-refs", branches(mirror))
    _write(f"{own}/HEAD", f"{commit}\n".encode())
    if os.path.isfile(f"{mirror}/shallow"):
        shutil.copyfile(f"{mirror}/shallow", f"{own}/shallow")
    if url := remote(mirror):
        run(None, "-C", layout.folder, "config", "remote.origin.url", _CREDENTIAL.sub("//", url))
    _track(layout, commit)


def _track(layout: Layout, commit: str) -> None:
    """Tell git that it holds the files, and that they are as they were committed: whether they are decides some findings."""
    here = ("-C", layout.folder)
    if run(None, *here, "read-tree", commit).returncode:
        raise MirrorError("git does not take the names of its files: see what git fsck says of it")
    run(run(None, *here, "ls-files", "-z").stdout, *here, "update-index", "-z", "--assume-unchanged", "--stdin")


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)
