"""Records that one door makes with the client's amount, and that another one charges: in between nobody has priced them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.chosen import shopper_chooses
from golint.checks.payments.amounts.clients_word import AMOUNTS, DEPTH, LETTING_THROUGH, PRICED, Given, is_checked, is_clients
from golint.checks.payments.amounts.passed_on import is_body, is_touched
from golint.checks.payments.amounts.records import INSIDE, told_of
from golint.checks.staff import is_for_staff
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of, path_of, text_of
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field
from golint.dataflow.vocabulary import STAFF
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

Charged = Mapping[tuple[str, str], tuple[Routine, Money]]
FOR_SELLERS = frozenset({"dashboard", "pos"})
ORDERS = frozenset({
    "order", "booking", "reservation", "purchase", "checkout", "transaction", "sale", "rental", "pesanan", "pemesanan", "transaksi",
    "penjualan", "pembelian", "pembayaran", "pedido", "compra", "venta", "reserva", "commande",
})  # fmt: skip
"""What records are called that a shopper makes. The price of a product, and what an invoice asks for, are for who sells."""
CHANGING = frozenset({"store.write", "store.upsert"})
MANAGERS = frozenset({"objects", "query", "manager"})
_HOLDING = compiled(r"(?:s|repository|repo|model)$")


def kept(view: FileView) -> Iterator[tuple[Expr, Money]]:
    """What the client sent for the amount of a record, and the call that charges it later."""
    flow = view.flow
    made = tuple(_orders(view)) if flow.traces.may_play("store.insert", "store.write") else ()
    charged = dict(_charged(flow)) if made else {}
    for routine, record, field, value in made:
        place, money = charged.get((squashed(record), field), (None, None))
        if money is not None and place != routine and is_clients_word(flow, field, (value, routine), {}):
            yield value, money


def is_clients_word(flow: Flow, field: str, told: tuple[Expr, Routine], given: Given) -> bool:
    """Whether what a field is given is the client's number, and nothing else in the file gives it one."""
    value, routine = told
    if field in fields_set(flow, value):
        return False
    return is_clients(flow, value, routine, given) and not is_checked(flow, value, routine)


def _orders(view: FileView) -> Iterator[tuple[Routine, str, str, Expr]]:
    """What the doors of a file that shoppers use put into the orders that they make."""
    for routine in doors(view):
        yield from ((routine, *told) for told in made_in(view.flow, routine))


def doors(view: FileView) -> Iterator[Routine]:
    """The doors of a file that shoppers use, and whose amounts are not for them to choose."""
    webhooks = {handler.routine for handler in view.flow.webhooks}
    for routine in (handler.routine for handler in view.flow.handlers if not is_for_staff(handler)):
        own = f"{routine.path} {routine.function.qualname}"
        if routine not in webhooks and not mentions(own, STAFF | FOR_SELLERS) and not shopper_chooses(view, routine):
            yield routine


def _charged(flow: Flow) -> Iterator[tuple[tuple[str, str], tuple[Routine, Money]]]:
    """The fields of records that are charged in the file, or by a function that it calls, by the record's name; where that is, and how."""
    for money in flow.money:
        yield from ((what, (money.routine, money)) for what in _amounts(flow, money))
    for routine in flow.module.routines:
        for call in routine.calls:
            callee = flow.judge.callee(call, routine)
            if callee is not None and callee.path != flow.module.path:
                yield from ((what, (routine, money)) for money in flow.money_in(callee) for what in _amounts(flow, money))


def _amounts(flow: Flow, money: Money) -> Iterator[tuple[str, str]]:
    """The fields of orders that a call charges and that are compared with nothing there, by the order's name."""
    yield from ((record, name_of(name)) for record, name in fields_charged(flow, money))


def fields_charged(flow: Flow, money: Money) -> Iterator[tuple[str, Name]]:
    """The fields of orders that a call charges and that are compared with nothing there, as they are written, with the order's name."""
    for argument in money.call.arguments:
        own = (Field(argument.name, argument.value, money.routine),) if argument.name else ()
        for field in (*own, *flow.fields.deep(argument.value, money.routine)):
            charged = field.name.lower() in AMOUNTS and not is_checked(flow, field.value, field.routine)
            for name in _prices_in(_held(flow, field)) if charged else ():
                if mentions(record := _record_of(name), ORDERS):
                    yield squashed(record), name


def _held(flow: Flow, field: Field) -> Expr:
    """What a field is given, by a variable of the same function as well: `const amount = order.total * 100`."""
    value = field.value
    for _ in range(DEPTH):
        held = flow.texts.value_of(value, field.routine) if isinstance(value, Name) else None
        if held is None or held[1] != field.routine:
            break
        value = held[0]
    return value


def _prices_in(value: Expr) -> Iterator[Name]:
    """The names in an amount that may hold a price: what is multiplied by a price of the shop's, how many there are to be or for how many
    nights, is for the shopper to say."""
    products = [node for node in facts.walk(value) if isinstance(node, facts.Binary) and node.operator == "*"]
    factors = [name for node in products for name in facts.walk(node) if isinstance(name, Name)]
    for name in (node for node in facts.walk(value) if isinstance(node, Name)):
        others = any(one != name for one in factors) if name in factors else False
        if not others or (mentions(name_of(name), PRICED) and all(mentions(_record_of(one), ORDERS) for one in factors)):
            yield name


def _record_of(name: Name) -> str:
    """What a name is a field of: `order` of `this.order.total`."""
    return name.written.rpartition(".")[0].rpartition(".")[2]


def made_in(flow: Flow, routine: Routine) -> Iterator[tuple[str, str, Expr]]:
    """The records that a function makes, by the names of their classes, with what it gives their fields."""
    for call in routine.calls:
        if mentions(record := _record(flow, call), ORDERS):
            yield from ((record, field.name, field.value) for field in told_of(flow, call, routine) if field.routine == routine)
    for node in routine.own:
        match node:
            case facts.Assign(targets=(Name(written=written, path=path) as target,), value=value) if "." in written and value is not None:
                head = Name(path.rpartition(".")[0], target.span, written.rpartition(".")[0])
                held = flow.texts.value_of(head, routine)
                record = _record(flow, held[0]) if held is not None and isinstance(held[0], Call) else ""
                if mentions(record, ORDERS):
                    yield record, name_of(target), value


def made_whole(flow: Flow, routine: Routine) -> Iterator[tuple[str, Expr]]:
    """The records that a function makes of all that the client sent, with nothing looked at before: `new Order({ ...req.body, user })`. In
    other languages a class says what of that it takes."""
    for call in routine.calls if flow.kin == "javascript" else ():
        sent = call.argument(0) if mentions(record := _record(flow, call), ORDERS) else None
        if isinstance(sent, facts.Mapping):
            sent = next((entry.value for entry in sent.entries if text_of(entry.key) == INSIDE), sent)
        if sent is None or not is_body(flow, sent, routine) or is_touched(flow, routine, call.span.start):
            continue
        if not any(_leaves_out(node, call.span.start) for node in routine.nodes):
            yield record, sent


def _leaves_out(node: facts.Node, end: int) -> bool:
    """Whether a part of an object may be left out before what ends there: `delete body.total`, `const { total, ...rest } = body`,
    `schema.parse(body)`."""
    match node:
        case facts.Evaluate(value=facts.Other(parts=(Name(),)), span=span):
            return span.start < end
        case facts.Assign(targets=(facts.Mapping(entries=entries),), span=span):
            return span.start < end and any(entry.key is None for entry in entries)
        case Call(span=span):
            return span.start < end and last_of(node) in LETTING_THROUGH
    return False


def _record(flow: Flow, call: Call) -> str:
    """What a record is called that a call makes: `Order` of `Order.objects.create(...)` and of `new Order(...)`; "" for another call."""
    last = name_of(call.callee)
    if "store.insert" not in flow.roles.by(call):
        return last if last[:1].isupper() else ""
    steps = (path_of(owner_of(call)) or "").split("/")[-1].split(".")
    written = name_of(owner_of(call))
    return written if written not in MANAGERS else next((step for step in reversed(steps) if step not in MANAGERS), "")


def fields_set(flow: Flow, besides: Expr | None = None) -> Iterator[str]:
    """The fields of records that a file sets, other than with one value: it may put in the price."""
    for node in flow.module.nodes:
        match node:
            case facts.Assign(targets=(Name() as target,), value=value) if value is not besides and "." in target.written:
                yield name_of(target)
            case Call() if flow.roles.by(node) & CHANGING and last_of(node) != "save":
                place = flow.routine_at(node.span.start)
                yield from (argument.name for argument in node.arguments if argument.name)
                yield from (one.name for argument in node.arguments for one in flow.fields.deep(argument.value, place))


def squashed(name: str) -> str:
    """The name of a record as it is compared: `orders` and `OrderRepository` hold what is called `order`."""
    return _HOLDING.sub("", name.replace("_", "").lower())
