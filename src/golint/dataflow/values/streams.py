"""Bodies that come in pieces: `req.on("data", (chunk) => { raw += chunk; })`, `for await (const chunk of req) chunks.push(chunk)`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.tags import BODY, NONE, Tags
from golint.facts import Block, Call, Expr, Loop, Name

PIECES: Tags = frozenset({"request.body.raw"})
_ADDING = frozenset({"push", "append", "write"})


class Streams:
    """Tells which variables the pieces are put into, file by file."""

    def __init__(self, language: Language) -> None:
        self._roles = language.roles
        self._requests = language.request_names
        self._known: dict[str, frozenset[tuple[Routine, str]]] = {}

    def gathered(self, module: Module, routine: Routine, written: str) -> Tags:
        """What a variable of a routine holds in the end, where the pieces of a body go there."""
        if module.path not in self._known:
            self._known[module.path] = frozenset(self._read(module))
        return PIECES if (routine, written) in self._known[module.path] else NONE

    def hands_pieces(self, call: Call) -> bool:
        """Whether a call runs the function that it is handed with each piece of a body."""
        return bool(self._roles.by(call) & BODY)

    def takes_pieces(self, loop: Loop) -> bool:
        """Whether a loop runs through a request itself, which gives the pieces of its body."""
        return bool(loop.targets) and isinstance(loop.source, Name) and loop.source.written in self._requests

    def _read(self, module: Module) -> Iterator[tuple[Routine, str]]:
        for call in module.handed.values():
            if self.hands_pieces(call):
                handed = (argument.value for argument in call.arguments)
                bodies = (value.function.body for value in handed if isinstance(value, facts.Lambda))
                yield from ((module.enclosing(call.span.start), name) for body in bodies for name in _filled(body))
        for loop in (node for node in module.nodes if isinstance(node, Loop)):
            if self.takes_pieces(loop):
                yield from ((module.enclosing(loop.span.start), name) for name in _filled(loop.body))


def _filled(block: Block) -> Iterator[str]:
    """The variables that a block gives a value, or adds something to."""
    for node in facts.walk(block):
        match node:
            case facts.Assign(targets=targets):
                yield from (target.written for target in targets if isinstance(target, Name))
            case facts.Bind(target=Name(written=written)):
                yield written
            case Call() if last_of(node) in _ADDING:
                yield from _named(owner_of(node))


def _named(expr: Expr | None) -> Iterator[str]:
    if isinstance(expr, Name):
        yield expr.written
