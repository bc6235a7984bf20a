"""Orders that may be paid by several payments, and are completed by the first of them: by two cards, each of which pays a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.fulfilment.unweighed import completed_unweighed
from golint.checks.payments.marks import Said, asks_provider
from golint.context import runs_in_shop
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.words import words_of
from golint.facts import Name
from golint.model import Span
from golint.project import Project

if TYPE_CHECKING:
    from golint.view import FileView

HOPS = 3
WHOLE = ({"merchant", "order"}, {"merchant", "orders"}, {"preapproval"}, {"subscription"})
"""What is called as the order at the provider is, which is closed once all of it was paid; a subscription has no one amount."""
STANDING = "order_status"
SHORT = 80  # characters: an address; longer is a sentence
_CODE = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".py", ".php", ".rb", ".go", ".java", ".kt", ".cs")


def said(field: str) -> Said:
    """What is wrong with an order that such a payment completes."""
    flaw = f"nothing looks at how much of the order that was (`{field}`)"
    enough = "is completed by the first of them, so add up what was approved for it"
    return Said("says that something was paid", flaw, "An order paid by two cards", enough=enough)


def field_of(view: FileView, handler: Handler) -> str:
    """The field by which a payment tells how much of an order it paid; "" where an order is paid by one, or the shop opens none."""
    deliveries = {pack.delivery for pack in view.flow.packs_of(handler)}
    delivery = deliveries.pop() if len(deliveries) == 1 else None
    if delivery is None or not delivery.part:
        return ""
    return delivery.part if view.project.derived(_opens, delivery.parted) else ""


def completed(view: FileView, handler: Handler) -> Iterator[tuple[Routine, Span]]:
    """Where a door that reads a payment back completes an order, if nothing looks at how much that was, nor at the provider's order."""
    flow = view.flow
    reads = any(check.kind == "read-back" for check in flow.proof(handler).checks) or asks_provider(flow, handler.routine, HOPS)
    if reads and not any(map(_looks_at_whole, callees(flow, handler.routine, HOPS))):
        yield from completed_unweighed(flow, handler)


def _looks_at_whole(routine: Routine) -> bool:
    return any(text == STANDING or _is_whole(words_of(text)) for text in _called(routine))


def _is_whole(words: frozenset[str]) -> bool:
    return "id" not in words and any(whole <= words for whole in WHOLE)


def _called(routine: Routine) -> Iterator[str]:
    for node in routine.nodes:
        match node:
            case Name(written=written):
                yield written.rpartition(".")[2] if written.endswith(STANDING) else written
            case facts.Index():
                yield name_of(node)
            case facts.Literal(value=str() as text) if len(text) < SHORT:
                yield text


def _opens(project: Project, names: tuple[str, ...]) -> bool:
    """Whether code of the shop holds one of some texts."""
    return any(runs_in_shop(path) for name in names for path in project.mentioning(name.encode(), _CODE))
