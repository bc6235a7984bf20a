"""Orders that others are told of as paid ones: an event of the shop's own that brings the order, and nothing of the payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.marks import PAID
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.tags import BODY
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

TELLING = frozenset({"dispatch", "emit", "publish", "event"})
SOLD = frozenset({"payment", "order", "charge", "transaction", "checkout", "invoice", "booking"})
SETTLED = PAID | {"verify", "verified", "received", "approved"}


def announced(flow: Flow, routine: Routine) -> Span | None:
    """Where a routine tells others that an order is paid: `dispatch("order_paid", ["order" => $order])`, `event(new OrderPaid($order))`.
    Whoever is handed a part of what was sent or read back may look at the amount himself."""
    for call in routine.calls:
        if last_of(call) in TELLING and _says_paid(call) and _brings_record_alone(flow, call, routine):
            return call.span
    return None


def _says_paid(call: Call) -> bool:
    told = call.argument(0)
    words = words_of(last_of(told) if isinstance(told, Call) else text_of(told))
    return bool(words & SOLD and words & SETTLED)


def _brings_record_alone(flow: Flow, call: Call, routine: Routine) -> bool:
    tags = [flow.origin(part, routine) for argument in call.arguments for part in _values(argument.value)]
    return any("store.read" in one for one in tags) and not any(one & (BODY | {"provider.read"}) for one in tags)


def _values(value: Expr) -> list[Name | facts.Index]:
    return [part for part in facts.walk(value) if isinstance(part, Name | facts.Index)]
