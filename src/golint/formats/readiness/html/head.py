"""The top of the page: what was audited, and the verdict."""

from __future__ import annotations

from golint.formats.readiness import wording
from golint.formats.readiness.html import controls, pieces
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.readiness.model import Readiness


def masthead(readiness: Readiness) -> Markup:
    """Title, facts and verdict."""
    return element(
        "header",
        {"class": "masthead"},
        controls.tools(),
        element("p", {"class": "kicker"}, "Go-live readiness"),
        element("h1", None, element("bdi", None, readiness.repository.name)),
        element("dl", {"class": "facts"}, _facts(readiness)),
        _verdict(readiness),
        None if readiness.report.complete else _incomplete(),
    )


def _incomplete() -> Markup:
    why = element("a", {"href": "#coverage"}, "what was looked at")
    return element("p", {"class": "alarm"}, "A part of the check failed, so a fault may be missing: see ", why, ".")


def _facts(readiness: Readiness) -> list[Markup]:
    repository, state = readiness.repository, wording.tree(readiness)
    facts: list[tuple[str, Child]] = [("Date", element("time", {"datetime": readiness.date}, readiness.date))]
    if repository.commit:
        facts.append(("Commit", pieces.code(repository.commit)))
    if state:
        facts.append(("Work tree", state))
    return [element("div", None, element("dt", None, name), element("dd", None, value)) for name, value in facts]


def _verdict(readiness: Readiness) -> Markup:
    """The verdict in words, and how many items are in each state."""
    name = pieces.VERDICTS[readiness.verdict]
    reason = wording.because(readiness.verdict, wording.everything(readiness))
    words = element("div", None, element("p", {"class": "word"}, readiness.verdict.value), element("p", {"class": "reason"}, reason))
    return element(
        "div",
        {"class": f"verdict {name}"},
        pieces.symbol(name),
        words,
        element("div", {"class": "sum"}, pieces.tally(wording.everything(readiness))),
    )
