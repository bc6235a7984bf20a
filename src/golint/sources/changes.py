"""What has changed in a work tree since a branch left another: which lines, and what the files were before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from golint.lazily import compiled
from golint.settings import Settings
from golint.sources import git
from golint.sources.paths import ground
from golint.sources.reading import printable
from golint.sources.snapshot import Snapshot, committed
from golint.sources.tree import Tree

_HUNK = compiled(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_DIFF = (
    "diff-index", "--relative", "--find-renames", "--unified=0", "--patch", "--text", "--full-index", "--no-color", "--no-ext-diff",
    "--no-textconv", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class Changes(Struct, frozen=True):
    """The changes since `commit`, in paths of the tree that was asked about.

    `lines` are ranges of lines of the files as they are now, first and last; where lines are gone, those that stood around them. A file in
    `new` was not there. `before` holds the files as they were, under the names that they have now.
    """

    commit: str
    lines: Mapping[str, tuple[tuple[int, int], ...]]
    new: frozenset[str]
    before: Snapshot

    def touch(self, path: str, first: int, last: int) -> bool:
        """Whether any of these lines has changed."""
        return path in self.new or any(start <= last and first <= end for start, end in self.lines.get(path, ()))


def since(settings: Settings, tree: Tree) -> Changes:
    """What has changed in the work tree since it left `settings.since`; their merge base is what counts. Raises GitError."""
    here = ground(settings, "--since")
    base = _merge_base(here.folder, settings.since)
    lines: dict[str, list[tuple[int, int]]] = {}
    names: dict[str, str] = {}
    for earlier, name, ranges in _patches(_diff(here.folder, base)):
        lines.setdefault(printable(here.prefix + name), []).extend(ranges)
        names[name] = earlier
    old = committed(here.folder, base)
    renamed = {here.prefix + name: old[earlier] for name, earlier in names.items() if earlier in old}
    moved = set(names.values())
    kept = {here.prefix + path: blob for path, blob in old.items() if path not in moved}
    return Changes(
        base,
        {path: tuple(ranges) for path, ranges in lines.items()},
        frozenset(printable(path) for path in tree.files if path.startswith(here.prefix) and tree.tracked(path) is False),
        Snapshot(here.folder, kept | renamed, tree.limit),
    )


def _merge_base(folder: str, ref: str) -> str:
    commit = git.word(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    short = git.word(folder, "rev-parse", "--is-shallow-repository") == "true"
    deeper = "this clone is shallow: fetch the whole history (actions/checkout: fetch-depth: 0; elsewhere git fetch --unshallow)"
    if not commit:
        raise git.GitError(f"--since: there is no commit {ref!r} here; {deeper if short else 'see to the spelling, or git fetch it'}")
    base = git.word(folder, "merge-base", "--", "HEAD", commit)
    if not base:
        raise git.GitError(f"--since: HEAD and {ref!r} have no commit in common here; {deeper if short else 'name another commit'}")
    return base


def _diff(folder: str, base: str) -> Iterator[bytes]:
    """The lines of git's patch from a commit to the work tree."""
    yield from git.lines(folder, "-c", "core.quotePath=false", *git.filterless(folder), *_DIFF, base, "--")


def _patches(lines: Iterator[bytes]) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Of each file that is still there its name before and now, and the lines that have changed."""
    old = new = ""
    ranges: list[tuple[int, int]] = []
    for line in lines:
        if line.startswith(b"diff --git "):
            if new:
                yield old, new, ranges
            old, new, ranges = "", "", []
        elif line.startswith(b"rename from "):
            old = _named(line[12:])
        elif line.startswith(b"rename to "):
            new = _named(line[10:])
        elif line.startswith(b"--- "):
            old = _named(line[4:]).removeprefix("a/")
        elif line.startswith(b"+++ "):
            new = _named(line[4:]).removeprefix("b/")
        elif found := _HUNK.match(line):
            gone, at, come = int(found[1] or 1), int(found[2]), int(found[3] or 1)
            ranges.append((at, at + come - 1) if come else (at, at + 1))
            _pass_over(lines, gone + come)
    if new:
        yield old, new, ranges


def _pass_over(lines: Iterator[bytes], count: int) -> None:
    """The lines of a hunk, which may look like anything."""
    while count:
        count -= not next(lines, b"").startswith(b"\\")


def _named(written: bytes) -> str:
    """A path as a patch writes it; "" for /dev/null."""
    name = written.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = re.sub(rb"\\([0-7]{3}|.)", _unescaped, name[1:-1])
    return "" if name == b"/dev/null" else os.fsdecode(name)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 8)]) if match[1].isdigit() else _ESCAPES.get(match[1], match[1])
