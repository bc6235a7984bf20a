"""What a money call is told of the amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts import lines
from golint.checks.payments.amounts.clients_word import AMOUNTS
from golint.checks.payments.amounts.later import carried
from golint.checks.payments.amounts.passed_on import has_amount
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

MADE = frozenset({"price", "plan", "coupon"})
"""What a provider keeps for the shop, and takes the amount from, or what is taken off."""
TAKEN_OFF = frozenset({"percent_off", "amount_off", "percentoff", "amountoff"})


def amounts(flow: Flow, money: Money) -> Iterator[Field]:
    """What a money call is told of the amount, and the lists of lines whose prices it adds up."""
    told: list[Field] = []
    for argument in money.call.arguments:
        named = argument.name in AMOUNTS or argument.name in money.entry.lines
        told += [Field(argument.name or "", argument.value, money.routine)] if named else []
        told += flow.fields.deep(argument.value, money.routine)
    for body in carried(flow, money):
        told += flow.fields.deep(body, money.routine)
    yield from (field for field in told if _key(field.name).lower() in AMOUNTS)
    yield from lines.unpriced(flow, money, told)
    yield from (amount for field in told if _key(field.name).lower().removesuffix("id").strip("_") in MADE for amount in _made(flow, field))


def _made(flow: Flow, field: Field) -> Iterator[Field]:
    """What a price, a plan or a coupon is made with that a call is told by its number: `price.id` of `stripe.prices.create({...})`."""
    made = flow.texts.value_of(head, field.routine) if (head := _holder(field.value)) is not None else None
    if made is None or made[1] != field.routine or not isinstance(made[0], Call) or not _makes_price(flow, made[0], field.routine):
        return
    for argument in made[0].arguments:
        own = (Field(argument.name, argument.value, field.routine),) if argument.name else ()
        told = (*own, *flow.fields.deep(argument.value, field.routine))
        yield from (one for one in told if one.name.lower() in AMOUNTS | TAKEN_OFF)


def _makes_price(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call makes something that brings a price, as its path says, or the client that it is made through: `new PlanService()`."""
    if not last_of(call).lower().startswith(("create", "new")):
        return False
    owner = owner_of(call)
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    client = facts.trail(held[0]) if held is not None and isinstance(held[0], Call) else ""
    return mentions(f"{facts.trail(call)} {client}", MADE | {"product"})


def _holder(value: Expr) -> Name | None:
    """The variable of which a number is a part: `price` of `price.id`, `price["id"]` and `stripe.String(price.ID)`."""
    match value:
        case facts.Index(base=Name() as base):
            return base
        case Call(arguments=(facts.Argument(value=Name() as inner),)):
            return _holder(inner)
        case Name(path=path, span=span, written=written) if "." in written:
            return Name(path.partition(".")[0], span, written.partition(".")[0])
    return None


def _key(name: str) -> str:
    """The last key of a field in a form, `line_items[0][price_data][unit_amount]`; what goes along for the shop itself is not charged."""
    return name.removesuffix("]").rpartition("[")[2] if name.endswith("]") and "metadata" not in name else name


def sent_for_shoppers(calls: Iterable[Money]) -> Iterator[Money]:
    """The requests that the shop's own function sends for a shopper who pays."""
    yield from (money for money in calls if not has_amount(money))
