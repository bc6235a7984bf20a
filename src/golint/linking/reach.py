"""Which modules reach a browser or a phone, and by which chain of imports.

The question is asked of the few files that hold a secret, so the walk goes backwards from there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint.linking.graph import Edge, Graph, Names, handed_on
from golint.linking.server_parts import is_kept, server_parts
from golint.linking.sides import Sides
from golint.model import Side, Span

if TYPE_CHECKING:
    from golint.project import Project

_MOST = 500  # modules looked at for one answer


class Step(NamedTuple):
    """A module of a chain, and the place of its import that leads on."""

    path: str
    span: Span


Chain = tuple[Step, ...]


class _Stop(NamedTuple):
    """A module on the way back, and the chain that leads from it to the asked file."""

    path: str
    names: Names
    chain: Chain


class Reach:
    """Answers for one project and remembers."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._graph = project.own(Graph)
        self.sides = project.derived(Sides)
        self._chains: dict[str, Chain | None] = {}

    def chain(self, path: str, at: int | None = None) -> Chain | None:
        """The shortest chain of imports from a module that a client gets to the file `path`, empty where it is such a module itself.

        None where no client gets it, or not the part of it around the byte `at`.
        """
        if at is not None and any(part.start <= at < part.end for part in server_parts(self._project, path, self._read(path))):
            return None
        if path not in self._chains:
            self._chains[path] = self._found(path)
        return self._chains[path]

    def _found(self, path: str) -> Chain | None:
        seen: dict[str, Names] = {path: None}
        waiting = deque([_Stop(path, None, ())])
        while waiting and len(seen) < _MOST:
            here = waiting.popleft()
            match self.sides.of(here.path):
                case Side.CLIENT:
                    return here.chain
                case Side.SERVER:
                    continue
            for stop in self._back(here):
                if stop.path not in seen or _adds(stop.names, seen[stop.path]):
                    seen[stop.path] = stop.names
                    waiting.append(stop)
        return None

    def _back(self, here: _Stop) -> Iterator[_Stop]:
        """One step back along each import that still leads to the asked file."""
        for edge in self._graph.importers(here.path):
            mention = edge.mention
            if here.names is not None and mention.names is not None and here.names.isdisjoint(mention.names):
                continue
            if self._is_kept(edge):
                names = handed_on(mention, here.names, self._read(here.path))
                yield _Stop(edge.importer, names, (Step(edge.importer, mention.span), *here.chain))

    def _is_kept(self, edge: Edge) -> bool:
        data, mention = self._read(edge.importer), edge.mention
        parts = server_parts(self._project, edge.importer, data)
        return is_kept(data, mention.bound, mention.statement, parts, astro=edge.importer.endswith(".astro"))

    def _read(self, path: str) -> bytes:
        return self._project.read(path) or b""


def _adds(names: Names, known: Names) -> bool:
    """Whether more exports lead to the asked file than was known."""
    return known is not None and (names is None or not names <= known)
