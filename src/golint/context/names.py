"""How paths are read: as whole words, and by globs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from golint.lazily import compiled

_BREAK = compiled(r"[\W_]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_STARS = compiled(r"\*+")
_LETTERS = compiled(r"\[([a-z0-9]+)\]")
_IN_WORD = compiled(rb"\w")
_TOKEN = compiled(r"\*|\[[^\]]*\]|[^*\[]+")


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, numbers at their ends left out: "UITests-v2" holds ui, tests and v."""
    parts = _BREAK.split(name) if not (name.islower() or name.isupper()) else re.split(r"[\W_]+", name)
    return tuple(part.rstrip("0123456789").lower() or part for part in parts if part)


def phrase(words: Iterable[str]) -> str:
    """Words as a text in which a phrase is found by its place between blanks."""
    return f" {' '.join(words)} "


class Globs(Struct, frozen=True):
    """Globs by what a text must be, begin with, end with or hold; the others as the pieces between their stars, and those with other signs
    as a pattern."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    within: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]
    odd: re.Pattern[str] | None

    def search(self, text: str) -> bool:
        """Whether any of the globs matches the whole of a lower-cased text. Loops, since this is asked five times of each file."""
        if text in self.whole or text.endswith(self.ends) or text.startswith(self.starts):
            return True
        for part in self.within:
            if part in text:
                return True
        for pieces in self.pieces:
            if text.endswith(pieces[-1]) and _fits(text, pieces):
                return True
        return self.odd is not None and self.odd.search(text) is not None


def globs(patterns: Iterable[str]) -> Globs:
    """Globs to search a text with; `*` crosses "/". No glob matches nothing."""
    return _globs(tuple(patterns))


@cache
def _globs(patterns: tuple[str, ...]) -> Globs:
    spelt = [one for pattern in patterns for one in _spelt_out(_STARS.sub("*", pattern))]
    odd = [pattern for pattern in spelt if "[" in pattern]
    plain = [tuple(pattern.split("*")) for pattern in spelt if "[" not in pattern]
    return Globs(
        whole=frozenset(one[0] for one in plain if len(one) == 1),
        starts=tuple(one[0] for one in plain if len(one) == 2 and not one[1]),
        ends=tuple(one[1] for one in plain if len(one) == 2 and not one[0]),
        within=tuple(one[1] for one in plain if len(one) == 3 and not (one[0] or one[2])),
        pieces=tuple(one for one in plain if len(one) > 1 and sum(map(bool, one)) > 1),
        odd=compiled("|".join(map(_glob, odd)), re.DOTALL) if odd else None,
    )


def _spelt_out(pattern: str) -> Iterator[str]:
    """A glob with each of the letters in its brackets."""
    found = _LETTERS.search(pattern)
    if not found:
        yield pattern
        return
    for letter in found[1]:
        yield from _spelt_out(f"{pattern[: found.start()]}{letter}{pattern[found.end() :]}")


def _fits(text: str, pieces: tuple[str, ...]) -> bool:
    """Whether the pieces stand in a text one behind the other, the first at its beginning and the last at its end."""
    first, *others, last = pieces
    at = len(first)
    if not (text.startswith(first) and text.endswith(last)):
        return False
    for piece in others:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at + len(last) <= len(text)


def _glob(pattern: str) -> str:
    """A leading and a trailing `*` are left out rather than matched, which keeps a long list fast."""
    start, end = ("" if pattern.startswith("*") else r"\A"), ("" if pattern.endswith("*") else r"\Z")
    return start + "".join(_token(token) for token in _TOKEN.findall(pattern.strip("*"))) + end


def _token(token: str) -> str:
    if token == "*":
        return ".*"
    return token if token.startswith("[") else re.escape(token)


class Texts(Struct, frozen=True):
    """Texts as they are written; one that starts with a word starts one where it stands."""

    texts: tuple[bytes, ...]

    def stand_in(self, data: bytes) -> bool:
        """Whether any of them does. To look for one after the other is quicker than a pattern that begins with any."""
        return any(text in data and _begins(text, data) for text in self.texts)


def _begins(text: bytes, data: bytes) -> bool:
    at = data.find(text)
    while at > 0 and _IN_WORD.match(text) and _IN_WORD.match(data, at - 1):
        at = data.find(text, at + 1)
    return at >= 0


def texts_of(texts: Iterable[str]) -> Texts:
    """Texts to look for in bytes."""
    return Texts(tuple(text.encode() for text in texts))


def imports(packages: Iterable[str]) -> re.Pattern[bytes]:
    """A pattern that finds an import of any of the JavaScript packages; `scope/*` is any package of a scope."""
    names = "|".join(re.escape(name).replace(r"\*", r"[^'\"\s]+") for name in packages)
    return compiled(rf"""(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["'](?:{names or "(?!)"})["']""".encode())
