"""The table of the fleet: a row for each repository."""

from __future__ import annotations

from collections.abc import Iterator

from golint.formats.fleet import wording
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Attributes, Child, Markup, element
from golint.formats.readiness.html.tables import part
from golint.formats.summary import counted
from golint.model import Severity
from golint.readiness.fleet import Entry, Fleet, Outcome, Part, Status
from golint.readiness.model import Verdict

_SIGNS = {
    Outcome.FAILED: "not-checked",
    Outcome.PENDING: "not-detected",
    Outcome.NOT_READY: "fail",
    Outcome.RISKS: "waived",
    Outcome.READY: "pass",
    Outcome.NOTHING: "na",
}
_WORDS = ("Repository", "Outcome", "Providers")
_FIGURES = ("Faults that block", "Statements due", "Risks", "Errors", "Warnings", "Notes")
_SECONDS = "Seconds"
_FILES = {"html": "Report", "sarif": "SARIF", "json": "JSON"}


def signed(outcome: Outcome) -> tuple[str, Markup]:
    """The colour of an outcome, and the outcome by shape, word and colour."""
    return _SIGNS[outcome], pieces.sign(_SIGNS[outcome], outcome.value)


def anchors(fleet: Fleet) -> dict[str, str]:
    """Where the row of each repository stands, by name; texts of the fleet have no part in it."""
    return {entry.name: f"repository-{number}" for number, entry in enumerate(fleet.entries, 1)}


def repositories(fleet: Fleet) -> Markup:
    """The table, in the order of what wants somebody first. Where the screen is narrow its rows are cards, which keep their roles."""
    names = anchors(fleet)
    columns: list[Child] = [*_WORDS, *(figure(title) for title in (*_FIGURES, _SECONDS))]
    head = element("tr", {"role": "row"}, [element("th", {"scope": "col", "role": "columnheader"}, column) for column in columns])
    rows = [_row(entry, names[entry.name]) for entry in fleet.entries]
    parts = [element("thead", {"role": "rowgroup"}, head), element("tbody", {"role": "rowgroup"}, rows)]
    table = element("table", {"data-role": "fleet", "role": "table"}, parts)
    return part("repositories", "Repositories", element("div", _box("Repositories"), table))


def figure(text: str, *, none: bool = False) -> Markup:
    """What stands in a column of figures."""
    return element("span", {"class": "figure none" if none else "figure"}, text)


def _box(label: str) -> Attributes:
    return {"class": "scroll", "role": "group", "aria-label": label, "tabindex": 0}


def _row(entry: Entry, anchor: str) -> Markup:
    colour, sign = signed(entry.outcome)
    cells = [
        _cell(entry.outcome.rank, "", sign),
        _cell(" ".join(part.name for part in entry.parts), "", _providers(entry)),
        *_figures(entry),
    ]
    marks: Attributes = {
        "id": anchor,
        "role": "row",
        "data-item": "row",
        "data-state": colour,
        "data-provider": " ".join(part.provider for part in entry.parts),
    }
    head = element("th", {"scope": "row", "role": "rowheader", "data-value": entry.path}, _repository(entry))
    return element("tr", marks, head, cells)


def _cell(value: str | float, label: str, *children: Child) -> Markup:
    """A cell with what it is sorted by, and its column's title for where the screen has no room for columns."""
    return element("td", {"role": "cell", "data-value": value, "data-label": label or None}, *children)


def _figures(entry: Entry) -> Iterator[Markup]:
    """The cells of figures; a dash where there is nothing to count."""
    audited = entry.status is Status.DONE
    parts = entry.parts
    blocking = (sum(part.faults for part in parts), sum(part.due for part in parts), sum(part.risks for part in parts))
    found = (entry.number(severity) for severity in reversed(Severity))
    counts = [*(number if parts else None for number in blocking), *(number if audited else None for number in found)]
    for number, title in zip(counts, _FIGURES, strict=True):
        shown = figure("–" if number is None else f"{number:,}", none=not number)
        yield _cell(-1 if number is None else number, title, shown)
    yield _cell(entry.seconds if audited else -1, _SECONDS, figure(f"{entry.seconds:,.1f}" if audited else "–", none=not audited))


def _repository(entry: Entry) -> list[Child]:
    """The name, which commit it was, its files, and what there is to say of it."""
    told = [element("bdi", None, entry.title)] if entry.title and not entry.path.endswith(entry.title) else []
    if entry.commit:
        told.append(pieces.code(entry.commit[:12]))
    if entry.dirty:
        told.append(element("span", None, "with uncommitted changes"))
    return [
        element("span", {"class": "path"}, element("bdi", None, entry.path)),
        element("span", {"class": "place"}, [[", " if at else "", one] for at, one in enumerate(told)]) if told else None,
        element("p", {"class": "note"}, entry.reason) if entry.reason else None,
        element("p", {"class": "note"}, "A part of the check failed, so a fault may be missing.") if not entry.complete else None,
        _files(entry),
        _rules(entry),
    ]


def _files(entry: Entry) -> Markup | None:
    links = [
        element("a", {"href": path, "aria-label": f"{_FILES[suffix]} of {entry.path}"}, _FILES[suffix])
        for suffix, path in wording.results(entry)
    ]
    return element("span", {"class": "files"}, [[" ", one] for one in links]) if links else None


def _rules(entry: Entry) -> Markup | None:
    """How often each rule found something, folded."""
    if not entry.counts:
        return None
    rows = [element("li", None, pieces.code(one.rule), f" {counted(one.number, one.severity.value)}") for one in entry.counts]
    rules = counted(len({one.rule for one in entry.counts}), "rule")
    title = f"{counted(sum(one.number for one in entry.counts), 'finding')} of {rules}"
    return element("details", {"class": "more"}, element("summary", None, title), element("ul", {"class": "plain"}, rows))


def _providers(entry: Entry) -> Child:
    """Each provider, with its verdict where they differ."""
    if len({part.verdict for part in entry.parts}) < 2:
        return [[", " if at else "", element("bdi", None, part.name)] for at, part in enumerate(entry.parts)]
    order = tuple(Verdict)
    parts = sorted(entry.parts, key=lambda part: (order.index(part.verdict), part.name.lower()))
    return element("ul", {"class": "plain"}, [_provider(part) for part in parts])


def _provider(part: Part) -> Markup:
    return element("li", {"class": "one"}, element("bdi", None, part.name), " ", pieces.verdict(part.verdict))
