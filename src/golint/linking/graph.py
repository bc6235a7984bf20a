"""Who imports a module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from golint.linking.ecmascript import Specifiers
from golint.linking.mentions import Mention, mentions, scripts, types
from golint.linking.paths import EXTENSIONS

if TYPE_CHECKING:
    from golint.project import Project

_MODULES = tuple(extension for extension in EXTENSIONS if extension != ".json")
_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Edge:
    """An import that stands in the file `importer`."""

    importer: str
    mention: Mention


class Graph:
    """The imports of a project's scripts and pages turned round. Built in one pass over their text when it is first asked."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._specifiers = project.derived(Specifiers)

    def importers(self, path: str) -> Sequence[Edge]:
        """The imports of a file that load it, in the order of the importers' paths; an import of nothing but its types loads nothing."""
        edges = self._edges.get(path, ())
        named = [edge for edge in edges if edge.mention.names]
        declared = types(self._project.read(path) or b"") if named else frozenset()
        return [edge for edge in edges if not edge.mention.names or not edge.mention.names <= declared]

    @cached_property
    def _edges(self) -> dict[str, list[Edge]]:
        table: dict[str, list[Edge]] = {}
        for importer in self._project.paths:
            for mention in self._mentions(importer):
                target = self._specifiers.resolve(importer, mention.specifier)
                if target is not None and target != importer:
                    table.setdefault(target, []).append(Edge(importer, mention))
        return table

    def _mentions(self, path: str) -> Iterator[Mention]:
        if path.endswith(_MODULES) and not path.endswith((".d.ts", ".min.js")):
            yield from mentions(self._project.read(path) or b"")
        elif path.endswith(_PAGES):
            yield from scripts(self._project.read(path) or b"")
