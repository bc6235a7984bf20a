"""A list of known words, and which of them occur in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from golint.prefilter import engines

Group = frozenset[bytes]
_PAYS = 300_000  # bytes looked at, from which an engine that has to be made is cheaper than one search for each word
_LOADS = 20_000  # the same for one that is kept


class Lexicon:
    """Known words, in lower case and without zero bytes. One pass over a text tells which of them occur. The engine that pays over many
    bytes takes a moment to make, unless one is kept in `folder`."""

    def __init__(self, words: Iterable[bytes], folder: Path | None = None) -> None:
        self.words = tuple(sorted({*words} - {b""}))
        self._bits = {word: 1 << number for number, word in enumerate(self.words)}
        self._masks: dict[Group, tuple[int, Group]] = {}
        self._scan = engines.one_by_one(self.words)
        self._folder = folder
        self._seen: int | None = 0
        self._pays = _LOADS if folder else _PAYS

    def hasten(self) -> None:
        """Take the engine that pays over many bytes, before those have come."""
        if self.words:  # no engine is made for nothing
            self._scan = engines.hyperscan(self.words, self._folder) or engines.re2(self.words) or self._scan
        self._seen = None

    def look(self, lowered: bytes, path: bytes = b"") -> Occurrences:
        """Which words occur in a text, and which in the path that leads to it, both in lower case."""
        if self._seen is not None:
            self._seen += len(lowered)
            if self._seen > self._pays:
                self._quicken()
        return Occurrences(self, lowered, self._scan(lowered), self._scan(path + b"\n") if path else 0)

    def _quicken(self) -> None:
        """Take the engine that is kept, or make one where so much has come that it pays."""
        found = engines.kept(self.words, self._folder) if self._folder and self.words and self._pays < _PAYS else None
        self._pays = _PAYS
        if found:
            self._scan, self._seen = found, None
        elif self._seen is not None and self._seen > _PAYS:
            self.hasten()

    def mask(self, words: Iterable[bytes]) -> int:
        """The words as bits. Raises KeyError for one that is not known."""
        bits = 0
        for word in words:
            bits |= self._bits[word]
        return bits

    def unmasked(self, bits: int) -> Group:
        """The words that bits stand for."""
        return frozenset(word for word, bit in self._bits.items() if bits & bit)

    def known(self, group: Group) -> tuple[int, Group]:
        """The words of a group that are known, as bits, and the others."""
        if group not in self._masks:
            strangers = group - self._bits.keys()
            self._masks[group] = self.mask(group - strangers), strangers
        return self._masks[group]


class Occurrences:
    """Which words occur in one file. `text` and `path` are the words of its bytes and of its path, as bits."""

    __slots__ = ("_lexicon", "_lowered", "path", "text")

    def __init__(self, lexicon: Lexicon, lowered: bytes, text: int, path: int) -> None:
        self._lexicon = lexicon
        self._lowered = lowered
        self.text = text
        self.path = path

    @property
    def anywhere(self) -> int:
        """The words of both, as bits."""
        return self.text | self.path

    def holds(self, group: Group) -> bool:
        """Whether the text holds any word of a group, which are in lower case; those that the lexicon does not know are looked for."""
        mask, strangers = self._lexicon.known(group)
        return bool(self.text & mask) or any(word in self._lowered for word in strangers)

    def holds_anywhere(self, group: Group) -> bool:
        """Whether the text or the path holds any word of a group, all of which the lexicon knows."""
        return bool(self.anywhere & self._lexicon.known(group)[0])
