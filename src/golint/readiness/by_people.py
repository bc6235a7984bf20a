"""What people say of an item: that it is so, that it was so, that they live with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint.readiness import words
from golint.readiness.case import Case
from golint.readiness.model import Answer, Basis, Ground, State
from golint.readiness.parts import Part

if TYPE_CHECKING:
    from golint.catalog.checklists import Item


def stated(case: Case, item: Item) -> Part | None:
    """A person's word that holds today."""
    said = case.attestation(item)
    if said is None or not said.date <= case.today <= case.holds_until(said, item) or _is_early(case, item):
        return None
    note = f" ({said.note})" if said.note else ""
    text = f"{said.by} stated on {said.date} that it is so{note}; this holds until {case.holds_until(said, item)}."
    return Part(State.PASS, (Ground(basis=Basis.STATEMENT, text=text, link=said.link),))


def _is_early(case: Case, item: Item) -> bool:
    """Whether a statement about what follows the launch was given before it."""
    said, launched = case.attestation(item), case.statements.launched
    return item.attest == "after-launch" and (launched is None or said is None or said.date < launched)


def due(case: Case, item: Item) -> Part:
    """That somebody has yet to state it, or that it comes later."""
    launched = case.statements.launched
    later = item.attest == "after-launch" or (item.attest == "recurring" and not item.launch)
    if later and launched is None:
        return Part(State.NOT_APPLICABLE, (Ground(basis=Basis.ASIDE, text=words.AFTER_LAUNCH),))
    day = f" by {launched + timedelta(days=item.due_days)}" if later and launched and item.due_days else ""
    text = f"No file can show this: a person has to state it{day}."
    return Part(State.MANUAL, (Ground(basis=Basis.DUE, text=text),), words.state(item))


def lapsed(case: Case, item: Item) -> Iterator[Ground]:
    """What somebody said that holds no more, or not yet."""
    said = case.attestation(item)
    if said is None or stated(case, item) is not None:
        return
    if said.date > case.today:
        text = f"{said.by} stated this on {said.date}, a day that is yet to come ({said.origin})."
    elif _is_early(case, item):
        text = f"{said.by} stated this on {said.date}, before the launch ({said.origin})."
    else:
        text = f"{said.by} stated this on {said.date}; it held until {case.holds_until(said, item)} ({said.origin})."
    yield Ground(basis=Basis.DUE, text=text, link=said.link)


def waived(case: Case, item: Item, given: Answer) -> Answer:
    """The answer, its risk taken by somebody where it is open."""
    waiver = case.waiver(item)
    if waiver is None or given.state in (State.PASS, State.NOT_APPLICABLE):
        return given
    if waiver.until < case.today:
        over = Ground(basis=Basis.DUE, text=f"{waiver.owner} waived this until {waiver.until}, which is over ({waiver.origin}).")
        return replace(given, grounds=(*given.grounds, over))
    taken = Ground(basis=Basis.WAIVER, text=f"{waiver.owner} takes this risk until {waiver.until}: {waiver.reason}")
    return replace(given, state=State.WAIVED, grounds=(taken, *given.grounds), remedy="")
