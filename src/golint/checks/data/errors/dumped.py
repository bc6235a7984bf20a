"""What a controller dumps to whoever asked, `dd($paymentIntent)`, `var_dump($response)`, left over from trying it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.audience import stands_for_developers
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, spelled
from golint.facts import Call
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

ENDING = frozenset({"dd", "ddd"})
DUMPING = ENDING | {"var_dump", "print_r"}
KEEPING = "ob_start"
"""What keeps for the program whatever is dumped from then on."""


def dumping(view: FileView) -> Iterator[Routine]:
    """The functions of a file that may dump something to customers: a controller's. A command prints for whoever runs it."""
    if view.flow.kin == "php" and any(name.encode() + b"(" in view.source.data for name in DUMPING):
        yield from (one for one in view.flow.module.routines if _is_of_controller(one))


def _is_of_controller(routine: Routine) -> bool:
    """Whether a function is a controller's, by what its class is called or is."""
    if routine.owner is None:
        return False
    names = (routine.owner.name, *map(last_of, routine.owner.bases))
    return any(name.endswith("Controller") for name in names)


def dumped(flow: Flow, door: Routine) -> Iterator[Hit]:
    """The first dump of more than plain texts in a function, with the others of the same values, save where only developers come."""
    kept = any(call.path == KEEPING for call in door.calls)
    dumps = [call for call in door.calls if call.path in (ENDING if kept else DUMPING) and _shows(call)]
    told: dict[tuple[str, ...], list[Call]] = {}
    for call in dumps:
        if not stands_for_developers(call.span, door.nodes):
            names = tuple(spelled(argument.value) for argument in call.arguments)
            told.setdefault(names if all(names) else (str(call.span.start),), []).append(call)
    for first, *others in told.values():
        places = tuple((None, one.span, "and here") for one in others)
        words = {"error": "what is dumped here"}
        yield Hit(first.span, words, provider=flow.provider_at(door), symbol=flow.symbol(door), related=places)


def _shows(call: Call) -> bool:
    """Whether more than plain texts is dumped, and not given back as a text: `print_r($answer, true)`."""
    if call.path == "print_r" and call.argument(1) is not None:
        return False
    return not all(isinstance(argument.value, facts.Literal) for argument in call.arguments)
