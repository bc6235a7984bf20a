"""What is needed to check any one file of a run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from msgspec import Struct, field

from golint.catalog import Catalog
from golint.catalog.rules import Rule
from golint.engine.files import FileResult, check_file
from golint.model import Side, Stage
from golint.project import Project
from golint.sources import SourceFile, Unread
from golint.view import FileView

Asked = Callable[[str], Sequence[Rule]]
"""The rules that look at a path."""


class Place(Struct, frozen=True):
    """What is known of a path from outside the file: the settings' word on its side and stage, and git's on the file."""

    side: Side | None = None
    stage: Stage | None = None
    tracked: bool | None = None


def _nothing_known(_path: str) -> Place:
    return Place()


class Inquiry(Struct, frozen=True):
    """A value that another process can be given, and that checks any file of a project by its path.

    `known` are digests of secrets that an imported baseline lists. With `strict` a check that breaks down raises.
    """

    catalog: Catalog
    project: Project
    asked: Asked
    place: Callable[[str], Place] = _nothing_known
    read: Callable[[str], SourceFile | Unread] | None = None
    known: frozenset[str] = frozenset()
    run_key: bytes = field(default_factory=lambda: os.urandom(32))
    strict: bool = False

    def __repr__(self) -> str:
        return f"Inquiry({self.catalog!r})"  # the key of a run is shown to nobody

    def check(self, path: str) -> FileResult:
        """What the file says."""
        return self._checked(path, self.asked)

    def observe(self, path: str) -> FileResult:
        """What the file tells the checks over the whole repository, and its suppressions; its own findings are left out."""
        return self._checked(path, self._repository_rules)

    def view(self, path: str) -> FileView | None:
        """The view of a file; None where it cannot be read."""
        source = self._source(path)
        return self._view(source) if isinstance(source, SourceFile) else None

    def data(self, path: str) -> bytes | None:
        """The bytes of a file; None where it cannot be read."""
        source = self._source(path)
        return source.data if isinstance(source, SourceFile) else None

    def _checked(self, path: str, asked: Asked) -> FileResult:
        source = self._source(path)
        if isinstance(source, Unread):
            return FileResult(skip=source.reason, notices=(source.notice,) if source.notice else (), gone=source.reason is None)
        view = self._view(source)
        try:
            return check_file(view, asked(source.path), strict=self.strict)
        finally:
            view.forget()

    def _repository_rules(self, path: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.asked(path) if rule.scope != "file")

    def _source(self, path: str) -> SourceFile | Unread:
        if self.read is not None:
            return self.read(path)
        data = self.project.read(path)
        return Unread(path, None) if data is None else SourceFile(path, data)

    def _view(self, source: SourceFile) -> FileView:
        place = self.place(source.path)
        return FileView(
            source,
            self.catalog,
            self.project.seen_from(source.path),
            place=(place.side, place.stage),
            tracked=place.tracked,
            run_key=self.run_key,
            known=self.known,
        )
