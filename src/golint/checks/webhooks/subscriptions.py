"""The events that an endpoint is registered for are those that somebody handles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.registration import registers
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.facts import Call, Expr, Literal, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

LISTS = frozenset({"enabled_events", "enabledevents", "events", "event_types", "eventtypes", "subscribed_events"})
EVERY = frozenset({"*", "all"})
UNUSED = "{events} {are} subscribed here and handled nowhere in this repository"
ALL = "Every event of {provider} is subscribed here"


def unhandled_subscribed_event(view: FileView) -> Iterator[Hit]:
    """An event that an endpoint is registered for, and that nothing handles; or simply every event."""
    flow = view.flow
    for call in flow.module.calls:
        if not registers(view, call):
            continue
        routine = flow.routine_at(call.span.start)
        for literals in _lists(flow, call, routine):
            found = _judged(view, literals)
            if found is not None:
                at, what = found
                yield Hit(at, {**words(view), "what": what}, provider=flow.provider, symbol=flow.symbol(routine))


def _judged(view: FileView, literals: tuple[Literal, ...]) -> tuple[Span, str] | None:
    every = next((literal for literal in literals if literal.value in EVERY), None)
    if every is not None:
        return every.span, ALL.format(provider=words(view)["provider"])
    idle = [literal for literal in literals if not _is_handled(view, literals, text_of(literal))]
    if not idle or len(idle) == len(literals):
        return None  # all of them are handled, or another repository does that
    named = ", ".join(f"`{text_of(literal)}`" for literal in idle[:4])
    return idle[0].span, UNUSED.format(events=named, are="is" if len(idle) == 1 else "are")


def _lists(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Literal, ...]]:
    """The lists of events that a registering call is given."""
    given = [(argument.name or "", argument.value) for argument in call.arguments]
    given += [(field.name, field.value) for argument in call.arguments for field in flow.fields.deep(argument.value, routine)]
    seen: set[Span] = set()
    for name, value in ((name, _held(flow, value, routine)) for name, value in given):
        if name.lower() in LISTS and isinstance(value, facts.Sequence) and value.span not in seen:
            seen.add(value.span)
            yield tuple(item for item in value.items if isinstance(item, Literal) and text_of(item))


def _held(flow: Flow, value: Expr, routine: Routine) -> Expr:
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    return held[0] if held is not None and held[1].path == flow.module.path else value


def _is_handled(view: FileView, literals: tuple[Literal, ...], event: str) -> bool:
    """Whether the event's name stands anywhere else, however it is spelled: `payment.paid`, `payment_paid`, `handlePaymentPaid`."""
    steps = [step for step in re.split(r"[^A-Za-z0-9]+", event) if step]
    spelled = re.compile(r"[^A-Za-z0-9]{0,2}".join(map(re.escape, steps)).encode(), re.IGNORECASE)
    start, end = min(item.span.start for item in literals), max(item.span.end for item in literals)
    own = view.source.data
    if spelled.search(own, 0, start) or spelled.search(own, end):
        return True
    others = view.flow.resolver.files.mentioning(steps[-1], view.source.path) if steps else ()
    return any(spelled.search(view.project.read(path) or b"") for path in others if path != view.source.path)
