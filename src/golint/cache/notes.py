"""What results hang on beside their own file, and which of them hold no longer."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import Struct, field

from golint.project import Project
from golint.shelf import Suffixes
from golint.trails import Note, digest_of, question_called

_LARGEST = 500_000_000  # bytes

Query = tuple[str, Any]
Told = tuple[str, Suffixes]


class Notes(Struct):
    """Everybody who asked, with what they asked; and how those questions were answered that are about many files at once."""

    asked: dict[str, set[Query]] = field(default_factory=dict)
    words: dict[tuple[bytes, Suffixes], tuple[str, ...]] = field(default_factory=dict)
    told: dict[Told, dict[str, str]] = field(default_factory=dict)

    def add(self, notes: Iterable[Note]) -> None:
        """Take in what a project noted."""
        for name, kind, what in notes:
            if name:
                self.asked.setdefault(name, set()).add((kind, what))
            elif kind == "word":
                self.words[what[0]] = what[1]
            else:
                self.told[what[0]] = what[1]

    def drop(self, names: Iterable[str]) -> None:
        """Forget what these asked."""
        for name in names:
            self.asked.pop(name, None)

    def reached_from(self, names: Iterable[str]) -> Notes:
        """The notes of these, and of all on whom they hang."""
        asked: dict[str, set[Query]] = {}
        waiting = [name for name in names if name in self.asked]
        while waiting:
            name = waiting.pop()
            if name not in asked:
                asked[name] = self.asked[name]
                waiting += [what for kind, what in asked[name] if kind == "used" and what in self.asked]
        queries = {query for each in asked.values() for query in each}
        words = {what: answer for what, answer in self.words.items() if ("word", what) in queries}
        told = {what: answer for what, answer in self.told.items() if ("told", what) in queries}
        return Notes(asked, words, told)

    def dumped(self) -> bytes:
        """The notes as they are written."""
        queries = sorted({query for each in self.asked.values() for query in each}, key=repr)
        number = {query: at for at, query in enumerate(queries)}
        document = {
            "queries": [[kind, _plain(what)] for kind, what in queries],
            "asked": {name: sorted(number[query] for query in each) for name, each in self.asked.items()},
            "words": [[_plain(what), answer] for what, answer in self.words.items()],
            "told": [[what, answer] for what, answer in self.told.items()],
        }
        return zlib.compress(json.dumps(document, separators=(",", ":")).encode(), 1)


def loaded(data: bytes) -> Notes:
    """The notes that were written so. Raises ValueError, TypeError or KeyError for anything else."""
    try:
        document = json.loads(zlib.decompressobj().decompress(data, _LARGEST))
    except zlib.error:
        raise ValueError from None
    queries = [_query(kind, what) for kind, what in document["queries"]]
    asked = {str(name): {queries[int(at)] for at in numbers} for name, numbers in document["asked"].items()}
    words = {_word(what): tuple(map(str, answer)) for what, answer in document["words"]}
    told = {(str(name), tuple(map(str, suffixes))): dict(answer) for (name, suffixes), answer in document["told"]}
    return Notes(asked, words, told)


def _plain(what: Any) -> Any:
    """The matter of a query for JSON: words are bytes."""
    return [what[0].decode("latin-1"), what[1]] if isinstance(what, tuple) and what and isinstance(what[0], bytes) else what


def _word(what: Any) -> tuple[bytes, Suffixes]:
    word, suffixes = what
    return word.encode("latin-1"), tuple(map(str, suffixes))


def _query(kind: Any, what: Any) -> Query:
    match kind:
        case "word":
            return kind, _word(what)
        case "told":
            return kind, (str(what[0]), tuple(map(str, what[1])))
        case "paths":
            return kind, tuple(map(str, what))
        case "read" | "known" | "used":
            return kind, str(what)
    raise ValueError(kind)


class Change(Struct, frozen=True):
    """How a tree differs from what it was: files that hold something else, new ones, and those that are gone."""

    other: AbstractSet[str]
    new: AbstractSet[str]
    gone: AbstractSet[str]

    def __bool__(self) -> bool:
        return bool(self.other or self.new or self.gone)

    @property
    def paths(self) -> AbstractSet[str]:
        """All of them."""
        return self.other | self.new | self.gone


def after(notes: Notes, change: Change, read: Callable[[str], bytes | None]) -> tuple[Notes, AbstractSet[str]]:
    """The notes with the answers of today to questions about many files, and the names of those for whom an answer is another than it was.

    Only what has changed is read.
    """
    now = Project(tuple(sorted(change.other | change.new)), read)
    words = {what: _holding(what, answer, change, now) for what, answer in notes.words.items()}
    told = {what: _told(what, answer, change, now) for what, answer in notes.told.items()}
    fresh = Notes(notes.asked, words, {what: answer for what, answer in told.items() if answer is not None})
    asked = {query for each in notes.asked.values() for query in each}
    return fresh, _hanging(notes.asked, {query for query in asked if _differs(query, notes, fresh, change)})


def _holding(what: tuple[bytes, Suffixes], answer: tuple[str, ...], change: Change, now: Project) -> tuple[str, ...]:
    held = now.mentioning(*what)
    if not held and change.paths.isdisjoint(answer):
        return answer
    return tuple(sorted({path for path in answer if path not in change.paths}.union(held)))


def _told(what: Told, answer: Mapping[str, str], change: Change, now: Project) -> dict[str, str] | None:
    """None where this golint does not ask so."""
    ask = question_called(what[0])
    if ask is None:
        return None
    today = {path: digest_of(found) for path, found in now.told(ask, what[1]).items()}
    return {**{path: digest for path, digest in answer.items() if path not in change.paths}, **today}


def _differs(query: Query, notes: Notes, fresh: Notes, change: Change) -> bool:
    """Whether a question would be answered otherwise today."""
    match query:
        case ("read", path):
            return path in change.paths
        case ("known", path):
            return path in change.new or path in change.gone
        case ("paths", suffixes):
            return any(not suffixes or path.endswith(suffixes) for path in change.new | change.gone)
        case ("word", what):
            return what not in notes.words or notes.words[what] != fresh.words[what]
        case ("told", what):
            return what not in fresh.told or notes.told.get(what) != fresh.told[what]
    return False


def _hanging(asked: Mapping[str, AbstractSet[Query]], other: AbstractSet[Query]) -> AbstractSet[str]:
    """Those who asked one of these questions, and all who hang on them."""
    users: dict[str, list[str]] = {}
    for name, queries in asked.items():
        for kind, what in queries:
            if kind == "used":
                users.setdefault(what, []).append(name)
    waiting = [name for name, queries in asked.items() if not other.isdisjoint(queries)]
    found = set(waiting)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return found
