"""Works off the files of a run, but for those whose results an earlier run has left."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from golint.cache import Cache
from golint.cache.contents import Contents
from golint.cache.folder import Folder, named
from golint.cache.recall import Kept, Recollection
from golint.cache.recall import Tree as Known
from golint.cache.tool import tool_digest
from golint.credentials.masking import digest
from golint.engine.files import FileResult
from golint.lazily import compiled
from golint.model import Skip
from golint.settings.values import FIELDS
from golint.sources import Tree, printable

if TYPE_CHECKING:
    from golint.engine.inquiry import Inquiry
    from golint.settings import Settings
    from golint.trails import Note

_DIGEST = compiled(r"[0-9a-f]{32}")
_MARKS = {True: "tracked", False: "ignored", None: ""}
_ASIDE = frozenset(  # settings that change no file's result
    {
        "paths",
        "fail_on",
        "baseline",
        "format",
        "output",
        "colour",
        "jobs",
        "stdin_filename",
        "since",
        "config_path",
        "statements",
        "cwd",
        "origins",
    }
)
Check = Callable[[str], FileResult]


class Recorded(Struct, frozen=True):
    """A file's result, and what was asked of the project since the last one."""

    kept: Kept[FileResult] | None
    result: FileResult
    secrets: tuple[str, ...] = ()
    asked: tuple[Note, ...] = ()


class Recorder(Struct, frozen=True):
    """A check that notes what it hangs on; another process can be given it."""

    inquiry: Inquiry
    check: Check

    def __call__(self, path: str) -> Recorded:
        result = self.check(path)
        secrets = tuple(one.key for one in result.observations if _DIGEST.fullmatch(one.key))
        kept = _kept(self.inquiry, path, result, secrets)
        return Recorded(kept, result, secrets, tuple(self.inquiry.project.drain()))


def _kept(inquiry: Inquiry, path: str, result: FileResult, secrets: Sequence[str]) -> Kept[FileResult] | None:
    """The result without the digests of secrets, which are made anew from the file in each run; None where one was made from elsewhere,
    and for what another run might see otherwise."""
    if result.failed or result.gone or result.skip is Skip.UNREADABLE or printable(path) != path:
        return None
    if not secrets:
        return Kept(result)
    numbers = tuple(at for at, one in enumerate(result.observations) if _DIGEST.fullmatch(one.key))
    blank = tuple(replace(one, key="") if at in numbers else one for at, one in enumerate(result.observations))
    kept = Kept(replace(result, observations=blank), numbers)
    return kept if _filled(inquiry, path, kept) == result else None


def _filled(inquiry: Inquiry, path: str, kept: Kept[FileResult]) -> FileResult:
    """The result with the digests of its secrets."""
    if not kept.open:
        return kept.result
    data, found = inquiry.data(path) or b"", list(kept.result.observations)
    for at in kept.open:
        span = found[at].location.span
        found[at] = replace(found[at], key=digest(data[span.start : span.end], inquiry.run_key).hex())
    return replace(kept.result, observations=tuple(found))


class Memory(Struct, dict=True):
    """What the cache knows of one run's tree."""

    cache: Cache
    settings: Settings
    tree: Tree
    inquiry: Inquiry
    _known: list[Recollection[FileResult]] = field(default_factory=list)
    _started: float = field(default_factory=time.perf_counter)

    def results(
        self,
        kind: str,
        check: Check,
        paths: Sequence[str],
        work: Callable[[Recorder, Sequence[str]], Iterable[tuple[str, Recorded | None]]],
    ) -> Iterator[tuple[str, FileResult | None]]:
        """Each path with its result; `work` checks those that no result of before holds for."""
        known = Recollection(self._folder(), self._key(kind), self._tree(), FileResult)
        self._known.append(known)
        before = known.known(paths)
        yield from ((path, _filled(self.inquiry, path, kept)) for path, kept in before.items())
        left = [path for path in paths if path not in before]
        if left:
            self.inquiry.project.expect(known.words)
        for path, recorded in work(Recorder(self.inquiry, check), left):
            if recorded is not None:
                known.keep(path, recorded.kept, recorded.asked, recorded.secrets)
            yield path, recorded.result if recorded else None

    def save(self) -> None:
        """Leave what was found out, if it took long enough to be worth it."""
        if time.perf_counter() - self._started >= self.cache.seconds:
            for known in self._known:
                known.save()

    def _folder(self) -> Folder:
        return Folder(self.cache.path)

    def _tree(self) -> Known:
        marks = {path: _MARKS[self.inquiry.place(printable(path)).tracked] for path in self.tree.files}
        contents = Contents(self.tree.root, self.tree.limit, self.tree.git_folders)
        return Known(contents, self.tree.files, self.inquiry.data, marks, frozenset(self.tree.given))

    def _key(self, kind: str) -> str:
        """All on which results hang beside the files: golint, its rules, and what it is told. Of the tree's place only a digest is kept."""
        told = {name: getattr(self.settings, name) for name in sorted(FIELDS - _ASIDE)}
        tool = tool_digest(self._folder(), map(str, self.inquiry.catalog.folders))
        return named(kind, tool, self.tree.root, repr(told), str(self._alone()), *sorted(self.inquiry.known))

    def _alone(self) -> bool:
        """Whether files alone were named: then those that git does not track are not among the others."""
        return not any(os.path.isdir(os.path.join(self.settings.cwd, path)) for path in self.settings.paths)  # noqa: PTH112, PTH118  # strings
