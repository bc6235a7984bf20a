"""What was asked of a project, and by whom: what was found out holds as long as all the answers stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from golint.model import Span

Note = tuple[str, str, Any]
"""Who asked, what kind of question, and about what.

"read" and "known" are about a path: its bytes, and whether there is such a file. "paths" is about suffixes: which files end so, () for any.
"word" is about a word and suffixes, "told" about the name of a question and suffixes. "used" names somebody else, on whose notes this one
hangs as well.
"""

Ask = Callable[[str, bytes], Any]
A = TypeVar("A", bound=Ask)
_QUESTIONS: dict[str, Ask] = {}


def question(ask: A) -> A:
    """Marks a function of a path and the file's bytes, which looks at nothing else, as one that is asked of many files."""
    _QUESTIONS[name_of(ask)] = ask
    return ask


def name_of(ask: Callable[..., Any]) -> str:
    """The name of a function in any process."""
    return f"{ask.__module__}:{ask.__qualname__}"


def question_called(name: str) -> Ask | None:
    """The question of this name; None where none is marked so."""
    if name not in _QUESTIONS and name.startswith("golint."):
        from importlib import import_module

        try:
            import_module(name.partition(":")[0])  # whoever asks it marks it
        except ImportError:
            return None
    return _QUESTIONS.get(name)


def digest_of(answer: object) -> str:
    """What tells answers apart. Spans do not count: whoever goes by one has read the file itself."""
    return hashlib.blake2b("\0".join(_spelt(answer)).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def _spelt(value: object) -> Iterator[str]:
    if isinstance(value, Span):
        return
    if isinstance(value, frozenset):
        yield f"{{{sorted(map(repr, value))}}}"
    elif isinstance(value, tuple | list):
        yield f"({len(value)}"
        for each in value:
            yield from _spelt(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _spelt(getattr(value, name))
    else:
        yield repr(value)


class Trails:
    """The notes about everybody who asks, each told once."""

    def __init__(self) -> None:
        self._trails: dict[str, _Trail] = {}
        self._fresh: list[Note] = []

    def of(self, name: str) -> Callable[[str, Any], None]:
        """What takes down the questions of one who asks."""
        if name not in self._trails:
            self._trails[name] = _Trail(name, self._fresh)
        return self._trails[name].note

    def drain(self) -> list[Note]:
        """The notes that were not given out yet."""
        found = []
        while self._fresh:  # one by one, since another thread may be writing
            found.append(self._fresh.pop())
        return found


class _Trail:
    """The notes about one who asks."""

    __slots__ = ("_fresh", "_known", "_name")

    def __init__(self, name: str, fresh: list[Note]) -> None:
        self._name = name
        self._fresh = fresh
        self._known: set[tuple[str, Any]] = set()

    def note(self, kind: str, what: Any) -> None:
        query = (kind, what)
        if query not in self._known:
            self._known.add(query)
            self._fresh.append((self._name, kind, what))


Answers = Mapping[tuple[str, Any], Any]
"""What the questions about words and those that are told were answered with, by kind and matter."""
