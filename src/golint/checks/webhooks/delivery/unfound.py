"""Records that an event names and that are used as if they were always there: where one is not, the use itself is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.webhooks.delivery.finders import may_give_nothing
from golint.checks.webhooks.delivery.missing import ASKING, is_field, is_guarded, is_settled, is_variable
from golint.checks.webhooks.ways import Given, catching
from golint.dataflow.modules import Routine
from golint.facts import Assign, Call, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow


def unfound(flow: Flow, routine: Routine, given: Given, data: bytes) -> Iterator[Span]:
    """The first use of each record that is looked up by what the event says and that nobody asks about before, or asks about and goes on
    with all the same: `order.status` where `order` is null. `data` is the file's text."""
    for written, end, call in _looked_up(routine):
        use = _first_use(flow, routine, written, end, data)
        if use is None or not may_give_nothing(flow, call, routine, given) or is_settled(flow, routine, written, use, data):
            continue
        between = Span(end, use.start)
        if not _is_set_again(routine, written, between) and not (is_field(written) and _may_ask(flow, routine, between)):
            yield use


def _looked_up(routine: Routine) -> Iterator[tuple[str, int, Call]]:
    """The variables that are given what a call gives back, with where that ends."""
    for node in routine.own:
        match node:
            case Assign(targets=(Name(written=written),), value=Call() as call) if is_variable(written):
                yield written, node.span.end, call


def _is_set_again(routine: Routine, written: str, between: Span) -> bool:
    given = (node for node in routine.own if isinstance(node, Assign) and node.span in between)
    return any(isinstance(target, Name) and target.written == written for node in given for target in node.targets)


def _may_ask(flow: Flow, routine: Routine, between: Span) -> bool:
    """Whether a function of the shop runs in between, which may ask about the fields of the own object."""
    return any(call.span in between and flow.judge.callee(call, routine) is not None for call in routine.calls)


def _first_use(flow: Flow, routine: Routine, name: str, after: int, data: bytes) -> Span | None:
    """Where a step is first taken from a variable, `order.status`, or it is handed to a function of the shop that takes one unasked."""
    own = _first_step(routine, name, after, data)
    handed = next((span for span, call in _handed(routine, name, after) if _is_used(flow, call, span, routine)), None)
    return min((span for span in (own, handed) if span is not None), key=lambda span: span.start, default=None)


def _first_step(routine: Routine, name: str, after: int, data: bytes) -> Span | None:
    steps = f"{name}."
    later = (n for n in routine.own if isinstance(n, Name) and n.written.startswith(steps) and n.span.start >= after)
    return next((n.span for n in later if not ASKING.search(n.written) and not is_guarded(data, n.span)), None)


def _handed(routine: Routine, name: str, after: int) -> Iterator[tuple[Span, Call]]:
    for call in routine.calls:
        values = (argument.value for argument in call.arguments if call.span.start >= after)
        yield from ((value.span, call) for value in values if isinstance(value, Name) and value.written == name)


def _is_used(flow: Flow, call: Call, handed: Span, routine: Routine) -> bool:
    """Whether a function of the shop takes a step from what it is handed, and neither asks first whether there is anything nor catches
    what comes of it."""
    callee = flow.judge.callee(call, routine)
    if callee is None or callee == routine:
        return False
    text = flow.resolver.files.read(callee.path)
    placed = [argument.value.span for argument in call.arguments if not argument.name and not argument.spread]
    named = [(argument.name, argument.value.span) for argument in call.arguments if argument.name]
    for name in (name for name, span in (*zip(callee.handed, placed, strict=False), *named) if span == handed):
        use = _first_step(callee, name, callee.function.name_span.end, text)
        if use is not None and not is_settled(flow, callee, name, use, text):
            return not _is_set_again(callee, name, Span(callee.function.span.start, use.start)) and not any(catching(callee.own, use))
    return False
