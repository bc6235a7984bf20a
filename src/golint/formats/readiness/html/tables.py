"""What the audit saw beside the checklists: webhook handlers, hosts and keys, and how an older report differs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from golint.formats.readiness import wording
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.model import Stage
from golint.readiness.model import HANDLER_COLUMNS, Change, Comparison, Count, HandlerSummary, Readiness, State

if TYPE_CHECKING:
    from golint.catalog import Catalog

_MARKS = {"yes": "pass", "no": "fail", "unknown": "not-checked", "n/a": "na"}
_SHOWN = 20


def part(name: str, title: str, *children: Child) -> Markup:
    """A part of the page with its own heading and anchor."""
    head = element("h2", {"id": f"{name}-title"}, title)
    return element("section", {"id": name, "class": "part", "aria-labelledby": f"{name}-title"}, head, *children)


def handlers(readiness: Readiness, catalog: Catalog) -> Markup | None:
    """What each webhook handler does with an event."""
    if not readiness.handlers:
        return None
    columns = ("Handler", "Provider", *(words.capitalize() for words in HANDLER_COLUMNS.values()))
    rows = [[_handler(one), wording.provider(one.provider, readiness, catalog), *_checks(one)] for one in readiness.handlers]
    return part("handlers", "Webhook handlers", pieces.table("Webhook handlers", columns, rows))


def inventory(readiness: Readiness, catalog: Catalog) -> Markup | None:
    """How many hosts and keys of a kind each environment holds."""
    if not readiness.inventory:
        return None
    stages = [stage for stage in Stage if any(one.stage == stage for one in readiness.inventory)]
    columns = ("Provider", "Kind", *(stage.value.capitalize() for stage in stages))
    rows = [_counts(list(group), stages, readiness, catalog) for _, group in groupby(sorted(readiness.inventory), key=_kind)]
    intro = element(
        "p", {"class": "intro"}, "How many places hold a host or a key of a kind, by the environment that their file belongs to."
    )
    return part("inventory", "Hosts and keys", intro, pieces.table("Hosts and keys by environment", columns, rows))


def comparison(readiness: Readiness, catalog: Catalog) -> Markup | None:
    """What became of the findings and the items since an older report."""
    older = readiness.comparison
    if older is None:
        return None
    figures = ((older.new, " new, "), (older.fixed, " fixed, "), (older.remaining, " remaining."))
    numbers = [(element("strong", None, f"{len(group):,}"), words) for group, words in figures]
    return part(
        "comparison",
        "Since the last report",
        element("p", {"class": "intro"}, "Compared with the report of ", _of(older), "."),
        element("p", {"class": "figures"}, "Findings: ", numbers),
        _named("New findings", older.new, older),
        _named("Fixed findings", older.fixed, older),
        _changes(readiness, older, catalog),
    )


def _handler(one: HandlerSummary) -> Child:
    route = element("span", {"class": "route"}, pieces.code(one.route)) if one.route else None
    return [pieces.code(one.symbol), route, element("span", {"class": "place"}, pieces.place(one.location))]


def _checks(one: HandlerSummary) -> Iterator[Markup]:
    for column in HANDLER_COLUMNS:
        value = one.checks.get(column, "unknown")
        mark = _MARKS.get(value, "not-checked")
        yield pieces.sign(mark, value)


def _kind(one: Count) -> tuple[str, str, str]:
    return one.provider, one.what, one.kind


def _counts(group: list[Count], stages: list[Stage], readiness: Readiness, catalog: Catalog) -> list[Child]:
    first = group[0]
    numbers = [sum(one.number for one in group if one.stage == stage) for stage in stages]
    figures = [element("span", {"class": "figure" if number else "figure none"}, str(number)) for number in numbers]
    return [wording.provider(first.provider, readiness, catalog), f"{first.what}: {first.kind}", *figures]


def _of(older: Comparison) -> Child:
    date = element("time", {"datetime": older.date}, older.date)
    return [date, (", commit ", pieces.code(older.commit[:12])) if older.commit else None]


def _named(title: str, fingerprints: tuple[str, ...], older: Comparison) -> Child:
    """What findings are, and where they stand or stood."""
    rows: list[Child] = [list(pieces.prose(older.named[one])) for one in fingerprints if one in older.named]
    return [element("h3", None, title), pieces.listed(rows, _SHOWN, "finding")] if rows else None


def _changes(readiness: Readiness, older: Comparison, catalog: Catalog) -> Child:
    if not older.changes:
        return element("p", None, "No item has another state than before.")
    rows = [_change(one, wording.provider(one.provider, readiness, catalog)) for one in older.changes]
    return [
        element("h3", None, "Items whose state changed"),
        pieces.table("Items whose state changed", ("Item", "Provider", "Before", "Now"), rows),
    ]


def _change(one: Change, provider: str) -> list[Child]:
    item: Child = [element("span", {"class": "id"}, one.id), " ", pieces.prose(one.title)]
    return [item, provider, _state(one.before), _state(one.after)]


def _state(one: State | None) -> Child:
    return pieces.state(one) if one else "not in the list"
