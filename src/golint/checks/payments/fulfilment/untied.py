"""A payment window signs that a payment was made, and neither for which order of the shop's nor how much: what is completed must be found
by what was signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.payments.amounts.clients_word import FROM_CLIENT
from golint.checks.payments.fulfilment.references import looked_for
from golint.checks.payments.fulfilment.signed_ids import Ids, checked, handed, holds, joins, renamed, signed, speaks_of
from golint.checks.payments.marks import made_paid, marks_paid
from golint.checks.webhooks.bodies.digests import TAKING
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, path_of
from golint.dataflow.tags import Tags
from golint.dataflow.vocabulary import CHECKING, PROOFS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.doors.handlers import Handler

HOPS = 3
GATE = frozenset({b"signature"})
KEPT = frozenset({"store.read", "request.session"})
WRITING = frozenset({"store.write", "store.upsert"})
KEEPING = WRITING | {"store.insert"}
SOLD = frozenset(
    {"order", "orders", "booking", "bookings", "purchase", "purchases", "enrollment", "enrollments", "reservation", "appointment"}
)
GRANTED = frozenset({"course", "courses", "membership", "memberships", "ticket", "tickets"})


class Place(Struct, frozen=True):
    """A routine behind a door, where what it is handed comes from, and what it calls the signed ids."""

    routine: Routine
    given: Mapping[str, Tags]
    ids: Ids


def completed(flow: Flow, handler: Handler) -> Iterator[tuple[Routine, Span]]:
    """Where a door that checks what a payment window signed sets a record to paid that the browser names beside that, or that is made
    there, and nothing behind the door looks at the signed ids otherwise: one signature is as good for everything else."""
    ids = signed(flow, handler)
    if not ids.words or not any(speaks_of(node, ids) for node in handler.routine.nodes) or not _is_checked(flow, handler):
        return
    ids = ids.called(checked(flow, handler))
    reached = tuple(_reached(flow, handler.routine, {}, ids, HOPS))
    if any(_asks(flow, place.routine) or _is_tied(flow, place) for place in reached):
        return
    for place in reached:
        span = marks_paid(flow, place.routine)
        if span is not None and _is_browsers_choice(flow, span, place):
            yield place.routine, span
        else:
            yield from ((place.routine, call.span) for call in _given_away(flow, place))


def _is_checked(flow: Flow, handler: Handler) -> bool:
    """Whether a door surely checks a signature, and does not ask the provider."""
    kinds = {check.kind for check in flow.proof(handler).checks}
    return bool(kinds) and not kinds & {"read-back", "opaque", "open"}


def _reached(flow: Flow, routine: Routine, given: Mapping[str, Tags], ids: Ids, hops: int) -> Iterator[Place]:
    """A routine and those that it runs, each with where what it is handed comes from, and what it calls the signed ids."""
    ids = ids.called(renamed(routine, ids))
    yield Place(routine, given, ids)
    for call in routine.calls if hops else ():
        callee = flow.judge.callee(call, routine)
        if callee is not None and callee != routine:
            bound = flow.judge.bound(call, callee, routine, given)
            yield from _reached(flow, callee, bound, ids.called(handed(call, callee, ids)), hops - 1)


def _asks(flow: Flow, routine: Routine) -> bool:
    """Whether a routine talks to the provider; what the shop's own function does that is called so, is seen there."""
    asking = (call for call in routine.calls if flow.roles.by(call) & {"http.request", "provider.read"})
    return bool(flow.money_in(routine)) or any(flow.judge.callee(call, routine) is None for call in asking)


def _is_tied(flow: Flow, place: Place) -> bool:
    """Whether something looks at a signed id other than to check the signature, to keep it or to log it, or may; or the shop knew it. What
    is looked up behind where it sets to paid comes too late."""
    routine, given, ids = place.routine, place.given, place.ids
    done = marks_paid(flow, routine)
    for node in routine.nodes:
        if done is not None and isinstance(node, Call) and node.span.start >= done.end and "store.read" in flow.roles.by(node):
            continue
        if isinstance(node, Name | facts.Index | Call | facts.Entry) and _is_kept(flow, node, routine, given, ids):
            return True
        if isinstance(node, facts.Template | facts.Binary) and _is_signed_for_kept(flow, node, routine, given):
            return True
        made = compared(node, flow.roles)
        if made is not None and not isinstance(made.left, facts.Literal) and not isinstance(made.right, facts.Literal):
            sides = made.left, made.right
            proves = any("hmac.digest" in flow.origin(side, routine, given) for side in sides)
            if not proves and any(holds(side, ids) for side in sides):
                return True
        elif isinstance(node, Call) and _looks(flow, node, routine, ids):
            return True
    return False


def _is_kept(flow: Flow, node: Expr | facts.Entry, routine: Routine, given: Mapping[str, Tags], ids: Ids) -> bool:
    """Whether the shop has one of the ids itself: `order.razorpay_order_id`, `['razorpay_order_id' => session('begun')]`."""
    called, value = (node.key, node.value) if isinstance(node, facts.Entry) else (node, node)
    return called is not None and speaks_of(called, ids) and bool(flow.origin(value, routine, given) & KEPT)


def _is_signed_for_kept(flow: Flow, text: facts.Template | facts.Binary, routine: Routine, given: Mapping[str, Tags]) -> bool:
    """Whether what a signature is computed over has an id in it that the shop kept: `order.gateway_order + "|" + payment_id`."""
    parts = facts.walk(text) if joins(text) else ()
    return any(flow.origin(part, routine, given) & KEPT for part in parts if isinstance(part, Name | facts.Index | Call))


def _looks(flow: Flow, call: Call, routine: Routine, ids: Ids) -> bool:
    """Whether a call finds something by a signed id, or may: it is not known what it does with it."""
    roles = flow.roles.by(call)
    if roles & {"store.read", "store.query", "http.request"}:
        return holds(call, ids)
    if roles & KEEPING:
        return any(holds(value, ids) for value in looked_for(flow, call, routine))
    if roles or flow.judge.callee(call, routine) is not None or not any(holds(argument.value, ids) for argument in call.arguments):
        return False
    named = call.callee.written if isinstance(call.callee, Name) else ""
    makes = named[:1].isupper() and "." not in named
    return not (makes or words_of(last_of(call)) & (TAKING | PROOFS | CHECKING))


def _is_browsers_choice(flow: Flow, span: Span, place: Place) -> bool:
    """Whether what is set to paid is found by what was sent, or is an order that is made there."""
    routine, given = place.routine, place.given
    for node in routine.nodes:
        match node:
            case Call() if node.span == span and "store.insert" in flow.roles.by(node):
                return bool(words_of(facts.trail(node)) & SOLD)
            case Call() if node.span == span:
                found = tuple(looked_for(flow, node, routine))
                sent = all(_is_sent(flow, value, routine, given) for value in found)
                return sent if found else _is_read_by_what_was_sent(flow, owner_of(node), routine, given)
            case facts.Assign(targets=(Name() as target, *_)) if node.span == span:
                return _is_read_by_what_was_sent(flow, target, routine, given)
    return False


def _given_away(flow: Flow, place: Place) -> Iterator[Call]:
    """An order that is made as a paid one, or, where no order is kept, what is sold and the browser names: `Course` of a school."""
    yield from (call for call in made_paid(place.routine) if words_of(last_of(call)) & SOLD)
    for call in place.routine.calls:
        if flow.roles.by(call) & WRITING and words_of(facts.trail(call)) & GRANTED:
            found = tuple(looked_for(flow, call, place.routine))
            if found and all(_is_sent(flow, value, place.routine, place.given) for value in found):
                yield call


def _is_read_by_what_was_sent(flow: Flow, record: Expr | None, routine: Routine, given: Mapping[str, Tags]) -> bool:
    """Whether a variable, or what it is a part of, holds a record that was looked up by what the browser sent."""
    head = path_of(record).partition(".")[0] if isinstance(record, Name) else ""
    held = flow.texts.value_of(Name(head, record.span, head), routine) if record is not None and head else None
    reads = [part for part in facts.walk(held[0]) if isinstance(part, Call) and "store.read" in flow.roles.by(part)] if held else []
    return any(_is_sent(flow, argument.value, routine, given) for call in reads for argument in call.arguments)


def _is_sent(flow: Flow, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
    """Whether a part of what something is found by comes from the browser, and from nobody else."""
    parts = (part for part in facts.walk(value) if isinstance(part, Name | facts.Index | Call))
    tags = [flow.origin(part, routine, given) for part in parts]
    return any(tag & FROM_CLIENT and not tag & (KEPT | {"signature.verify"}) for tag in tags)
