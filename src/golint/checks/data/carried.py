"""What an event carries: beside its type and id nearly all of its body, `req.body.data`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.facts import Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

STEPS = frozenset({"data", "attributes", "object", "payload", "resource", "notificationItems", "NotificationRequestItem"})
WHOLE = frozenset({"request.body.parsed", "request.body.raw"})
DEPTH = 6


def carried(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is what the event carries, in a door for the events of a provider telling more than whom to ask about."""
    handler = next((door for door in flow.webhooks if door.routine == routine), None)
    pack = flow.pack_of(handler) if handler is not None else None
    if pack is None or not pack.webhooks or any(webhook.mode == "refetch" for webhook in pack.webhooks):
        return False
    return _is_carried(flow, value, routine, DEPTH)


def _is_carried(flow: Flow, value: Expr, routine: Routine, depth: int) -> bool:
    if depth == 0:
        return False
    match value:
        case Name(path=path, written=written, span=span) if "." in written:
            before, _, last = written.rpartition(".")
            return last in STEPS and _holds(flow, Name(path.rpartition(".")[0], span, before), routine, depth)
        case Name():
            held = flow.texts.value_of(value, routine)
            return held is not None and held[1] == routine and _is_carried(flow, held[0], routine, depth - 1)
        case facts.Index(base=base, key=key):
            if isinstance(key, facts.Literal) and key.value == 0:  # the first of several events, of which there is one
                return _is_carried(flow, base, routine, depth - 1)
            return text_of(key) in STEPS and _holds(flow, base, routine, depth)
        case facts.Attribute(base=base, path=path) if path.count(".") == 1:
            return path[1:] in STEPS and _holds(flow, base, routine, depth)
    return False


def _holds(flow: Flow, value: Expr, routine: Routine, depth: int) -> bool:
    return bool(flow.origin(value, routine) & WHOLE) or _is_carried(flow, value, routine, depth - 1)
