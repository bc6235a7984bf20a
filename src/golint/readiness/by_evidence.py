"""What the repository shows for an item: a test, a runbook, a metric, an alert. What is not found is never a pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.readiness import words
from golint.readiness.case import Case
from golint.readiness.model import Basis, Ground, State
from golint.readiness.parts import SHOWN, Part

if TYPE_CHECKING:
    from golint.catalog.checklists import Evidence, Item


def by_evidence(case: Case, item: Item) -> Part | None:
    """The part of the evidence; None where the item asks for none."""
    if not item.evidence:
        return None
    asked = [one for one in item.evidence if _concerns(case, one)]
    aside = tuple(Ground(basis=Basis.ASIDE, text=words.unused(one)) for one in item.evidence if one not in asked)
    if not asked:
        unknown = "payment-method" in item.needs and not case.subject("payment-method")
        return Part(State.NOT_DETECTED, aside, words.elsewhere(item)) if unknown else Part(State.NOT_APPLICABLE, aside)
    shown = {one: tuple(_shown(case, one)) for one in asked}
    found = tuple(ground for one in asked for ground in shown[one])
    missing = [one for one in asked if not shown[one]]
    if not missing or (item.any_evidence and found):
        return Part(State.PASS, (*found, *aside))
    absent = tuple(Ground(basis=Basis.ABSENCE, text=words.absent(case.catalog, one)) for one in missing)
    return Part(State.NOT_DETECTED, (*absent, *found, *aside), words.wanted(case.catalog, item, missing))


def _concerns(case: Case, evidence: Evidence) -> bool:
    """Whether a piece of evidence is asked of this shop: a test of a payment method, or of a scenario, that its code has."""
    kinds = case.catalog.evidence
    methods = {topic for kind in kinds.values() if kind.role == "method" for topic in kind.topics}
    if evidence.topic in methods:
        return bool(case.seen("payment-method", evidence.topic))
    topic = kinds[evidence.kind].topics.get(evidence.topic)
    return topic is None or not topic.played or bool(case.seen("scenario", evidence.topic))


def _shown(case: Case, evidence: Evidence) -> Iterator[Ground]:
    if evidence.kind == "handler":
        for one in case.subject("handler")[:SHOWN]:
            yield Ground(basis=Basis.EVIDENCE, text=words.clean("handler", one), location=one.location)
        return
    if (evidence.kind, evidence.topic) == ("runbook", "current"):
        yield from _current(case)
        return
    wanted = f"{evidence.kind}:{evidence.topic}" if evidence.topic else evidence.kind
    found = [one for one in case.seen("evidence") if one.key == wanted or (not evidence.topic and one.key.startswith(f"{wanted}:"))]
    found.sort(key=lambda one: not one.values.get("provider"))  # what names the provider shows it best
    for one in found[:SHOWN]:
        yield Ground(basis=Basis.EVIDENCE, text=words.shows(case.catalog, evidence, one), location=one.location)


def _current(case: Case) -> Iterator[Ground]:
    """That the documents changed after the payment code did, as git tells."""
    documents = [one for one in case.seen("evidence") if one.key.startswith("runbook")]
    if documents and case.current:
        text = "The operational documents changed since the payment code did."
        yield Ground(basis=Basis.EVIDENCE, text=text, location=documents[0].location)
