"""Findings as a developer reads them: the source line, what is wrong under it, why it matters and the exact fix."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from golint.formats import prose, snippet, summary
from golint.formats.checklist import Answers
from golint.formats.snippet import Mark
from golint.formats.terminal import Style, paragraph, plain, style
from golint.model import Finding, Location, Notice, Report, Severity

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.rules import Rule

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def render(report: Report, catalog: Catalog, *, colour: bool = False) -> str:
    """The whole report for a terminal or a log; control characters of the checked files come out as escapes."""
    ink, answers = style(colour), Answers(catalog)
    blocks = ["\n".join(_block(finding, catalog.rules.get(finding.rule), answers, ink)) for finding in report.findings]
    if report.notices:
        blocks.append("\n".join(notice(one, ink) for one in report.notices))
    blocks.append("\n".join(summary.lines(report, catalog, ink)))
    return "\n\n".join(blocks) + "\n"


def notice(one: Notice, ink: Style) -> str:
    """One line for something that golint could not do."""
    place = f"{plain(one.path)}:{one.line}" if one.line else plain(one.path)
    return f"{ink('notice', fg='cyan', bold=True)}: {f'{place}: ' if place else ''}{plain(one.message)}"


def _block(finding: Finding, rule: Rule | None, answers: Answers, ink: Style) -> Iterator[str]:
    title, rest = prose.split(finding.message)
    head = ink(f"{finding.severity}[{plain(finding.rule)}]", fg=_COLOURS[finding.severity], bold=True)
    yield f"{head}: {ink(plain(title), bold=True)}"
    marks = [Mark(finding.location, finding.label, "^", _COLOURS[finding.severity]), *_others(finding)]
    gutter = len(str(max(mark.line for mark in marks)))
    for _, group in groupby(sorted(marks, key=lambda mark: _order(finding, mark)), key=lambda mark: _order(finding, mark)):
        yield from _file(finding, list(group), gutter, ink)
    margin = " " * gutter + " " + ink("=", fg="blue", bold=True)
    for name, text in _notes(finding, rest, rule, answers):
        first, *more = paragraph(text)
        yield f"{margin} {ink(name, bold=True)}: {first}"
        yield from (" " * (gutter + len(name) + 5) + line for line in more)


def _order(finding: Finding, mark: Mark) -> tuple[bool, str, str]:
    """The finding's own file first; one of the past is another than that of today."""
    commit = mark.location.commit.id if mark.location.commit else ""
    return _is_elsewhere(finding, mark.location), mark.location.path, commit


def _is_elsewhere(finding: Finding, location: Location) -> bool:
    return (location.path, location.commit) != (finding.location.path, finding.location.commit)


def _others(finding: Finding) -> Iterator[Mark]:
    """The related places, then the steps of the flow that no other mark shows."""
    seen = {finding.location.span} | {one.location.span for one in finding.related if not _is_elsewhere(finding, one.location)}
    yield from (Mark(one.location, one.message) for one in finding.related)
    for number, step in enumerate(finding.flow, 1):
        if _is_elsewhere(finding, step.location) or step.location.span not in seen:
            yield Mark(step.location, f"{number}. {step.message}")


def _file(finding: Finding, marks: list[Mark], gutter: int, ink: Style) -> Iterator[str]:
    """The marks of one file: the finding's own after an arrow, another's after colons."""
    own = not _is_elsewhere(finding, marks[0].location)
    place = finding.location if own else marks[0].location
    yield " " * gutter + f"{ink('-->' if own else ':::', fg='blue', bold=True)} {_place(place)}"
    shown = [mark for mark in marks if snippet.has_source(mark)]
    if shown:
        yield from snippet.frame(shown, gutter, ink)
    for mark in marks:
        if mark.label and mark not in shown:
            yield " " * gutter + f" {ink('=', fg='blue', bold=True)} {ink('here', bold=True)}: {plain(mark.label)}"


def _place(location: Location) -> str:
    past = f" in {location.commit.id[:12]}" if location.commit and location.commit.id else ""
    return f"{plain(location.path)}:{location.region.start_line}:{location.region.start_column}{past}"


def _notes(finding: Finding, rest: str, rule: Rule | None, answers: Answers) -> Iterator[tuple[str, str]]:
    if rest:
        yield "note", rest
    if rule and rule.why:
        yield "why", rule.why
    if asked := answers.line(finding):
        yield asked
    yield "confidence", f"{finding.precision}{_fix(finding)}"
    if finding.help:
        yield "help", finding.help
    if rule:
        yield "explain", f"golint explain {finding.rule}"


def _fix(finding: Finding) -> str:
    if not finding.fix:
        return ""
    return f" · fix: available ({'safe' if finding.fix.safe else 'review it'})"
