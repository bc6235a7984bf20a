"""Webhooks that so far only write down in a log what an event told them, as if it were genuine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.proof.verdicts import Effect
from golint.dataflow.tags import BODY, HELD, Tags
from golint.dataflow.vocabulary import CHECKING, HOOK_WORDS, PROOFS
from golint.dataflow.words import mentions
from golint.facts import Call

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler

Given = Mapping[str, Tags]

SIGNED = frozenset({"hmac", "hash", "rsa", "ed25519", "static-token"})
_HOPS = 1  # functions inside one another that an event is handed to


def noted(flow: Flow, handler: Handler) -> Iterator[Effect]:
    """The log to which a webhook of a provider who signs writes what an event told it, where that is surely all that it does: it asks what
    the event says, and hands no part of it to what cannot be followed."""
    pack = flow.pack_of(handler)
    if pack is None or not pack.webhooks or not {webhook.mode for webhook in pack.webhooks} <= SIGNED:
        return
    if not handler.registered or not hook_words(handler) & HOOK_WORDS or flow.unknown_guards(handler):
        return
    run = tuple(_run(flow, handler.routine, {}, _HOPS))
    calls = [(call, routine, given) for routine, given in run for call in routine.calls]
    if any(_is_asked(flow, routine, given) for routine, given in run) and not any(_may_act(flow, *one) for one in calls):
        written = (call for call, routine, given in calls if "log.write" in flow.roles.by(call) and _is_told(flow, call, routine, given))
        yield from (Effect(call.span, "log.write", call.path) for call in written)


def _run(flow: Flow, routine: Routine, given: Given, hops: int) -> Iterator[tuple[Routine, Given]]:
    """A function and those of its file that it calls, with where what they are given comes from."""
    yield routine, given
    for call in routine.calls if hops else ():
        callee = flow.judge.callee(call, routine)
        if callee is not None and callee.path == routine.path and callee != routine:
            yield from _run(flow, callee, flow.judge.bound(call, callee, routine, given), hops - 1)


def _is_asked(flow: Flow, routine: Routine, given: Given) -> bool:
    """Whether a function goes one way or another by what the event says."""
    asked = [node.condition for node in routine.own if isinstance(node, facts.Branch)]
    asked += [node.subject for node in routine.own if isinstance(node, facts.Switch)]
    parts = (part for one in asked for part in facts.walk(one) if isinstance(part, facts.Name | facts.Index))
    return any(flow.origin(part, routine, given) & BODY for part in parts)


def _is_told(flow: Flow, call: Call, routine: Routine, given: Given) -> bool:
    return bool(flow.origins.inputs(call, routine, given) & BODY)


def _may_act(flow: Flow, call: Call, routine: Routine, given: Given) -> bool:
    """Whether a call may check the sender, or do something with what came, unless it is followed: it sounds like a check, is given a header
    or a secret, or is given a part of the event and is not known for what it does."""
    callee = flow.judge.callee(call, routine)
    if callee is not None:
        return callee.path != routine.path
    handed = flow.origins.inputs(call, routine, given)
    if mentions(last_of(call), CHECKING | PROOFS) or handed & (HELD | {"request.header"}):
        return True
    return bool(handed & BODY) and not flow.roles.by(call)
