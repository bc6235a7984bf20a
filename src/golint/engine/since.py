"""Narrows a verdict to what is new: findings on changed lines, and those that were not there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import structs

from golint.engine.files import FileResult
from golint.engine.inquiry import Inquiry
from golint.engine.judging import Verdict, judge
from golint.model import Finding, Location, Notice
from golint.project import Project
from golint.sources import Files
from golint.sources.changes import Changes

Work = Callable[[Callable[[str], FileResult], Sequence[str]], Mapping[str, FileResult]]
"""Runs a check over many paths."""


def narrowed(verdict: Verdict, inquiry: Inquiry, changes: Changes, limit: int, work: Work, today: date) -> Verdict:
    """The findings that have one of their places on a changed line, and those that a judgement of the files as they were does not have.

    The second are what a deletion brings about: a check that is gone does not stand on any line.
    """
    doubtful = [one for one in (*verdict.findings, *verdict.suppressed) if not _is_touched(one, changes)]
    before = _before(doubtful, inquiry, changes, limit, work, today)
    old = {one.fingerprint for one in doubtful if one.fingerprint in before}
    findings = tuple(one for one in verdict.findings if one.fingerprint not in old)
    hidden = tuple(one for one in verdict.suppressed if one.fingerprint not in old)
    told = _told(len(verdict.findings) - len(findings), changes)
    return structs.replace(verdict, findings=findings, suppressed=hidden, notices=(*verdict.notices, *told))


def _is_touched(finding: Finding, changes: Changes) -> bool:
    places: list[Location] = [finding.location, *(one.location for one in (*finding.related, *finding.flow))]
    return any(changes.touch(one.path, one.region.start_line, one.region.end_line) for one in places)


def _before(findings: Sequence[Finding], inquiry: Inquiry, changes: Changes, limit: int, work: Work, today: date) -> frozenset[str]:
    """The fingerprints of what was found in the files of these findings as they were; over the whole repository where one is about that."""
    if not findings:
        return frozenset()
    files = Files("", limit, changes.before)
    old = structs.replace(inquiry, project=Project(tuple(sorted(changes.before)), files.data), read=files.source)
    places = (place for one in findings for place in (one.location, *(other.location for other in one.related)))
    paths = sorted({place.path for place in places} & set(changes.before))  # a fault may stand in a file that the checked one runs
    results = dict(work(old.check, paths))
    if any(_is_over_all(one, inquiry) for one in findings):
        results.update(work(old.observe, sorted(set(changes.before) - results.keys())))
    found = judge(old, results, today)
    return frozenset(one.fingerprint for one in (*found.findings, *found.suppressed))


def _is_over_all(finding: Finding, inquiry: Inquiry) -> bool:
    rule = inquiry.catalog.rules.get(finding.rule)
    return rule is not None and rule.scope != "file"


def _told(number: int, changes: Changes) -> Iterator[Notice]:
    if number:
        older = "1 finding is" if number == 1 else f"{number:,} findings are"
        yield Notice("", f"{older} older than the changes since {changes.commit[:12]}; golint check without --since tells all")
