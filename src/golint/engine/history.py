"""Searches all that was ever committed for keys: each content once, and the commit that brought it where there is something to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from golint.checks.keys import history as keys
from golint.credentials.sieve import Sieve, Trace, sieve
from golint.engine.inquiry import Inquiry
from golint.engine.pool import outcomes, processors
from golint.model import Commit, History, Notice, Observation, Skip
from golint.places import cache_folder
from golint.project import Project
from golint.settings import Settings
from golint.sources import SourceFile, Unread, printable
from golint.sources.blobs import Blobs, stream
from golint.sources.filter import Filter
from golint.sources.history import LOST, Archive, Arrival, Blob, archive, arrivals, blobs
from golint.sources.reading import checked, read
from golint.sources.shapes import Vendored
from golint.view import FileView

_PAYS = 20_000_000  # bytes, below which a second process costs more than it saves
_PORTIONS = 8  # into which a history is cut, so that no process is left with the last one for long
_LEAST, _MOST = 8_000_000, 128_000_000  # bytes of a portion


class Past(Struct, frozen=True):
    """What the history has shown. `complete` says whether all that is there could be searched."""

    observations: tuple[Observation, ...]
    notices: tuple[Notice, ...]
    history: History
    complete: bool


def search(settings: Settings, inquiry: Inquiry, progress: Callable[[int, int], None] | None = None) -> Past:
    """Search the history of what the settings name. With it alone, the places where a secret still stands are looked for too. Raises
    GitError where there is no repository."""
    here = archive(settings)
    cache = Path(folder) if (folder := cache_folder()) else None
    with ThreadPoolExecutor(1) as beside:  # git lists while the patterns are compiled
        listing = beside.submit(blobs, here.folder)
        own = sieve(inquiry.catalog, cache)
        found, damaged = listing.result()
    small = [one for one in found if one.size <= settings.max_file_size]
    reader = _Reader(here.folder, inquiry, cache, settings.max_file_size, tuple(_portions(small)))
    parts = list(_parts(reader, settings.jobs, sum(one.size for one in small), len(small), progress))
    traced = {name: marks for part in parts if part for name, marks in part.traced}
    told = _Tellers(settings, here, inquiry, own).told(traced) if traced else ()
    lacks = here.lacks()
    return Past(
        tuple(told),
        tuple(_notices(parts, damaged, lacks)),
        _history(len(found) - len(small), parts, damaged, lacks),
        not damaged and all(part is not None and not part.damaged for part in parts),
    )


class _Part(Struct, frozen=True):
    """What a portion of the contents came to: those with secrets, and how much was read, binary or damaged."""

    traced: tuple[tuple[bytes, tuple[Trace, ...]], ...]
    versions: int
    bytes: int
    binary: int
    damaged: int


class _Reader(Struct, frozen=True, dict=True):
    """Reads the portions of a history by their numbers, in whichever process."""

    folder: str
    inquiry: Inquiry
    cache: Path | None
    limit: int
    portions: tuple[tuple[bytes, ...], ...]

    def __call__(self, number: str) -> _Part:
        own, run_key = sieve(self.inquiry.catalog, self.cache), self.inquiry.run_key
        traced: list[tuple[bytes, tuple[Trace, ...]]] = []
        counted: Counter[str] = Counter()
        for name, data in stream(self.folder, self.portions[int(number)], self.limit):
            source = checked("", data, self.limit) if data is not None else None
            if isinstance(source, SourceFile):
                counted["versions"] += 1
                counted["bytes"] += len(source.data)
                if marks := tuple(own.traces(source.data, run_key)):
                    traced.append((name, marks))
            else:
                counted["damaged" if source is None else "binary"] += 1
        return _Part(tuple(traced), counted["versions"], counted["bytes"], counted["binary"], counted["damaged"])


def _portions(small: Sequence[Blob]) -> Iterator[tuple[bytes, ...]]:
    """The contents in their order, cut where so many bytes are reached: neighbours in a pack are made from each other."""
    portion = min(max(sum(one.size for one in small) // _PORTIONS, _LEAST), _MOST)
    start = begun = 0
    for at, read_ in enumerate(accumulate(one.size for one in small), 1):
        if read_ - begun >= portion or at == len(small):
            yield tuple(one.id for one in small[start:at])
            start, begun = at, read_


def _parts(reader: _Reader, jobs: int, size: int, total: int, progress: Callable[[int, int], None] | None) -> Iterator[_Part | None]:
    numbers = [str(number) for number in range(len(reader.portions))]
    done = 0
    for number, part in outcomes(reader, numbers, jobs or (processors() if size > _PAYS else 1), chunk=1):
        done += len(reader.portions[int(number)])
        if progress:
            progress(done, total)
        yield part


def _view(inquiry: Inquiry, source: SourceFile) -> FileView:
    """The view of a file that is alone in the world."""
    place = inquiry.place(source.path)
    project = Project.of({source.path: source.data})
    return FileView(source, inquiry.catalog, project, place=(place.side, place.stage), run_key=inquiry.run_key, known=inquiry.known)


def remembered(inquiry: Inquiry, path: str, data: bytes, commit: Commit) -> Iterator[Observation]:
    """What a file that was once committed tells the rule about the history."""
    yield from keys.committed(_view(inquiry, SourceFile(path, data)), commit)


class _Place(Struct, frozen=True):
    """A content with a secret, as one commit brought it under one path."""

    arrival: Arrival
    path: str
    blob: bytes
    lines: bytes


class _Tellers:
    """Tells of each secret the first place in the history where it was a fault, and where it stands now."""

    def __init__(self, settings: Settings, here: Archive, inquiry: Inquiry, own: Sieve) -> None:
        self._settings, self._here, self._inquiry, self._sieve = settings, here, inquiry, own
        self._filter = Filter(settings, here.root)
        self._limit = settings.max_file_size
        self._blobs = Blobs(here.folder, self._limit)

    def told(self, traced: Mapping[bytes, tuple[Trace, ...]]) -> Iterator[Observation]:
        """What the checks over the repository need to know of the contents with secrets."""
        tree = self._here.tree()
        places: dict[bytes, list[_Place]] = {}
        for place, key in self._places(traced, tree):
            places.setdefault(key, []).append(place)
        for key, known in sorted(places.items(), key=lambda pair: pair[1][0].arrival.order):
            yield from self._first(key, known)
        if self._settings.history == "only":
            yield from self._standing(traced, tree)

    def _places(self, traced: Mapping[bytes, tuple[Trace, ...]], tree: Mapping[str, object]) -> Iterator[tuple[_Place, bytes]]:
        """Each place with each secret in it, in the order of history; the contents that no commit holds come last."""
        homeless = dict.fromkeys(name for name in traced if name.decode("ascii") not in tree)
        order = 0
        for name, arrival in arrivals(self._here.folder, traced):
            homeless.pop(name, None)
            order = arrival.order
            path = self._here.shown(arrival.path)
            if path is not None and not self._filter.refusal(path) and not Vendored((path,)).tree_of(path):
                yield from ((_Place(arrival, printable(path), name, mark.lines), mark.key) for mark in traced[name])
        for name in homeless if self._here.is_whole else ():
            path = f"{LOST}{name.decode('ascii')}"
            yield from ((_Place(Arrival(order + 1, Commit(), path), path, name, mark.lines), mark.key) for mark in traced[name])

    def _first(self, key: bytes, places: Sequence[_Place]) -> Iterator[Observation]:
        """The first place where the secret was a fault. One that stands on the same lines of the same file as one before is as good."""
        tried: set[tuple[str, bytes]] = set()
        for place in places:
            if (place.path, place.lines) in tried:
                continue
            tried.add((place.path, place.lines))
            for one in self._judged(place):
                if one.key == key.hex():
                    others = len({(other.arrival.commit, other.path) for other in places}) - 1
                    yield replace(one, values={**one.values, "others": _more(others)})
                    return

    def _judged(self, place: _Place) -> Iterator[Observation]:
        try:
            source = checked(place.path, self._blobs.read(place.blob.decode("ascii")), self._limit)
        except OSError:
            return
        if isinstance(source, SourceFile):
            yield from remembered(self._inquiry, source.path, source.data, place.arrival.commit)

    def _standing(self, traced: Mapping[bytes, tuple[Trace, ...]], tree: Mapping[str, Sequence[str]]) -> Iterator[Observation]:
        """The secrets in the files of today that may hold one of those."""
        held = [(path, name) for name in traced for path in tree.get(name.decode("ascii"), ())]
        for path, name in [*held, *((path, b"") for path in self._here.edited())]:
            source = self._source(path, name)
            if isinstance(source, SourceFile) and self._sieve.stretches(source.data):
                yield from keys.standing(_view(self._inquiry, source))

    def _source(self, path: str, name: bytes) -> SourceFile | Unread:
        if not self._here.bare:
            return read(self._here.root, path, self._limit)
        return checked(path, self._blobs.read(name.decode("ascii")), self._limit)


def _more(number: int) -> str:
    """The number of the other versions, as a sentence of its own."""
    if number < 2:
        return " Another version of a file holds it." if number else ""
    return f" {number:,} more versions of files hold it."


def _notices(parts: Sequence[_Part | None], damaged: int, lacks: str) -> Iterator[Notice]:
    if lacks:
        yield Notice("", f"{lacks}: a key that was committed there is not found")
    damaged += sum(part.damaged for part in parts if part)
    if damaged:
        problem = f"{damaged:,} object{' of git is' if damaged == 1 else 's of git are'} damaged (git fsck names them)"
        yield Notice("", f"{problem}, so a key in what they held is not found")
    if None in parts:
        yield Notice("", "a process that searched the history died, so a key may be missed; run golint again with --jobs 1")


def _history(large: int, parts: Sequence[_Part | None], damaged: int, lacks: str) -> History:
    done = [part for part in parts if part]
    skipped = {
        Skip.BINARY: sum(part.binary for part in done),
        Skip.LARGE: large,
        Skip.UNREADABLE: damaged + sum(part.damaged for part in done),
    }
    return History(
        versions=sum(part.versions for part in done),
        bytes=sum(part.bytes for part in done),
        skipped={reason: number for reason, number in skipped.items() if number},
        lacks=lacks,
    )
