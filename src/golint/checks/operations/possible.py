"""Which topics the tests of a file may show, told from its bytes: most files of tests show none, and need not be read to say so.

A topic asks for words in the names of a test, for marks in its text, and for payments around it; each leaves texts in the file or its path.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from golint.catalog import Catalog
from golint.catalog.anchors import anchors
from golint.catalog.evidence import Kind, Topic
from golint.catalog.phrases import folded, says, stems
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.prefilter import Group, Lexicon
from golint.triggers import lexicon

if TYPE_CHECKING:
    from golint.view import FileView

Ways = tuple[tuple[Group, ...], ...]
"""Groups of texts, of each of which one has to stand in a file; one of the ways will do. No group at all: there is nothing to go by."""


def topics(view: FileView, kind: Kind) -> tuple[Topic, ...]:
    """The topics of a kind that a test of the file may be about, each with those of its marks that some part of the file may bear."""
    return _possible(view.catalog, kind.id).topics(view)


@lru_cache(maxsize=4)
def _possible(catalog: Catalog, kind: str) -> _Possible:
    return _Possible(catalog.evidence[kind])


class _Needs(Struct, frozen=True):
    """What a topic asks of a file. It is shown where a name says it, where a mark stands beside what is done, or where something is sent
    twice; by weak words only in a file about payments."""

    topic: Topic
    strong: Ways
    weak: Ways
    marks: Ways
    acts: Ways
    twice: Ways
    about: Ways
    body: Ways

    @classmethod
    def of(cls, topic: Topic) -> _Needs:
        """What there is to go by."""
        repeated = _said(topic.twice), _said(topic.about)
        return cls(topic, _said(topic.words), _said(topic.weak), _borne(topic.marks), _said(topic.acts), *repeated, _borne(topic.body))

    @property
    def words(self) -> Iterator[bytes]:
        """All texts that are looked for."""
        for ways in (self.strong, self.weak, self.marks, self.acts, self.twice, self.about, self.body):
            yield from _words(ways)


class _Possible:
    """Tells it of the topics of one kind."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._needs = tuple(map(_Needs.of, kind.topics.values()))
        self._context = _said(kind.context)
        self._hooks: Ways = ((frozenset(word.encode() for word in HOOK_WORDS),),)
        named = (*_words(self._context), *_words(self._hooks))
        self._lexicon: Lexicon = lexicon({*named, *(word for needs in self._needs for word in needs.words)})

    def topics(self, view: FileView) -> tuple[Topic, ...]:
        """The topics that a test of a file may be about, with the marks that it may bear."""
        path, data = view.source.path.lower().encode("utf-8", "surrogateescape"), view.caseless
        if not (data.isascii() and path.isascii()):
            data += _unaccented(path + b" " + data)
        held = self._lexicon.look(data, path).anywhere
        named = bool(view.candidates) or says(folded(view.source.path), self._kind.context)
        return tuple(self._borne(needs, held) for needs in self._needs if self._may_show(needs, held, named=named))

    def _borne(self, needs: _Needs, held: int) -> Topic:
        marks = tuple(mark for mark, way in zip(needs.topic.marks, needs.marks, strict=True) if self._has((way,), held))
        return needs.topic if marks == needs.topic.marks else replace(needs.topic, marks=marks)

    def _may_show(self, needs: _Needs, held: int, *, named: bool) -> bool:
        has = self._has
        strong = has(needs.strong, held) or (has(needs.marks, held) and (not needs.acts or has(needs.acts, held)))
        strong = strong or (has(needs.twice, held) and has(needs.about, held))
        if not (strong or has(needs.weak, held)) or (needs.body and not has(needs.body, held)):
            return False
        return named or (needs.topic.hooked and has(self._hooks, held)) or (strong and has(self._context, held))

    def _has(self, ways: Ways, held: int) -> bool:
        return any(all(held & self._lexicon.known(group)[0] for group in way) for way in ways)


def _unaccented(data: bytes) -> bytes:
    """The ASCII letters of a text, those with accents among them: to a phrase accents do not matter."""
    return unicodedata.normalize("NFKD", data.decode("utf-8", "replace")).encode("ascii", "ignore").lower()


def _said(phrases: Iterable[str]) -> Ways:
    return tuple(tuple(frozenset(text.encode() for text in group) for group in stems(phrase)) for phrase in phrases)


def _borne(marks: Iterable[str]) -> Ways:
    return tuple((frozenset(text.encode() for text in known),) if (known := anchors(mark)) else () for mark in marks)


def _words(ways: Ways) -> Iterator[bytes]:
    yield from (word for way in ways for group in way for word in group)
