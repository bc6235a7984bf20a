"""What an event carries: beside its type and id nearly all of its body, `req.body.data`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.passing import handed
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

STEPS = frozenset({"data", "attributes", "object", "payload", "resource", "notificationItems", "NotificationRequestItem"})
WHOLE = frozenset({"request.body.parsed", "request.body.raw"})
DEPTH = 6
HOPS = 2


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
            if held is not None and held[1] == routine and _is_carried(flow, held[0], routine, depth - 1):
                return True
            return any(_is_carried(flow, each, routine, depth - 1) for each in _looped_over(value, routine))
        case facts.Logic(operator="or", operands=operands):
            told = [operand for operand in operands if not isinstance(operand, facts.Literal | facts.Mapping)]  # `event.data || {}`
            return bool(told) and all(_is_carried(flow, operand, routine, depth - 1) for operand in told)
        case facts.Index(base=base, key=key):
            if isinstance(key, facts.Literal) and key.value == 0:  # the first of several events, of which there is one
                return _is_carried(flow, base, routine, depth - 1)
            return text_of(key) in STEPS and _holds(flow, base, routine, depth)
        case facts.Attribute(base=base, path=path) if path.count(".") == 1:
            return path[1:] in STEPS and _holds(flow, base, routine, depth)
    return False


def _looped_over(name: Name, routine: Routine) -> Iterator[Expr]:
    """What a variable is one of: the items of `for item in event["notificationItems"]`."""
    loops = (node for node in routine.own if isinstance(node, facts.Loop) and name.span in node.span)
    for loop in loops:
        if loop.source is not None and any(isinstance(target, Name) and target.written == name.written for target in loop.targets):
            yield loop.source


def _holds(flow: Flow, value: Expr, routine: Routine, depth: int) -> bool:
    whole = bool(flow.origin(value, routine) & WHOLE) or is_verified_event(flow, value, routine)
    return whole or _is_carried(flow, value, routine, depth - 1)


def is_verified_payload(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is what an event is made of in the same function, wherever it came from: a queue may have brought it."""
    if not isinstance(part, Name):
        return False
    made = (call.argument(0, "payload") for call in routine.calls if _constructs(flow, call))
    return any(isinstance(payload, Name) and payload.written == part.written for payload in made)


def _constructs(flow: Flow, call: Call) -> bool:
    """Whether a call is the one by which a provider's library makes an event of what came: `Webhook.construct_event(payload, ...)`."""
    return last_of(call).replace("_", "").lower().startswith("constructevent") and "signature.verify" in flow.roles.by(call)


def is_verified_event(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a variable holds all that a provider's helper made of the body."""
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    made = {"signature.verify"} if flow.language.typed else {"signature.verify", "provider.read"}
    if held is None or not isinstance(held[0], Call) or not flow.roles.by(held[0]) & made:
        return False
    return _constructs(flow, held[0]) or any(flow.origin(a.value, held[1]) & WHOLE for a in held[0].arguments)


def events_handed(flow: Flow) -> dict[Routine, frozenset[str]]:
    """The parameters of a file's functions that its doors hand an event to, or what it carries: `fulfil(event.data.object)`."""
    found: dict[Routine, frozenset[str]] = {}
    waiting = [(handler.routine, HOPS) for handler in flow.webhooks]
    for routine, hops in waiting:
        for callee, name in _handed_on(flow, routine, found.get(routine, frozenset())) if hops else ():
            if name not in found.get(callee, ()):
                found[callee] = found.get(callee, frozenset()) | {name}
                waiting.append((callee, hops - 1))
    return found


def _handed_on(flow: Flow, routine: Routine, names: frozenset[str]) -> Iterator[tuple[Routine, str]]:
    for call in routine.calls:
        callee = flow.judge.callee(call, routine)
        if callee is None or callee == routine or callee.path != flow.module.path:
            continue
        for name, value in handed(call, callee):
            whole = is_verified_event(flow, value, routine) or carried(flow, value, routine) or is_of_event(value, names)
            if whole and name not in flow.module.bindings(callee):
                yield callee, name


def is_of_event(value: Expr, names: frozenset[str]) -> bool:
    """Whether a value is one of the names of a whole event, or leads from it to what that carries: `event.data.object`."""
    match value:
        case Name(written=written):
            head, *steps = written.split(".")
            return head in names and all(step in STEPS for step in steps)
        case facts.Index(base=base, key=key):
            return text_of(key) in STEPS and is_of_event(base, names)
    return False
