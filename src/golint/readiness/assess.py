"""From a finished check to a readiness report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from golint import __version__
from golint.model import Finding, Level, Observation, Report, Severity
from golint.readiness.answering import answer
from golint.readiness.by_rules import fault
from golint.readiness.case import Case, lineage
from golint.readiness.model import (
    HANDLER_COLUMNS,
    Answer,
    Basis,
    Count,
    Ground,
    HandlerSummary,
    Readiness,
    Repository,
    Section,
    Verdict,
)
from golint.settings import Statements

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.checklists import Checklist

_PLACES = 5  # that show the use of a provider


def assess(
    report: Report,
    catalog: Catalog,
    statements: Statements,
    *,
    repository: Repository,
    today: date,
    providers: Sequence[str] = (),
    current: bool | None = None,
) -> Readiness:
    """The readiness for each of the providers, or for those that the code uses where none is named.

    The report has to be that of a check with every level of rule. `current` tells whether the operational documents changed since the
    payment code did, None where git does not know.
    """
    named = sorted(providers or used(report, catalog), key=lambda name: catalog.providers[name].name.lower())
    alone = len({lineage(name, catalog)[-1] for name in (*named, *used(report, catalog))}) == 1
    cases = [Case(catalog, catalog.providers[name], report, statements, today, current, alone) for name in named]
    sections = tuple(_section(case, checklist) for case in cases for checklist in catalog.checklists_for(case.provider.id))
    nobodys = tuple(_nobodys(report, cases)) if cases else ()
    verdicts = [*(section.verdict for section in sections), *([Verdict.RISKS] if _decides(nobodys, catalog) else [])]
    return Readiness(
        verdict=min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.NOT_READY),
        date=today.isoformat(),
        tool=__version__,
        digest=catalog.digest,
        repository=repository,
        sections=sections,
        handlers=tuple(_handler(one) for one in report.observations if one.kind == "handler"),
        inventory=tuple(_inventory(report.observations)),
        nobodys=tuple(fault(one) for one in nobodys),
        report=report,
    )


def used(report: Report, catalog: Catalog) -> tuple[str, ...]:
    """The providers that the shop's own code and configuration use. A base whose libraries alone are seen serves its white-label there."""
    signs: dict[str, set[str]] = {}
    for one in report.observations:
        if one.kind == "provider":
            signs.setdefault(one.key, set()).add(one.values["by"].partition(" ")[0])
    bases = {base for name in signs for base in lineage(name, catalog)[1:]}
    return tuple(sorted(name for name, kinds in signs.items() if name not in bases or kinds != {"library"}))


def _section(case: Case, checklist: Checklist) -> Section:
    answers = tuple(answer(case, item) for item in checklist.items)
    besides = case.besides({rule for item in checklist.items for rule in item.rules})
    return Section(
        provider=case.provider.id,
        name=case.provider.name,
        checklist=checklist.id,
        title=checklist.title,
        url=checklist.url,
        verdict=_verdict(answers, risky=_decides(besides, case.catalog)),
        answers=answers,
        seen=tuple(_seen(case)),
        besides=tuple(fault(one) for one in besides),
    )


def _decides(findings: Sequence[Finding], catalog: Catalog) -> bool:
    """Whether a rule that decides about launches is among those that found something."""
    return any(catalog.rules[one.rule].level is Level.LAUNCH for one in findings)


def _nobodys(report: Report, cases: Sequence[Case]) -> Iterator[Finding]:
    """The faults, louder than notes, in code that is about none of the audited providers."""
    rules = cases[0].catalog.rules
    for one in report.findings:
        about_code = one.rule in rules and rules[one.rule].family != "suppressions"
        loud = one.provider is None and one.severity is not Severity.NOTE
        if loud and about_code and not any(case.may_concern(one) for case in cases):
            yield one


def _verdict(answers: Sequence[Answer], *, risky: bool) -> Verdict:
    """The verdict by the answers; `risky`: a rule that decides about launches speaks of what no item asks for."""
    if any(one.blocks for one in answers):
        return Verdict.NOT_READY
    return Verdict.RISKS if risky or any(one.is_risk for one in answers) else Verdict.READY


def _seen(case: Case) -> Iterator[Ground]:
    """Where the provider's use shows: one place of each kind first."""
    found = [one for one in case.report.observations if one.kind == "provider" and one.key == case.provider.id]
    first = {one.values["by"]: one for one in reversed(found)}
    for by, one in sorted(first.items(), key=lambda pair: (pair[1].location.path, pair[1].location.span))[:_PLACES]:
        yield Ground(basis=Basis.EVIDENCE, text=f"Uses the {by}.", location=one.location)


def _handler(one: Observation) -> HandlerSummary:
    values = one.values
    checks = {column: values.get(column, "unknown") for column in HANDLER_COLUMNS}
    return HandlerSummary(location=one.location, symbol=values["symbol"], route=values["route"], provider=values["provider"], checks=checks)


def _inventory(observations: Sequence[Observation]) -> Iterator[Count]:
    """How many different hosts and keys of each kind each environment's files hold."""
    found = Counter((one.key, one.kind, one.values["kind"], one.stage.value) for one in observations if one.kind in ("host", "key"))
    for (provider, what, kind, stage), number in sorted(found.items()):
        yield Count(provider, what, kind, stage, number)
