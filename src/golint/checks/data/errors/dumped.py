"""What a controller dumps to whoever asked, and ends there: `dd($paymentIntent)`, left over from trying it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.audience import stands_for_developers
from golint.dataflow.modules import Routine
from golint.facts import Call
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

DUMPING = frozenset({"dd", "ddd"})


def dumping(view: FileView) -> Iterator[Routine]:
    """The functions of a file that may dump something to customers: a controller's. A command prints for whoever runs it."""
    if view.flow.kin == "php" and b"dd(" in view.source.data:
        yield from (one for one in view.flow.module.routines if one.owner is not None and one.owner.name.endswith("Controller"))


def dumped(flow: Flow, door: Routine) -> Iterator[Hit]:
    """The dumps of more than plain texts, save where only developers come."""
    for call in door.calls:
        if call.path in DUMPING and not _is_plain(call) and not stands_for_developers(call.span, door.nodes):
            told = {"error": "what is dumped here"}
            yield Hit(call.span, told, provider=flow.provider_at(door), symbol=flow.symbol(door))


def _is_plain(call: Call) -> bool:
    return all(isinstance(argument.value, facts.Literal) for argument in call.arguments)
