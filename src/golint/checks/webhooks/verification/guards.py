"""Functions that others rely on to verify a sender, and those that work for a webhook by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.proof.judge import promises_check
from golint.dataflow.vocabulary import HOOK_WORDS, MAYBE_HOOK_WORDS
from golint.dataflow.words import mentions, words_of

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

_EVENTS = HOOK_WORDS | MAYBE_HOOK_WORDS


def may_hold_guard(view: FileView) -> bool:
    """Whether a function of a file may be one, or check while it works for a webhook and yet let everybody in: told by its bytes."""
    traces, language = view.flow.traces, view.flow.language
    names = traces.names
    if names is None or not names.isdisjoint(language.guard_methods) or any(promises_check(name) is not False for name in names):
        return True
    works = any(mentions(name, _EVENTS) for name in (view.source.path.rpartition("/")[2], *names))
    return (works and traces.may_play("log.write", "compare.constant_time", "hmac.digest")) or traces.may_hand_on()


def is_guard(flow: Flow, routine: Routine) -> bool:
    """Whether others rely on a function to verify a sender: by its name, its place in a permission class, or around a door."""
    if routine.start < 0:
        return False
    if (
        flow.judge.guards_by_name(routine)
        or _guards_webhooks(flow, routine)
        or (routine.owner is not None and routine.function.name in flow.language.guard_methods)
    ):
        return True
    if any(flow.judge.lets_through(call, routine) for call in routine.calls):
        return not flow.prover.summary(routine).effects  # a door may leave what is not for it to others
    return any(isinstance(s, facts.Return) and s.value and flow.judge.goes_on(s.value, routine) for s in routine.nodes)


def _guards_webhooks(flow: Flow, routine: Routine) -> bool:
    """Whether a routine is declared to stand in front of webhooks, those of this file or of a class that says so."""
    if routine not in flow.guards:
        return False
    owner = routine.owner.qualname if routine.owner else ""
    if words_of(f"{routine.path} {owner}") & HOOK_WORDS:
        return True
    before = (flow.resolver.definition(w.expr, w.place) for handler in flow.webhooks for w in handler.wrappers)
    return any(found == routine for found in before)


def takes_events(flow: Flow, routine: Routine) -> bool:
    """Whether a function is a webhook, or says that it works for one."""
    owner = routine.owner.name if routine.owner else ""
    named = words_of(f"{routine.function.name} {owner} {routine.path.rpartition('/')[2]}")
    return bool(named & _EVENTS) or any(handler.routine == routine for handler in flow.webhooks)
