"""From the results of single files to the findings of a run."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from golint import baseline as baselines
from golint import checks, suppressions
from golint.baseline import Baseline
from golint.catalog.rules import Rule
from golint.engine.files import FileResult
from golint.engine.findings import absorbed, fingerprinted, from_hit, from_repository_hit, line_hashed, merged, order, silenced
from golint.engine.inquiry import Inquiry
from golint.model import Finding, Hit, Notice, Observation
from golint.suppressions import Ignore


class Verdict(Struct, frozen=True):
    """The findings of a run, in their order, and what could not be done."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    complete: bool = True


class _Everything(Container[str]):
    def __contains__(self, _path: object) -> bool:
        return True


def judge(
    inquiry: Inquiry,
    results: Mapping[str, FileResult],
    today: date,
    baseline: Baseline | None = None,
    reported: Container[str] = _Everything(),  # it holds nothing that could change
    past: Sequence[Observation] = (),
) -> Verdict:
    """The verdict over these files: the checks over the whole repository, one report per cause, suppressions, the baseline.

    Only what has a place in one of the `reported` files is told, or in the `past`, which is what the history has shown.
    """
    over_all, broken = _over_all(inquiry, results, past)
    of_files = (one for path, result in results.items() for one in result.findings if _is_wanted(inquiry, path, one))
    found = merged([*of_files, *over_all])
    named = fingerprinted(absorbed(silenced(found, inquiry.catalog.rules), inquiry.catalog.rules))
    ignores = [ignore for result in results.values() for ignore in result.ignores]
    left, hidden, used = suppressions.apply((one for one in named if _concerns(one, reported)), ignores, today)
    left += fingerprinted(_faults(inquiry, [one for one in ignores if one.path in reported], used, results, today))
    left, accepted = baselines.apply(left, baseline) if baseline else (left, [])
    return Verdict(
        findings=tuple(line_hashed(sorted(left, key=order), inquiry.data)),
        suppressed=tuple(line_hashed(sorted([*hidden, *accepted], key=order), inquiry.data)),
        notices=(*(notice for path in sorted(results) for notice in results[path].notices), *broken),
        complete=not broken and not any(result.failed for result in results.values()),
    )


def _is_wanted(inquiry: Inquiry, path: str, finding: Finding) -> bool:
    """Whether the rule is asked where a finding stands, too, which may be another file than the one that was checked."""
    return finding.location.path == path or any(rule.id == finding.rule for rule in inquiry.asked(finding.location.path))


def _concerns(finding: Finding, reported: Container[str]) -> bool:
    """Whether a finding has one of its places in the reported files: of two files with one key, either may be the one that is committed."""
    return any(
        place.commit is not None or place.path in reported for place in (finding.location, *(one.location for one in finding.related))
    )


def _over_all(inquiry: Inquiry, results: Mapping[str, FileResult], past: Sequence[Observation]) -> tuple[list[Finding], list[Notice]]:
    """The findings of the checks over the whole repository, and a notice for each check that broke down."""
    found: list[Finding] = []
    broken: list[Notice] = []
    observations = [*(one for path in sorted(results) for one in results[path].observations), *past]
    scopes = {"repository"} if any(result.opened for result in results.values()) else set()
    scopes |= {"history"} if past else set()
    asked = _asked(inquiry, {one.location.path for one in observations})
    for rule in (rule for rule in inquiry.catalog.rules.values() if rule.scope in scopes and rule.id in asked):
        try:
            found += _repository_findings(rule, inquiry, observations)
        except Exception as error:  # one broken check must not cost the findings of the others
            if inquiry.strict:
                raise
            problem = f"{rule.id} failed ({type(error).__name__}), so a fault may be missed"
            broken.append(Notice("", f"{problem}; please report it as a bug of golint"))
    return found, broken


def _asked(inquiry: Inquiry, paths: Iterable[str]) -> frozenset[str]:
    """The rules that run at one of these paths at least."""
    sets = {id(rules): rules for rules in map(inquiry.asked, paths)}  # thousands of paths share a few
    return frozenset(rule.id for rules in sets.values() for rule in rules)


def _repository_findings(rule: Rule, inquiry: Inquiry, observations: Sequence[Observation]) -> Iterator[Finding]:
    check = checks.function(rule)
    if check is None:
        return
    for hit in check(observations, inquiry.catalog):
        if rule in inquiry.asked(hit.location.path):
            yield from_repository_hit(rule, hit, inquiry.catalog, strict=inquiry.strict)


def _faults(
    inquiry: Inquiry, ignores: Sequence[Ignore], used: set[Ignore], results: Mapping[str, FileResult], today: date
) -> Iterator[Finding]:
    """The findings about the suppressions themselves."""

    def active(path: str) -> frozenset[str]:
        result = results.get(path)
        if result is None or result.unparsed or result.failed:  # what was not looked at cannot be called unused
            return frozenset()
        return frozenset(rule.id for rule in inquiry.asked(path))

    for fault in suppressions.faults(ignores, used, inquiry.catalog.rules, active, today):
        rule = next((rule for rule in inquiry.asked(fault.path) if rule.id == fault.rule), None)
        view = inquiry.view(fault.path) if rule else None
        if rule and view:
            yield from_hit(rule, Hit(fault.span, fault.values), view, strict=inquiry.strict)
