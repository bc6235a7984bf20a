"""Bare repositories, asked for what they hold: for objects and names alone, so nothing of their own is run, and nothing fetched."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from golint.lazily import compiled
from golint.sources import git

_GIT = (*git.GIT, "-c", "protocol.allow=never", "-c", "core.hooksPath=/dev/null")  # the first of them for partial clones
_ENTRY = compiled(rb"(\d{6}) (\w+) ([0-9a-f]{40,64})\t(.+)", re.DOTALL)

Entry = tuple[bytes, str]
"""The object id and the path of a file."""


class MirrorError(ValueError):
    """A bare repository that cannot be looked at: why, and what to do."""


def commit_of(mirror: str) -> str:
    """The commit that HEAD names. Raises MirrorError."""
    done = ask(mirror, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    commit = done.stdout.decode("ascii", "replace").strip()
    if done.returncode or not commit:
        raise MirrorError("its HEAD names no commit: see whether the mirror was made in full")
    return commit


def branches(repository: str) -> bytes:
    """The branches and tags of a repository, bare or not, and what they name; empty where there are none."""
    return run(None, "-C", repository, "for-each-ref", "--format=%(objectname) %(refname)").stdout


def remote(mirror: str) -> str:
    """Where a repository was fetched from, "" where it does not say."""
    return ask(mirror, "config", "--get", "remote.origin.url").stdout.decode("utf-8", "replace").strip()


def weight(mirror: str, commit: str) -> int:
    """How many bytes the files of a commit have; less where the repository lacks some."""
    done = ask(mirror, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    sizes = (entry.partition(b"\t")[0].split()[-1] for entry in done.stdout.split(b"\0")[:-1])
    return sum(int(size) for size in sizes if size.isdigit())


def entries(mirror: str, commit: str) -> Iterator[Entry]:
    """Object id and path of each file of a commit, symbolic links and submodules left out."""
    done = ask(mirror, "ls-tree", "-r", "-z", "--full-tree", commit)
    if done.returncode:
        raise MirrorError("git cannot list its files: see what git fsck says of it")
    for entry in done.stdout.split(b"\0")[:-1]:
        parts = _ENTRY.fullmatch(entry)
        if parts and parts[1].startswith(b"100") and parts[2] == b"blob":
            yield parts[3], os.fsdecode(parts[4])


@contextmanager
def objects(mirror: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Takes object ids and gives their headers and contents."""
    pipe = subprocess.PIPE
    command = [*_GIT, f"--git-dir={mirror}", "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=git.environment()) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield process.stdin, process.stdout
        finally:
            process.kill()  # all answers are in, or nobody waits for them any more


def ask(mirror: str, *question: str) -> subprocess.CompletedProcess[bytes]:
    """What git says of a bare repository."""
    return run(None, f"--git-dir={mirror}", *question)


def run(given: bytes | None, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git says, `given` to its standard input. Raises MirrorError where there is no git."""
    try:
        return subprocess.run([*_GIT, *arguments], input=given, capture_output=True, env=git.environment(), check=False)
    except OSError as error:
        raise MirrorError(f"git cannot be run ({error.strerror}): install it, or see to PATH") from None
