"""A provider's ids are the provider's: they are read from its answers and never put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import called, receiver_of, text_of
from golint.dataflow.values.fields import Field
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

NAMED = frozenset({
    "payment_intent", "paymentintent", "payment_intent_id", "paymentintentid", "payment_id", "paymentid", "charge", "charge_id", "chargeid",
    "payment_method", "payment_method_id", "cardid", "card_id", "source_id", "capture_id",
})  # fmt: skip
_PREFIX = compiled(r"^[a-z]{2,12}_$")
_PATTERN = compiled(r"([a-z]{2,12}_)[%{]")


def constructed_identifier(view: FileView) -> Iterator[Hit]:
    """A payment's or a card's id that is a fixed beginning and something of the shop's own, in a call to the provider."""
    flow = view.flow
    if flow.pack is None or not (flow.traces.may_charge or flow.traces.may_ask("provider.read")):
        return
    money = {one.call.span for one in flow.money}
    own = frozenset(_plain(key) for key in flow.pack.idempotency.natural_keys)
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        if call.span not in money and "provider.read" not in flow.money_calls.asks(call, routine):
            continue
        for value in _identifiers(flow, call, routine, own):
            built = _built(flow, value, routine)
            if built is not None:
                values = {"provider": flow.name_of_provider(routine), "prefix": built, "call": called(call)}
                yield Hit(value.span, values, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _identifiers(flow: Flow, call: Call, routine: Routine, own: frozenset[str]) -> Iterator[Expr]:
    """What a call is given as the id of something: its only plain argument where it reads, and the fields that are named so. Those that
    the merchant makes, by which the provider knows a repetition, are the shop's `own`."""
    first = call.argument(0)
    if first is not None and not own & _PLAIN_NAMES and "provider.read" in flow.money_calls.asks(call, routine):
        yield first
    told = [Field(a.name, a.value, routine) for a in call.arguments if a.name]
    told += [field for a in call.arguments for field in flow.fields.deep(a.value, routine) if field.routine == routine]
    yield from (field.value for field in told if field.name.lower() in NAMED and _plain(field.name) not in own)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


_PLAIN_NAMES = frozenset(map(_plain, NAMED))


def _built(flow: Flow, value: Expr, routine: Routine) -> str | None:
    """The fixed beginning of a text that is put together: `pay_` of `f"pay_{order.id}"`."""
    if isinstance(value, Name):
        held = flow.texts.value_of(value, routine)
        value = held[0] if held is not None and held[1] == routine else value
    while isinstance(value, Call) and len(value.arguments) == 1 and "text.same" in flow.roles.by(value) and value.receiver is None:
        value = value.arguments[0].value  # Go's `stripe.String(id)`
    match value:
        case facts.Template(parts=(first, _, *_)) | facts.Binary(operator="+", left=first) if _PREFIX.match(text_of(first)):
            return text_of(first)
        case facts.Binary(operator="%", left=first):
            return _before_hole(first)
        case Call() if "text.format" in flow.roles.by(value):
            return _before_hole(receiver_of(value)) or _before_hole(value.argument(0))
    return None


def _before_hole(pattern: Expr | None) -> str | None:
    """`pay_` of "pay_%s" and of "pay_{}"."""
    found = _PATTERN.match(text_of(pattern))
    return found[1] if found is not None else None
