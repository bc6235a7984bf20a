"""Which files of a work tree hold what the index holds, so that they may be read from disk: that is quicker than to ask git for each."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from golint.sources import git

_CONVERTING = ("eol", "filter", "ident", "working-tree-encoding")
_PLAIN = (b"unspecified", b"unset", b"lf", b"input")


def same_on_disk(folder: str, index: str, paths: Collection[str]) -> set[str]:
    """Those of the index's paths below a folder that git has not seen changed, and does not write to disk otherwise than it keeps them."""
    if _ends_lines_otherwise(folder):
        return set()
    told = git.entries(folder, "ls-files", "-v", "-z", index=index)
    steady = {os.fsdecode(entry[2:]) for entry in told if entry.startswith(b"H ")}  # of others git was told not to look
    question = (*git.filterless(folder), "diff-files", "--relative", "--ignore-submodules", "--name-only", "-z")
    edited = set(map(os.fsdecode, git.entries(folder, *question, index=index)))
    return steady.intersection(paths) - edited - set(_converted(folder, paths))


def _ends_lines_otherwise(folder: str) -> bool:
    """Whether the settings alone let git write other line ends."""
    return (
        git.word(folder, "config", "core.autocrlf") not in ("", "false")
        or git.word(folder, "config", "core.eol") == "crlf"
        or os.linesep != "\n"
    )


def _converted(folder: str, paths: Collection[str]) -> Iterator[str]:
    """The paths whose attributes have git write something else to disk than it keeps."""
    answer = git.told(folder, b"\0".join(map(os.fsencode, paths)), "check-attr", "--stdin", "-z", *_CONVERTING)
    parts = answer.split(b"\0")
    for at in range(0, len(parts) - 2, 3):
        if parts[at + 2] not in _PLAIN:
            yield os.fsdecode(parts[at])
