"""Python: a dotted path of modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from golint.linking.places import nearest

if TYPE_CHECKING:
    from golint.facts import Import
    from golint.project import Project


class Dotted:
    """Splits a dotted path into a file of the project and a member of it."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The files that an imported name may mean, the longest path first, with the steps that lead on inside each."""
        steps = [*imported.path.split("."), *rest] if imported.path else list(rest)
        for cut in range(len(steps), 0, -1):
            path = self._file(importer, steps[:cut], imported.level)
            if path is not None:
                yield path, steps[cut:]
        if imported.level and (package := self._package(importer, imported.level)) is not None:
            yield package, steps  # `from . import name`, which the package's own file gives out

    def _package(self, importer: str, level: int) -> str | None:
        """The file of the package that a relative import starts from."""
        folder = importer.split("/")[:-level]
        path = "/".join([*folder, "__init__.py"])
        return path if folder and path != importer and path in self._by_stem.get(folder[-1], ()) else None

    def visible(self, _path: str, _name: str) -> Sequence[str]:
        """Nothing is seen that is not imported."""
        return ()

    def _file(self, importer: str, steps: Sequence[str], level: int) -> str | None:
        """Beside the importer for relative imports, else the file whose path ends in the steps, nearest first."""
        if level:
            wanted = "/".join([*importer.split("/")[:-level], *steps])
            found = [p for p in self._by_stem.get(steps[-1], ()) if p in (f"{wanted}.py", f"{wanted}/__init__.py")]
            return found[0] if found else None
        tail = "/".join(steps)
        fitting = [p for p in self._by_stem.get(steps[-1], ()) if ("/" + p[:-3].removesuffix("/__init__")).endswith("/" + tail)]
        return max(fitting, key=lambda p: (nearest(p, importer), -len(p)), default=None)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for path in self._project.ending((".py",)):
            stem = path[:-3].removesuffix("/__init__")
            table.setdefault(stem.rpartition("/")[2], []).append(path)
        return table
