"""All that a provider is told when somebody pays, as far as a variable holds it and it names a customer: `payload` of
`charge(payload)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees, callers
from golint.checks.data.errors.given_back import inside
from golint.checks.data.errors.passing import handed
from golint.dataflow.modules import Routine
from golint.dataflow.values.fields import Field
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 2  # a method of a client, what all its methods ask with, and what runs curl
# What is called so says who pays, or holds what a card is charged with.
PERSONAL = frozenset({"email", "phone", "mobile", "cpf", "cnpj", "identification", "birthday", "passport", "street"})
PAIRS = tuple(frozenset(pair.split()) for pair in ("first name", "last name", "account number", "card token", "card id", "token id"))


def tells_provider(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a variable is all that a provider is told in the same function, where that names a customer."""
    if not isinstance(part, Name) or "." in part.written:
        return False
    if part.written not in routine.handed:
        return _names_customer(flow, part, routine) and _is_told(flow, part, routine)
    return _is_told(flow, part, routine) and any(_names_customer(flow, value, place) for value, place in _given(flow, part, routine))


def _names_customer(flow: Flow, value: Expr, routine: Routine) -> bool:
    return any(map(_is_personal, flow.fields.deep(value, routine)))


def _given(flow: Flow, part: Name, routine: Routine, hops: int = HOPS) -> Iterator[tuple[Expr, Routine]]:
    """What a parameter may hold, by those who call the function, and those who call them."""
    yield part, routine
    for call, place in callers(flow, routine) if hops else ():
        for value in (value for name, value in handed(call, routine) if name == part.written):
            if isinstance(value, Name) and value.written in place.handed:
                yield from _given(flow, value, place, hops - 1)
            else:
                yield value, place


def _is_told(flow: Flow, part: Name, routine: Routine) -> bool:
    money = {money.call.span: money.call for money in (*flow.money_in(routine), *flow.sent_through_in(routine))}
    told = (call for call in routine.calls if _holds(flow, money.get(call.span, call), part))
    return any(call.span in money or _sends(flow, call, routine) or _goes_to_provider(flow, call, routine) for call in told)


def _holds(flow: Flow, call: Call, part: Name) -> bool:
    told = (value for argument in call.arguments for value in inside(flow, argument.value))
    return any(isinstance(value, Name) and value.written == part.written for value in told)


def _sends(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call is a request in a function about a provider, as the one is that all methods of its client ask with."""
    theirs = "http.write" in flow.money_calls.asks(call, routine) and flow.provider_at(routine)
    return bool(theirs) and flow.money_calls.goes_to_provider(call, routine) is not False


def _goes_to_provider(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call runs a function of the shop's own that ends in a request to a provider: `$client->createPayment($payload)`."""
    callee = flow.judge.callee(call, routine) if flow.provider_at(routine) else None
    if callee is None or callee == routine:
        return False
    asked = (one for one in callees(flow, callee, HOPS) if flow.money_calls.asks_provider(one) is not False)
    return any("http.write" in flow.money_calls.asks(inner, one) for one in asked for inner in one.calls)


def _is_personal(field: Field) -> bool:
    words = words_of(field.name)
    return not isinstance(field.value, facts.Literal) and (bool(words & PERSONAL) or any(pair <= words for pair in PAIRS))
