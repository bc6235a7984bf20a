"""One line for each finding, as editors and grep read them: `path:line:col: rule-id severity message [*]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.formats.terminal import plain, style
from golint.model import Finding, Report

if TYPE_CHECKING:
    from golint.catalog import Catalog


def render(report: Report, catalog: Catalog, *, colour: bool = False) -> str:
    """The findings alone, nothing for a clean report; [*] stands behind what a safe fix removes."""
    ink = style(colour)

    def line(finding: Finding) -> str:
        region = finding.location.region
        place = f"{ink(plain(finding.location.path), bold=True)}:{region.start_line}:{region.start_column}"
        fixable = " [*]" if finding.fix and finding.fix.safe else ""
        return f"{place}: {plain(finding.rule)} {finding.severity} {plain(' '.join(finding.message.split()))}{fixable}\n"

    return "".join(map(line, report.findings))
