"""Objects that are made to be sent, and hold the text that they are made with: `new Failure(e.getMessage())`, `Map.of("error", ...)`,
`Failure.builder().message(e.getMessage()).build()`, `new Failure { Message = ex.Message }`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.data.errors.passing import is_whole, put_in
from golint.dataflow.builders import PUTTING, chain, makes_list, pairs
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

# What people call a class that is there to be sent; in C#, where functions begin with a capital too, nothing else tells one.
SENT = ("Response", "Result", "Dto", "DTO", "Error", "Details", "Model", "Payload", "Body", "Envelope", "View", "Reply")

COLLECTIONS = ("List", "Map", "Set")


def makes(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call makes an object, a mapping or a list of what it is given."""
    if _gathers(call) or isinstance(flow.resolver.callee(call, routine), ClassPlace):
        return True
    return bool(built(call)) or _is_elsewheres(flow, call, routine)


def held_by(flow: Flow, call: Call, error: str, routine: Routine) -> Iterator[Expr]:
    """What an object holds that a call makes, or what a function of the repository puts into what it gives back."""
    told = built(call)
    if _gathers(call):
        yield from (argument.value for argument in call.arguments)
    elif put := tuple(_put_in_its_body(flow, call)):
        yield from put
    elif told:
        yield from (value for value in told if not is_whole(value, error))
    elif _is_elsewheres(flow, call, routine):
        yield from (argument.value for argument in call.arguments if not is_whole(argument.value, error))
    else:
        yield from put_in(flow, call, error, routine)


def _gathers(call: Call) -> bool:
    """Whether a call makes a mapping or a list of what it is given."""
    return pairs(call) is not None or makes_list(call)


def _put_in_its_body(flow: Flow, call: Call) -> Iterator[Expr]:
    """What a collection puts into itself in the body of the class that it is made of: `new ArrayList<>() {{ add(e.getMessage()); }}`."""
    if flow.kin == "java" and last_of(call).endswith(COLLECTIONS):
        within = (other for other in flow.module.calls if other.span in call.span and other.path in PUTTING)
        yield from (argument.value for other in within for argument in other.arguments)


def built(call: Call) -> tuple[Expr, ...]:
    """What a builder's calls tell the object, where a call ends one."""
    made = chain(call) if last_of(call) == "build" else None
    return tuple(told.value for told in made.told) if made is not None and not made.open else ()


def _is_elsewheres(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call makes an object of a class that the repository does not hold."""
    name = call.callee.written if isinstance(call.callee, Name) else ""
    if not flow.language.typed or "." in name or not name[:1].isupper() or flow.resolver.callee(call, routine) is not None:
        return False
    return name.endswith(SENT)
