"""Schemas that allow some kinds of events alone, `z.object({ event: z.enum(["payment.paid"]) })`, and doors that refuse others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of, text_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler

KINDS = frozenset({"event", "type", "event_type", "eventType", "topic", "kind", "action"})
CHECKING = frozenset({"safeParse", "safeParseAsync", "validate"})
LISTING = frozenset({"enum", "valid", "oneOf", "literal", "equal"})
OPENING = frozenset({"or", "catch"})  # what does not fit is taken all the same


def fits_no_schema(flow: Flow, condition: Expr, routine: Routine) -> bool:
    """Whether a condition asks whether what was sent fits such a schema: `!Event.safeParse(body).success`, at once or by a variable."""
    for part in facts.walk(condition):
        name = part.written.partition(".")[0] if isinstance(part, Name) else ""
        held = flow.texts.value_of(Name(name, part.span, name), routine) if name and isinstance(part, Name) else None
        asked = held[0] if held is not None else part
        schema = receiver_of(asked) if isinstance(asked, Call) and last_of(asked) in CHECKING else None
        if schema is not None and _lists_kinds(flow, schema, routine):
            return True
    return False


def refusing_before(flow: Flow, handler: Handler) -> Iterator[Span]:
    """What stands in front of a door where its file registers it, and refuses what does not fit a schema that it is told:
    `router.post("/hook", validate(eventSchema), take)`."""
    for route in flow.module.calls:
        if not any(_is_routine(argument.value, handler.routine) for argument in route.arguments):
            continue
        place = flow.routine_at(route.span.start)
        for told in (a.value for a in route.arguments if isinstance(a.value, Call)):
            if any(_lists_kinds(flow, a.value, place) for a in told.arguments) and _refuses_misfits(flow, told, place):
                yield told.span


def _is_routine(value: Expr, routine: Routine) -> bool:
    if isinstance(value, facts.Lambda):
        return value.function.span == routine.function.span
    return isinstance(value, Name) and bool(routine.function.name) and value.written == routine.function.name


def _refuses_misfits(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a function of the shop makes what checks by a schema and refuses."""
    maker = flow.judge.callee(call, routine)
    made = [node for node in maker.nodes if isinstance(node, Call)] if maker is not None else []
    return any(last_of(node) in CHECKING for node in made) and any(flow.judge.refuses(node) for node in made)


def _lists_kinds(flow: Flow, schema: Expr, routine: Routine) -> bool:
    """Whether a schema allows for what kind an event is nothing but some texts, at least one of which is called as events are."""
    held = flow.texts.value_of(schema, routine) if isinstance(schema, Name) else None
    entries = (e for n in facts.walk(held[0] if held else schema) if isinstance(n, facts.Mapping) for e in n.entries)
    return any(_is_list(entry.value) for entry in entries if text_of(entry.key) in KINDS)


def _is_list(value: Expr) -> bool:
    calls = [node for node in facts.walk(value) if isinstance(node, Call)]
    steps = {last_of(call) for call in calls}
    return (
        bool(steps & LISTING)
        and not steps & OPENING
        and any("." in text_of(node) for node in facts.walk(value) if isinstance(node, facts.Literal))
    )
