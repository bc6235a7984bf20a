"""The body of a request in a function that a door hands it to, in another file too: `this.payments.create(dto)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.checks.callers import callers
from golint.checks.data.errors.passing import handed
from golint.dataflow.modules import Routine
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

WHOLE = frozenset({"request.body.parsed", "request.body.raw"})
SAME = frozenset({"json.decode", "json.encode", "text.same"})
HOPS = 2  # a controller asks a service, and that one a client
DEPTH = 4


def is_handed_body(flow: Flow, value: Expr, routine: Routine, hops: int = HOPS) -> bool:
    """Whether a value is a parameter for which some door gives all that it was sent."""
    if not isinstance(value, Name) or hops == 0 or any(door.routine == routine for door in flow.handlers):
        return False
    module = flow.resolver.module(routine.path)
    if value.written not in routine.handed or module is None or value.written in module.bindings(routine):
        return False
    for call, place in callers(flow, routine):
        given = (told for name, told in handed(call, routine) if name == value.written and place != routine)
        if any(_is_body(flow, told, place, DEPTH) or is_handed_body(flow, told, place, hops - 1) for told in given):
            return True
    return False


def _is_body(flow: Flow, value: Expr, routine: Routine, depth: int) -> bool:
    """Whether a value is the whole body as it stands in a door, or another spelling of it: what is made of it is another matter."""
    if depth == 0:
        return False
    match value:
        case Name():
            held = flow.texts.value_of(value, routine)
            if held is not None:
                return held[1] == routine and _is_body(flow, held[0], routine, depth - 1)
            return bool(flow.origin(value, routine) & WHOLE)
        case Call(arguments=(first, *_)) if flow.roles.by(value) & SAME:
            return _is_body(flow, first.value, routine, depth - 1)
        case Call():
            return bool(flow.roles.by(value) & WHOLE or (not value.arguments and flow.origin(value, routine) & WHOLE))
    return False
