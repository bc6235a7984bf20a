"""Workflow commands of GitHub Actions, which become annotations in a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint.formats import prose, summary, text
from golint.formats.terminal import paragraph, plain, style
from golint.model import Finding, Region, Report, Severity

if TYPE_CHECKING:
    from golint.catalog import Catalog

_LIMIT = 10  # GitHub keeps this many annotations of a kind for each step, and drops the rest without a word
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, catalog: Catalog) -> str:
    """The loudest findings as annotations, and lines of log that say what has none."""
    shown, left = _loudest(report.findings)
    lines = [_command(finding) for finding in shown]
    lines += [_log(line) for line in _remarks(report, catalog, left)]
    return "".join(f"{line}\n" for line in lines)


def _loudest(findings: Sequence[Finding]) -> tuple[list[Finding], Counter[Severity]]:
    """The findings that GitHub will keep, errors first, and how many of each severity it would not."""
    counts: Counter[Severity] = Counter()
    shown: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: -finding.severity.rank):
        counts[finding.severity] += 1
        if counts[finding.severity] <= _LIMIT:
            shown.append(finding)
    return shown, Counter({severity: count - _LIMIT for severity, count in counts.items() if count > _LIMIT})


def _command(finding: Finding) -> str:
    title, _ = prose.split(finding.message)
    properties = {"file": finding.location.path, **_place(finding.location.region), "title": f"{finding.rule}: {title}"}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join(part for part in (finding.message, finding.help, f"golint explain {finding.rule}") if part)
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _place(region: Region) -> dict[str, str]:
    """GitHub reads columns only where a region stays on its line."""
    place = {"line": str(region.start_line), "endLine": str(region.end_line)}
    if region.start_line == region.end_line:
        place |= {"col": str(region.start_column), "endColumn": str(region.end_column)}
    return place


def _data(message: str) -> str:
    return "%0A".join(line.replace("%", "%25") for line in paragraph(message))


def _property(value: str) -> str:
    return plain(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def _remarks(report: Report, catalog: Catalog, left: Counter[Severity]) -> Iterator[str]:
    if left:
        more = " and ".join(summary.counted(left[severity], f"more {severity}") for severity in reversed(Severity) if left[severity])
        yield f"{more} without an annotation: GitHub keeps {_LIMIT} of a kind for each step. SARIF and text hold them all."
    yield from (text.notice(notice, style(False)) for notice in report.notices)
    yield from summary.lines(report, catalog, style(False))


def _log(line: str) -> str:
    """A line of log that the runner does not take for a command, which it knows by :: in front or by ##[ anywhere."""
    return f"golint: {line.replace('##[', '## [')}"
