"""Where errors arrive of which customers may be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.catching import ERRORS, REJECTED, TRACES
from golint.checks.data.errors.last_resort import unhandled
from golint.checks.data.errors.raised import is_written, kinds_of
from golint.checks.data.errors.returned import failures, refusals
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.facts import Call

if TYPE_CHECKING:
    from golint.dataflow import Flow


def tellable(flow: Flow) -> Iterator[tuple[facts.Handler, Routine]]:
    """Where errors arrive of which something may be told: they have a name there, or a trace is asked for, and the shop has not written
    all of them for its customers."""
    traced = any(last_of(call) in TRACES for call in flow.module.calls)
    for handler, routine in caught(flow):
        written = bool(handler.types) and all(map(is_written, kinds_of(handler)))
        if (handler.name or traced) and not written:
            yield handler, routine


def caught(flow: Flow) -> Iterator[tuple[facts.Handler, Routine]]:
    """Where errors arrive: handlers of `try`, functions handed to a promise's `catch`, callbacks that take the error first, branches that
    ask whether a call gave one back, and what a framework hands those to that nobody caught."""
    yield from unhandled(flow)
    yield from failures(flow)
    yield from refusals(flow)
    for node in flow.module.nodes:
        match node:
            case facts.Attempt(handlers=handlers):
                yield from ((handler, flow.routine_at(node.span.start)) for handler in handlers)
            case Call(arguments=arguments):
                for at, argument in enumerate(arguments):
                    if isinstance(argument.value, facts.Lambda) and (found := _rejected(node, at, argument.value.function)) is not None:
                        function = argument.value.function
                        yield found, flow.routine_at(function.body[0].span.start if function.body else function.span.start)


def _rejected(call: Call, at: int, function: facts.Function) -> facts.Handler | None:
    """What a function does with the error that it is called with, as if that were caught."""
    first = function.parameters[0].name if function.parameters else ""
    if not first:
        return None
    if last_of(call) in REJECTED or (last_of(call) == "then" and at == 1):
        return facts.Handler((), first, function.body, function.span)
    told = (s for s in function.body if isinstance(s, facts.Branch) and name_of(s.condition) == first) if first in ERRORS else ()
    failed = next(iter(told), None)
    return facts.Handler((), first, failed.then, failed.span) if failed is not None else None
