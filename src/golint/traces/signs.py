"""Names that a file must hold, spelt in a certain way, to say something: one pass tells which of many it holds at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from golint.catalog.roles import Roles
from golint.lazily import compiled
from golint.prefilter import Lexicon
from golint.traces.spellings import compiled_once

WORD = compiled(rb"\w+")
SILENT = frozenset({b"this", b"default", b"constructor"})  # steps of paths that a file may write otherwise

Words = frozenset[bytes]
Spelt = Callable[[bytes], bytes]


class Text(Struct, frozen=True):
    """The bytes of a file, as they are and in lower case."""

    data: bytes
    lowered: bytes


class Sign(Struct, frozen=True):
    """A name, how it is spelt, and the groups of words in lower case of which one has to stand in the file as well, where there is any."""

    name: bytes
    pattern: bytes
    beside: tuple[Words, ...] = ()


class Signs:
    """Some signs, of which a file may hold any."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        told = tuple(signs)
        self._lexicon = Lexicon(word for sign in told for word in (sign.name.lower(), *(word for words in sign.beside for word in words)))
        mask = self._lexicon.mask
        self._signs = tuple((mask([sign.name.lower()]), tuple(mask(words) for words in sign.beside), sign.pattern) for sign in told)

    def stand_in(self, text: Text) -> bool:
        """Whether a file holds one of the names, spelt so, with a group of its words."""
        held = self._lexicon.look(text.lowered).text
        return bool(held) and any(
            compiled_once(pattern).search(text.data) is not None
            for name, groups, pattern in self._signs
            if held & name and (not groups or any(held & words == words for words in groups))
        )


def signs_of(roles: Roles, played: Iterable[str], spelt: Spelt) -> Iterator[Sign]:
    """The signs of some roles, one for each last step of the paths that play them."""
    beside: dict[bytes, set[Words]] = {}
    for path, told in (way for role in played for way in roles.ways(role)):
        *steps, last = (step for step in WORD.findall(path.encode()) if step not in SILENT)
        words = (*steps, *WORD.findall(told.encode()))
        beside.setdefault(last, set()).add(frozenset(word.lower() for word in words))
    for last, groups in beside.items():
        yield Sign(last, spelt(last), () if frozenset() in groups else tuple(groups))


def named(names: Iterable[str], spelt: Spelt) -> Iterator[Sign]:
    """The signs of some names."""
    return (Sign(name.encode(), spelt(name.encode())) for name in sorted(names))


def spoken_in(path: str) -> Words:
    """The words of a path that a file which names it holds, in lower case."""
    return frozenset(word.lower() for word in WORD.findall(path.encode()) if word not in SILENT)
