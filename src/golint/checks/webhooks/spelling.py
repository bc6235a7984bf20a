"""How people name a call, and where a door is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.facts import Call, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Handler
    from golint.dataflow.modules import Routine
    from golint.dataflow.proof.verdicts import Effect
    from golint.view import FileView

_STARTING = frozenset({"go", "setTimeout", "setImmediate", "queueMicrotask", "process.nextTick"})
_ENDING = compiled(r"(?<=\w)\.[cm]?[jt]sx?(?=\.)")


def door(view: FileView, handler: Handler) -> Span:
    """The name of a door's function; of one without a name, its first line as far as its statements."""
    function = handler.routine.function
    if function.name_span.start < function.name_span.end or handler.routine.start < 0:
        return function.name_span
    first = view.source.data[function.span.start : function.span.end].partition(b"\n")[0]
    until = function.body[0].span.start - function.span.start if function.body else len(first)
    return Span(function.span.start, function.span.start + len(first[:until].rstrip()))


def short(path: str) -> str:
    """The last two steps of a path, which is how people name a call; the folders of a module and how its file's name ends are left out, and
    that what it gives out has no name."""
    folders, _, last = path.rpartition("/")
    last = last.lstrip(".")
    steps = (_ENDING.sub("", last, 1) if folders else last).split(".")
    return ".".join([step for step in steps if step != "default" or len(steps) == 1][-2:])


def called(routine: Routine, effect: Effect) -> str:
    """What an effect is called: where something is started on the side, in Go or by a timer, by what is run there, `go settle(body)`,
    `setTimeout(() => settle(body), 0)`."""
    if effect.path not in _STARTING:
        return effect.path
    call = next((call for call in routine.calls if call.span == effect.span), None)
    begun = call.argument(0) if call is not None and call.path in _STARTING else call
    if isinstance(begun, Name):
        return begun.path  # `setImmediate(settle, body)`
    ran = next((node for node in facts.walk(begun) if isinstance(node, Call)), None) if begun is not None else None
    return facts.trail(ran).removeprefix("this.") if ran is not None else ""
