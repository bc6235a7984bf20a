"""One run of golint as a SARIF log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import sarif_om as om

from golint import __version__
from golint.formats.prose import sentence
from golint.formats.sarif.places import ROOT, artifact
from golint.formats.sarif.results import result
from golint.formats.sarif.rules import descriptor
from golint.formats.sarif.taxonomies import Taxonomies
from golint.model import Finding, Notice, Report

if TYPE_CHECKING:
    from golint.catalog import Catalog

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST = 25_000  # GitHub refuses a run with more results


def log(report: Report, catalog: Catalog, *, full: bool, help_uri: str = "") -> om.SarifLog:
    """The log. For GitHub, the quietest of too many findings are left out, and a notification says how many."""
    findings = [*report.findings, *report.suppressed] if full else _loudest(report.findings)
    left_out = 0 if full else len(report.findings) - len(findings)
    rules = sorted({*report.rules, *(finding.rule for finding in findings)})
    pairs = [(rule, None) for rule in rules] + [(finding.rule, finding.provider) for finding in findings]
    taxonomies = Taxonomies(pairs, catalog)
    indices = {rule: index for index, rule in enumerate(rules)}
    run = om.Run(
        tool=om.Tool(driver=_driver(rules, catalog, taxonomies, help_uri)),
        automation_details=om.RunAutomationDetails(id="golint/"),
        column_kind="unicodeCodePoints",
        invocations=[_invocation(report, left_out)],
        original_uri_base_ids={ROOT: om.ArtifactLocation(description=om.Message(text="The root of the checked repository."))},
        results=[result(finding, indices[finding.rule], taxonomies, full=full) for finding in findings],
        taxonomies=taxonomies.components() or None,
    )
    return om.SarifLog(version="2.1.0", schema_uri=_SCHEMA, runs=[run])


def _loudest(findings: tuple[Finding, ...]) -> list[Finding]:
    if len(findings) <= _MOST:
        return list(findings)
    return sorted(findings, key=lambda finding: -finding.severity.rank)[:_MOST]


def _driver(rules: list[str], catalog: Catalog, taxonomies: Taxonomies, help_uri: str) -> om.ToolComponent:
    return om.ToolComponent(
        name="golint",
        full_name=f"golint {__version__}, the go-live linter for payment integrations",
        version=__version__,
        semantic_version=_semantic(__version__),
        information_uri=help_uri or f"pkg:pypi/golint@{__version__}",  # a package URL: it names the tool without claiming a web site
        rules=[descriptor(rule, catalog, taxonomies, help_uri) for rule in rules],
        supported_taxonomies=taxonomies.names() or None,
    )


def _semantic(version: str) -> str:
    """A version of Python's form in that of semver.org: 0.2.0.dev1 becomes 0.2.0-dev1."""
    return re.sub(r"^(\d+\.\d+\.\d+)[.]?([a-z].*)$", r"\1-\2", version)


def _invocation(report: Report, left_out: int) -> om.Invocation:
    notifications = [*_left_out(left_out), *map(_notification, (*report.notices, *report.coverage.unparsed))]
    return om.Invocation(execution_successful=report.complete, tool_execution_notifications=notifications or None)


def _left_out(number: int) -> Iterator[om.Notification]:
    if number:
        text = f"GitHub takes {_MOST:,} results of a run: the {number:,} quietest findings are left out of this file."
        yield om.Notification(level="warning", message=om.Message(text=text))


def _notification(notice: Notice) -> om.Notification:
    place = om.PhysicalLocation(artifact_location=artifact(notice.path), region=om.Region(start_line=notice.line) if notice.line else None)
    locations = [om.Location(physical_location=place)] if notice.path else None
    return om.Notification(level="warning", message=om.Message(text=sentence(notice.message)), locations=locations)
