"""What a provider said of a refusal, which a function of the shop's own gives back beside what says that it failed,
`return { success: false, message: data.message }`, or raises in what its framework answers with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors import framework_exceptions
from golint.checks.data.errors.answered import texts
from golint.checks.data.errors.failing import failing
from golint.checks.data.errors.given_back import Sent, given_back, inside
from golint.checks.data.errors.passing import sends
from golint.checks.data.errors.relayed import is_raw
from golint.checks.data.errors.theirs import steps_below
from golint.dataflow.modules import Routine
from golint.facts import Block, Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

_TAKEN = (Call, Name, facts.Attribute, facts.Index)


def refused_to_callers(view: FileView, routine: Routine) -> Iterator[Hit]:
    """The provider's reasons that reach a customer through a function which is no door; each is told where it leaves that."""
    flow = view.flow
    if flow.money_calls.asks_provider(routine) is False:
        return  # a service of the shop's own has written its texts for customers
    for block in (block for node in routine.own for block in failing(flow, node, routine) if block):
        for part, sent in chain(_raised(flow, block, routine), _returned(view, block, routine)):
            place = sent.path if sent is not None and sent.path != routine.path else None
            related = ((place, sent.span, "sent here"),) if sent is not None else ()
            told = {"error": "the provider's answer"}
            yield Hit(part.span, told, provider=flow.provider_at(routine), symbol=flow.symbol(routine), related=related)
            break


def _returned(view: FileView, block: Block, routine: Routine) -> Iterator[tuple[Expr, Sent]]:
    refused = facts.Handler((), "", block, block[0].span)
    for value, sent in given_back(view, refused, routine, lambda value: _raw(view.flow, value, routine) is not None):
        if not sent.whole:  # of what is sent whole the door is told
            yield _raw(view.flow, value, routine) or value, sent


def _raised(flow: Flow, block: Block, routine: Routine) -> Iterator[tuple[Expr, None]]:
    held = tuple(_caught_here(routine))
    for node in facts.walk(block, into_functions=False):
        if isinstance(node, facts.Raise) and isinstance(made := node.value, Call) and sends(flow, made):
            if any(node.span in body for body in held):
                continue
            shown = framework_exceptions.shown(made, "")
            values = tuple(argument.value for argument in made.arguments) if shown is None else shown
            yield from ((part, None) for value in values if (part := _raw(flow, value, routine)) is not None)


def _caught_here(routine: Routine) -> Iterator[Span]:
    """What is tried in a function that lets nothing of it out as it is raised."""
    for node in routine.own:
        if isinstance(node, facts.Attempt) and node.body and node.handlers:
            raised = (
                one for handler in node.handlers for one in facts.walk(handler.body, into_functions=False) if isinstance(one, facts.Raise)
            )
            if not any(one.value is None or isinstance(one.value, Name) for one in raised):
                yield Span(node.body[0].span.start, node.body[-1].span.end)


def _raw(flow: Flow, value: Expr, routine: Routine) -> Expr | None:
    """The part of a value that is what a provider said, as it came."""
    said = next(texts(flow, value, routine, steps_below(flow, routine)), None)
    parts = (part for part in inside(flow, value) if isinstance(part, _TAKEN))
    return said or next((part for part in parts if is_raw(flow, part, routine)), None)
