"""What is known of a tree from an earlier run, and what of it holds today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from msgspec import MsgspecError, Struct, field, msgpack

from golint.cache import entries, notes
from golint.cache.contents import Contents, is_young
from golint.cache.entries import Entry
from golint.cache.folder import Folder, named
from golint.cache.notes import Change, Notes
from golint.project import Words, name_of_file
from golint.trails import Note

R = TypeVar("R")

_KIND = "trees"
_DAMAGED = (MsgspecError, ValueError, TypeError, KeyError, RecursionError)


class Tree(Struct, frozen=True):
    """The tree of a run: all its files, and how they are read. `marks` are what a result may hang on beside the file; the bytes of those
    that are `passing` are not the ones on the disk."""

    contents: Contents
    files: Sequence[str]
    read: Callable[[str], bytes | None]
    marks: Mapping[str, str] = field(default_factory=dict)
    passing: AbstractSet[str] = frozenset()


class Kept(Struct, Generic[R], frozen=True, array_like=True):
    """A result, and the numbers of the places in it that have to be filled in."""

    result: R
    open: tuple[int, ...] = ()


class Recollection(Generic[R]):
    """What an earlier run left about a tree under a key, which says all on which results hang beside the files; `kind` is their type."""

    def __init__(self, store: Folder, key: str, tree: Tree, kind: type[R]) -> None:
        self._store, self._key, self._tree = store, key, tree
        self._decoder: msgpack.Decoder[Kept[R]] = msgpack.Decoder(Kept[kind])  # type: ignore[valid-type]  # a type that is known when it runs
        self._stamps = tree.contents.stamps(path for path in tree.files if path not in tree.passing)
        self._names = tree.contents.names({path: stamp for path, stamp in self._stamps.items() if is_young(stamp)})
        self._entries: dict[str, Entry] = {}
        self._notes: Notes | None = Notes()
        self._unread = b""  # the notes, as long as nobody wants them
        self._worn = True  # whether what is on the disk is out of date
        try:
            self._load()
        except _DAMAGED:
            self._lose()

    @property
    def words(self) -> Words:
        """The files that hold words which were asked about, as of today."""
        return self._noted().words

    def known(self, paths: Iterable[str]) -> dict[str, Kept[R]]:
        """The results of these files that hold today."""
        found = {}
        for path in paths:
            entry = self._entries.get(path)
            if entry is not None and entry.result:
                try:
                    found[path] = self._decoder.decode(entry.result)
                except _DAMAGED:
                    self._entries[path] = Entry(entry.stamp, entry.name, entry.mark)
        return found

    def keep(self, path: str, kept: Kept[R] | None, asked: Iterable[Note], secrets: Iterable[str] = ()) -> None:
        """Take in the result of a file, if it may be kept, and what it hangs on. One that holds a secret word is not kept."""
        self._noted().add(asked)
        if kept is None:
            return
        try:
            encoded = msgpack.encode(kept)
        except UnicodeEncodeError:  # a name in it is no text
            return
        if not any(secret.encode() in encoded for secret in secrets):
            self._entries[path] = Entry(mark=self._tree.marks.get(path, ""), result=encoded)
            self._worn = True

    def save(self) -> None:
        """Leave what is known for later runs, if it is more than they would find."""
        if self._worn:
            noted = self._noted()
            today = dict(self._today())
            asked = noted.reached_from(name_of_file(path) for path, entry in today.items() if entry.result)
            self._store.write(_KIND, named(self._key), [entries.dumped(today, self._key), asked.dumped()])

    def _load(self) -> None:
        parts = self._store.read(_KIND, named(self._key), 2)
        if parts is None:
            return
        self._store.touch(_KIND, named(self._key))
        old = entries.loaded(parts[0], self._key)
        change = self._change(old)
        same = {path: entry for path, entry in old.items() if path in self._stamps and path not in change.paths}
        self._worn = bool(change) or any(entry.stamp != self._stamps[path] for path, entry in same.items())
        broken: AbstractSet[str] = frozenset()
        self._notes, self._unread = None, parts[1]
        if change:
            self._notes, broken = notes.after(notes.loaded(parts[1]), change, self._tree.read)
            self._notes.drop(broken)
        marks = self._tree.marks
        for path, entry in same.items():
            holds = entry.mark == marks.get(path, "") and name_of_file(path) not in broken
            self._entries[path] = entry if holds else Entry(entry.stamp, entry.name)

    def _noted(self) -> Notes:
        if self._notes is None:
            try:
                self._notes = notes.loaded(self._unread)
            except _DAMAGED:
                self._lose()
        assert self._notes is not None
        return self._notes

    def _lose(self) -> None:
        """Start anew: what is on the disk cannot be used."""
        self._entries, self._notes, self._worn = {}, Notes(), True

    def _change(self, old: Mapping[str, Entry]) -> Change:
        """How the tree differs from what it was."""
        files = frozenset(self._tree.files)
        doubtful = {path: stamp for path, stamp in self._stamps.items() if path in old and old[path].stamp != stamp}
        named_before = {path: stamp for path, stamp in doubtful.items() if old[path].name and path not in self._names}
        self._names.update(self._tree.contents.names(named_before))
        other = {path for path in doubtful if not old[path].name or old[path].name != self._names.get(path)}
        other.update(path for path in files & old.keys() if path not in self._stamps)
        return Change(other, files - old.keys(), old.keys() - files)

    def _today(self) -> Iterable[tuple[str, Entry]]:
        """Every file with what may be believed of it: one that was written in the meantime has neither stamp nor result."""
        contents = self._tree.contents
        now = contents.stamps(self._stamps)
        steady = {path: stamp for path, stamp in self._stamps.items() if now.get(path) == stamp}
        young = {path: stamp for path, stamp in steady.items() if is_young(stamp)}
        again = contents.names(young)
        known = {path: entry.name for path, entry in self._entries.items() if entry.name} | self._names
        known |= contents.names({path: stamp for path, stamp in steady.items() if path not in known and path not in young})
        for path in self._tree.files:
            entry = self._entries.get(path, Entry())
            if path not in steady or (path in young and known.get(path, "") != again.get(path)):
                yield path, Entry()
            else:
                yield path, Entry(None if path in young else steady[path], known.get(path, ""), entry.mark, entry.result)
