"""Records that an event names and that are used as if they were always there: where one is not, the use itself is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.webhooks.finders import may_give_nothing
from golint.checks.webhooks.missing import ASKING, is_field, is_guarded, is_settled, is_variable
from golint.checks.webhooks.ways import Given
from golint.dataflow.modules import Routine
from golint.facts import Assign, Call, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow


def unfound(flow: Flow, routine: Routine, given: Given, data: bytes) -> Iterator[Span]:
    """The first use of each record that is looked up by what the event says and that nobody asks about before, or asks about and goes on
    with all the same: `order.status` where `order` is null. `data` is the file's text."""
    for written, end, call in _looked_up(routine):
        use = _first_use(routine, written, end, data)
        if use is None or not may_give_nothing(flow, call, routine, given) or is_settled(flow, routine, written, use, data):
            continue
        if not (is_field(written) and _may_ask(flow, routine, Span(end, use.start))):
            yield use


def _looked_up(routine: Routine) -> Iterator[tuple[str, int, Call]]:
    """The variables that are given what a call gives back, with where that ends."""
    for node in routine.own:
        match node:
            case Assign(targets=(Name(written=written),), value=Call() as call) if is_variable(written):
                yield written, node.span.end, call


def _may_ask(flow: Flow, routine: Routine, between: Span) -> bool:
    """Whether a function of the shop runs in between, which may ask about the fields of the own object."""
    return any(call.span in between and flow.judge.callee(call, routine) is not None for call in routine.calls)


def _first_use(routine: Routine, name: str, after: int, data: bytes) -> Span | None:
    steps = f"{name}."
    later = (n for n in routine.own if isinstance(n, Name) and n.written.startswith(steps) and n.span.start >= after)
    return next((n.span for n in later if not ASKING.search(n.written) and not is_guarded(data, n.span)), None)
