"""What a run leaves for the next one: the results of files that have not changed, and neither has anything that they hang on.

Nothing in here can make a run fail, or make it say what a run without it would not: an entry that is damaged, foreign or of another golint
is as good as none. No secret is ever written down, and neither is the digest of one.
"""

from __future__ import annotations

from msgspec import Struct

from golint.places import cache_folder


class Cache(Struct, frozen=True):
    """Where results are kept, and for which runs: for fewer files, or where less than the seconds was to be gained, it costs too much."""

    path: str
    files: int = 50
    seconds: float = 0.2


def usual() -> Cache | None:
    """The user's own; None where there is no place for it."""
    path = cache_folder()
    return Cache(path) if path else None
