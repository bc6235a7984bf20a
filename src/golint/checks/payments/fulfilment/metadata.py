"""What a paid event's metadata or its reference spells out is given away, whatever was paid: where the browser opens the payment, it also
writes these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of
from golint.dataflow.tags import BODY
from golint.dataflow.vocabulary import PRICES_ABROAD
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name, Node
from golint.model import Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow
    from golint.dataflow.doors.handlers import Handler

METADATA = frozenset({"metadata", "meta", "custom", "passthrough"})
REFERENCES = frozenset({"reference", "ref", "txref", "trxref"})
SPLITTING = frozenset({"split", "explode", "partition", "rpartition", "preg_split", "Split"})
PAID_IN = PRICES_ABROAD | {"amount", "total", "sum", "value"}
PAYERS = frozenset({"user", "customer", "account", "wallet", "email", "member", "owner", "payer"})
HOPS = 3
REACH = 5  # a controller, its service, what that does for one kind of event, the service for payments, and what completes one
Marks = Callable[["Flow", Routine], Span | None]
Unweighed = Callable[["Flow", "Handler"], Iterator[tuple[Routine, Span]]]


def completed(flow: Flow, handler: Handler, marks: Marks) -> Iterator[tuple[Routine, Span]]:
    """Where a signed event completes what its metadata or its reference names; `marks` finds where a routine sets a record to paid."""
    packs = _opened_by_pages(flow, handler)
    if not packs or not flow.proof(handler).checks:
        return
    references = tuple(words_of(name) for pack in packs for name in pack.popup.references) if len(packs) == 1 else ()
    for routine in callees(flow, handler.routine, REACH - 1):
        span = marks(flow, routine)
        if span is None:
            continue
        nodes = tuple(_within(routine, span))
        given_away = any(_is_told(flow, node, routine, HOPS) for node in nodes) and not _credits_what_was_paid(flow, routine, span)
        referred = any(_is_told(flow, node, routine, HOPS, references) for node in nodes) if references else False
        if given_away or (referred and not _keeps_what_was_paid(flow, routine, span)):
            yield routine, span


def read_back(flow: Flow, handler: Handler, marks: Marks, unweighed: Unweighed) -> Iterator[tuple[Routine, Span]]:
    """Where a payment that was read back completes what its metadata or its reference names, and nothing looks at how much it was."""
    if _opened_by_pages(flow, handler):
        places = tuple(completed(flow, handler, marks))
        weighed_not = frozenset(unweighed(flow, handler)) if places else frozenset[tuple[Routine, Span]]()
        yield from (place for place in places if place in weighed_not and not _takes_amount(flow, place[0]))


def _takes_amount(flow: Flow, routine: Routine) -> bool:
    """Whether a routine takes an amount out of what is no record of the shop's: of a payment that a job was handed."""
    parts = (node for node in routine.nodes if isinstance(node, facts.Index) or (isinstance(node, Name) and "." in node.written))
    return any(words_of(name_of(part)) & PAID_IN and "store.read" not in flow.origin(part, routine) for part in parts)


def _opened_by_pages(flow: Flow, handler: Handler) -> Sequence[Provider]:
    """The providers that may send a door its payments; none where one of them lets no page open any."""
    packs = flow.packs_of(handler)
    return packs if all(pack.popup.opens for pack in packs) else ()


def called_for(flow: Flow, handler: Handler, routine: Routine) -> Span | None:
    """The call in a door that leads to a routine."""
    for call in handler.routine.calls:
        callee = flow.judge.callee(call, handler.routine)
        if callee is not None and any(here == routine for here in callees(flow, callee, REACH - 2)):
            return call.span
    return None


def _keeps_what_was_paid(flow: Flow, routine: Routine, span: Span) -> bool:
    """Whether a record is marked together with the amount that the event tells."""
    made = (call for call in routine.calls if call.span == span)
    fields = (field for call in made for argument in call.arguments for field in flow.fields.deep(argument.value, routine))
    return any(words_of(field.name) & PAID_IN and flow.origin(field.value, field.routine) & BODY for field in fields)


def _credits_what_was_paid(flow: Flow, routine: Routine, span: Span) -> bool:
    """Whether a record is made of the amount that the event tells, for the one whom the metadata names, and for nothing else that it names:
    who pays a cent is credited a cent."""
    made = next((call for call in routine.calls if call.span == span and "store.insert" in flow.roles.by(call)), None)
    kept = [field for argument in made.arguments for field in flow.fields.of(argument.value, routine).known] if made is not None else []
    named = [
        f.name for f in kept if any(_is_told(flow, n, f.routine, HOPS) for n in facts.walk(f.value) if isinstance(n, Name | facts.Index))
    ]
    told = any(words_of(field.name) & PAID_IN and flow.origin(field.value, field.routine) & BODY for field in kept)
    return told and all(words_of(name) & PAYERS for name in named)


def _within(routine: Routine, span: Span) -> Iterator[Node]:
    return (node for node in routine.nodes if isinstance(node, Name | facts.Index) and node.span in span)


def _is_told(flow: Flow, node: Node, routine: Routine, hops: int, references: tuple[frozenset[str], ...] = ()) -> bool:
    """Whether a value is taken from metadata, or from one of the references, also by way of variables and of the record that it finds."""
    if isinstance(node, facts.Literal):
        return isinstance(node.value, str) and bool(words_of(node.value) & METADATA) and len(words_of(node.value)) <= 2
    if isinstance(node, Call):
        return _takes_reference_apart(node)
    if not isinstance(node, Name):
        if not isinstance(node, facts.Index):
            return False
        key = words_of(name_of(node))
        return _is_told(flow, node.key, routine, hops) or any(one <= key for one in references)
    words = words_of(node.written)
    if words & METADATA or any(one <= words for one in references):
        return True
    held = flow.texts.value_of(node, routine) or _of_its_whole(flow, node, routine) or _of_its_head(flow, node, routine)
    if held is None or hops == 0:
        return False
    return any(
        _is_told(flow, part, held[1], hops - 1, references)
        for part in facts.walk(held[0])
        if isinstance(part, Name | facts.Index | facts.Literal | Call)
    )


def _takes_reference_apart(call: Call) -> bool:
    """`explode("_", $event->data->tx_ref)`: the order's number is a part of a reference, which the browser may make up anew."""
    parted = [*(argument.value for argument in call.arguments), receiver_of(call)] if last_of(call) in SPLITTING else []
    return any(words_of(name_of(value)) & REFERENCES for value in parted if value is not None)


def _of_its_whole(flow: Flow, name: Name, routine: Routine) -> tuple[Expr, Routine] | None:
    """What was taken apart for it: the right side of `[, number] = reference.split("-")`."""
    module = flow.resolver.module(routine.path)
    bound = module.bindings(routine).get(name.written, ()) if module is not None else ()
    return next(((one.value, routine) for one in bound if one.element and one.value is not None), None)


def _of_its_head(flow: Flow, name: Name, routine: Routine) -> tuple[Expr, Routine] | None:
    """What `order` was given, for `order.status`."""
    first, dot, _ = name.written.partition(".")
    return flow.texts.value_of(Name(first, name.span, first), routine) if dot else None
