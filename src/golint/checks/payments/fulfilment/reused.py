"""Payments of which the amount alone is compared: one that was made pays for each order of that price."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import FROM_CLIENT
from golint.checks.payments.fulfilment.references import looked_for
from golint.checks.payments.tolerances import amounts_compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.vocabulary import PRICES_ABROAD
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

WEIGHED = PRICES_ABROAD | {"amount", "total", "price", "sum", "currency", "due", "owed", "cost", "value"}
STORING = frozenset({"store.read", "store.query", "store.write", "store.insert", "store.upsert", "store.exists"})
HARMLESS = frozenset({"log.write", "response.send", "value.part", "text.same", "request.part", "request.query"})
ONCE = frozenset({"capture", "captures"})  # what the provider does for a payment no second time
HOPS = 3


def pays_again(flow: Flow, routine: Routine, asked: Span) -> bool:
    """Whether a payment is asked for by one thing that the client sent and the order found by another, and all that is compared is how much
    they are for. Where the payment's id is handed on, it may be kept as one that was used."""
    call = next((call for call in routine.calls if call.span == asked), None)
    if call is None or words_of(facts.trail(call)) & ONCE:
        return False
    ids = {name for argument in call.arguments for name in _sent(flow, argument.value, routine, HOPS)}
    others = (node for node in routine.nodes if node is not call)
    if not ids or any(_is_kept(flow, node, routine, ids) for node in others):
        return False
    return _finds_by_other(flow, routine, ids) and not any(_ties(flow, node, routine) for node in routine.nodes)


def _sent(flow: Flow, value: Expr, routine: Routine, hops: int) -> Iterator[str]:
    """What is called as it is by the client in a value, through the variables that it is put together of."""
    nodes = tuple(facts.walk(value))
    asking = {node.callee.span for node in nodes if isinstance(node, Call)}  # `$request->query` of `$request->query('number')`
    for node in (one for one in nodes if not isinstance(one, Name) or one.span not in asking):
        if isinstance(node, Name | facts.Index | Call) and flow.origin(node, routine) & FROM_CLIENT and name_of(node):
            yield name_of(node)
        held = flow.texts.value_of(node, routine) if hops and isinstance(node, Name) else None
        if held is not None and held[1] == routine:
            yield from _sent(flow, held[0], routine, hops - 1)


def _is_kept(flow: Flow, node: facts.Node, routine: Routine, ids: set[str]) -> bool:
    """Whether the payment's id may be kept: it is put into a record, `order.payment = id`, or handed to somebody."""
    match node:
        case facts.Assign(targets=(Name(written=target), *_), value=Name(written=value)):
            return "." in target and value.rpartition(".")[2] in ids
        case Call():
            return _is_handed_on(flow, node, routine, ids)
    return False


def _is_handed_on(flow: Flow, call: Call, routine: Routine, ids: set[str]) -> bool:
    """Whether a call is handed the id of the payment, or what the provider says of it besides how much was paid."""
    roles = flow.roles.by(call)
    if roles & HARMLESS or ("." not in call.path and not roles & STORING and flow.judge.callee(call, routine) is None):
        return False  # `isset($id)`, `urldecode($id)`
    parts = (part for argument in call.arguments for part in facts.walk(argument.value))
    for part in parts:
        if isinstance(part, Name | facts.Index | Call | facts.Attribute) and name_of(part):
            tags = flow.origin(part, routine)
            if name_of(part) in ids and tags & FROM_CLIENT:
                return True
            if "provider.read" in tags and not mentions(name_of(part), WEIGHED):
                return True
    return False


def _finds_by_other(flow: Flow, routine: Routine, ids: set[str]) -> bool:
    """Whether the shop's own record is looked up by what the client sent besides."""
    reads = (call for call in routine.calls if flow.roles.by(call) & {"store.read", "store.query"})
    told = (value for call in reads for value in (*(argument.value for argument in call.arguments), *looked_for(flow, call, routine)))
    return any(name not in ids for value in told for name in _sent(flow, value, routine, 0))


def _ties(flow: Flow, node: facts.Node, routine: Routine) -> bool:
    """Whether anything else than an amount is compared with what is no constant."""
    made = amounts_compared(flow, node, routine)
    sides = (made.left, made.right) if made is not None else ()
    if not sides or any(isinstance(side, facts.Literal) for side in sides):
        return False
    return not any(mentions(_word(side), WEIGHED) for side in sides)


def _word(side: Expr) -> str:
    """What a side of a comparison is called, converted or not: `floatval($order->total)`."""
    if isinstance(side, Call) and not name_of(side):
        return " ".join([last_of(side), *(_word(argument.value) for argument in side.arguments)])
    if isinstance(side, facts.Binary):
        return f"{_word(side.left)} {_word(side.right)}"
    return name_of(side)
