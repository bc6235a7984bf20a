"""What is remembered of a checked tree, and how much of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from golint import memory
from golint.context import language_of
from golint.facts import FileFacts
from golint.frontends import lower
from golint.index import WordIndex
from golint.trails import Trails

HEAD = 4096  # the bytes of a file that its language may be told from

Suffixes = tuple[str, ...]


class Room(Struct, frozen=True):
    """How much is remembered: the bytes of the files that are held lowered, whose facts are some ten times as large, and of those that are
    held as they are, and how many files others ask about are seen at once. A process that has grown by `growth` bytes keeps less.

    With so little room, five of six platforms lower no more than one file in eighteen again, and the sixth one in six.
    """

    lowered: int = 3_000_000
    texts: int = 3_000_000
    seen: int = 300
    growth: int = 90_000_000

    def less(self, lowered: int, seen: int) -> Room:
        """Three quarters of what is held now. What is let go is free for what comes, so the process holds no less memory by it: still less
        is kept only once it has grown on."""
        return Room(max(2_000_000, lowered * 3 // 4), self.texts, max(100, seen * 3 // 4), self.growth + 16_000_000)


class Shelf:
    """What is remembered of a project, whoever asked first. Nothing here hangs on who asks."""

    def __init__(self, paths: Sequence[str], read: Callable[[str], bytes | None], trails: Trails | None, room: Room) -> None:
        self.paths = paths
        self.read = read
        self.trails = trails
        self.known = frozenset(paths)
        self.derived: dict[tuple[Any, ...], Any] = {}
        self.seen: dict[str, Any] = {}  # the tree as the checks of some files see it; each lets go of what it holds
        self.facts: dict[str, tuple[FileFacts | None, int]] = {}
        self.kept: dict[str, Any] = {}
        self.held = 0
        self.room, self.held_before = room, memory.held()
        self.texts: dict[str, bytes | None] = {}
        self.size = 0
        self.mentions: dict[tuple[bytes, Suffixes], tuple[str, ...]] = {}
        self.indexes: dict[Suffixes, WordIndex] = {}
        self.named: dict[tuple[str, Suffixes], tuple[str, ...]] = {}
        self.told: dict[tuple[str, Suffixes], Mapping[str, Any]] = {}
        self.holding: dict[tuple[str, tuple[bytes, ...]], bool] = {}
        self.answers: dict[tuple[str, str], Any] = {}
        self.answered: set[tuple[str, Any]] = set()

    def but(self, path: str, facts: FileFacts | None) -> Shelf:
        """The same with other facts of one file, and without what was built from the facts of any."""
        found = Shelf(self.paths, self.read, self.trails, self.room)
        found.facts = {**{other: held for other, held in self.facts.items() if other != path}, path: (facts, 0)}
        found.held = sum(size for _, size in found.facts.values())
        found.mentions, found.indexes, found.named, found.told = self.mentions, self.indexes, self.named, self.told
        found.holding = self.holding
        return found

    def data(self, path: str) -> bytes | None:
        """The bytes of a file. What was asked for longest ago makes room."""
        if path in self.texts:
            self.texts[path] = self.texts.pop(path)
            return self.texts[path]
        self.texts[path] = found = self.read(path) if path in self.known else None
        self.size += len(found or b"")
        while self.size > self.room.texts and len(self.texts) > 1:
            self.size -= len(self.texts.pop(next(iter(self.texts))) or b"")
        return found

    def lowered(self, path: str) -> FileFacts | None:
        """The facts of a file. What was asked for longest ago makes room: many files lead to the same few, which stay."""
        if path in self.facts:
            self.facts[path] = self.facts.pop(path)
            return self.facts[path][0]
        data = self.data(path)
        found = None if data is None else lower(language_of(path, data[:HEAD]), path, data)
        self.facts[path] = found, len(data or b"")
        self.held += len(data or b"")
        if memory.held() - self.held_before > self.room.growth:
            self.room = self.room.less(self.held, len(self.seen))
        self.make_room()
        return found

    def make_room(self) -> None:
        """Let go of what was asked for longest ago, where there is no room for it."""
        while self.held > self.room.lowered and len(self.facts) > 1:
            self.drop(next(iter(self.facts)))
        while len(self.seen) > self.room.seen:
            self.seen.pop(next(iter(self.seen))).let_go()

    def drop(self, path: str) -> None:
        """Forget the facts of a file, and what was built from them."""
        self.held -= self.facts.pop(path, (None, 0))[1]
        self.kept.pop(path, None)
        if path in self.seen:  # it holds them as well
            self.seen.pop(path).let_go()

    def index(self, suffixes: Suffixes) -> WordIndex:
        if suffixes not in self.indexes:
            named = [path for path in self.paths if not suffixes or path.endswith(suffixes)]
            self.indexes[suffixes] = WordIndex(named, self.read)
        return self.indexes[suffixes]
