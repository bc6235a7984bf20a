"""A provider's ids are the provider's: they are read from its answers and never put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import called, text_of
from golint.facts import Call, Expr, Name
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

NAMED = frozenset({
    "payment_intent", "paymentintent", "payment_intent_id", "paymentintentid", "payment_id", "paymentid", "charge", "charge_id", "chargeid",
    "payment_method", "payment_method_id", "cardid", "card_id", "source_id", "capture_id",
})  # fmt: skip
_PREFIX = re.compile(r"^[a-z]{2,12}_$")


def constructed_identifier(view: FileView) -> Iterator[Hit]:
    """A payment's or a card's id that is a fixed beginning and something of the shop's own, in a call to the provider."""
    flow = view.flow
    if flow.pack is None:
        return
    money = {one.call.span for one in flow.money}
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        if call.span not in money and "provider.read" not in flow.roles.by(call):
            continue
        for value in _identifiers(flow, call, routine):
            built = _built(flow, value, routine)
            if built is not None:
                values = {"provider": flow.pack.name, "prefix": built, "call": called(call)}
                yield Hit(value.span, values, provider=flow.provider, symbol=flow.symbol(routine))


def _identifiers(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    """What a call is given as the id of something: its only plain argument where it reads, and the fields that are named so."""
    first = call.argument(0)
    if first is not None and "provider.read" in flow.roles.by(call):
        yield first
    yield from (a.value for a in call.arguments if (a.name or "").lower() in NAMED)
    yield from (
        f.value for a in call.arguments for f in flow.fields.deep(a.value, routine) if f.name.lower() in NAMED and f.routine == routine
    )


def _built(flow: Flow, value: Expr, routine: Routine) -> str | None:
    """The fixed beginning of a text that is put together: `pay_` of `f"pay_{order.id}"`."""
    if isinstance(value, Name):
        held = flow.texts.value_of(value, routine)
        value = held[0] if held is not None and held[1] == routine else value
    match value:
        case facts.Template(parts=(first, _, *_)) | facts.Binary(operator="+", left=first) if _PREFIX.match(text_of(first)):
            return text_of(first)
    return None
