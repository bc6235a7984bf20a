"""Which order a payment is for: the provider is asked for it by the order's own number, or by what the order is found by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.chosen import pays_back
from golint.checks.payments.amounts.clients_word import AMOUNTS, FROM_CLIENT
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of, path_of, text_of
from golint.dataflow.tags import FOUND
from golint.dataflow.values.texts import returned
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

OPTIONS = frozenset({"param", "params", "option", "options", "opts", "header", "headers", "config", "expand"})
HOPS = 3  # from a request to the address that it is made of


def asks_for_order(flow: Flow, handler: Handler, path: str, span: Span) -> bool:
    """Whether the payment is asked for by the shop's own number, which the provider takes once: it can be no other order's. Where the
    number is part of an address, the browser must have no say in the amount either."""
    module = flow.resolver.module(path)
    packs = flow.packs_of(handler)
    keys = [words_of(key) for pack in packs for key in pack.idempotency.natural_keys]
    if module is None or not keys:
        return False
    addressed = not any(pack.popup.opens for pack in packs)
    for call in (call for call in module.calls if call.span == span):
        routine = next((r for r in reversed(module.routines) if span in r.function.span), module.body)
        for argument in call.arguments:
            told = [name_of(argument.value), *(_in_address(flow, argument.value, routine, HOPS) if addressed else ())]
            if any(key <= words_of(name) for key in keys for name in told):
                return True
    return False


def asks_for_opened(flow: Flow, handler: Handler, asked: Span) -> bool:
    """Whether a payment is asked for by a number that its address holds and the order is found by, and by which the shop itself opens
    payments in the same file, each for an amount of its own: the provider takes the number once."""
    keys = [words_of(key) for pack in flow.packs_of(handler) for key in pack.idempotency.natural_keys]
    if not keys or not _opens_by(flow, keys):
        return False
    routine = handler.routine
    calls = (call for call in routine.calls if call.span == asked)
    told = {name for call in calls for argument in call.arguments for name in _in_address(flow, argument.value, routine, HOPS)}
    numbers = {name for name in told if any(key <= words_of(name) for key in keys)}
    reads = (call for call in routine.calls if flow.roles.by(call) & {"store.read", "store.query"} and call.span != asked)
    found = (node for call in reads for argument in call.arguments for node in facts.walk(argument.value))
    return any(isinstance(node, Name) and node.written in numbers for node in found)


def _opens_by(flow: Flow, keys: Sequence[frozenset[str]]) -> bool:
    """Whether a file opens payments by a number that the provider takes once, and says how much they are for."""
    for money in (one for one in flow.money if not pays_back(one)):
        told = {field.name for argument in money.call.arguments for field in flow.fields.deep(argument.value, money.routine)}
        if any(name.lower() in AMOUNTS for name in told) and any(key <= words_of(name) for name in told for key in keys):
            return True
    return False


def asks_for_kept(flow: Flow, routine: Routine, asked: Span) -> bool:
    """Whether a payment is asked for by what the shop keeps with the order alone: `payments->get($order->payment_id)`."""
    tags = (flow.origins.inputs(call, routine) for call in routine.calls if call.span == asked)
    return any(FOUND in told and not told & FROM_CLIENT for told in tags)


def _in_address(flow: Flow, value: Expr, routine: Routine, hops: int) -> Iterator[str]:
    """The names of what stands in an address, wherever it was put together: `fetch(statusUrl(live))`."""
    match value:
        case facts.Template() | facts.Binary():
            yield from (node.written for node in facts.walk(value) if isinstance(node, Name))
        case facts.Choice(then=then, otherwise=otherwise) if hops:
            yield from (*_in_address(flow, then, routine, hops), *_in_address(flow, otherwise, routine, hops))
        case Name() if hops and (held := flow.texts.value_of(value, routine)) is not None:
            yield from _in_address(flow, held[0], held[1], hops - 1)
        case Call() if hops and (callee := flow.judge.callee(value, routine)) is not None:
            yield from (name for made in returned(callee) for name in _in_address(flow, made, callee, hops - 1))


def looked_for(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    """What a call that changes a record of the shop's finds it by: `update({ where: { id }, data })`, `update(changes, { where })`,
    `updateOne({ number }, changes)`, `Order::where('number', $number)->update($changes)`."""
    if words_of(facts.trail(call)) & set(flow.providers):
        return
    first = call.argument(0)
    if isinstance(first, facts.Mapping):
        given = (argument.value for argument in call.arguments[:2] if isinstance(argument.value, facts.Mapping))
        told = [entry.value for options in given for entry in options.entries if text_of(entry.key) == "where"]
        yield from told or ([first] if len(call.arguments) > 1 else _asked_before(call, routine))
    elif isinstance(first, facts.Literal) and (where := call.argument(2)) is not None:
        yield where  # behind the table and the changes
    elif first is not None and len(call.arguments) > 1 and not isinstance(first, facts.Literal):
        yield first
    else:
        yield from _asked_before(call, routine)


def _asked_before(call: Call, routine: Routine) -> Iterator[Expr]:
    """What a query is told by `where`, in the chain that ends in a call or on the same builder: `$this->db->where('number', $number)`."""
    owner = owner_of(call)
    while isinstance(owner, Call):
        if last_of(owner) == "where" and owner.arguments:
            yield owner.arguments[-1].value
        owner = owner_of(owner)
    built = path_of(owner_of(call))
    for other in routine.calls if built else ():
        if last_of(other) == "where" and other.span.end <= call.span.start and path_of(owner_of(other)) == built and other.arguments:
            yield other.arguments[-1].value


def finds_by_what_was_asked(flow: Flow, routine: Routine, asked: Span) -> bool:
    """Whether all that is changed is found by the one thing that the provider was asked about: no other payment changes that record."""
    first, *others = next((call.arguments for call in routine.calls if call.span == asked), ()) or (None,)
    if first is None or not isinstance(first.value, Name) or not all(_says_how(argument.value) for argument in others):
        return False
    name = first.value.written
    found = [value for call in routine.calls if "store.write" in flow.roles.by(call) for value in looked_for(flow, call, routine)]
    return bool(found) and all(any(isinstance(n, Name) and n.written == name for n in facts.walk(value)) for value in found)


def _says_how(value: Expr) -> bool:
    """Whether an argument says how a provider is asked, not after what: `retrieve($id, $params)`."""
    return isinstance(value, facts.Mapping | facts.Literal) or bool(words_of(name_of(value)) & OPTIONS)
