"""Words and phrases by which the tables of evidence know a text.

A phrase is words side by side ("declined card"); a `*` ends a word's beginning ("declin*"), `a|b` is either word, `/` stands between
alternatives of several words ("duty / on call"), `&` joins what may stand apart ("payment* & fail*"). Letter case, accents and the way
in which a name is written (`declinedCard`, `declined_card`) do not matter. A mark is a regular expression over the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from golint.catalog.anchors import anchors
from golint.lazily import compiled

_BREAK = compiled(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])")


def folded(text: str) -> str:
    """The words of a text or a name in lower case, without accents, a blank around each: `testDeclinedCard` is " test declined card "."""
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return f" {_BREAK.sub(' ', text).lower().strip()} "


def says(words: str, phrases: Sequence[str]) -> bool:
    """Whether a text, folded, holds one of the phrases."""
    return bool(phrases) and any(all(part.search(words) for part in parts) for parts in _phrases(tuple(phrases)))


def marked(text: str, marks: Sequence[str]) -> re.Match[str] | None:
    """The first place in a text that one of the marks matches."""
    lowered = text.lower()
    found = (match for mark in marks if _may_match(mark, lowered) and (match := _mark(mark).search(text)))
    return min(found, key=re.Match.start, default=None)


def places(text: str, marks: Sequence[str]) -> Iterator[re.Match[str]]:
    """Every place in a text that one of the marks matches."""
    lowered = text.lower()
    for mark in marks:
        if _may_match(mark, lowered):
            yield from _mark(mark).finditer(text)


def _may_match(mark: str, lowered: str) -> bool:
    known = _anchors(mark)
    return not known or any(anchor in lowered for anchor in known)


_anchors = cache(anchors)


@cache
def _mark(regex: str) -> re.Pattern[str]:
    return compiled(regex, re.MULTILINE)


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], ...]:
    """The phrases without `&` as one pattern, which is fast, and each of the others as the patterns of its parts."""
    plain = [phrase for phrase in phrases if "&" not in phrase]
    joined = [tuple(compiled(_words(part)) for part in phrase.split("&")) for phrase in phrases if "&" in phrase]
    return (*(((compiled("|".join(map(_words, plain))),),) if plain else ()), *joined)


def _words(phrase: str) -> str:
    return "(?:" + "|".join(" " + " ".join(map(_word, words.split())) for words in phrase.split("/")) + ")(?= )"


def _word(word: str) -> str:
    """A word of a phrase: `declin*` begins one, `a|b` is either."""
    return "(?:" + "|".join(re.escape(one.removesuffix("*")) + (r"\w*" if one.endswith("*") else "") for one in word.split("|")) + ")"
