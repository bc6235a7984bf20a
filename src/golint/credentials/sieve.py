"""A look at texts in great numbers: which of them may hold a secret key, and what is worth remembering of one that does.

Only keys with a form of their own are looked for, since a name such as `password` proves nothing where the file's own place is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from golint.catalog import Catalog
from golint.credentials import formats
from golint.credentials.formats import REACH
from golint.credentials.masking import digest
from golint.credentials.nearby import windows
from golint.model import Span
from golint.prefilter import Lexicon, alternation, regexes

_AROUND = 300  # bytes of an endless line
_SHORT = 50_000  # bytes of a text that is looked at as a whole
_MARGIN = 4096  # bytes around a key, more than the longest one and the words near it take
_LONGEST = 1000


class Trace(NamedTuple):
    """A secret key in a text, as digests under the run's key: of the key, and of the lines that it stands on."""

    key: bytes
    lines: bytes


class Sieve:
    """Finds the stretches of a text in which a secret key may stand: every key lies in one of them, with all that is around it.

    With an engine for patterns it costs no more than to read the text; without one it goes by words alone. A pattern without a text to
    begin with is slow to look for, so that is done around the words of which one must stand near it.
    """

    def __init__(self, catalog: Catalog, folder: Path | None = None) -> None:
        keys = [key for provider in catalog.providers.values() for key in provider.keys if key.role.is_secret]
        own = formats(catalog)
        near = [key for key in keys if key.context and not key.prefix]
        free = dict.fromkeys(regexes.loosened(key.regex) for key in keys if key.prefix or not key.context)
        self._sure = [*free, *(alternation((mark,)) for mark in sorted(own.encoded))]
        self._doors = sorted({word for key in near for word in key.context})
        self._reach = max((key.context_chars or REACH for key in near), default=0)
        self._look = regexes.search((*self._sure, *(b"(?i)" + alternation((word.encode(),)) for word in self._doors)), folder)
        self._look_again = regexes.search((*dict.fromkeys(regexes.loosened(key.regex) for key in near),), folder)
        self._formats = own
        self._words = Lexicon(own.triggers, folder)
        if self._look is not None:
            self._words.hasten()

    def stretches(self, text: bytes) -> tuple[Span, ...]:
        """The stretches, in their order; none where the text holds no secret key."""
        if self._look is None or self._look_again is None:
            return (Span(0, len(text)),) if self._words.look(text.lower()).text else ()
        found = self._look(text)
        if not found:
            return ()
        sure = [number for number in found if number < len(self._sure)]
        if len(text) <= _SHORT and sure:
            return (Span(0, len(text)),)
        spans = [match.span() for number in sure for match in _compiled(self._sure[number]).finditer(text)]
        spans += self._in_context(text, [self._doors[number - len(self._sure)] for number in found if number >= len(self._sure)])
        return tuple(_widened(spans, len(text)))

    def traces(self, text: bytes, run_key: bytes) -> Iterator[Trace]:
        """A trace of each secret key by its form, in the order of the text, whatever its place says of it."""
        for stretch in self.stretches(text):
            yield from self._traces(text[stretch.start : stretch.end], run_key)

    def _traces(self, text: bytes, run_key: bytes) -> Iterator[Trace]:
        for match in self._formats.matches(text, self._words.look(text.lower())):
            if any(reading.key.role.is_secret for reading in match.readings):
                start = text.rfind(b"\n", 0, max(0, text.rfind(b"\n", 0, match.span.start))) + 1
                end = text.find(b"\n", match.span.end)
                lines = text[max(start, match.span.start - _AROUND) : min(end if end >= 0 else len(text), match.span.end + _AROUND)]
                yield Trace(digest(match.text, run_key), digest(lines, run_key))

    def _in_context(self, text: bytes, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The surroundings of these words, where a pattern matches in them."""
        assert self._look_again is not None
        for window in windows(text.lower(), words, self._reach) if words else ():
            end = window.end + _LONGEST
            if self._look_again(text[max(0, window.start - 1) : end]):  # one byte sooner, with what must stand before a key
                yield window.start, min(end, len(text))


def _widened(spans: Iterable[tuple[int, int]], size: int) -> Iterator[Span]:
    """The stretches around some spans, those that touch as one."""
    start = end = -1
    for first, last in sorted(spans):
        low, high = max(0, first - _MARGIN), min(size, last + _MARGIN)
        if low > end >= 0:
            yield Span(start, end)
        if low > end:
            start = low
        end = max(end, high)
    if end >= 0:
        yield Span(start, end)


@lru_cache(maxsize=256)
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern)


@lru_cache(maxsize=4)
def sieve(catalog: Catalog, folder: Path | None = None) -> Sieve:
    """The sieve of a catalogue."""
    return Sieve(catalog, folder)
