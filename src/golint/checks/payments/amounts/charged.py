"""What a money call is told of the amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint.checks.payments.amounts import lines
from golint.checks.payments.amounts.clients_word import AMOUNTS
from golint.checks.payments.amounts.passed_on import has_amount
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field

if TYPE_CHECKING:
    from golint.dataflow import Flow


def amounts(flow: Flow, money: Money) -> Iterator[Field]:
    """What a money call is told of the amount, and the lists of lines whose prices it adds up."""
    told: list[Field] = []
    for argument in money.call.arguments:
        named = argument.name in AMOUNTS or argument.name in money.entry.lines
        told += [Field(argument.name or "", argument.value, money.routine)] if named else []
        told += flow.fields.deep(argument.value, money.routine)
    yield from (field for field in told if _key(field.name).lower() in AMOUNTS)
    yield from lines.unpriced(flow, money, told)


def _key(name: str) -> str:
    """The last key of a field in a form, `line_items[0][price_data][unit_amount]`; what goes along for the shop itself is not charged."""
    return name.removesuffix("]").rpartition("[")[2] if name.endswith("]") and "metadata" not in name else name


def sent_for_shoppers(calls: Iterable[Money]) -> Iterator[Money]:
    """The requests that the shop's own function sends for a shopper who pays."""
    yield from (money for money in calls if not has_amount(money))
