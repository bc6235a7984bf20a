"""Which provider the text around a place speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from golint.model import Span

_SHORT = 5
_AFTER = 200  # what stands on a later line is about the next thing sooner than about this one, so it is taken to stand so much farther away


_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")


def _places(word: str, lower: bytes) -> Iterator[tuple[int, int]]:
    """Where a word stands in lower-cased text; a short one may not be the tail of another word (amigo is not Migo)."""
    wanted = word.lower().encode()
    at = lower.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if len(word) <= _SHORT and at and lower[at - 1] in _LETTERS:
            end = at + 1
        else:
            yield at, end
        at = lower.find(wanted, end)


def _stands(word: str, lower: bytes) -> bool:
    return any(True for _ in _places(word, lower))


def distance(lower: bytes, span: Span, words: Iterable[str]) -> int | None:
    """How many bytes lie between `span` and the nearest of `words` in the lower-cased text; None where none occurs outside the span."""
    gaps = (_gap(span, *place) for word in words for place in _places(word, lower))
    return min((gap for gap in gaps if gap is not None), default=None)


def nearness(lower: bytes, span: Span, words: Iterable[str]) -> tuple[bool, int] | None:
    """How near to `span` the nearest of `words` stands, to be compared: what its own line says comes first. None where none occurs."""
    start, end = lower.rfind(b"\n", 0, span.start) + 1, lower.find(b"\n", span.end)
    own = Span(start, end if end >= 0 else len(lower))
    found = (place for word in words for place in _places(word, lower))
    return min((_rank(span, own, Span(*place)) for place in found if not span.overlaps(Span(*place))), default=None)


def _rank(span: Span, own: Span, place: Span) -> tuple[bool, int]:
    gap = place.start - span.end if place.start >= span.end else span.start - place.end
    return place not in own, gap + (_AFTER if place.start >= own.end else 0)


def mentioned(text: str, words: Iterable[str]) -> bool:
    """Whether `text`, such as a name or a path, holds one of `words`."""
    lower = text.lower().encode()
    return any(_stands(word, lower) for word in words)


def stands_near(lower: bytes, span: Span, words: Iterable[str], reach: int) -> bool:
    """Whether one of `words` stands within `reach` bytes of `span`."""
    window = lower[max(0, span.start - reach) : span.end + reach]
    return any(_stands(word, window) for word in words)


def windows(lower: bytes, words: Iterable[str], reach: int) -> tuple[Span, ...]:
    """The stretches of text within `reach` bytes of one of `words`, merged where they touch."""
    raw = sorted((max(0, start - reach), end + reach) for word in words for start, end in _places(word, lower))
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
