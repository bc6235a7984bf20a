"""The report as JSON, version 1: docs/json-format.md describes it and docs/json-format.schema.json checks it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from golint import __version__
from golint.formats.checklist import Answers
from golint.formats.encoding import dump
from golint.formats.snippet import excerpt
from golint.model import Finding, Fix, History, Location, Notice, Related, Report, Severity, Suppression

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.rules import Rule

VERSION = 1


def render(report: Report, catalog: Catalog) -> str:
    """The same report gives the same text: it holds no time, no machine's path and no order of chance."""
    return dump(document(report, catalog)) + "\n"


def document(report: Report, catalog: Catalog) -> dict[str, Any]:
    """The report as plain values."""
    answers = Answers(catalog)
    counts = Counter(finding.severity for finding in report.findings)
    return {
        "version": VERSION,
        "tool": {"name": "golint", "version": __version__, "rules_digest": catalog.digest},
        "complete": report.complete,
        "summary": {**{severity.value: counts[severity] for severity in reversed(Severity)}, "suppressed": len(report.suppressed)},
        "coverage": {
            "files": report.coverage.files,
            "bytes": report.coverage.bytes,
            "parsed": report.coverage.parsed,
            "skipped": {reason.value: number for reason, number in sorted(report.coverage.skipped.items())},
            "unparsed": [_notice(notice) for notice in report.coverage.unparsed],
        },
        "history": report.history and _history(report.history),
        "rules": list(report.rules),
        "providers": list(report.providers),
        "findings": [_finding(finding, catalog.rules.get(finding.rule), answers) for finding in report.findings],
        "suppressed": [_finding(finding, catalog.rules.get(finding.rule), answers) for finding in report.suppressed],
        "notices": [_notice(notice) for notice in report.notices],
    }


def _finding(finding: Finding, rule: Rule | None, answers: Answers) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "title": rule.title if rule else finding.rule,
        "severity": finding.severity.value,
        "precision": finding.precision.value,
        "level": rule.level.value if rule else None,
        "message": finding.message,
        "label": finding.label,
        "why": rule.why if rule else "",
        "help": finding.help,
        "provider": finding.provider,
        "symbol": finding.symbol,
        "location": place(finding.location),
        "related": [_related(related) for related in finding.related],
        "flow": [_related(step) for step in finding.flow],
        "checklist": [
            {"checklist": answers.checklist(item), "id": item.id, "title": item.title}
            for item in answers.of(finding.rule, finding.provider)
        ],
        "fix": finding.fix and _fix(finding.fix),
        "fingerprint": finding.fingerprint,
        "line_hash": finding.line_hash,
        "suppression": finding.suppression and _suppression(finding.suppression),
    }


def _history(history: History) -> dict[str, Any]:
    skipped = {reason.value: number for reason, number in sorted(history.skipped.items())}
    return {"versions": history.versions, "bytes": history.bytes, "skipped": skipped, "lacks": history.lacks}


def place(location: Location) -> dict[str, Any]:
    """A place; of a very long line the stretch around it, which begins at the column `line_column`."""
    region, (line, before) = location.region, excerpt(location)
    return {
        "path": location.path,
        "start_line": region.start_line,
        "start_column": region.start_column,
        "end_line": region.end_line,
        "end_column": region.end_column,
        "start_byte": location.span.start,
        "end_byte": location.span.end,
        "line": line,
        "line_column": before + 1,
        **({"commit": {"id": location.commit.id, "date": location.commit.date}} if location.commit else {}),
    }


def _related(related: Related) -> dict[str, Any]:
    return {"message": related.message, "location": place(related.location)}


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start_byte": edit.span.start, "end_byte": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {"kind": suppression.kind, "reason": suppression.reason, "until": suppression.until}


def _notice(notice: Notice) -> dict[str, Any]:
    return {"path": notice.path, "line": notice.line, "message": notice.message}
