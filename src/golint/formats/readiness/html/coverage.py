"""What was looked at and what was not, and which golint said all this."""

from __future__ import annotations

from golint.formats.readiness import wording
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.formats.readiness.html.tables import part
from golint.model import Notice, Report
from golint.readiness.model import Readiness

_SHOWN = 10


def coverage(report: Report) -> Markup:
    """The part that keeps a good verdict honest."""
    seen = report.coverage
    incomplete = element(
        "p", {"class": "alarm"}, "Incomplete: a part of the check failed, so a fault may be missing. The notices name the files."
    )
    return part(
        "coverage",
        "What was looked at",
        None if report.complete else incomplete,
        element("dl", {"class": "facts"}, _facts(report)),
        _notices("Read only in part", "Searched for keys and hosts alone.", seen.unparsed, "file"),
        _notices("Notices", "What golint could not do, and what would help.", report.notices, "notice"),
    )


def footer(readiness: Readiness) -> Markup:
    """Tool and rules, so that somebody else comes to the same page."""
    made = element(
        "p", None, "Made by ", element("strong", None, readiness.tool), " with the rules of digest ", pieces.code(readiness.digest), "."
    )
    promise = "golint reads files; it has not run the shop. What people stated is theirs to answer for. Keys are masked."
    return element("footer", {"class": "foot"}, made, element("p", None, promise))


def _facts(report: Report) -> list[Child]:
    seen = report.coverage
    size = f"{seen.files:,}, {seen.bytes:,} bytes; {seen.parsed:,} as programs or settings"
    skipped = "; ".join(f"{number:,} {reason}" for reason, number in sorted(seen.skipped.items()) if number)
    facts = (
        ("Files looked at", size),
        ("Skipped", skipped or "none"),
        ("Rules", f"{len(report.rules):,}"),
        ("Findings", f"{len(report.findings):,}" + (f", and {len(report.suppressed):,} suppressed" if report.suppressed else "")),
    )
    return [element("div", None, element("dt", None, name), element("dd", None, value)) for name, value in facts]


def _notices(title: str, intro: str, notices: tuple[Notice, ...], noun: str) -> Child:
    if not notices:
        return None
    rows: list[Child] = [[(pieces.code(wording.noticed(one)), " ") if one.path else None, pieces.prose(one.message)] for one in notices]
    return [element("h3", None, title), element("p", {"class": "intro"}, intro), pieces.listed(rows, _SHOWN, noun)]
