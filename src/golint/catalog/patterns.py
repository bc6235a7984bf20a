"""Key patterns: what they must keep to, and texts that match them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from random import Random
from re import _constants as op  # type: ignore[attr-defined]  # private, and the only parse of a pattern that Python has; the tests hold it
from re import _parser  # type: ignore[attr-defined]  # likewise
from typing import Any

_ALPHABET = string.ascii_letters + string.digits + "-_+/=.*#$|~ "
_CLASSES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_SPACE: str.isspace,
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


def problem(regex: str) -> str:
    """What is wrong with a key pattern, "" for a good one: it must compile, match no empty text, and hold no repeat within a repeat."""
    try:
        tree = _parser.parse(regex)
    except (re.error, OverflowError, RecursionError) as error:
        return f"is no regular expression: {error}"
    if tree.getwidth()[0] == 0:
        return "matches the empty text"
    if any(_nested(tree, inside=False)):
        return "repeats a repeat, which may take very long"
    return ""


def grow(regex: str, random: Random) -> str:
    """A text that the pattern matches: the first of alternatives, the least of repeats, any of the characters that fit."""
    return "".join(_grown(_parser.parse(regex), random))


def _nested(tree: Any, *, inside: bool) -> Iterator[bool]:
    for kind, value in tree:
        match kind:
            case op.MAX_REPEAT | op.MIN_REPEAT:
                least, most, part = value
                yield inside and least != most
                yield from _nested(part, inside=inside or most > 1)
            case op.SUBPATTERN:
                yield from _nested(value[-1], inside=inside)
            case op.BRANCH:
                for part in value[1]:
                    yield from _nested(part, inside=inside)
            case _:
                yield False


def _grown(tree: Any, random: Random) -> Iterator[str]:
    for kind, value in tree:
        match kind:
            case op.LITERAL:
                yield chr(value)
            case op.IN:
                yield _any_of(_fits(value), random)
            case op.MAX_REPEAT | op.MIN_REPEAT:
                for _ in range(value[0]):
                    yield from _grown(value[2], random)
            case op.SUBPATTERN:
                yield from _grown(value[-1], random)
            case op.BRANCH:
                yield from _grown(value[1][0], random)
            case op.AT | op.ASSERT | op.ASSERT_NOT:
                pass
            case _:
                raise ValueError(f"no text can be grown for {kind} in a key pattern")


def _fits(items: Any) -> Callable[[str], bool]:
    def fits(char: str) -> bool:
        return any(_in_item(char, kind, value) for kind, value in items if kind is not op.NEGATE) is not negated

    negated = items[0][0] is op.NEGATE
    return fits


def _in_item(char: str, kind: Any, value: Any) -> bool:
    match kind:
        case op.LITERAL:
            return bool(ord(char) == value)
        case op.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        case _:
            return bool(_CLASSES[value](char))


def _any_of(fits: Callable[[str], bool], random: Random) -> str:
    """A character that fits: a letter or a digit where one does, so that the key is the same whatever stands around it."""
    chars = [char for char in _ALPHABET if fits(char)]
    plain = [char for char in chars if char.isalnum()]
    return random.choice(plain or chars)
