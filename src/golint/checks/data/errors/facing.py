"""Whose answers customers wait for, and which are read by providers and the shop's own people alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from golint.checks.callers import callees
from golint.checks.staff import is_meant_for_staff
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.vocabulary import HOOK_WORDS, STAFF
from golint.dataflow.words import mentions

if TYPE_CHECKING:
    from golint.dataflow import Flow

SETTINGS = frozenset({"setting", "config", "configuration", "command", "cron", "migration", "wizard", "diag", "diagnostic", "diagnose"})
WATCHED = frozenset({"health", "healthz", "healthcheck", "health-check", "readiness", "liveness"})
STAFF_METHODS = frozenset({"process_refund", "getContent"})  # of who stands at the order in WooCommerce, of PrestaShop's page of settings
HOPS = 2


BUYING = frozenset({"checkout", "cart", "basket"})
"""What a customer does who asks for a configuration: `getCheckoutConfig`."""


def unseen(flow: Flow) -> Iterator[Routine]:
    """The functions of a file whose answers no customer waits for: doors for webhooks, those of couriers and messengers, too, and for the
    shop's own people, and what no other door of the file runs."""
    hooks = (door for door in flow.handlers if hook_words(door) & HOOK_WORDS and not flow.money_calls.manages_endpoints(door.routine))
    apart = {handler.routine for handler in (*flow.webhooks, *hooks, *filter(is_meant_for_staff, flow.handlers))}
    yield from apart
    others = [handler.routine for handler in flow.handlers if handler.routine not in apart] if apart else ()
    shared = {one for door in others for one in callees(flow, door, HOPS)}
    yield from (one for door in apart for one in callees(flow, door, HOPS) if one.path == flow.module.path and one not in shared)


def facing(flow: Flow) -> Iterator[Routine]:
    """The functions that a customer waits for: doors, and what puts a notice on the page that is shown next."""
    doors = tuple(handler.routine for handler in flow.handlers) if flow.may_answer else ()
    yield from doors
    for routine in dict.fromkeys(flow.routine_at(call.span.start) for call in flow.calls("response.notice")):
        if routine not in doors:
            yield routine


def awaiting(flow: Flow, door: Routine) -> Iterator[Routine]:
    """The functions of a door that take what is waited for: `fetch(url).then((data) => ...)`."""
    for routine in flow.module.routines:
        call = flow.module.handed.get(routine.start)
        if call is not None and call.span in door.function.span and "value.awaited" in flow.roles.by(call) and routine.function.parameters:
            yield routine


def is_within(flow: Flow, routine: Routine, doors: Collection[Routine]) -> bool:
    """Whether a function is one of the doors, or is written inside one."""
    here: Routine | None = routine
    while here is not None and here not in doors:
        here = flow.module.around(here)
    return here is not None


def is_for_staff(routine: Routine) -> bool:
    """Settings and administration are seen by the shop's own people, and what asks whether the shop is well by their watch alone."""
    if routine.function.name in STAFF_METHODS or any(part.partition(".")[0].lower() in WATCHED for part in routine.path.split("/")[-2:]):
        return True
    owner = routine.owner.name if routine.owner else ""
    if mentions(f"{routine.path} {owner}", STAFF | SETTINGS):
        return True
    own = routine.function.qualname
    return mentions(own, STAFF) or (mentions(own, SETTINGS) and not mentions(routine.function.name, BUYING))
