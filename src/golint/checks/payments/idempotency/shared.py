"""Functions of the shop that send the requests of several providers, and whose own file is about none, such as that of a trait:
`$this->makeRequest("POST", "/v1/payments")`. What is wrong with such a request is told where the provider is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.requests.money import Money
from golint.facts import Argument

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 1  # `post(path, body)` asks `request("POST", path, body)`, which sends
REQUESTS = frozenset({"http.request", "http.write"})


def shared(view: FileView) -> Iterator[tuple[Money, tuple[Money, ...]]]:
    """The calls of a file that move money through such a function, with the requests that it sends."""
    flow = view.flow
    for money in flow.sent_through:
        if not _is_for_provider(money):
            continue
        callee = flow.judge.callee(money.call, money.routine)
        if callee is not None and callee.path != view.source.path and _is_about_none(view, callee):
            sent = tuple(_sent(flow, callee, money, HOPS))
            if sent:
                yield money, sent


def speaks_of_keys(flow: Flow, money: Money, sent: tuple[Money, ...]) -> bool:
    """Whether a file on the way of a request says anything of an idempotency key, or hands on headers that cannot be seen."""
    words = (b"idempot", *(header.lower().encode() for header in money.provider.idempotency.headers))
    paths = {money.routine.path, *(one.routine.path for one in sent)}
    return any(flow.resolver.files.holds(path, words) for path in paths) or any(_is_unseen(flow, a, money) for a in money.call.arguments)


def _is_unseen(flow: Flow, argument: Argument, money: Money) -> bool:
    """Whether an argument that is called headers holds more than what is written down."""
    named = f"{argument.name or ''} {name_of(argument.value)}".lower()
    return bool(argument.spread or "header" in named or "option" in named) and flow.fields.of(argument.value, money.routine).open


def _is_for_provider(money: Money) -> bool:
    """Whether who asks says by his name that it is the provider: `MercadoPagoService`. Other parts of a shop have routes for payments."""
    return money.provider.id in f"{money.routine.path} {money.routine.function.qualname}".lower()


def _is_about_none(view: FileView, routine: Routine) -> bool:
    """Whether the file of a function names no provider: where it does, the function itself is told of."""
    other = view.sibling(routine.path)
    if other is None:
        return False
    about = other.program is None or other.flow.pack is not None
    other.forget()
    return not about


def _sent(flow: Flow, routine: Routine, money: Money, hops: int) -> Iterator[Money]:
    """The requests that a function sends, or has another one send."""
    for call in routine.calls:
        callee = flow.judge.callee(call, routine)
        if callee is not None and callee != routine and hops:
            yield from _sent(flow, callee, money, hops - 1)
        elif callee is None and flow.money_calls.asks(call, routine) & REQUESTS:
            yield Money(call, routine, money.provider, money.entry, sdk=False)
