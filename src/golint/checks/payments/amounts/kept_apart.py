"""Records that a door of another file makes with the client's amount, and that a call of this one charges: in between nobody has priced
them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from golint.checks.callers import MANY, callers
from golint.checks.payments.amounts.chosen import pays_back, shopper_chooses
from golint.checks.payments.amounts.clients_word import Given
from golint.checks.payments.amounts.handed_to import clients_in
from golint.checks.payments.amounts.kept import ORDERS, doors, fields_charged, fields_set, is_clients_word, made_in, made_whole, squashed
from golint.context import runs_in_shop
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.requests.money import Money
from golint.facts import Expr
from golint.model import Span
from golint.view import FileView

RULE = "client-controlled-amount"


class Put(Struct, frozen=True):
    """What a client sent for a field of a record, and where that is put in; for any field where the record is made of all that he sent."""

    record: str
    field: str
    path: str
    span: Span


class Orders(Struct, frozen=True):
    """What a file says of records: what the client has put into those that it makes, and which fields it sets."""

    put: tuple[Put, ...] = ()
    sets: frozenset[str] = frozenset()


def kept_apart(view: FileView) -> Iterator[tuple[Expr, Put, Money]]:
    """What a file charges of a record that it has looked up, and where another one puts in what the client sent."""
    flow = view.flow
    for money in flow.money:
        if pays_back(money) or shopper_chooses(view, money.routine):
            continue
        for record, name in fields_charged(flow, money):
            known = "store.read" in flow.origin(name, money.routine)
            if known and (put := _put_elsewhere(view, record, name_of(name))) is not None:
                yield name, put, money
                break


def _put_elsewhere(view: FileView, record: str, field: str) -> Put | None:
    """Where the client fills a field of a record, and no file of the shop sets it later."""
    files, own = view.flow.resolver.files, view.source.path
    words = [word.encode() for word in ORDERS if word in record]
    making = [f"new {record}(".encode(), f"{record}.create(".encode()]
    naming = {path for path in files.mentioning(field, own) if files.holds(path, words)}
    naming.update(path for path in files.mentioning("body", own) if files.holds(path, making))
    paths = sorted(filter(runs_in_shop, naming))
    if len(paths) > MANY:
        return None
    told = [view.ask(path, "orders as sent", _orders) or Orders() for path in paths]
    put = [one for orders in told for one in orders.put if one.record == record and one.field in (field, "") and one.path != own]
    apart = (orders for orders in told if not any(one in put and one.field for one in orders.put))
    return put[0] if put and not any(field in orders.sets for orders in apart) else None


def _orders(view: FileView) -> Orders:
    rule, flow = view.catalog.rules[RULE], view.flow
    if not rule.speaks(view.language) or not rule.looks_at(view.side, view.stage):
        return Orders()
    put = tuple(_put_in(view)) if flow.traces.may_play("store.insert", "store.write") else ()
    return Orders(put, frozenset(fields_set(flow)))


def _put_in(view: FileView) -> Iterator[Put]:
    """What the client sent for the fields of orders that a file makes, in doors, or where these have a function make them."""
    flow, own = view.flow, set(doors(view))
    for routine in flow.module.routines:
        for record, field, value in made_in(flow, routine):
            given = ({},) if routine in own else _handed_by_doors(view, routine)
            if any(is_clients_word(flow, field, (value, routine), known) for known in given):
                yield Put(squashed(record), field, routine.path, value.span)
        for record, sent in made_whole(flow, routine) if routine in own else ():
            yield Put(squashed(record), "", routine.path, sent.span)


def _handed_by_doors(view: FileView, routine: Routine) -> Iterator[Given]:
    """Where the parameters of a function come from that doors of the shop call."""
    for call, place in callers(view.flow, routine):
        other = view if place.path == view.source.path else view.sibling(place.path)
        if other is not None and place in set(doors(other)):
            told = clients_in(other.flow, call, routine, place, {})
            yield {name: tags for name, (_, tags) in told.items()}
