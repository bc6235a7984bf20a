"""What a result rests on: as long as a repository's state is the same, its audit would be too.

No content is digested: of a file that holds nothing but a key, that would be an unkeyed digest of the key. What git has committed is told
by the commit, and what lies in a folder by sizes and times.
"""

from __future__ import annotations

import hashlib
import os

from msgspec import Struct

from golint.fleet.mirrors import branches, commit_of, weight
from golint.fleet.places import Kind, Place
from golint.places import CONFIGURATIONS
from golint.settings import Settings
from golint.settings.statements import NAME
from golint.sources import discover, repository


class State(Struct, frozen=True):
    """A repository as it is: a digest that changes whenever its audit might, and about how many bytes it has."""

    digest: str
    size: int


def state(place: Place) -> State:
    """The state of a repository. Raises MirrorError for a bare one without a commit."""
    if place.kind is Kind.BARE:
        commit = commit_of(place.path)
        return State(f"commit {commit} {_digest(branches(place.path))}", weight(place.path, commit))
    return _of_folder(place.path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _of_folder(path: str) -> State:
    """The commits, and for each file that an audit may read whether git holds it, its size and its times."""
    tree = discover(Settings(cwd=path, base=path))
    digest, total = hashlib.sha256(repository.head(path).commit.encode() + branches(path)), 0
    for name in (*tree.files, *CONFIGURATIONS, NAME):
        try:
            found = os.lstat(f"{path}/{name}")
        except OSError:
            continue
        told = (name.encode("utf-8", "surrogateescape"), tree.tracked(name), found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        digest.update(f"{told}\n".encode())
        total += found.st_size
    return State(f"files {digest.hexdigest()}", total)
