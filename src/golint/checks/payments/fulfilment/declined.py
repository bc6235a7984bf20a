"""Orders that are completed whatever became of the card: some providers raise nothing where it is declined, and say so in their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.checks.callers import callees
from golint.checks.payments.fulfilment.blind import looked_at
from golint.checks.payments.fulfilment.metadata import Marks
from golint.dataflow.modules import Routine
from golint.dataflow.requests.money import Money
from golint.dataflow.vocabulary import PAID_ABROAD, STATES_ABROAD

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 3
STANDING = STATES_ABROAD | PAID_ABROAD | {
    "status", "state", "paid", "result", "outcome", "success", "successful", "succeeded", "approved", "authorized", "captured", "completed",
    "settled", "failed", "declined", "rejected", "refused",
}  # fmt: skip
"""What an answer's word on the card is called; that an error came says nothing of one that was declined."""


def completed(flow: Flow, start: Routine, marks: Marks) -> Money | None:
    """The charge of a card that a function makes, or one that it calls, if a record is set to paid behind it and nothing on the way reads
    how the payment stands."""
    routines = tuple(callees(flow, start, HOPS))
    charges = (money for one in routines for money in flow.money_in(one) if money.entry.answers and not money.declared)
    charge = next(charges, None)
    if charge is None or not _is_completed(flow, routines, charge, marks):
        return None
    return None if any(looked_at(flow, one) & STANDING for one in routines) else charge


def _is_completed(flow: Flow, routines: tuple[Routine, ...], charge: Money, marks: Marks) -> bool:
    """Whether a record is set to paid; in the function that charges, not before it does."""
    found = ((one, marks(flow, one)) for one in routines)
    return any(span is not None and (one != charge.routine or span.end > charge.call.span.start) for one, span in found)
