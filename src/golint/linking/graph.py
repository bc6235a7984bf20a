"""Who imports a module."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.linking.ecmascript import Specifiers
from golint.linking.mentions import Mention, mentions, scripts, types
from golint.linking.paths import EXTENSIONS
from golint.trails import question

if TYPE_CHECKING:
    from golint.project import Project

_MODULES = tuple(extension for extension in EXTENSIONS if extension != ".json")
_PAGES = (".html", ".htm")


class Edge(Struct, frozen=True, gc=False):
    """An import that stands in the file `importer`."""

    importer: str
    mention: Mention


class Graph:
    """The imports of a project's scripts and pages turned round, for one who asks."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._edges = project.derived(_Edges)

    def importers(self, path: str) -> Sequence[Edge]:
        """The imports of a file that load it, in the order of the importers' paths; an import of nothing but its types loads nothing."""
        edges = self._edges.table.get(path, ())
        named = [edge for edge in edges if edge.mention.names]
        declared = types(self._project.read(path) or b"") if named else frozenset()
        return [edge for edge in edges if not edge.mention.names or not declared.issuperset(edge.mention.names)]


class _Edges:
    """All imports by the file that they lead to. Read off in one pass over the text of scripts and pages when they are first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._specifiers = project.derived(Specifiers)

    @cached_property
    def table(self) -> dict[str, list[Edge]]:
        table: dict[str, list[Edge]] = {}
        for importer, found in self._project.told(_mentions, (*_MODULES, *_PAGES)).items():
            for mention in found:
                target = self._specifiers.resolve(importer, mention.specifier)
                if target is not None and target != importer:
                    table.setdefault(target, []).append(Edge(importer, mention))
        return table


@question
def _mentions(path: str, data: bytes) -> tuple[Mention, ...]:
    """The imports in a file."""
    if path.endswith(_PAGES):
        return tuple(scripts(data))
    return () if path.endswith((".d.ts", ".min.js")) else tuple(mentions(data))
