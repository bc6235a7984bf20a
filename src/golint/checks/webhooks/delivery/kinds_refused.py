"""Kinds of events that a function of the shop gives back an error for, and doors that answer with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.delivery.conditions import asks_kind
from golint.checks.webhooks.delivery.lookups import gives_error, refused_errors
from golint.checks.webhooks.ways import EVENT, Given
from golint.dataflow.modules import Routine
from golint.facts import Call
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 2


def refused_kinds(flow: Flow, routine: Routine, given: Given) -> Iterator[Span]:
    """The refusals of a door with which an event of a kind that nobody handles is answered: `if err := handle(event); err != nil { ... }`,
    where that ends with `default: return errors.New("unhandled")`."""
    for refusal, calls in refused_errors(flow, routine):
        if any(_refuses_kind(flow, call, routine, given, HOPS) for call in calls):
            yield refusal


def _refuses_kind(flow: Flow, call: Call, routine: Routine, given: Given, hops: int) -> bool:
    callee = flow.judge.callee(call, routine)
    if callee is None or callee == routine:
        return False
    bound = flow.judge.bound(call, callee, routine, given)
    if not any(tags & EVENT for tags in bound.values()):
        return False
    handed_on = (value for value in callee.given_back if isinstance(value, Call)) if hops else ()
    return any(_sorts_out(flow, node) for node in callee.own) or any(_refuses_kind(flow, one, callee, bound, hops - 1) for one in handed_on)


def _sorts_out(flow: Flow, node: facts.Node) -> bool:
    """Whether a statement gives back an error for a kind of event that is none of those it knows."""
    match node:
        case facts.Switch(subject=subject, cases=cases):
            unknown = facts.Compare("==", subject, facts.Sequence((), subject.span), subject.span)
            return asks_kind(flow, unknown, False) and any(not one.patterns and gives_error(one.body) for one in cases)
        case facts.Branch(condition=condition, then=then, otherwise=otherwise):
            refused = (taken for taken, arm in ((True, then), (False, otherwise)) if gives_error(arm))
            return any(asks_kind(flow, condition, taken) for taken in refused)
    return False
