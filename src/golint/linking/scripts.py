"""JavaScript and TypeScript: a module is named by a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint.linking.ecmascript import Specifiers
from golint.linking.graph import Graph

if TYPE_CHECKING:
    from golint.facts import Import
    from golint.project import Project


class Scripts:
    """Leads from an imported name to the file of its module."""

    def __init__(self, project: Project) -> None:
        self._specifiers = project.derived(Specifiers)
        self._graph = project.own(Graph)

    def targets(self, importer: str, imported: Import, rest: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """The file that a module specifier means, with the member that is taken from it and the steps behind that."""
        path = self._specifiers.resolve(importer, imported.module) if imported.module else None
        if path is not None:
            member = imported.path[len(imported.module) :].strip(".")
            yield path, [*(member.split(".") if member else ()), *rest]

    def users(self, path: str) -> Iterator[str]:
        """The files that import a file, also through one that hands it on."""
        yield from self._graph.users(path)

    def visible(self, _path: str, _name: str) -> Sequence[str]:
        """Nothing is seen that is not imported."""
        return ()
