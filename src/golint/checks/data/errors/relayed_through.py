"""What a function of the shop's own gives back of a provider's refusal, and its caller sends on without a look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.failing import failing
from golint.checks.data.errors.passing import sends
from golint.checks.data.errors.relayed import as_told, raw_parts
from golint.dataflow.modules import Routine
from golint.facts import Call, Expr, Name
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow


def relayed_through(flow: Flow, door: Routine) -> Iterator[Hit]:
    """`result = create_link(price); return jsonify(result)`, where `create_link` ends in `return {"details": answer}` if it failed. It is
    told there, or at the call where that is in another file."""
    for call in dict.fromkeys(_sent_on(flow, door)):
        callee = flow.judge.callee(call, door)
        if callee is None or callee == door or flow.money_calls.asks_provider(callee) is False:
            continue
        part = next(_given_back(flow, callee), None)
        if part is not None and callee.path == door.path:
            yield as_told(flow, part, callee)
        elif part is not None:
            provider = flow.provider_at(callee) or flow.provider_at(door)
            place = (callee.path, part.span, "given back as it came")
            yield Hit(call.span, {"error": "the provider's answer"}, provider=provider, symbol=flow.symbol(door), related=(place,))


def _sent_on(flow: Flow, door: Routine) -> Iterator[Call]:
    """The calls whose outcome is sent whole, whatever it is."""
    for node in door.own:
        match node:
            case Call(arguments=arguments) if sends(flow, node):
                yield from (call for argument in arguments if (call := _called(flow, argument.value, door)) is not None)
            case facts.Return(value=Name() | Call() as value) if (call := _called(flow, value, door)) is not None:
                yield call


def _called(flow: Flow, value: Expr, door: Routine) -> Call | None:
    """The call that has made a value which nothing has asked before it is sent."""
    if isinstance(value, Call):
        return value
    held = flow.texts.value_of(value, door) if isinstance(value, Name) and "." not in value.written else None
    if held is None or held[1] != door or not isinstance(held[0], Call):
        return None
    return None if _is_asked(value, door) else held[0]


def _is_asked(name: Expr, door: Routine) -> bool:
    """Whether a condition looks at a value: who does may choose what to tell."""
    asked = (node.condition for node in door.nodes if isinstance(node, facts.Branch | facts.Choice))
    parts = (part for condition in asked for part in facts.walk(condition))
    return isinstance(name, Name) and any(isinstance(p, Name) and p.written.partition(".")[0] == name.written for p in parts)


def _given_back(flow: Flow, callee: Routine) -> Iterator[Expr]:
    """What a function gives back as it came where the provider has refused."""
    for node in callee.own:
        for block in failing(flow, node, callee):
            for given in facts.walk(block, into_functions=False):
                if isinstance(given, facts.Return) and isinstance(given.value, facts.Mapping):
                    yield from raw_parts(flow, given.value, callee)
