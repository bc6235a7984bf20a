"""What the rules of an item say: a fault, or that they looked at what the item is about and found none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.context import language_of
from golint.model import Finding, Severity
from golint.readiness import words
from golint.readiness.case import COLUMNS, Case
from golint.readiness.model import Basis, Ground, State
from golint.readiness.parts import SHOWN, Part

if TYPE_CHECKING:
    from golint.catalog.checklists import Item
    from golint.catalog.rules import Rule

# Rules whose silence about a handler is an answer where its column says so.
_PROVED = frozenset({
    "missing-signature-verification", "timing-unsafe-comparison", "raw-body-lost", "no-event-deduplication", "blocking-webhook",
})  # fmt: skip
# Rules that ask nothing of a handler which verifies nothing, that being the graver fault.
_AFTERWARDS = frozenset({"livemode-not-checked", "replay-window-unchecked", "amount-not-verified"})
_KEYED = frozenset({"missing-idempotency-key", "unstable-idempotency-key"})


def by_rules(case: Case, item: Item) -> Part | None:
    """The part of the rules; None where the item has none that decide."""
    asked = [rule for rule in item.rules if not (item.evidence and _tells_absence(case, rule))]  # the evidence itself is told better
    if not asked:
        return None
    grounds = (*(ground for rule in asked for ground in _of_rule(case, item, rule)), *_untold(case, asked))
    bases = {ground.basis for ground in grounds}
    if Basis.FINDING in bases:
        loud = any(found.severity is not Severity.NOTE for rule in asked for found in case.findings(rule, item))
        return Part(State.FAIL, _sorted(grounds), _help(case, item, grounds), minor=not loud)
    if Basis.DUE in bases:
        return Part(State.MANUAL, _sorted(grounds), words.revoke(item))
    if Basis.LIMIT in bases:
        unsearched = any(ground.text == words.unsearched() for ground in grounds)
        return Part(State.NOT_CHECKED, _sorted(grounds), words.search(item) if unsearched else words.look(item))
    if len([ground for ground in grounds if ground.basis is Basis.ASIDE]) >= len(asked):
        return Part(State.NOT_APPLICABLE, grounds)
    lacking = (need for need in item.needs if not case.subject(need))
    missing = tuple(Ground(basis=Basis.ABSENCE, text=words.no_subject(need, case.provider)) for need in lacking)
    if missing or Basis.ABSENCE in bases:
        return Part(State.NOT_DETECTED, (*missing, *_sorted(grounds)), _help(case, item, grounds) or words.elsewhere(item))
    hidden = tuple(_hidden(finding) for rule in asked for finding in case.suppressed(rule, item))
    if hidden:
        return Part(State.WAIVED, (*hidden, *grounds))
    return Part(State.PASS, (*_silence(case, item, asked), *grounds))


def _of_rule(case: Case, item: Item, rule_id: str) -> Iterator[Ground]:
    """What a rule says: its findings, or why it could say nothing."""
    rule = case.catalog.rules.get(rule_id)
    if rule_id in _KEYED and case.provider.idempotency.supported == "no":
        yield Ground(basis=Basis.ASIDE, text=f"{case.provider.name} takes no idempotency key.", rule=rule_id)
    elif rule is None:
        yield Ground(basis=Basis.LIMIT, text=words.no_rule(rule_id), rule=rule_id)
    elif rule.scope == "history":
        yield from _of_history(case, item, rule)
    elif rule_id not in case.report.rules:
        yield Ground(basis=Basis.LIMIT, text=f"The settings leave out `{rule_id}`.", rule=rule_id)
    else:
        for finding in case.findings(rule_id, item):
            unsure = finding.severity is Severity.NOTE and rule.severity is not Severity.NOTE
            basis = Basis.ABSENCE if rule.tells == "absence" else Basis.LIMIT if unsure else Basis.FINDING
            yield fault(finding, basis)
        if rule_id not in _PROVED:
            yield from _unread(case, item, rule)
        yield from _incomplete(case, item, rule)


def _incomplete(case: Case, item: Item, rule: Rule) -> Iterator[Ground]:
    if not case.report.complete and not case.findings(rule.id, item):
        yield Ground(basis=Basis.LIMIT, text="The check is incomplete, so a fault may be missing; its notices say where.", rule=rule.id)


def _of_history(case: Case, item: Item, rule: Rule) -> Iterator[Ground]:
    """What the search of the history says. It cannot tell whether a key has been revoked: of one that may move money a person has to."""
    history = case.report.history
    if history is None:
        yield Ground(basis=Basis.LIMIT, text=words.unsearched(), rule=rule.id)
    elif rule.id not in case.report.rules:
        yield Ground(basis=Basis.LIMIT, text=f"The settings leave out `{rule.id}`.", rule=rule.id)
    else:
        for finding in case.findings(rule.id, item):
            yield fault(finding, Basis.DUE if finding.severity is Severity.ERROR else Basis.LIMIT)
        if history.lacks:
            yield Ground(basis=Basis.LIMIT, text=words.searched_in_part(history.lacks), rule=rule.id)
        yield from _incomplete(case, item, rule)


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
    for rule in (rule for rule in rules if rule in _AFTERWARDS and rule in case.report.rules):
        for one in case.subject("handler"):
            if one.values.get("verified") == "no":
                yield Ground(basis=Basis.LIMIT, text=words.unverified(rule, one), location=one.location, rule=rule)


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
    order = (Basis.FINDING, Basis.DUE, Basis.LIMIT, Basis.ABSENCE)
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
        for place in places[:SHOWN]:
            yield Ground(basis=Basis.SILENCE, text=words.clean(need, place), location=place.location)
        if len(places) > SHOWN:
            yield Ground(basis=Basis.SILENCE, text=f"And {len(places) - SHOWN:,} more.")
    if not item.needs:
        asked = [rule for rule in rules if rule in case.report.rules]
        yield Ground(basis=Basis.SILENCE, text=words.silent(asked, case.report.coverage.files))
