"""Patterns made of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def alternation(words: Iterable[bytes]) -> bytes:
    """A pattern that matches any of the words. Words with one beginning share it, which makes a long list fast; no words match nothing."""
    given = sorted({word for word in words if word})
    return _branches(given) if given else rb"(?!)"


def _branches(words: Sequence[bytes]) -> bytes:
    if b"" in words:  # a shorter word has matched: the longer ones add nothing
        return b""
    heads: dict[bytes, list[bytes]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    arms = [re.escape(head) + _branches(tails) for head, tails in heads.items()]
    return arms[0] if len(arms) == 1 else b"(?:" + b"|".join(arms) + b")"
