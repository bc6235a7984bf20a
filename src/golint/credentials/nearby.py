"""Which provider the text around a place speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from golint.model import Span

_SHORT = 5
_AFTER = 200  # what stands on a later line is about the next thing sooner than about this one, so it is taken to stand so much farther away


@lru_cache(maxsize=1024)
def _word(text: str) -> re.Pattern[bytes]:
    """A word as bytes of lower-cased text; a short one may not be the tail of another word (amigo is not Migo)."""
    edge = r"(?<![a-z0-9])" if len(text) <= _SHORT else ""
    return re.compile(edge.encode() + re.escape(text.lower().encode()))


def distance(lower: bytes, span: Span, words: Iterable[str]) -> int | None:
    """How many bytes lie between `span` and the nearest of `words` in the lower-cased text; None where none occurs outside the span."""
    gaps = (_gap(span, match.start(), match.end()) for word in words for match in _word(word).finditer(lower))
    return min((gap for gap in gaps if gap is not None), default=None)


def nearness(lower: bytes, span: Span, words: Iterable[str]) -> tuple[bool, int] | None:
    """How near to `span` the nearest of `words` stands, to be compared: what its own line says comes first. None where none occurs."""
    start, end = lower.rfind(b"\n", 0, span.start) + 1, lower.find(b"\n", span.end)
    own = Span(start, end if end >= 0 else len(lower))
    found = (match.span() for word in words for match in _word(word).finditer(lower))
    return min((_rank(span, own, Span(*place)) for place in found if not span.overlaps(Span(*place))), default=None)


def _rank(span: Span, own: Span, place: Span) -> tuple[bool, int]:
    gap = place.start - span.end if place.start >= span.end else span.start - place.end
    return place not in own, gap + (_AFTER if place.start >= own.end else 0)


def mentioned(text: str, words: Iterable[str]) -> bool:
    """Whether `text`, such as a name or a path, holds one of `words`."""
    lower = text.lower().encode()
    return any(_word(word).search(lower) for word in words)


def stands_near(lower: bytes, span: Span, words: Iterable[str], reach: int) -> bool:
    """Whether one of `words` stands within `reach` bytes of `span`."""
    window = lower[max(0, span.start - reach) : span.end + reach]
    return any(_word(word).search(window) for word in words)


def windows(lower: bytes, words: Iterable[str], reach: int) -> tuple[Span, ...]:
    """The stretches of text within `reach` bytes of one of `words`, merged where they touch."""
    raw = sorted((max(0, m.start() - reach), m.end() + reach) for word in words for m in _word(word).finditer(lower))
    merged: list[tuple[int, int]] = []
    for start, end in raw:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, min(end, len(lower))) for start, end in merged)


def _gap(span: Span, start: int, end: int) -> int | None:
    if start < span.end and span.start < end:
        return None
    return start - span.end if start >= span.end else span.start - end
