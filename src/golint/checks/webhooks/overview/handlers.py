"""Each webhook handler of a shop in one line: what is proved of it, what a rule reports of it, and what golint cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.callers import callers
from golint.checks.webhooks.limits import limiters
from golint.checks.webhooks.limits.rule import limited, ways
from golint.checks.webhooks.overview.columns import COLUMNS
from golint.checks.webhooks.overview.scope import Scope
from golint.checks.webhooks.spelling import door
from golint.checks.webhooks.verification.guards import is_guard
from golint.dataflow.modules import Routine
from golint.frontends import PROGRAMS
from golint.model import Observation, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView


def observe(view: FileView) -> Iterator[Observation]:
    """The file's webhook handlers, and the limiters that stand in front of many doors. Tests and documents have none."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    if view.pulls(view.catalog.rules["webhook-without-rate-limit"]):
        yield from limiters.observe(view)
    if view.pulls(view.catalog.rules["missing-signature-verification"]) and view.language in PROGRAMS:
        yield from (_handler(view, handler) for handler in _doors(view.flow))


def _doors(flow: Flow) -> Iterator[Handler]:
    """The doors for webhooks. What is one by its shape alone is none where it verifies for others, where others of the file are registered,
    or where the shop's own code calls it."""
    registered = any(handler.registered for handler in flow.webhooks)
    for handler in flow.webhooks:
        routine = handler.routine
        stands_in_front = routine.owner is not None and routine.function.name in flow.language.middleware_methods
        if flow.hands_on(handler):
            continue
        if handler.registered or not (registered or stands_in_front or is_guard(flow, routine) or _is_called(flow, routine)):
            yield handler


def _is_called(flow: Flow, routine: Routine) -> bool:
    return any(place != routine for _, place in callers(flow, routine))


def _handler(view: FileView, handler: Handler) -> Observation:
    """One handler. Each column is "yes" where it is proved, "no" where a rule reports it, "unknown" where golint cannot tell, and "n/a"
    where there is nothing to ask."""
    flow, scope = view.flow, Scope(view, handler)
    values = {
        "symbol": view.flow.called(handler),
        "route": handler.route.strip(),
        "provider": scope.provider,
        "language": flow.kin,
        "limited": limited(view, handler),
        "ways": ways(flow, handler),
        **{name: judge(scope) for name, judge in COLUMNS.items()},
    }
    return Observation("handler", f"{view.source.path}#{handler.symbol}", view.location(door(view, handler)), view.side, view.stage, values)
