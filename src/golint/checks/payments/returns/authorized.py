"""Payments that a module of Medusa's calls authorised: it is asked when the browser completes a cart, and an order is made of that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.marks import asks_provider
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.vocabulary import CHECKING
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Expr
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

GATE = frozenset({b"authorizepayment"})
AUTHORIZING, CHARGING = "authorizePayment", "capturePayment"
MODULES = ("AbstractPaymentProvider", "AbstractPaymentProcessor", "AbstractPaymentService", "PaymentService")
SAYING_YES = frozenset({"authorized", "captured"})
ACTING = CHECKING | {"capture", "authorize", "confirm", "charge", "pay", "execute"}
"""What a call is named that fails where a payment does; one that looks a payment up answers whatever became of it."""
ASKING = ACTING | {"get", "retrieve", "fetch", "find", "list", "query", "inquire", "request", "post", "poll", "status", "send"}
HOPS = 2


def unasked(flow: Flow) -> Iterator[tuple[Routine, Span]]:
    """Where a payment is called authorised, though nobody was asked about it, or whatever the answer was, and nobody charges it later."""
    for routine in flow.module.routines:
        owner = routine.owner
        if owner is None or routine.function.name != AUTHORIZING or not any(last_of(base) in MODULES for base in owner.bases):
            continue
        if flow.provider_at(routine) is None:
            continue  # what is paid in cash, or by a transfer that somebody sees, is authorised as a promise
        charging = flow.module.method(owner, CHARGING)
        if charging is not None and not _asks(flow, charging):
            yield from ((routine, span) for span in _unasked(flow, routine))


def _asks(flow: Flow, routine: Routine) -> bool:
    return any(_may_ask(flow, call, routine) for call in routine.calls)


def _may_ask(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call asks somebody, or may."""
    callee = flow.judge.callee(call, routine)
    if callee is None:
        return any(money.call.span == call.span for money in flow.money_in(routine)) or _sounds_asking(flow, call, routine)
    within = ((inner, place) for place in callees(flow, callee, HOPS) for inner in place.calls)
    return asks_provider(flow, callee, HOPS) or any(_sounds_asking(flow, inner, place) for inner, place in within)


def _sounds_asking(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call asks by its role or, where it cannot be followed, by its name."""
    roles = flow.roles.by(call)
    if roles & {"http.request", "provider.read"}:
        return True
    unknown = "log.write" not in roles and flow.judge.callee(call, routine) is None
    return unknown and bool(words_of(last_of(call)) & ASKING)


def _unasked(flow: Flow, routine: Routine) -> Iterator[Span]:
    """The answers of a routine that say yes and depend on nobody's word."""
    asked = [call for call in routine.calls if _may_ask(flow, call, routine)]
    for span, is_failed, conditions in _answers(routine.function.body, (), failed=False):
        before = [call for call in asked if call.span.end <= span.start]
        acted = any(words_of(last_of(call)) & ACTING for call in before)
        if is_failed or not (acted or any(start >= call.span.start for call in before for start in conditions)):
            yield span


def _answers(block: Block, conditions: tuple[int, ...], *, failed: bool) -> Iterator[tuple[Span, bool, tuple[int, ...]]]:
    """Where a block says yes, whether an error brought it there, and where the conditions begin that it stands under: those around it, and
    those before it that say something else, and leave."""
    for statement in block:
        match statement:
            case facts.Return(value=value, span=span) if value is not None and _says_yes(value):
                yield span, failed, conditions
            case facts.Branch(condition=condition, then=then, otherwise=otherwise):
                around = (*conditions, condition.span.start)
                yield from (*_answers(then, around, failed=failed), *_answers(otherwise, around, failed=failed))
                if any(facts.leaves(arm) and not any(_answers(arm, (), failed=False)) for arm in (then, otherwise)):
                    conditions = around
            case facts.Switch(subject=subject, cases=cases):
                around = (*conditions, subject.span.start)
                yield from (answer for case in cases for answer in _answers(case.body, around, failed=failed))
            case facts.Attempt(body=body, handlers=handlers, otherwise=otherwise, final=final):
                yield from _answers((*body, *otherwise, *final), conditions, failed=failed)
                for handler in handlers:
                    yield from _answers(handler.body, conditions, failed=True)


def _says_yes(value: Expr) -> bool:
    """`{ status: PaymentSessionStatus.AUTHORIZED, data }`"""
    told = (entry.value for entry in value.entries if text_of(entry.key) == "status") if isinstance(value, facts.Mapping) else ()
    return any((text_of(status) or name_of(status)).lower() in SAYING_YES for status in told)
