"""What functions of the repository do with an error that they are handed: send it, or put it into what they give back to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.catching import ANSWERS
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import OWN
from golint.dataflow.texts import returned
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

NODE_CALLBACKS = ("callback", "cb", "done", "next", "reject")


def sends(flow: Flow, call: Call) -> bool:
    """Whether a call sends something out, itself or at the end of a chain: `response.status(500).json(...)`."""
    if isinstance(call.callee, Name) and call.callee.written in NODE_CALLBACKS:
        return False  # the caller is told, not the customer
    if "text.dump" in flow.roles.by(call) and call.argument(1) is not None:
        return False  # `print_r($value, true)` gives the text back
    return bool((flow.roles.by(call) | flow.roles.of(facts.trail(call))) & ANSWERS)


def sent_on(flow: Flow, call: Call, error: str, routine: Routine) -> Iterator[Expr]:
    """`error_response(str(e))`: what a function of the repository puts into the response of what it is given. What it makes of the error
    itself is its own affair."""
    callee = flow.judge.callee(call, routine)
    if callee is None or callee == routine:
        return
    sent = {
        part.written.partition(".")[0]
        for node in callee.calls
        if sends(flow, node)
        for argument in node.arguments
        for part in facts.walk(argument.value)
        if isinstance(part, Name)
    }
    for name, value in _handed(call, callee):
        told = name in sent or (bool(sent) and name.startswith("#"))  # `({ res, message }) => res.json({ message })`
        if told and not _is_whole(value, error):
            yield value


def put_in(flow: Flow, call: Call, error: str, routine: Routine) -> Iterator[Expr]:
    """`failed("Sorry", error)`: what a function of the repository is handed and puts as it is into what it gives back. An object holds what
    it is made with; what its class makes of the error itself is its own affair."""
    found = flow.resolver.callee(call, routine)
    if isinstance(found, ClassPlace):
        yield from (argument.value for argument in call.arguments if not _is_whole(argument.value, error))
    elif found is not None and found != routine:
        fields = [field for value in returned(found) for field in flow.fields.deep(value, found)]
        kept = {field.value.written for field in fields if isinstance(field.value, Name) and field.routine == found}
        yield from (value for name, value in _handed(call, found) if name in kept)


def _handed(call: Call, callee: Routine) -> Iterator[tuple[str, Expr]]:
    """What a function is handed, by its parameters."""
    names = [p.name for p in callee.function.parameters if p.name not in OWN and not p.spread]
    for at, argument in enumerate(call.arguments):
        yield argument.name or (names[at] if at < len(names) else ""), argument.value


def _is_whole(value: Expr, error: str) -> bool:
    return isinstance(value, Name) and value.written == error
