"""Which texts that evidence goes by a file holds, looked for in one pass: those near the signs of tools, and those in marks of methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from golint.catalog import Catalog
from golint.catalog.anchors import anchors
from golint.prefilter import Group, Lexicon, Occurrences
from golint.triggers import lexicon

if TYPE_CHECKING:
    from golint.view import FileView


def held(view: FileView) -> Occurrences:
    """The texts that the file holds."""
    return view.own(_looked_for)


def may_bear(view: FileView, marks: Iterable[str]) -> bool:
    """Whether one of some marks of payment methods may match in the file, by the texts that every match holds."""
    return any(not (known := anchors(mark)) or held(view).holds(encoded(tuple(known))) for mark in marks)


@cache
def encoded(texts: tuple[str, ...]) -> Group:
    """Some texts as bytes."""
    return frozenset(text.encode() for text in texts)


def _looked_for(view: FileView) -> Occurrences:
    return _lexicon(view.catalog).look(view.caseless)


@lru_cache(maxsize=4)
def _lexicon(catalog: Catalog) -> Lexicon:
    return lexicon(word for texts in _texts(catalog) for word in encoded(texts))


def _texts(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    for kind in catalog.evidence.values():
        yield from (sign.words for sign in kind.signs)
        if kind.role == "method":
            yield from (tuple(anchors(mark)) for topic in kind.topics.values() for mark in topic.marks)
