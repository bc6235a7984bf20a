"""Whether a test of a file may send one thing twice, told from its text: few do, and the others need not be parsed to say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from golint.catalog.phrases import stems
from golint.lazily import compiled

AGAIN = compiled(r"\brange\(\s*[2-9]\s*\)|\b[2-9]\.times\b|\btimes\(\s*[2-9]\b|<=?\s*[1-9]\s*;")
"""The head of a loop that runs a few times."""

# Where a test begins, and with it the last one ends: a line of its own, with a title that nothing but a test has.
_CALLED = compiled(r"^[ \t]*(?:it|test|specify|scenario|example|should)[ \t]*\(?[ \t]*[\"'`]", re.MULTILINE)
_BEGINS = {
    **dict.fromkeys(("javascript", "jsx", "typescript", "tsx", "ruby"), _CALLED),
    "python": compiled(r"^[ \t]*(?:async[ \t]+)?def[ \t]+test", re.MULTILINE),
    "go": compiled(r"^func[ \t]+Test", re.MULTILINE),
}


def may_repeat(language: str, text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a test may do twice what is called so, in a loop or with the same first words."""
    return AGAIN.search(text) is not None or any(map(_repeats, map(_does(phrases).findall, _tests(language, text.lower()))))


def _tests(language: str, text: str) -> Iterator[str]:
    """Parts of the text, each test whole in one of them."""
    begins = _BEGINS.get(language)
    starts = [match.start() for match in begins.finditer(text)] if begins else []
    yield from (text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True))


def _repeats(said: Sequence[tuple[str, str]]) -> bool:
    return len(set(said)) < len(said)


@cache
def _does(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What is called so, up to the first thing that it is told; whatever stands behind may belong to something else."""
    begun = sorted({text for phrase in phrases for group in stems(phrase) for text in group})
    return re.compile(rf"((?:{'|'.join(map(re.escape, begun))})\w*[!?]?)(?:\s*\(\s*|[ \t]+)([\w\"'/.:@$-]*)")
