"""What a shop does with payments beside taking them: a scenario is asked for where the code plays it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.idempotency import wrappers
from golint.dataflow.words import words_of
from golint.facts import Call
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

# What gives money back is called so, in the languages in which merchants write.
_REFUND = frozenset({"refund", "refunded", "refunding", "reembolso", "reembolsar", "estorno", "estornar", "devolucion"})


def refunds(view: FileView) -> Iterator[Span]:
    """Where a file of the shop refunds: the calls that move money and say so, requests in a function that does, and doors for it."""
    flow = view.flow
    users = (money for use in wrappers.uses(view) for money in use.users)
    yield from (money.call.callee.span for money in (*flow.money, *users) if _says(flow, money.call, money.entry.call))
    if flow.provider is None:
        return
    yield from (call.callee.span for call in flow.calls("http.request") if _says(flow, call))
    taken = {handler.routine for handler in flow.webhooks}  # that something was refunded is told, not done, there
    doors = (handler for handler in flow.handlers if handler.routine not in taken)
    yield from (door.routine.function.name_span for door in doors if words_of(f"{door.symbol} {door.route}") & _REFUND)


def _says(flow: Flow, call: Call, route: str = "") -> bool:
    routine = flow.routine_at(call.span.start)
    address = " ".join(flow.money_calls.urls(call, routine))
    return bool(words_of(f"{facts.trail(call)} {flow.symbol(routine)} {route} {address}") & _REFUND)
