"""Whether a test of a file may send one thing twice, told from its text: few do, and the others need not be parsed to say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from golint.catalog.evidence import Topic
from golint.catalog.phrases import stems
from golint.lazily import compiled

# The heads of loops that run a few times, each by a text that stands in it.
_ROUNDS = {
    "range(": compiled(r"\brange\(\s*[2-9]\s*\)"),
    ".times": compiled(r"\b[2-9]\.times\b"),
    "times(": compiled(r"\btimes\(\s*[2-9]\b"),
    "<": compiled(r"<=?\s*[1-9]\s*;"),
}

# Where a test begins, and with it the last one ends: a line of its own, with a title that nothing but a test has.
_CALLED = compiled(r"^[ \t]*(?:it|test|specify|scenario|example|should)[ \t]*\(?[ \t]*[\"'`]", re.MULTILINE)
_BEGINS = {
    **dict.fromkeys(("javascript", "jsx", "typescript", "tsx", "ruby"), _CALLED),
    "python": compiled(r"^[ \t]*(?:async[ \t]+)?def[ \t]+test", re.MULTILINE),
    "go": compiled(r"^func[ \t]+Test", re.MULTILINE),
}


def again(text: str) -> bool:
    """Whether a text holds the head of a loop that runs a few times."""
    return any(mark in text and head.search(text) is not None for mark, head in _ROUNDS.items())


def may_repeat(language: str, text: str, topic: Topic, names: str) -> bool:
    """Whether a test may do twice what is called so, in a loop or with the same first words, and its text, or one of the `names` of the
    file's tests, is about what the topic asks for."""
    lowered, about = text.lower(), _words(topic.about)
    named = not lowered.isascii() or not names.isascii() or any(word in names for word in about)
    if not named and not any(word in lowered for word in about):
        return False
    if again(text):
        return True
    tests = _tests(language, lowered)
    return any(map(_repeats, map(_does(topic.twice).findall, tests if named else _about(tests, about))))


def _about(tests: Iterable[str], words: frozenset[str]) -> Iterator[str]:
    """The parts that hold one of some words, or come after one that does: what is written above a test belongs to it."""
    before = False
    for test in tests:
        holds = any(word in test for word in words)
        if holds or before:
            yield test
        before = holds


def _tests(language: str, text: str) -> Iterator[str]:
    """Parts of the text, each test whole in one of them."""
    begins = _BEGINS.get(language)
    starts = [match.start() for match in begins.finditer(text)] if begins else []
    yield from (text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True))


def _repeats(said: Sequence[tuple[str, str]]) -> bool:
    return len(set(said)) < len(said)


@cache
def _words(phrases: tuple[str, ...]) -> frozenset[str]:
    """Texts, one of which stands in the lower case of every ASCII text that says one of some phrases."""
    return frozenset(text for phrase in phrases for group in stems(phrase) for text in group)


@cache
def _does(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What is called so, up to the first thing that it is told; whatever stands behind may belong to something else."""
    begun = "|".join(map(re.escape, sorted(_words(phrases))))
    return re.compile(rf"((?:{begun})\w*[!?]?)(?:\s*\(\s*|[ \t]+)([\w\"'/.:@$-]*)")
