"""Answers one item of a checklist from rules, evidence and statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from golint.context import language_of
from golint.model import Finding, Severity
from golint.readiness import words
from golint.readiness.case import COLUMNS, Case
from golint.readiness.model import Answer, Basis, Ground, State

if TYPE_CHECKING:
    from golint.catalog.checklists import Evidence, Item
    from golint.catalog.rules import Rule

_SHOWN = 3  # places that a ground of the good kind names
# Rules whose silence about a handler is an answer where its column says so.
_PROVED = frozenset({
    "missing-signature-verification", "timing-unsafe-comparison", "raw-body-lost", "no-event-deduplication", "blocking-webhook",
})  # fmt: skip
_KEYED = frozenset({"missing-idempotency-key", "unstable-idempotency-key"})


@dataclass(frozen=True, slots=True)
class _Part:
    """What one way of answering says: the item's rules, its evidence, or a person."""

    state: State
    grounds: tuple[Ground, ...]
    remedy: str = ""
    minor: bool = False


def answer(case: Case, item: Item) -> Answer:
    """The state of an item and its grounds: the worst that its rules, its evidence and people say.

    A person's word answers what golint could not find or tell; a fault that it found stands until it is mended or waived.
    """
    parts = [part for part in (_by_rules(case, item), _by_evidence(case, item)) if part is not None]
    said = _stated(case, item)
    if said is not None:
        parts = [_lifted(part) for part in parts]
        parts.insert(0, said)
    elif item.attest:
        parts.append(_due(case, item))
    return _waived(case, item, _together(case, item, parts))


def _together(case: Case, item: Item, parts: list[_Part]) -> Answer:
    concerned = [part for part in parts if part.state is not State.NOT_APPLICABLE]
    worst = min((part.state for part in concerned), key=lambda state: state.rank, default=State.NOT_APPLICABLE)
    grounds = tuple(ground for part in sorted(parts, key=lambda part: part.state.rank) for ground in part.grounds)
    remedy = next((part.remedy for part in concerned if part.state is worst and part.remedy), "")
    return Answer(
        id=item.id,
        title=item.title,
        launch=item.launch,
        state=worst,
        grounds=(*grounds, *_expired(case, item)),
        remedy=remedy,
        minor=any(part.minor for part in concerned),
    )


def _lifted(part: _Part) -> _Part:
    """A part whose silence a person's word has answered."""
    open_to_words = part.state in (State.NOT_CHECKED, State.NOT_DETECTED, State.WAIVED)
    return _Part(State.PASS, part.grounds) if open_to_words else part


# -- rules --


def _by_rules(case: Case, item: Item) -> _Part | None:
    asked = [rule for rule in item.rules if not (item.evidence and _tells_absence(case, rule))]  # the evidence itself is told better
    if not asked:
        return None
    grounds = (*(ground for rule in asked for ground in _of_rule(case, item, rule)), *_untold(case, asked))
    bases = {ground.basis for ground in grounds}
    if Basis.FINDING in bases:
        loud = any(found.severity is not Severity.NOTE for rule in asked for found in case.findings(rule, item))
        return _Part(State.FAIL, _sorted(grounds), _help(case, item, grounds), minor=not loud)
    if Basis.LIMIT in bases:
        return _Part(State.NOT_CHECKED, _sorted(grounds), words.look(item))
    if len([ground for ground in grounds if ground.basis is Basis.ASIDE]) >= len(asked):
        return _Part(State.NOT_APPLICABLE, grounds)
    lacking = (need for need in item.needs if not case.subject(need))
    missing = tuple(Ground(basis=Basis.ABSENCE, text=words.no_subject(need, case.provider)) for need in lacking)
    if missing or Basis.ABSENCE in bases:
        return _Part(State.NOT_DETECTED, (*missing, *_sorted(grounds)), _help(case, item, grounds) or words.elsewhere(item))
    hidden = tuple(_hidden(finding) for rule in asked for finding in case.suppressed(rule, item))
    if hidden:
        return _Part(State.WAIVED, (*hidden, *grounds))
    return _Part(State.PASS, (*_silence(case, item, asked), *grounds))


def _of_rule(case: Case, item: Item, rule_id: str) -> Iterator[Ground]:
    """What a rule says: its findings, or why it could say nothing."""
    rule = case.catalog.rules.get(rule_id)
    if rule_id in _KEYED and case.provider.idempotency.supported == "no":
        yield Ground(basis=Basis.ASIDE, text=f"{case.provider.name} takes no idempotency key.", rule=rule_id)
    elif rule is None:
        yield Ground(basis=Basis.LIMIT, text=words.no_rule(rule_id), rule=rule_id)
    elif rule_id not in case.report.rules:
        yield Ground(basis=Basis.LIMIT, text=f"The settings leave out `{rule_id}`.", rule=rule_id)
    else:
        for finding in case.findings(rule_id, item):
            unsure = finding.severity is Severity.NOTE and rule.severity is not Severity.NOTE
            basis = Basis.ABSENCE if rule.tells == "absence" else Basis.LIMIT if unsure else Basis.FINDING
            yield fault(finding, basis)
        if rule_id not in _PROVED:
            yield from _unread(case, item, rule)
        if not case.report.complete and not case.findings(rule_id, item):
            yield Ground(basis=Basis.LIMIT, text="The check is incomplete, so a fault may be missing; its notices say where.", rule=rule_id)


def _tells_absence(case: Case, rule_id: str) -> bool:
    rule = case.catalog.rules.get(rule_id)
    return rule is not None and rule.tells == "absence"


def _untold(case: Case, rules: list[str]) -> Iterator[Ground]:
    """The handlers of which golint cannot tell what a rule asks: that it reports no fault there is no answer."""
    for rule in (rule for rule in rules if rule in _PROVED and rule in case.report.rules):
        column = COLUMNS[rule][0]
        for one in case.subject("handler"):
            if one.values.get(column) == "unknown":
                yield Ground(basis=Basis.LIMIT, text=words.untold(column, one), location=one.location, rule=rule)


def _unread(case: Case, item: Item, rule: Rule) -> Iterator[Ground]:
    """A place of what the item is about, for each language that the rule does not look at."""
    told: set[str] = set()
    for need in item.needs:
        for one in case.subject(need):
            language = language_of(one.location.path, b"")
            if language and language not in told and rule.misses(language):
                told.add(language)
                yield Ground(basis=Basis.LIMIT, text=words.unread(rule.id, language), location=one.location, rule=rule.id)


def fault(finding: Finding, basis: Basis = Basis.FINDING) -> Ground:
    """A finding as a ground."""
    return Ground(basis=basis, text=finding.message, location=finding.location, rule=finding.rule, fingerprint=finding.fingerprint)


def _hidden(finding: Finding) -> Ground:
    reason = finding.suppression.reason if finding.suppression else ""
    until = f" until {finding.suppression.until}" if finding.suppression and finding.suppression.until else ""
    text = f"A finding of `{finding.rule}` is suppressed{until}: {reason or 'no reason is given'}"
    return Ground(basis=Basis.WAIVER, text=text, location=finding.location, rule=finding.rule, fingerprint=finding.fingerprint)


def _sorted(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    order = (Basis.FINDING, Basis.LIMIT, Basis.ABSENCE)
    return tuple(sorted(grounds, key=lambda ground: order.index(ground.basis) if ground.basis in order else len(order)))


def _help(case: Case, item: Item, grounds: tuple[Ground, ...]) -> str:
    """The fix of the first finding among the grounds."""
    first = next((ground for ground in _sorted(grounds) if ground.fingerprint), None)
    found = case.findings(first.rule, item) if first else ()
    return next((one.help for one in found if first and one.fingerprint == first.fingerprint), "")


def _silence(case: Case, item: Item, rules: list[str]) -> Iterator[Ground]:
    """What the rules looked at without a finding."""
    for need in item.needs:
        places = case.subject(need)
        for place in places[:_SHOWN]:
            yield Ground(basis=Basis.SILENCE, text=words.clean(need, place), location=place.location)
        if len(places) > _SHOWN:
            yield Ground(basis=Basis.SILENCE, text=f"And {len(places) - _SHOWN:,} more.")
    if not item.needs:
        asked = [rule for rule in rules if rule in case.report.rules]
        yield Ground(basis=Basis.SILENCE, text=words.silent(asked, case.report.coverage.files))


# -- evidence --


def _by_evidence(case: Case, item: Item) -> _Part | None:
    if not item.evidence:
        return None
    asked = [one for one in item.evidence if _concerns(case, one)]
    aside = tuple(Ground(basis=Basis.ASIDE, text=words.unused(one)) for one in item.evidence if one not in asked)
    if not asked:
        unknown = "payment-method" in item.needs and not case.subject("payment-method")
        return _Part(State.NOT_DETECTED, aside, words.elsewhere(item)) if unknown else _Part(State.NOT_APPLICABLE, aside)
    shown = {one: tuple(_shown(case, one)) for one in asked}
    found = tuple(ground for one in asked for ground in shown[one])
    missing = [one for one in asked if not shown[one]]
    if not missing or (item.any_evidence and found):
        return _Part(State.PASS, (*found, *aside))
    absent = tuple(Ground(basis=Basis.ABSENCE, text=words.absent(case.catalog, one)) for one in missing)
    return _Part(State.NOT_DETECTED, (*absent, *found, *aside), words.wanted(case.catalog, item, missing))


def _concerns(case: Case, evidence: Evidence) -> bool:
    """Whether a piece of evidence is asked of this shop: a test of a payment method, of one whose code uses it."""
    methods = {topic for kind in case.catalog.evidence.values() if kind.role == "method" for topic in kind.topics}
    return evidence.topic not in methods or bool(case.seen("payment-method", evidence.topic))


def _shown(case: Case, evidence: Evidence) -> Iterator[Ground]:
    if evidence.kind == "handler":
        for one in case.subject("handler")[:_SHOWN]:
            yield Ground(basis=Basis.EVIDENCE, text=words.clean("handler", one), location=one.location)
        return
    if (evidence.kind, evidence.topic) == ("runbook", "current"):
        yield from _current(case)
        return
    wanted = f"{evidence.kind}:{evidence.topic}" if evidence.topic else evidence.kind
    found = [one for one in case.seen("evidence") if one.key == wanted or (not evidence.topic and one.key.startswith(f"{wanted}:"))]
    for one in found[:_SHOWN]:
        yield Ground(basis=Basis.EVIDENCE, text=words.shows(case.catalog, evidence, one), location=one.location)


def _current(case: Case) -> Iterator[Ground]:
    """That the documents changed after the payment code did, as git tells."""
    documents = [one for one in case.seen("evidence") if one.key.startswith("runbook")]
    if documents and case.current:
        text = "The operational documents changed since the payment code did."
        yield Ground(basis=Basis.EVIDENCE, text=text, location=documents[0].location)


# -- people --


def _stated(case: Case, item: Item) -> _Part | None:
    """A person's word that holds today."""
    said = case.attestation(item)
    if said is None or not said.date <= case.today <= case.holds_until(said, item) or _is_early(case, item):
        return None
    note = f" ({said.note})" if said.note else ""
    text = f"{said.by} stated on {said.date} that it is so{note}; this holds until {case.holds_until(said, item)}."
    return _Part(State.PASS, (Ground(basis=Basis.STATEMENT, text=text, link=said.link),))


def _is_early(case: Case, item: Item) -> bool:
    """Whether a statement about what follows the launch was given before it."""
    said, launched = case.attestation(item), case.statements.launched
    return item.attest == "after-launch" and (launched is None or said is None or said.date < launched)


def _due(case: Case, item: Item) -> _Part:
    launched = case.statements.launched
    later = item.attest == "after-launch" or (item.attest == "recurring" and not item.launch)
    if later and launched is None:
        return _Part(State.NOT_APPLICABLE, (Ground(basis=Basis.ASIDE, text=words.AFTER_LAUNCH),))
    day = f" by {launched + timedelta(days=item.due_days)}" if later and launched and item.due_days else ""
    text = f"No file can show this: a person has to state it{day}."
    return _Part(State.MANUAL, (Ground(basis=Basis.DUE, text=text),), words.state(item))


def _expired(case: Case, item: Item) -> Iterator[Ground]:
    """What somebody said that holds no more, or not yet."""
    said = case.attestation(item)
    if said is None or _stated(case, item) is not None:
        return
    if said.date > case.today:
        text = f"{said.by} stated this on {said.date}, a day that is yet to come ({said.origin})."
    elif _is_early(case, item):
        text = f"{said.by} stated this on {said.date}, before the launch ({said.origin})."
    else:
        text = f"{said.by} stated this on {said.date}; it held until {case.holds_until(said, item)} ({said.origin})."
    yield Ground(basis=Basis.DUE, text=text, link=said.link)


def _waived(case: Case, item: Item, given: Answer) -> Answer:
    """The answer, its risk taken by somebody where it is open."""
    waiver = case.waiver(item)
    if waiver is None or given.state in (State.PASS, State.NOT_APPLICABLE):
        return given
    if waiver.until < case.today:
        lapsed = Ground(basis=Basis.DUE, text=f"{waiver.owner} waived this until {waiver.until}, which is over ({waiver.origin}).")
        return replace(given, grounds=(*given.grounds, lapsed))
    taken = Ground(basis=Basis.WAIVER, text=f"{waiver.owner} takes this risk until {waiver.until}: {waiver.reason}")
    return replace(given, state=State.WAIVED, grounds=(taken, *given.grounds), remedy="")
