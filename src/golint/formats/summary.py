"""The last lines of a text report: what was looked at, what was found, and what was not looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint.formats.terminal import Style, plain
from golint.model import Notice, Report, Severity, Skip

if TYPE_CHECKING:
    from golint.catalog import Catalog

_NAMED = 5


def lines(report: Report, catalog: Catalog, style: Style) -> Iterator[str]:
    """The summary, always in the same order; a line is left out where it would say nothing."""
    yield from _searched(report)
    if report.providers:
        names = (catalog.providers[one].name if one in catalog.providers else one for one in report.providers)
        yield f"Providers: {', '.join(plain(name) for name in names)}"
    elif report.whole and report.coverage.files and not any(one.provider for one in (*report.findings, *report.suppressed)):
        yield "No code here names a payment provider that golint knows: golint providers lists them, --packs adds one"
    if report.coverage.unparsed:
        yield _unparsed(report.coverage.unparsed)
    if not report.complete:
        yield style("Incomplete: a part of the check failed, so a fault may be missing; the notices name the files.", fg="red", bold=True)
    yield _found(report, style)
    if report.findings:
        yield _next(report)


def looked_at(report: Report) -> Iterator[str]:
    """What was looked at, what was not, and what was read only in part."""
    yield from _searched(report)
    if report.coverage.unparsed:
        yield _unparsed(report.coverage.unparsed)


def timeless(text: str, report: Report, mark: str) -> str:
    """A text that ends with this summary, with a mark in the place of the seconds that the run took."""
    for line in _searched(report):
        before, found, after = text.rpartition(f"{line}\n")
        if found and report.seconds and line.endswith(_took(report)):
            return f"{before}{line.removesuffix(_took(report))} in {mark} s\n{after}"
    return text


def counted(number: int, noun: str) -> str:
    """A number and its noun: 1 file, 2 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _searched(report: Report) -> Iterator[str]:
    """What of the tree was looked at, and what of its past."""
    coverage, history = report.coverage, report.history
    rules = counted(len(report.rules), "rule")
    took = _took(report)
    if coverage.files:
        yield f"Checked {counted(coverage.files, 'file')}{_skipped(coverage.skipped)} with {rules}{took}"
    elif history is None:
        yield f"Nothing was checked: no file was given or found{_skipped(coverage.skipped)}."
    if history is not None:
        versions = "1 version of a file" if history.versions == 1 else f"{history.versions:,} versions of files"
        alone = "" if coverage.files else f" with {rules}{took}"
        yield f"Searched {versions} in the history{_skipped(history.skipped)}{alone}"


def _took(report: Report) -> str:
    return f" in {report.seconds:.1f} s" if report.seconds else ""


def _skipped(skipped: Mapping[Skip, int]) -> str:
    reasons = [(reason, number) for reason, number in skipped.items() if number]
    if not reasons:
        return ""
    return f" ({sum(number for _, number in reasons):,} skipped: {', '.join(f'{number:,} {reason}' for reason, number in reasons)})"


def _unparsed(files: tuple[Notice, ...]) -> str:
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    named = ", ".join(f"{plain(one.path)} ({plain(one.message)})" for one in files[:_NAMED])
    return f"Read only in part, but searched for keys and hosts: {named}{more}"


def _found(report: Report, style: Style) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    kinds = Counter(finding.suppression.kind for finding in report.suppressed if finding.suppression)
    named = (("inline", "suppressed with reasons"), ("baseline", "in the baseline"))
    hidden = ", ".join(f"{kinds[kind]:,} {words}" for kind, words in named if kinds[kind])
    aside = f"   ({hidden})" if hidden else ""
    if not report.findings:
        return style("No findings", fg="green", bold=True) + aside
    loud = ((Severity.ERROR, "red"), (Severity.WARNING, "yellow"), (Severity.NOTE, "cyan"))
    return "Findings: " + ", ".join(style(counted(counts[kind], kind), fg=fg) for kind, fg in loud) + aside


def _next(report: Report) -> str:
    safe = sum(1 for finding in report.findings if finding.fix and finding.fix.safe)
    fixable = f"[*] {safe:,} fixable: golint check --fix   " if safe else ""
    worst = max(report.findings, key=lambda finding: finding.severity.rank)
    return f"{fixable}Next: golint explain {plain(worst.rule)}"
