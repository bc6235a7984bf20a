"""Which files hold a word: an index over the identifiers of many files, so that the hundredth question costs no reading."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain

from golint.lazily import compiled

_TOKEN = compiled(rb"[a-z0-9_]{3,200}")
_PLAIN = bytes(byte if _TOKEN.fullmatch(bytes([byte]) * 3) else ord(" ") for byte in bytes(range(256)).lower())
_SHORTEST, _LENGTH = 3, 200  # of a token
_LONGEST = 2_000_000  # bytes: what is longer was written by a machine
_SEARCHES = 2, 12, 6_000  # questions that cost less than an index: of many files, of few, and of how many files altogether


class WordIndex:
    """The identifiers of some files, in lower case. Built in one pass over them, once several questions were asked."""

    def __init__(self, paths: Sequence[str], read: Callable[[str], bytes | None]) -> None:
        self._paths = paths
        self._read = read
        self._asked = 0
        least, most, reads = _SEARCHES
        self._searches = max(least, min(most, reads // max(1, len(paths))))

    def holding(self, text: bytes) -> tuple[str, ...]:
        """The files that hold a text, letter case aside, in the order in which they were given."""
        text = text.lower()
        return self.holding_each([text], lambda lowered: [text] if text in lowered else [])[text]

    def holding_each(self, texts: Sequence[bytes], look: Callable[[bytes], Iterable[bytes]]) -> dict[bytes, tuple[str, ...]]:
        """The same for several texts, all in lower case, which are one question; `look` tells which of them occur in a text."""
        self._asked += 1
        if self._asked <= self._searches or not all(map(_key, texts)):
            return self._searched(texts, look)
        return {text: self._looked_up(text) for text in texts}

    def _searched(self, texts: Sequence[bytes], look: Callable[[bytes], Iterable[bytes]]) -> dict[bytes, tuple[str, ...]]:
        found: dict[bytes, list[str]] = {text: [] for text in texts}
        for path in self._paths:
            lowered = (self._read(path) or b"").lower()
            for text in look(lowered):
                if len(lowered) <= _LONGEST or _begins_early(text, lowered):
                    found[text].append(path)
        return {text: tuple(paths) for text, paths in found.items()}

    def _looked_up(self, text: bytes) -> tuple[str, ...]:
        key = _key(text)
        found = (self._paths[number] for number in sorted(set(self._index.holding(key))))
        return tuple(found if key == text else (path for path in found if text in (self._read(path) or b"").lower()))

    @cached_property
    def _index(self) -> _Index:
        return _Index(_tokens((self._read(path) or b"")[:_LONGEST]) for path in self._paths)


class _Index:
    """All tokens of some files as one text, and the numbers of the files that hold each, end to end: a platform has tens of thousands of
    tokens, and an object for each would take ten times the room."""

    def __init__(self, files: Iterable[Iterable[bytes]]) -> None:
        places: dict[bytes, int | array[int]] = {}
        for number, tokens in enumerate(files):
            for token in tokens:
                known = places.setdefault(token, number)  # most stand in one file
                if isinstance(known, array):
                    known.append(number)
                elif known != number:
                    places[token] = array("I", (known, number))
        self._text = b"\n" + b"\n".join(places) + b"\n"
        self._starts = array("I", accumulate((len(token) + 1 for token in places), initial=1))
        held = [one if isinstance(one, array) else (one,) for one in places.values()]
        self._ends = array("I", accumulate(map(len, held), initial=0))
        self._places = array("I", chain.from_iterable(held))

    def holding(self, key: bytes) -> Iterator[int]:
        """The numbers of the files with a token that holds a text, which is a part of one."""
        at = self._text.find(key)
        while at >= 0:
            token = bisect_right(self._starts, at) - 1
            yield from self._places[self._ends[token] : self._ends[token + 1]]
            at = self._text.find(key, self._starts[token + 1] - 1)


def _begins_early(text: bytes, lowered: bytes) -> bool:
    """Whether an index, which ends before a long text does, would tell of a text that is in there."""
    return lowered.find(text, 0, _LONGEST) >= 0 or lowered.find(_key(text), 0, _LONGEST) >= 0


def _key(text: bytes) -> bytes:
    """The longest identifier in a text."""
    return max(_TOKEN.findall(text), key=len, default=b"")


def _tokens(data: bytes) -> set[bytes]:
    """The identifiers in a text, in lower case; a longer one than any person writes in parts."""
    words = set(data.translate(_PLAIN).split())
    long = {word for word in words if len(word) > _LENGTH}
    parts = {word[at : at + _LENGTH] for word in long for at in range(0, len(word), _LENGTH)}
    return {word for word in (words - long) | parts if len(word) >= _SHORTEST}
