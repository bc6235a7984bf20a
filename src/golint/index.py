"""Which files hold a word: an index over the identifiers of many files, so that the hundredth question costs no reading."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(rb"[a-z0-9_]{3,200}")
_LONGEST = 2_000_000  # bytes: what is longer was written by a machine


class WordIndex:
    """The identifiers of some files, in lower case. Built in one pass over them."""

    def __init__(self, paths: Sequence[str], read: Callable[[str], bytes | None]) -> None:
        self._paths = paths
        self._read = read
        places: dict[bytes, array[int]] = {}
        for number, path in enumerate(paths):
            for token in set(_TOKEN.findall((read(path) or b"")[:_LONGEST].lower())):
                places.setdefault(token, array("I")).append(number)
        self._tokens = b"\n" + b"\n".join(places) + b"\n"
        self._places = places

    def holding(self, text: bytes) -> tuple[str, ...]:
        """The files that hold a text, letter case aside, in the order in which they were given."""
        text = text.lower()
        key = max(_TOKEN.findall(text), key=len, default=b"")
        if not key:
            return tuple(path for path in self._paths if text in (self._read(path) or b"").lower())
        numbers = sorted({number for token in self._containing(key) for number in self._places[token]})
        found = (self._paths[number] for number in numbers)
        return tuple(found if key == text else (path for path in found if text in (self._read(path) or b"").lower()))

    def _containing(self, key: bytes) -> Iterator[bytes]:
        at = self._tokens.find(key)
        while at >= 0:
            end = self._tokens.index(b"\n", at)
            yield self._tokens[self._tokens.rindex(b"\n", 0, at) + 1 : end]
            at = self._tokens.find(key, end)
