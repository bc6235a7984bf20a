"""Who imports a module."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.lazily import compiled
from golint.linking.ecmascript import Specifiers
from golint.linking.mentions import Mention, exports, mentions, scripts, types
from golint.linking.paths import EXTENSIONS
from golint.trails import question

if TYPE_CHECKING:
    from golint.project import Project

_MODULES = tuple(extension for extension in EXTENSIONS if extension != ".json")
_PAGES = (".html", ".htm")
# What stands before `require("./hooks")` where a module gives on what it loads: `exports.hooks = `, `module.exports = { hooks: `.
_GIVEN_ON = compiled(rb"(?:\bexports\.[\w$]{1,80}\s*+=|[{,]\s*+[\w$]{1,80}\s*+:)\s*+$")
# What begins with plain text is found several times faster than what begins at the edge of a word.
_TABLE = compiled(rb"export(?:s\s*+=|\s++default|)\s*+\{([^{}]{1,4000}+)\}(?!\s*+from)")
_NAME = compiled(rb"[\w$]+")
_REACH = 120  # bytes

Names = frozenset[str] | None
"""The exports of a module through which another one is reached; None where any is enough."""


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

    def users(self, path: str) -> Iterator[str]:
        """The files that load a file, and those that load what these hand on of it: `export * from "./hooks"`."""
        found: set[str] = {path}
        asked: set[tuple[str, Names]] = {(path, None)}
        waiting = deque(asked)
        while waiting:
            here, names = waiting.popleft()
            for edge in self.importers(here):
                if names is not None and edge.mention.names is not None and names.isdisjoint(edge.mention.names):
                    continue
                if edge.importer not in found:
                    found.add(edge.importer)
                    yield edge.importer
                if edge.mention.is_export or self._gives_on(edge):
                    onwards = edge.importer, handed_on(edge.mention, names, self._data(here))
                    if onwards not in asked:
                        asked.add(onwards)
                        waiting.append(onwards)

    def _gives_on(self, edge: Edge) -> bool:
        """Whether a module gives on what it loads: `const hooks = require("./hooks"); module.exports = { hooks }`."""
        data, start = self._data(edge.importer), edge.mention.statement.start
        if edge.mention.bound:
            return any(name.encode() in _given(data) for name in edge.mention.bound)
        return b"exports" in data and _GIVEN_ON.search(data, max(0, start - _REACH), start) is not None

    def _data(self, path: str) -> bytes:
        return self._project.read(path) or b""


@lru_cache(maxsize=32)
def _given(data: bytes) -> frozenset[bytes]:
    """The names in the tables by which a module gives out what it has: many imports are asked for in the same one."""
    return frozenset(_NAME.findall(b" ".join(_TABLE.findall(data))))


def handed_on(mention: Mention, names: Names, data: bytes) -> Names:
    """The exports by which a module can be reached through another one that imports it, `names` of its own and `data` its text: all that
    the other one has, unless that only hands on what it imports."""
    if not mention.is_export:
        return None
    if mention.star:
        return exports(data) if names is None else names
    return frozenset(name for theirs, name in mention.passed if names is None or not theirs or theirs in names)


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
