"""Words and phrases by which the tables of evidence know a text.

A phrase is words side by side ("declined card"); a `*` ends a word's beginning ("declin*"), `a|b` is either word, `/` stands between
alternatives of several words ("duty / on call"), `&` joins what may stand apart ("payment* & fail*"). Letter case, accents and the way
in which a name is written (`declinedCard`, `declined_card`) do not matter. A mark is a regular expression over the text itself.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from golint.catalog.anchors import anchors
from golint.lazily import compiled

_OTHER, _CAPITALS = compiled(r"[\W_]+"), compiled(r"[A-Z0-9]+[a-z]?")
_SMALL, _CAPITAL = frozenset(string.ascii_lowercase), frozenset(string.ascii_uppercase)
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}


def folded(text: str) -> str:
    """The words of a text or a name in lower case, without accents, a blank around each: `testDeclinedCard` is " test declined card "."""
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    parted = _CAPITALS.sub(_parted, text.translate(_BLANKS) if text.isascii() else _OTHER.sub(" ", text))
    return f" {' '.join(parted.split()).lower()} "


def _parted(match: re.Match[str]) -> str:
    """Capitals and digits, and the letter behind them, with a blank where a word begins: before them if a small letter stands there, before
    the last capital of several if a small letter follows."""
    run, start = match[0], match.start()
    before = " " if start and match.string[start - 1] in _SMALL else ""
    if len(run) > 2 and run[-1] in _SMALL and run[-2] in _CAPITAL and run[-3] in _CAPITAL:
        return f"{before}{run[:-2]} {run[-2:]}"
    return before + run


def says(words: str, phrases: Sequence[str]) -> bool:
    """Whether a text, folded, holds one of the phrases."""
    telling, wanted = _phrases(tuple(phrases))
    for word in telling:  # a loop, since this is asked a hundred thousand times of a large repository
        if word in words:
            return any(all(part.search(words) for part in parts) for parts in wanted)
    return False


def marked(text: str, marks: Sequence[str]) -> re.Match[str] | None:
    """The first place in a text that one of the marks matches."""
    lowered = text.lower() if marks else ""
    found = (match for mark in marks if may_match(mark, lowered) and (match := _mark(mark).search(text)))
    return min(found, key=re.Match.start, default=None)


def bears(text: str, marks: Sequence[str]) -> bool:
    """Whether one of some marks, which are known to be possible, matches in a text."""
    return any(_mark(mark).search(text) for mark in marks)


def places(text: str, marks: Sequence[str]) -> Iterator[re.Match[str]]:
    """Every place in a text that one of the marks matches."""
    lowered = text.lower()
    for mark in marks:
        if may_match(mark, lowered):
            yield from _mark(mark).finditer(text)


def stems(phrase: str) -> tuple[frozenset[str], ...]:
    """Groups of texts, of each of which one stands in the lower case of every ASCII text that says a phrase."""
    found: list[frozenset[str]] = []
    for ways in map(_ways, phrase.split("&")):
        found += ways[0] if len(ways) == 1 else [frozenset[str]().union(*(max(way, key=_worth) for way in ways))]
    return tuple(group for group in found if _worth(group))


def may_match(mark: str, lowered: str) -> bool:
    """Whether a mark may match in a text that is given in lower case."""
    known = anchors(mark)
    return not known or any(anchor in lowered for anchor in known)


@cache
def _mark(regex: str) -> re.Pattern[str]:
    return compiled(regex, re.MULTILINE)


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[re.Pattern[str], ...], ...]]:
    """Beginnings of words, one of which stands wherever a phrase does; then the phrases without `&` as one pattern, which is fast, and each
    of the others as the patterns of its parts."""
    plain = [phrase for phrase in phrases if "&" not in phrase]
    joined = [tuple(compiled(_words(part)) for part in phrase.split("&")) for phrase in phrases if "&" in phrase]
    wanted = (*(((compiled("|".join(map(_words, plain))),),) if plain else ()), *joined)
    return tuple({word for phrase in phrases for word in max(map(_telling, phrase.split("&")), key=_worth)}), wanted


def _telling(part: str) -> frozenset[str]:
    """Beginnings of words, of which one stands in each text that holds one of the alternatives: of each of these the longest word."""
    longest = (max(way, key=_worth, default=None) for way in _ways(part))
    return frozenset(f" {one}" if word else one for word in longest for one in word or ("",))


def _ways(part: str) -> list[list[frozenset[str]]]:
    """The alternatives of a part of a phrase: the beginnings of each word as it may be written."""
    return [[frozenset(one.removesuffix("*") for one in word.split("|")) for word in way.split()] for way in part.split("/")]


def _worth(beginnings: frozenset[str]) -> int:
    return min(map(len, beginnings))


def _words(phrase: str) -> str:
    return "(?:" + "|".join(" " + " ".join(map(_word, words.split())) for words in phrase.split("/")) + ")(?= )"


def _word(word: str) -> str:
    """A word of a phrase: `declin*` begins one, `a|b` is either."""
    return "(?:" + "|".join(re.escape(one.removesuffix("*")) + (r"\w*" if one.endswith("*") else "") for one in word.split("|")) + ")"
