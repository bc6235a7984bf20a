"""What a function sees of what another one was handed that it goes through a list of, `lines.map(line => ({ unit_price: line.price }))`, or
that has it make a part of what is sent, `charge(payload_of(amount))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import Given
from golint.checks.payments.amounts.handed_to import clients_in
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.tags import Tags, part_of
from golint.dataflow.values.lists import EACH
from golint.facts import Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 1  # `payload_of` may have `lines_of` make its lines
Handed = dict[str, tuple[Expr, Tags]]
"""What is handed over for each parameter of a function, and where that comes from."""


def seen_from(flow: Flow, inner: Routine, outer: Routine, given: Given) -> Given:
    """Where the parameters of a function come from, by what the one was given that it is written within, or that has it make something."""
    if inner == outer or not inner.function.parameters or _is_within(outer, inner):
        return dict(given)
    module = flow.resolver.module(inner.path)
    within = module is not None and _is_within(inner, outer)
    call = module.handed.get(inner.start) if module is not None and within else None
    if module is None or call is None:
        own = {name: tags for name, (_, tags) in made_for(flow, inner, outer, given).items()}
        return {**given, **own} if within else own
    listed = receiver_of(call) if last_of(call) in EACH else None
    if listed is None or not given or module.around(inner) != outer:
        return dict(given)
    return {**given, inner.function.parameters[0].name: part_of(flow.origin(listed, outer, given))}


def made_for(flow: Flow, maker: Routine, sender: Routine, given: Given) -> Handed:
    """What a function is handed of the client's by another one that has it make something, itself or by one between, as it stands there;
    nothing where it is handed none of that one of the times."""
    found = list(_made(flow, maker, sender, given, HOPS))
    return found[0] if found and all(found) else {}


def _made(flow: Flow, maker: Routine, sender: Routine, given: Given, hops: int) -> Iterator[Handed]:
    for call in sender.calls:
        callee = flow.judge.callee(call, sender)
        if callee is None or callee == sender:
            continue
        if callee == maker:
            yield clients_in(flow, call, callee, sender, given)
        elif hops and any(flow.judge.callee(inner, callee) == maker for inner in callee.calls):
            told = clients_in(flow, call, callee, sender, given)
            between = _made(flow, maker, callee, {name: tags for name, (_, tags) in told.items()}, hops - 1)
            yield from ({name: (_as_handed(value, told), tags) for name, (value, tags) in handed.items()} for handed in between)


def _as_handed(value: Expr, told: Handed) -> Expr:
    """What a function was handed for that which it hands on."""
    heads = (node.written.partition(".")[0] for node in facts.walk(value) if isinstance(node, Name))
    return next((told[head][0] for head in heads if head in told), value)


def _is_within(inner: Routine, outer: Routine) -> bool:
    """Whether a function is written within another one."""
    return inner.path == outer.path and outer.start >= 0 and inner.function.span in outer.function.span
