"""The words that a name is made of: `webhookSecret`, `webhook_secret` and `WEBHOOK-SECRET` hold the same two."""

from __future__ import annotations

import sys
from functools import lru_cache

from golint.lazily import compiled

_WORD = compiled(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(maxsize=20_000)
def words_of(name: str) -> frozenset[str]:
    """The lower-case words of an identifier, a path or a short text; a plural counts as its singular too."""
    found = {match.lower() for match in _WORD.findall(name)}
    return frozenset(map(sys.intern, found | {word[:-1] for word in found if word.endswith("s") and len(word) > 3}))


def mentions(name: str, words: frozenset[str]) -> bool:
    """Whether a name holds one of the words."""
    return not words.isdisjoint(words_of(name))
