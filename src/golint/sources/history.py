"""All that was ever committed to a repository: each content once, and the commits that brought it."""

# ruff: noqa: PTH112, PTH113  # paths stay strings: a history has many thousands of them
from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from golint.model import Commit
from golint.settings import Settings
from golint.sources import git
from golint.sources.paths import Ground, absolute, ground
from golint.sources.snapshot import committed, indexed

LOST = ".git/lost-found/other/"
"""Where `git fsck --lost-found` writes what no commit holds."""

QUICK = 64_000_000
"""Bytes on disk up to which a history is searched in a few seconds."""

_LISTING = ("cat-file", "--batch-check=%(objecttype) %(objectsize) %(objectname)", "--batch-all-objects", "--unordered", "--buffer")
_DIFFS = (
    "diff-tree", "--stdin", "--root", "-r", "-c", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--pretty=format:%H %as",
)  # fmt: skip
_CHUNK = 1 << 20
_FEW = 500  # contents that fit on a command line


class Blob(Struct, frozen=True):
    """A content that git keeps."""

    id: bytes
    size: int


class Arrival(Struct, frozen=True):
    """A commit that brought a content, under which path, in the order of history. Of two commits the earlier one has the lower `order`."""

    order: int
    commit: Commit
    path: str
    only_in_reflog: bool = False


class Archive(Struct, frozen=True):
    """A repository as a store of what was ever committed. `root` is where paths begin, `folder` where git is asked; `below` leads from the
    top of the repository to the root."""

    root: str
    folder: str
    bare: bool
    below: str
    here: Ground

    def shown(self, path: str) -> str | None:
        """A path from the top of the repository as one from the root; None where it lies elsewhere than what was named."""
        if not path.startswith(self.below):
            return None
        told = self.here.prefix + path.removeprefix(self.below)
        return told if self.here.is_named(told) else None

    @property
    def is_whole(self) -> bool:
        """Whether the whole repository was named."""
        return not self.below and self.here.is_named(self.here.prefix.rstrip("/"))

    def lacks(self) -> str:
        """What is not there to be searched, "" where everything is."""
        if git.word(self.folder, "rev-parse", "--is-shallow-repository") == "true":
            return "this clone is shallow, so older commits are not in it (git fetch --unshallow; actions/checkout: fetch-depth: 0)"
        if _is_partial(self.folder):
            missing = git.ask(self.folder, "rev-list", "--objects", "--all", "--quiet", "--missing=print") or b""
            lines = missing.count(b"\n")
            some = f"{lines:,} of its objects are" if lines else "some of its objects may be"
            return f"this is a partial clone, and {some} not in it (git clone without --filter)"
        return ""

    def tree(self) -> dict[str, list[str]]:
        """The paths, from the root, at which the index or the newest commit of a bare repository has a content, by its id."""
        ids = self._committed() if self.bare else indexed(self.folder)[0]
        found: dict[str, list[str]] = {}
        for path, blob in ids.items():
            found.setdefault(blob, []).append(self.here.prefix + path)
        return found

    def edited(self) -> list[str]:
        """The paths, from the root, of the files that are otherwise in the work tree than in the index, or in the work tree alone."""
        if self.bare:
            return []
        told = git.entries(self.folder, "ls-files", "--modified", "--others", "--exclude-standard", "-z")
        return [self.here.prefix + os.fsdecode(path) for path in dict.fromkeys(told) if not path.endswith(b"/")]

    def _committed(self) -> dict[str, str]:
        return committed(self.folder, "HEAD") if git.word(self.folder, "rev-parse", "--verify", "--quiet", "HEAD") else {}


def _is_partial(folder: str) -> bool:
    return bool(git.word(folder, "config", "--get-regexp", r"^remote\..*\.(promisor|partialclonefilter)$"))


def archive(settings: Settings) -> Archive:
    """The repository, which may be bare, of what was named. Raises GitError where there is none."""
    if len(settings.paths) == 1 and is_bare(folder := absolute(settings.paths[0], settings.cwd)):
        return Archive(folder, folder, True, "", Ground(folder, folder, "", ("",)))
    here = ground(settings, "--history")
    prefix = os.fsdecode(git.ask(here.folder, "rev-parse", "--show-prefix") or b"").rstrip("\n")
    return Archive(here.root, here.folder, False, prefix, here)


def is_bare(folder: str) -> bool:
    """Whether a folder is itself a repository without a work tree."""
    looks = os.path.isfile(f"{folder}/HEAD") and os.path.isdir(f"{folder}/objects")
    return looks and git.word(folder, "rev-parse", "--is-bare-repository") == "true"


def size(folder: str) -> int:
    """About how many bytes git keeps of a repository, as they lie on disk."""
    told = dict(line.split(": ", 1) for line in git.word(folder, "count-objects", "-v").splitlines() if ": " in line)
    return 1024 * (int(told.get("size", 0)) + int(told.get("size-pack", 0)))


def blobs(folder: str) -> tuple[list[Blob], int]:
    """Every content that git keeps, in the order in which it lies in the packs: so reading one after the other costs the least. And the
    number of objects of which git cannot even tell what they are."""
    found, damaged = [], 0
    for line in git.lines(folder, *_LISTING):
        if line.startswith(b"blob "):
            _, length, name = line.split(b" ")
            found.append(Blob(name, int(length)))
        elif line.endswith(b" missing"):
            damaged += 1
    return found, damaged


def arrivals(folder: str, wanted: Collection[bytes]) -> Iterator[tuple[bytes, Arrival]]:
    """The commits that brought the wanted contents, in the order of history: those of any branch, tag or stash, then those that the reflog
    alone still names."""
    order = 0
    few = len(wanted) <= _FEW and not _is_partial(folder)  # where git would look at the contents that a partial clone lacks
    named = [f"--find-object={name.decode('ascii')}" for name in wanted] if few else []
    for options, lost in ((("--all",), False), (("--reflog", "--not", "--all"), True)):
        for blob, commit, path in _brought(folder, options, wanted, named):
            order += 1
            yield blob, Arrival(order, commit, path, lost)


def _brought(folder: str, options: Sequence[str], wanted: Collection[bytes], named: Sequence[str]) -> Iterator[tuple[bytes, Commit, str]]:
    commit = Commit()
    told = _told(folder, options, named)
    for token in told:
        head, _, raw = (b"", b"", token) if token.startswith(b":") else token.partition(b"\n")
        if head:
            name, _, day = head.decode("ascii", "replace").partition(" ")
            commit = Commit(name, day)
        if raw:
            path = next(told, b"")
            blob = _new(raw)
            if blob in wanted:
                yield blob, commit, os.fsdecode(path)


def _new(raw: bytes) -> bytes:
    """The new content in a line of a raw diff, whichever the number of parents."""
    parents = len(raw) - len(raw.lstrip(b":"))
    fields = raw[parents:].split(b" ")
    return fields[2 * parents + 1] if len(fields) > 2 * parents + 1 else b""


def _told(folder: str, options: Sequence[str], named: Sequence[str]) -> Iterator[bytes]:
    """The parts of what git tells of each commit and its changes, the oldest first; with `named`, of those changes alone."""
    walk = ("rev-list", "--reverse", "--date-order", *options)
    with git.started(folder, *walk) as commits, git.started(folder, *_DIFFS, *named, stdin=commits.stdout) as changes:
        assert commits.stdout is not None and changes.stdout is not None
        commits.stdout.close()
        left = b""
        while chunk := changes.stdout.read(_CHUNK):
            *parts, left = (left + chunk).split(b"\0")
            yield from filter(None, parts)
        if left:
            yield left
