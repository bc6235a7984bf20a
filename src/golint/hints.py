"""What a message about a user's file says beside the fault: the line on which it stands, and the word that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Trail = tuple[tuple[str, int], ...]
"""The way to a table: headers with their ordinal, each counted after the one before, as (("webhook", 1), ("webhook.helper", 0))."""


def nearest(word: str, words: Iterable[str]) -> str:
    """The remedy for a word that is not known: the nearest known one, else all of them."""
    from difflib import get_close_matches

    known = sorted(words)
    close = [each for each in known if len(word) > 2 and each.startswith(word)] or get_close_matches(word, known, 1)
    return f'did you mean "{close[0]}"?' if close else f"valid are {', '.join(known)}"


def line_of(lines: Sequence[str], trail: Trail, key: str) -> int:
    """The line, from 1, of a key in the TOML table that the trail leads to; of the table's header where the key does not stand there."""
    at = 0
    for header, ordinal in trail:
        headers = _matching(lines, rf"\s*\[+\s*{_spelt(header)}\s*\]", at)
        at = headers[min(ordinal, len(headers) - 1)] if headers else at
    end = next(iter(_matching(lines, r"\s*\[", at + 1)), len(lines)) if trail else len(lines)
    found = _matching(lines[:end], rf"\s*{_quoted(key)}\s*=", at) if key else []
    return (found[0] if found else at) + 1


def _spelt(header: str) -> str:
    """A pattern for every way to write a header: its parts may stand in quotes, with blanks around the dots."""
    return r"\s*\.\s*".join(map(_quoted, header.split(".")))


def _quoted(word: str) -> str:
    return rf"""["']?{re.escape(word)}["']?"""


def _matching(lines: Sequence[str], pattern: str, start: int) -> list[int]:
    return [number for number, line in enumerate(lines) if number >= start and re.match(pattern, line)]
