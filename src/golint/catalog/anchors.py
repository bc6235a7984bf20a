"""What stands in every text that a regular expression matches: to look for a few plain texts first is a hundred times as quick."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # private, and the only parse of a pattern that Python has; the tests hold it
from re import _parser  # type: ignore[attr-defined]  # likewise
from typing import Any

_SHORTEST, _MOST = 3, 40
Texts = frozenset[str]


@cache
def anchors(regex: str) -> Texts:
    """Texts in lower case, one of which stands in the lower case of whatever the pattern matches; none where that cannot be told."""
    found = _of_all(_parser.parse(regex))
    return found if found and min(map(len, found)) >= _SHORTEST and len(found) <= _MOST else frozenset()


def _of_all(items: Any) -> Texts:
    """The best that the items of a sequence have: all of them match, so each one's texts will do."""
    return max(_each(items), key=_worth, default=frozenset())


def _worth(texts: Texts) -> tuple[int, int]:
    return min(map(len, texts), default=0), -len(texts)


def _each(items: Any) -> Iterator[Texts]:
    """What each item of a sequence holds, literals that stand side by side as one."""
    run = ""
    for kind, value in items:
        if kind is op.LITERAL:
            run += chr(value).lower()
            continue
        if run:
            yield frozenset({run})
        run = ""
        yield _of_one(kind, value)
    if run:
        yield frozenset({run})


def _of_one(kind: Any, value: Any) -> Texts:
    match kind:
        case op.SUBPATTERN | op.ATOMIC_GROUP:
            return _of_all(value[-1] if kind is op.SUBPATTERN else value)
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            return _of_all(value[2]) if value[0] else frozenset()
        case op.BRANCH:
            found = [_of_all(part) for part in value[1]]
            return frozenset().union(*found) if all(found) else frozenset()
    return frozenset()
