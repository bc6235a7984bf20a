"""A rule's page as others show it: its prose, its fixes and its examples, with a name where each key would stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.catalog.rules import Example, Rule

_KEY = compiled(r"\{\{([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)\}\}")
_ANY = "default"
HEADINGS = {"fault": "At fault", "note": "Worth a look", "sound": "Sound"}


class Line(Struct, frozen=True):
    """A line of an example and the columns, from 0 and half-open, that are marked in it."""

    text: str
    marked: tuple[tuple[int, int], ...] = ()


def keyless(text: str) -> str:
    """The text with the name of a key in the place of each marker: `{{stripe.secret.live}}` becomes STRIPE-SECRET-LIVE-KEY."""
    return _KEY.sub(lambda match: f"{match[1].replace('.', '-').upper()}-KEY", text)


def fixes(rule: Rule, wanted: str = "") -> Iterator[tuple[str, str]]:
    """Each language, "" for any, and how the fault is fixed there, in words that stand for every provider. Of a wanted one that alone."""
    from golint.catalog.rules import fill

    if wanted:
        yield wanted, fill(rule.help_in(wanted), rule.plain)
        return
    for language in sorted(rule.help, key=lambda language: (language != _ANY, language)):
        yield "" if language == _ANY else language, fill(rule.help[language], rule.plain)


def lines(text: str) -> Iterator[Line]:
    """The lines of an example's file, its « » taken out and their places kept; a mark may span lines."""
    open_ = False
    for line in keyless(text).rstrip("\n").split("\n"):
        shown, at, marked, start = "", 0, [], 0 if open_ else None
        for mark in re.finditer("[«»]", line):
            shown += line[at : mark.start()]
            at = mark.end()
            if mark[0] == "«":
                start = len(shown)
            elif start is not None:
                marked.append((start, len(shown)))
                start = None
        shown += line[at:]
        open_ = start is not None
        if start is not None and shown:
            marked.append((start, len(shown)))
        yield Line(shown, tuple(marked))


def pair(examples: Sequence[Example]) -> Iterator[Example]:
    """The first faulty example, and the first sound one, in the same language where there is one."""
    faulty = next((example for example in examples if example.expect == "fault"), None)
    sound = [example for example in examples if example.expect == "sound"]
    if faulty:
        yield faulty
        sound.sort(key=lambda example: example.language != faulty.language)
    yield from sound[:1]
