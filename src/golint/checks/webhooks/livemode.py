"""A provider says of each event whether it is about real money: the handler should ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.webhooks.spelling import door
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, text_of
from golint.facts import Expr, Name, Node
from golint.model import Hit, Severity

if TYPE_CHECKING:
    from golint.dataflow import Handler
    from golint.view import FileView

HOPS = 3
# A look-up with a live key finds no test payment, and a vendor's helper is given the secret of one endpoint, which has one mode.
SURE = frozenset({"read-back", "helper"})
TAKEN = ("{test}", "{live}")


def livemode_not_checked(view: FileView) -> Iterator[Hit]:
    """A verified handler that acts on an event, of test mode or of live mode."""
    pack = view.flow.pack
    field = pack.delivery.livemode if pack is not None else ""
    if not field or b"livemode" in view.source.data.lower():
        return
    for handler in view.flow.webhooks:
        proof = view.flow.proof(handler)
        acts = any(effect.role != "unknown" for effect in proof.all_effects)
        if not acts or not proof.checks or any(check.kind in SURE for check in proof.checks):
            continue  # who verifies nothing has a graver fault
        reached = tuple(callees(view.flow, handler.routine, HOPS))
        if not any(_names(node, field) for routine in reached for node in facts.walk(routine.function.body)):
            yield _hit(view, handler, field, reached)


def _hit(view: FileView, handler: Handler, field: str, reached: tuple[Routine, ...]) -> Hit:
    either = any(_takes_either(view, routine) for routine in reached)
    return Hit(
        door(view, handler),
        {**words(view), "handler": handler.symbol, "field": field},
        provider=view.flow.provider,
        symbol=handler.symbol,
        severity=Severity.WARNING if either else None,
    )


def _names(node: Node, field: str) -> bool:
    """Whether a node reads the field, or the whole of its name stands in it."""
    last = field.rpartition(".")[2].lower()
    match node:
        case Name() | facts.Index() | facts.Attribute() | facts.Call():
            return name_of(node).lower().replace("_", "") == last or (isinstance(node, Name) and last in node.written.lower().split("."))
        case facts.Literal(value=str() as text):
            return text.lower() == last
    return False


def _takes_either(view: FileView, routine: Routine) -> bool:
    """Whether the signatures of test mode and of live mode are both read: `parts.te || parts.li`."""
    pack = view.flow.pack
    keys = {_key(webhook.header_format, mark) for webhook in (pack.webhooks if pack else ()) for mark in TAKEN} - {""}
    return len(keys) == len(TAKEN) and keys <= {_read(node) for node in facts.walk(routine.function.body) if isinstance(node, Expr)}


def _key(header_format: str, mark: str) -> str:
    """`te` of "t={ts},te={test},li={live}" for the mark {test}."""
    return next((part.partition("=")[0] for part in header_format.split(",") if part.endswith(mark)), "")


def _read(expr: Expr) -> str:
    return name_of(expr) or text_of(expr)
