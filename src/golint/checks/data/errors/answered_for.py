"""Exceptions of the shop's own for which a function answers that a framework hands them to: `@ExceptionHandler(PaymentFailed.class)`,
`@app.exception_handler(PaymentFailed)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.callers import MANY
from golint.checks.data.errors.last_resort import kinds_named
from golint.checks.data.errors.raised import keeps_text, retold
from golint.context import runs_in_shop
from golint.dataflow.modules import ClassPlace, Routine
from golint.facts import Call, Handler

if TYPE_CHECKING:
    from golint.dataflow import Flow


def answered_for(flow: Flow, caught: Handler, routine: Routine) -> Iterator[tuple[Call, Routine]]:
    """The exceptions that a handler makes of what the one says that it has caught, each with the function that answers for such."""
    for made in retold(flow, caught):
        kind = flow.resolver.callee(made, routine)
        if isinstance(kind, ClassPlace) and keeps_text(flow, kind):
            yield from ((made, one) for one in _answering(flow, kind, routine))


def _answering(flow: Flow, kind: ClassPlace, routine: Routine) -> Iterator[Routine]:
    """The function that is registered for an exception, or else for the nearest class that it is one of."""
    for place in flow.resolver.lineage(kind):
        name = place.definition.name
        paths = [path for path in flow.resolver.files.mentioning(name, routine.path) if runs_in_shop(path)][:MANY]
        homes = (module for module in map(flow.resolver.module, paths) if module is not None)
        found = next((one for home in homes for one in home.routines if name in kinds_named(flow, one)), None)
        if found is not None:
            yield found
            return
