"""Amounts that are booked: an invoice that is owed more than what came in stays open, and nothing has to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.marks import sets_paid
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.proof.verdicts import Effect
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

AMOUNTS = frozenset({"amount", "total", "value"})


def books(flow: Flow, effect: Effect, routine: Routine, asked: Span) -> bool:
    """Whether no more than an amount is booked: to an invoice by its platform, or as a new record that holds what the provider says came
    in. `asked` is the call that asks the provider."""
    path, span = effect.inner or (flow.module.path, effect.span)
    module = flow.resolver.module(path)
    call = next((c for c in module.calls if c.span == span), None) if module is not None else None
    if call is None:
        return False
    if "store.booked" in flow.roles.by(call):
        amount = call.argument(2)
        return amount is not None and not isinstance(amount, facts.Literal)
    outer = next((c for c in routine.calls if c.span == effect.span), None)
    return outer is not None and _keeps_amount(flow, call) and _is_handed_paid(flow, outer, routine, asked)


def _keeps_amount(flow: Flow, call: Call) -> bool:
    """Whether a new record is made that holds an amount, and does not begin as something that is paid."""
    if "store.insert" not in flow.roles.by(call) or sets_paid(call):
        return False
    given = (argument.value for argument in call.arguments)
    entries = (entry for value in given if isinstance(value, facts.Mapping) for entry in value.entries)
    return any("amount" in words_of(text_of(entry.key)) and not isinstance(entry.value, facts.Literal) for entry in entries)


def _is_handed_paid(flow: Flow, call: Call, routine: Routine, asked: Span) -> bool:
    """Whether a call is given an amount of the provider's answer: `addPayment($invoice, $payment["amount"]["value"])`."""
    asking = {last_of(one) for one in routine.calls if one.span == asked}
    for value in (argument.value for argument in call.arguments):
        names = [node for node in facts.walk(value) if isinstance(node, Name | facts.Attribute)]
        keys = (text_of(node) for node in facts.walk(value) if isinstance(node, facts.Literal))
        if not words_of(" ".join((*(facts.trail(node) for node in names), *keys))) & AMOUNTS:
            continue
        holders = (_held(flow, node, routine) for node in names if isinstance(node, Name))
        if any(isinstance(held, Call) and last_of(held) in asking for held in holders):
            return True
    return False


def _held(flow: Flow, name: Name, routine: Routine) -> Expr | None:
    """What the variable was given that a value is read from: the request of `answer` for `answer.amount.value`."""
    head = name.written.partition(".")[0]
    held = flow.texts.value_of(Name(head, name.span, head), routine)
    return held[0] if held is not None else None
