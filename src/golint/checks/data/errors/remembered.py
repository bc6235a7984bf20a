"""What a client of the shop's own remembers of its last failure, and a door shows: `answer(402, $client->getLastError())`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.answered import texts
from golint.checks.data.errors.given_back import inside
from golint.checks.data.errors.raised import is_the_shops, says
from golint.checks.data.errors.relayed import sent_by
from golint.checks.data.errors.theirs import is_error_given_back, is_said, owner_of_field, steps_below
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, last_of, name_of
from golint.dataflow.values.texts import returned
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow

FAILURES = frozenset({"error", "errors", "err", "failure", "reason", "message"})


def remembered(flow: Flow, routine: Routine) -> Iterator[Hit]:
    """The text of a failure that a door asks a client for and sends, where that keeps it as it came from the provider or the request."""
    for node in routine.own:
        if not isinstance(node, Call) or "error.make" in flow.roles.by(node):
            continue
        asked = [part for argument in node.arguments for part in inside(flow, argument.value) if _asks(flow, part, routine)]
        sent = tuple(sent_by(flow, node, routine)) if asked else ()
        for part in [part for part in asked if any(part.span in value.span for value in sent)][:1]:
            told = {"error": "what its client remembers of the failure"}
            yield Hit(part.span, told, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _asks(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is a raw text that an object of the repository keeps of what went wrong last."""
    if not words_of(last_of(part)) & FAILURES:
        return False
    return any(_is_raw(flow, field, keeper) for field, keeper in _kept(flow, part, routine))


def _kept(flow: Flow, part: Expr, routine: Routine) -> Iterator[tuple[str, Routine]]:
    """The fields that a value is read from, each with a function of the class that has it: `client.lastError`, `client.getLastError()`."""
    match part:
        case Call(arguments=()) if (keeper := flow.judge.callee(part, routine)) is not None and keeper.owner is not None:
            read = (one.written for one in returned(keeper) if isinstance(one, Name))
            yield from ((one if one.partition(".")[0] in OWN else f"this.{one}", keeper) for one in read)
        case Name() if (owner := owner_of_field(part)).written not in ("", *OWN):
            place = flow.resolver.class_of(owner, routine)
            home = flow.resolver.module(place.path) if place is not None else None
            if place is not None and home is not None:
                keepers = (one for one in home.routines if one.owner is place.definition)
                yield from ((f"this.{name_of(part)}", one) for one in islice(keepers, 1))


def _is_raw(flow: Flow, field: str, keeper: Routine) -> bool:
    """Whether a field is ever given the text of an error, or a provider's, as it came."""
    given = flow.resolver.attribute_values(field, keeper)
    return any(_is_error(flow, value, place) or _is_theirs(flow, value, place) for place, value in given)


def _is_error(flow: Flow, value: Expr, place: Routine) -> bool:
    attempts = (node for node in place.nodes if isinstance(node, facts.Attempt))
    caught = (one for attempt in attempts for one in attempt.handlers if one.name and value.span in one.span)
    return any(says(flow, value, one.name) and not is_the_shops(flow, one, place) for one in caught)


def _is_theirs(flow: Flow, value: Expr, place: Routine) -> bool:
    if flow.money_calls.asks_provider(place) is False:
        return False  # a service of the shop's own has written its texts for customers
    if any(True for _ in texts(flow, value, place, steps_below(flow, place))):
        return True
    parts = tuple(inside(flow, value))
    return any(is_said(flow, part, place) or (isinstance(part, Name) and is_error_given_back(flow, part, place)) for part in parts)
