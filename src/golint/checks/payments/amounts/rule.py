"""What is charged is the shop's word, never the browser's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint import facts
from golint.checks.payments.amounts.actions import from_browser
from golint.checks.payments.amounts.charged import amounts, sent_for_shoppers
from golint.checks.payments.amounts.chosen import pays_back, shopper_chooses
from golint.checks.payments.amounts.clients_word import Given, is_checked, is_clients
from golint.checks.payments.amounts.elements import made_for, seen_from
from golint.checks.payments.amounts.handed_on import HandedOn, not_for_shoppers, told_here
from golint.checks.payments.amounts.handed_to import takes_out
from golint.checks.payments.amounts.kept import kept
from golint.checks.payments.amounts.kept_apart import kept_apart
from golint.checks.payments.amounts.passed_on import passed_on
from golint.dataflow.names import called
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field
from golint.facts import Name
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.modules import Routine
    from golint.view import FileView


def client_controlled_amount(view: FileView) -> Iterator[Hit]:
    """The amount of a money call comes from the request, in the door itself or in a function that it calls."""
    flow = view.flow
    through = tuple(sent_for_shoppers(flow.sent_through))
    charging = (*flow.money, *through)
    others = not_for_shoppers(flow) if charging else frozenset()
    for money in charging:
        if money.routine not in others and not pays_back(money) and not shopper_chooses(view, money.routine):
            if _charges_request(flow, money):
                yield _hit(flow, money, money.call.span)
            given = from_browser(flow, money.routine)
            told = ((f, seen_from(flow, f.routine, money.routine, given)) for f in amounts(flow, money))
            value = next((f for f, known in told if is_clients(flow, f.value, f.routine, known)), None)
            places = {money.routine, *_around(flow, value.routine)} if value is not None else ()
            if value is not None and not any(is_checked(flow, value.value, place) for place in places):
                yield _hit(flow, money, _span(flow, value, money, given))
            elif value is None and money not in through and (body := passed_on(flow, money)) is not None:
                yield _hit(flow, money, body.span)
    yield from (_handed_hit(view, found) for found in told_here(view))
    for sent, money in kept(view):
        yield replace(_hit(flow, money, sent.span, ((money.routine.path, money.call.span, "charged here"),)), severity=Severity.WARNING)
    for charged, put, money in kept_apart(view):
        related = ((put.path, put.span, "put in here as the client sent it"),)
        yield replace(_hit(flow, money, charged.span, related), severity=Severity.WARNING)


def _around(flow: Flow, routine: Routine) -> Iterator[Routine]:
    """A function, and those that it is written in."""
    module = flow.resolver.module(routine.path)
    scope: Routine | None = routine
    while scope is not None and scope.start >= 0:
        yield scope
        scope = module.around(scope) if module is not None else None


def _hit(flow: Flow, money: Money, span: Span, related: tuple[tuple[str | None, Span, str], ...] = ()) -> Hit:
    values = {"call": called(money.call), "provider": money.provider.name}
    return Hit(span, values, provider=money.provider.id, symbol=flow.symbol(flow.routine_at(span.start)), related=related)


def _handed_hit(view: FileView, found: tuple[HandedOn, ...]) -> Hit:
    first, span = found[0], found[0].place.span
    beside = [("charged here", first.money)] if not first.told_inside or first.is_apart else []
    if first.told_inside:
        beside += [("handed over here as the client sent it", one.door) for one in found]
    elif first.is_apart and first.amount is not None:
        beside += [("the amount", first.amount)]
    values = {"call": first.call, "provider": view.catalog.providers[first.provider].name}
    related = tuple((place.path, place.span, words) for words, place in beside)
    return Hit(span, values, provider=first.provider, symbol=view.flow.symbol(view.flow.routine_at(span.start)), related=related)


def _span(flow: Flow, field: Field, money: Money, given: Given) -> Span:
    """The amount where it is written, or handed to the function that puts it there; for one that stands in another file, the call."""
    handed = made_for(flow, field.routine, money.routine, given) if field.routine != money.routine else {}
    here = field.routine.path == flow.module.path
    if handed and not (here and takes_out(flow, field, handed)):
        used = {node.written.partition(".")[0] for node in facts.walk(field.value) if isinstance(node, Name)}
        return next((value.span for name, (value, _) in handed.items() if name in used), money.call.span)
    return field.value.span if here else money.call.span


def _charges_request(flow: Flow, money: Money) -> bool:
    """Whether a call that is handed nothing charges what the request says, and the shop puts nothing of its own into that before."""
    if "request.charged" not in flow.roles.by(money.call):
        return False
    if any(name.startswith(("request.", "request[")) for name in flow.module.bindings(money.routine)):
        return False
    return not any("request.changed" in flow.roles.by(call) for call in money.routine.calls)
