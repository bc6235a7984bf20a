"""What conditions in a webhook ask of a delivery that came before: whether its event is kept already, or its record was worked off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.repeats.rule import CONFLICTS
from golint.checks.webhooks.ways import Given
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, path_of, spelled, text_of
from golint.dataflow.tags import BODY
from golint.dataflow.vocabulary import AMBIGUOUS, PAID_ABROAD, PAYMENT_WORDS, STATE_WORDS
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

SENT = BODY | {"signature.verify", "request.query"}
DONE = PAID_ABROAD | {
    "paid", "processed", "completed", "complete", "captured", "fulfilled", "settled", "succeeded", "success", "successful", "handled",
    "confirmed", "approved", "credited",
}  # fmt: skip
OPEN = frozenset({"pending", "unpaid", "created", "open", "awaiting", "waiting", "initiated", "new", "pendiente", "pendente"})
SEEN = frozenset({"already", "duplicate", "processed", "existing", "exists", "exist", "seen", "handled", "previous", "prior"})
UNDONE = frozenset({"not", "un", "never"})


def asks_repeated(flow: Flow, condition: Expr, taken: bool, routine: Routine, given: Given) -> bool:
    """Whether one outcome of a condition says that a delivery has been worked off before: `if (order.status === "paid")`,
    `if (existingEvent)`. What the event itself says of its status is no memory of the shop's."""
    match compared(condition, flow.roles) or condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return asks_repeated(flow, operand, not taken, routine, given)
        case facts.Logic(operator=operator, operands=operands):
            asked = [operand for operand in operands if asks_repeated(flow, operand, taken, routine, given)]
            rest = [operand for operand in operands if operand not in asked]
            # What else must hold, `order && order.amount !== event.amount`, may be what the refusal is for.
            return bool(asked) and (not rest or (taken == (operator == "and") and all(map(_is_presence, rest))))
        case facts.Compare(operator=operator, left=left, right=facts.Literal(kind="null")) if operator in ("!=", "is not", "==", "is"):
            return taken == (operator in ("!=", "is not")) and _is_found(flow, left, routine)
        case facts.Compare(operator=operator, left=left, right=right) if operator in ("==", "in", "!=", "not in"):
            if not mentions(spelled(left), STATE_WORDS):
                return False
            if _is_number(right):  # all but those in the one state that orders begin in: `order["order_status_id"] != 1`
                begins = operator in ("!=", "==") and taken == (operator == "!=")
                return begins and _is_of_payment(left) and _is_of_shop(flow, left, routine, given)
            words = _states(right)
            states = DONE if taken == (operator in ("==", "in")) else OPEN
            return bool(words) and words <= states and _is_of_shop(flow, left, routine, given)
        case Name() | facts.Index() | facts.Attribute() | Call() as asked if taken:
            done = words_of(spelled(asked)) & DONE and not words_of(spelled(asked)) & UNDONE
            return _is_found(flow, asked, routine) or (bool(done) and _is_of_shop(flow, asked, routine, given))
    return False


def refused_conflicts(flow: Flow, routine: Routine) -> Iterator[Span]:
    """Where a function ends in an error since a record is there already that it was about to make:
    `try { await events.create({ id }) } catch { throw new Error("event_already_processed") }`."""
    for attempt in (node for node in routine.own if isinstance(node, facts.Attempt)):
        made = (node for node in facts.walk(attempt.body, into_functions=False) if isinstance(node, Call))
        if any("store.insert" in flow.roles.by(call) for call in made):
            told = (caught for caught in attempt.handlers if _is_of_conflict(caught) and caught.body)
            yield from (last.span for caught in told if _refuses(flow, last := caught.body[-1]))


def _is_of_conflict(caught: facts.Handler) -> bool:
    if any(path_of(kind).rpartition(".")[2] in CONFLICTS for kind in caught.types):
        return True
    said = (text_of(node) for node in facts.walk(caught.body) if isinstance(node, facts.Literal))
    return not caught.types and any(words_of(text) & {"already", "duplicate"} for text in said)


def _refuses(flow: Flow, last: facts.Statement) -> bool:
    match last:
        case facts.Raise(value=value):
            return value is not None and (flow.judge.status_of(value) or 500) >= 400
        case facts.Return(value=value) if value is not None:
            return flow.judge.refuses(value)
    return False


def _states(told: Expr) -> frozenset[str]:
    """The states that a value is compared with: "paid", `OrderStatus.PAID`, one of several."""
    if isinstance(told, facts.Sequence):
        return frozenset[str]().union(*map(_states, told.items))
    words = words_of(text_of(told) or name_of(told).rpartition(".")[2])
    return frozenset(word for word in words if f"{word}s" not in words)  # "success" is no plural


def _is_number(told: Expr) -> bool:
    return isinstance(told, facts.Literal) and isinstance(told.value, int) and not isinstance(told.value, bool)


def _is_of_payment(asked: Expr) -> bool:
    """Whether a state is that of an order or a payment, and not of a way to pay, which may be switched off."""
    words = words_of(spelled(asked))
    return bool(words & (PAYMENT_WORDS - AMBIGUOUS)) and not words & {"method", "gateway", "provider"}


def _is_presence(asked: Expr) -> bool:
    """`order`, `order != null`"""
    match asked:
        case facts.Compare(operator="!=" | "is not", right=facts.Literal(kind="null")):
            return True
        case Name(written=written):
            return "." not in written
    return False


def _is_found(flow: Flow, asked: Expr, routine: Routine) -> bool:
    """Whether a value is a record that is there where the same event came before: `existingEvent`, `processed.find(event.id)`."""
    if isinstance(asked, Call):
        return bool(flow.roles.by(asked) & {"store.read", "store.exists"}) and mentions(facts.trail(asked), SEEN)
    return isinstance(asked, Name) and mentions(asked.written, SEEN) and "store.read" in flow.origin(asked, routine)


def _is_of_shop(flow: Flow, asked: Expr, routine: Routine, given: Given) -> bool:
    """Whether a record of the shop's own says so, and not the event."""
    tags = flow.origin(asked, routine, given)
    return "store.read" in tags and not tags & SENT
