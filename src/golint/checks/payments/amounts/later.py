"""What a request is told to send beside the call that opens it: `client.post().uri(url).bodyValue(order)`, `message.Content = content`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of, owner_of
from golint.dataflow.requests.money import Money
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

CARRYING = frozenset({"bodyValue", "syncBody", "body", "POST", "post", "SetBody", "AddJsonBody", "AddBody"})
"""What the methods are called that give a request its body."""
WRITING = frozenset({"ofString", "ofByteArray", "just"})
"""What puts a text, or an object, into such a body: `BodyPublishers.ofString(json)`, `Mono.just(order)`."""
CONTENT_FIELD = ".Content"
"""The field of a request of .NET's that is its body."""
_KINDS = frozenset({"java", "csharp", "go"})  # in other languages a call is told all at once, or `assembly` puts it together


def carried(flow: Flow, money: Money) -> Iterator[Expr]:
    """The bodies that a request is given by other calls, or as its content."""
    if flow.kin not in _KINDS:
        return
    routine, call = money.routine, money.call
    for link in (*_links(flow, money), *_calls_on(flow, money)):
        if last_of(link) in CARRYING and link.arguments and link != call:
            yield _written(flow, link.arguments[0].value, routine)
    held = set(_variables(flow, money))
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written),), value=value) if value is not None and written.endswith(CONTENT_FIELD):
                if written.removesuffix(CONTENT_FIELD) in held:
                    yield _written(flow, value, routine)


def _links(flow: Flow, money: Money) -> Iterator[Call]:
    """The calls of the chains in which a request is opened, sent, or made for the one that sends it."""
    yield from chained(money.call)
    yield from flow.fields.links_after(money.call, money.routine)
    for argument in money.call.arguments:
        held = flow.texts.value_of(argument.value, money.routine) if isinstance(argument.value, Name) else None
        made = held[0] if held is not None and held[1] == money.routine else argument.value
        if isinstance(made, Call):
            yield from (made, *chained(made))


def _calls_on(flow: Flow, money: Money) -> Iterator[Call]:
    """The methods that are called on the variable of a request: `wanted.AddJsonBody(order)`."""
    held = set(_variables(flow, money))
    yield from (one for one in money.routine.calls if isinstance(owner := owner_of(one), Name) and owner.written in held)


def _variables(flow: Flow, money: Money) -> Iterator[str]:
    """The variables that hold a request."""
    module = flow.resolver.module(money.routine.path)
    for name, bindings in module.bindings(money.routine).items() if module is not None else ():
        if any(binding.value == money.call for binding in bindings):
            yield name


def _written(flow: Flow, body: Expr, routine: Routine) -> Expr:
    """What stands in a body that a library writes."""
    held = flow.texts.value_of(body, routine) if isinstance(body, Name) else None
    match held[0] if held is not None and held[1] == routine else body:
        case Call(arguments=(first, *_)) as made if last_of(made) in WRITING or made.path.endswith("RequestBody.create"):
            return first.value
    return body
