"""The events that an endpoint is registered for are those that somebody handles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.webhooks.registration import registers
from golint.checks.webhooks.words import words
from golint.dataflow import builders
from golint.dataflow.modules import Routine
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import HOLE
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Literal, Name
from golint.lazily import compiled
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

LISTS = frozenset({"enabled_events", "enabledevents", "events", "event_types", "eventtypes", "subscribed_events"})
ADDED = frozenset({"enabledevent"})  # told one by one: `addEnabledEvent(...)`
EVERY = frozenset({"*", "all"})
UNUSED = "{events} {are} subscribed here and handled nowhere in this repository"
ALL = "Every event of {provider} is subscribed here"

_KIND = compiled(r"^EventType_?(?=[A-Z])")  # how Go's constants begin
_STEP = compiled(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class Event(Struct, frozen=True):
    """An event that an endpoint is registered for: its name, and where that stands."""

    name: str
    span: Span


def unhandled_subscribed_event(view: FileView) -> Iterator[Hit]:
    """An event that an endpoint is registered for, and that nothing handles; or simply every event."""
    flow = view.flow
    for call in flow.requests:
        if not registers(view, call):
            continue
        routine = flow.routine_at(call.span.start)
        for events in _lists(flow, call, routine):
            found = _judged(view, events, routine)
            if found is not None:
                at, what = found
                yield Hit(at, {**words(view, routine), "what": what}, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _judged(view: FileView, events: tuple[Event, ...], routine: Routine) -> tuple[Span, str] | None:
    every = next((event for event in events if event.name in EVERY), None)
    if every is not None:
        return every.span, ALL.format(provider=view.flow.name_of_provider(routine))
    idle = [event for event in events if not _is_handled(view, events, event.name)]
    if not idle or len(idle) == len(events):
        return None  # all of them are handled, or another repository does that
    named = ", ".join(f"`{event.name}`" for event in idle[:4])
    return idle[0].span, UNUSED.format(events=named, are="is" if len(idle) == 1 else "are")


def _lists(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Event, ...]]:
    """The lists of events that a registering call is given; those that are added one by one are one list."""
    given = [Field(argument.name or "", argument.value, routine) for argument in call.arguments]
    given += [field for argument in call.arguments for field in flow.fields.deep(argument.value, routine)]
    seen: set[Span] = set()
    added: list[Event] = []
    for field in given:
        name = field.name.lower().removeprefix("all")
        if name in LISTS | ADDED and field.value.span not in seen:
            seen.add(field.value.span)
            events = list(_events(flow, field.value, field.routine))
            if name in LISTS:
                yield tuple(events)
            else:
                added += events
    yield tuple(sorted(added, key=lambda event: event.span))


def _events(flow: Flow, value: Expr, routine: Routine) -> Iterator[Event]:
    """The events of a list, or the one that an expression is: a text, or a constant such as `EventTypes.ChargeFailed`."""
    match value:
        case facts.Sequence(items=items):
            for item in items:
                yield from _events(flow, item, routine)
        case Call() if builders.makes_list(value) or "text.same" in flow.roles.by(value):
            for argument in value.arguments:
                yield from _events(flow, argument.value, routine)
        case Literal(value=str() as text) if text:
            yield Event(text, value.span)
        case Name(written=written):
            held = flow.texts.value_of(value, routine)
            if held is not None and isinstance(held[0], facts.Sequence | Call) and held[1].path == flow.module.path:
                yield from _events(flow, *held)
            elif text := _constant(flow, written, flow.texts.of(value, routine)):
                yield Event(text, value.span)


def _constant(flow: Flow, written: str, text: str) -> str:
    """The event that a constant stands for: its text where that is known, else what it is called; "" for what is no constant."""
    if HOLE not in text:
        return text
    owner, _, last = written.rpartition(".")
    if not owner or "event" not in words_of(written):
        return ""
    steps = [step.lower() for step in _STEP.findall(_KIND.sub("", last))]
    known = flow.pack.events if flow.pack is not None else ()
    return next((event for event in known if re.split(r"[^a-z0-9]+", event) == steps), ".".join(steps))


def _is_handled(view: FileView, events: tuple[Event, ...], event: str) -> bool:
    """Whether the event's name stands anywhere else, however it is spelled: `payment.paid`, `payment_paid`, `handlePaymentPaid`."""
    steps = [step for step in re.split(r"[^A-Za-z0-9]+", event) if step]
    spelled = re.compile(r"[^A-Za-z0-9]{0,2}".join(map(re.escape, steps)).encode(), re.IGNORECASE)
    start, end = min(item.span.start for item in events), max(item.span.end for item in events)
    own = view.source.data
    if spelled.search(own, 0, start) or spelled.search(own, end):
        return True
    others = view.flow.resolver.files.mentioning(steps[-1], view.source.path) if steps else ()
    return any(spelled.search(view.project.read(path) or b"") for path in others if path != view.source.path)
