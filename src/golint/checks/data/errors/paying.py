"""Whether what goes wrong somewhere is a payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.vocabulary import PAYMENT_WORDS
from golint.dataflow.words import mentions
from golint.facts import Call

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.modules import Routine
    from golint.view import FileView


def is_about_paying(flow: Flow, routine: Routine) -> bool:
    """Whether a function is about payments by its file's text, or by its own names and those nearest: a folder far up holds carts, too."""
    near = "/".join(routine.path.split("/")[-2:])
    owner = routine.owner.name if routine.owner else ""
    if flow.parties.run_through or mentions(f"{near} {routine.function.qualname} {owner}", PAYMENT_WORDS):
        return True
    return bool(flow.parties.named_by(routine) or flow.parties.called_after(routine))


def tries_to_pay(view: FileView, caught: facts.Handler, routine: Routine) -> bool:
    """Whether a door that says nothing of payments itself tries something of another file, which is about a provider:
    `try { return json(await book(trip)); } catch (error) { ... }`."""
    flow = view.flow
    attempt = next((n for n in routine.nodes if isinstance(n, facts.Attempt) and any(one is caught for one in n.handlers)), None)
    if attempt is None or not any(door.routine == routine for door in flow.handlers):
        return False
    callees = (flow.judge.callee(n, routine) for n in facts.walk(attempt.body, into_functions=False) if isinstance(n, Call))
    paths = dict.fromkeys(callee.path for callee in callees if callee is not None and callee.path != routine.path)
    return any(other.flow.parties.are_the_subject for other in map(view.sibling, paths) if other is not None)
