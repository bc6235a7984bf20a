"""Answers one item of a checklist from rules, evidence and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.readiness.by_evidence import by_evidence
from golint.readiness.by_people import due, lapsed, stated, waived
from golint.readiness.by_rules import by_rules
from golint.readiness.case import Case
from golint.readiness.model import Answer, State
from golint.readiness.parts import Part

if TYPE_CHECKING:
    from golint.catalog.checklists import Item


def answer(case: Case, item: Item) -> Answer:
    """The state of an item and its grounds: the worst that its rules, its evidence and people say.

    A person's word answers what golint could not find or tell; a fault that it found stands until it is mended or waived.
    """
    parts = [part for part in (by_rules(case, item), by_evidence(case, item)) if part is not None]
    said = stated(case, item)
    if said is not None:
        parts = [_lifted(case, item, part) for part in parts]
        parts.insert(0, said)
    elif item.attest:
        parts.append(due(case, item))
    return waived(case, item, _together(case, item, parts))


def _together(case: Case, item: Item, parts: list[Part]) -> Answer:
    concerned = [part for part in parts if part.state is not State.NOT_APPLICABLE]
    worst = min((part.state for part in concerned), key=lambda state: state.rank, default=State.NOT_APPLICABLE)
    grounds = tuple(ground for part in sorted(parts, key=lambda part: part.state.rank) for ground in part.grounds)
    remedy = next((part.remedy for part in concerned if part.state is worst and part.remedy), "")
    return Answer(
        id=item.id,
        title=item.title,
        launch=item.launch,
        state=worst,
        grounds=(*grounds, *lapsed(case, item)),
        remedy=remedy,
        minor=any(part.minor for part in concerned),
    )


def _lifted(case: Case, item: Item, part: Part) -> Part:
    """A part whose silence a person's word has answered. The word says nothing of what was committed after it was given."""
    said = case.attestation(item)
    commits = (ground.location.commit for ground in part.grounds if ground.location and ground.location.commit)
    if said and any(commit.date > said.date.isoformat() for commit in commits):
        return part
    open_to_words = part.state in (State.MANUAL, State.NOT_CHECKED, State.NOT_DETECTED, State.WAIVED)
    return Part(State.PASS, part.grounds) if open_to_words else part
