"""What a function sees of what another one was handed that it goes through a list of, `lines.map(line => ({ unit_price: line.price }))`, or
that has it make a part of what is sent, `charge(payload_of(amount))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import Given, of_each
from golint.checks.payments.amounts.folds import listed_by
from golint.checks.payments.amounts.handed_to import clients_in, is_untouched
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.tags import Tags, part_of
from golint.dataflow.values.lists import EACH
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 1  # `payload_of` may have `lines_of` make its lines
Handed = dict[str, tuple[Expr, Tags]]
"""What is handed over for each parameter of a function, and where that comes from."""


def seen_from(flow: Flow, inner: Routine, outer: Routine, given: Given) -> Given:
    """Where the parameters of a function come from, by what the one was given that it is written within, or that has it make something."""
    if inner == outer or not inner.function.parameters or _is_within(outer, inner):
        return dict(given)
    if _is_within(inner, outer):
        made = {} if _is_handed(flow, inner) else _told(flow, inner, outer, given)
        return {**given, **(of_each(flow, inner, outer, given) if given else {}), **made}
    module = flow.resolver.module(inner.path)
    maker = module.around(inner) if module is not None and _is_handed(flow, inner) else None
    if maker is None or maker.start < 0:
        return _told(flow, inner, outer, given)
    known = seen_from(flow, maker, outer, given)  # `buildLines(items)` goes through them
    return {**known, **of_each(flow, inner, maker, known)} if known else {}


def _is_handed(flow: Flow, inner: Routine) -> bool:
    """Whether a function is written as an argument of a call."""
    module = flow.resolver.module(inner.path)
    return module is not None and inner.start in module.handed


def _told(flow: Flow, maker: Routine, sender: Routine, given: Given) -> Given:
    return {name: tags for name, (_, tags) in made_for(flow, maker, sender, given).items()}


def made_for(flow: Flow, maker: Routine, sender: Routine, given: Given) -> Handed:
    """What a function is handed of the client's by another one that has it make something, itself or by one between, as it stands there;
    nothing where it is handed none of that one of the times."""
    found = list(_made(flow, maker, sender, given, HOPS))
    return found[0] if found and all(found) else {}


def _made(flow: Flow, maker: Routine, sender: Routine, given: Given, hops: int) -> Iterator[Handed]:
    module = flow.resolver.module(sender.path)
    for call in sender.calls:
        if last_of(call) in EACH and _goes_by_name(flow, call, maker, sender):
            yield _handed_each(flow, call, maker, sender, given)
            continue
        callee = flow.judge.callee(call, sender)
        if callee is None or callee == sender:
            continue
        if callee == maker:
            place = module.enclosing(call.span.start) if module is not None else sender
            yield clients_in(flow, call, callee, place, seen_from(flow, place, sender, given))
        elif hops and any(flow.judge.callee(inner, callee) == maker for inner in callee.calls):
            told = clients_in(flow, call, callee, sender, given)
            between = _made(flow, maker, callee, {name: tags for name, (_, tags) in told.items()}, hops - 1)
            yield from ({name: (_as_handed(value, told), tags) for name, (value, tags) in handed.items()} for handed in between)


def _goes_by_name(flow: Flow, call: Call, maker: Routine, sender: Routine) -> bool:
    """Whether a call has a function that it names make something of each element: `items.map(toLine)`."""
    named = (argument.value for argument in call.arguments if isinstance(argument.value, Name))
    return any(flow.resolver.definition(name, sender) == maker for name in named)


def _handed_each(flow: Flow, call: Call, maker: Routine, sender: Routine, given: Given) -> Handed:
    """What of the client's a function is handed that a call has go through a list."""
    listed, names = listed_by(call), maker.handed
    if listed is None or not names or not is_untouched(flow, names[0], listed, call, sender, given):
        return {}
    return {names[0]: (listed, part_of(flow.origin(listed, sender, given)))}


def _as_handed(value: Expr, told: Handed) -> Expr:
    """What a function was handed for that which it hands on."""
    heads = (node.written.partition(".")[0] for node in facts.walk(value) if isinstance(node, Name))
    return next((told[head][0] for head in heads if head in told), value)


def _is_within(inner: Routine, outer: Routine) -> bool:
    """Whether a function is written within another one."""
    return inner.path == outer.path and outer.start >= 0 and inner.function.span in outer.function.span
