"""The arms of a switch over an event's kind: a check in one of them says nothing of what is done in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.names import spelled
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import mentions
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Handler

# What is switched over by `action` or `method` may be another page of the same script.
EVENTS = frozenset({"event", "topic", "kind", "type"})


def other_arm(handler: Handler, check: Span, effect: Span) -> facts.Switch | None:
    """The switch of what is surely a webhook that leads one kind of event to a check, and another to an effect."""
    if not hook_words(handler) & HOOK_WORDS:
        return None
    switches = (node for node in handler.routine.own if isinstance(node, facts.Switch))
    return next((one for one in switches if mentions(spelled(one.subject), EVENTS) and parts(one, check, effect)), None)


def parts(switch: facts.Switch, check: Span, effect: Span) -> bool:
    """Whether a check stands in one arm of a switch, and an effect in an earlier one that does not fall into it."""
    earlier = False
    for case in switch.cases:
        spans = tuple(statement.span for statement in case.body)
        if any(check in span for span in spans):
            return earlier
        if any(effect in span for span in spans):
            earlier = not case.falls
    return False
