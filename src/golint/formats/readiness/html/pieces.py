"""The small parts that the whole page is made of: a state, a prose text with code in it, a place, a table, a list that collapses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from golint.formats.readiness import wording
from golint.formats.readiness.html.builder import Attributes, Child, Markup, element
from golint.formats.summary import counted
from golint.formats.terminal import paragraph
from golint.model import Location
from golint.readiness.model import MEANINGS, Answer, State, Verdict
from golint.readiness.model import counted as counted_states

SYMBOLS = {
    State.FAIL: "fail",
    State.MANUAL: "manual",
    State.NOT_CHECKED: "not-checked",
    State.NOT_DETECTED: "not-detected",
    State.WAIVED: "waived",
    State.PASS: "pass",
    State.NOT_APPLICABLE: "na",
}
_MARKS = 120
VERDICTS = {Verdict.NOT_READY: "fail", Verdict.RISKS: "waived", Verdict.READY: "pass"}


def symbol(name: str) -> Markup:
    """One of the shapes of symbols.svg; a word stands beside it wherever it is used."""
    return element("svg", {"class": "symbol", "viewBox": "0 0 16 16", "aria-hidden": "true"}, element("use", {"href": f"#{name}"}))


def sign(name: str, word: str) -> Markup:
    """A word with one of the shapes, and in its colour."""
    return element("span", {"class": f"state {name}"}, symbol(name), element("span", None, word))


def state(one: State) -> Markup:
    """A state by shape, word and colour."""
    return sign(SYMBOLS[one], one.value)


def verdict(one: Verdict) -> Markup:
    """A verdict by shape, word and colour."""
    return sign(VERDICTS[one], one.value)


def prose(text: str) -> Iterable[Child]:
    """A text on one line, what stands between backticks as code."""
    return [code(piece) if is_code else piece for is_code, piece in wording.pieces(" ".join(text.split()))]


def labelled(label: str, text: str) -> Markup:
    """A text of one or several lines beside what it is for."""
    lines = [element("p", None, prose(line)) for line in paragraph(text) if line]
    return element("div", {"class": "labelled"}, element("strong", None, label), " ", element("div", None, lines))


def code(text: str) -> Markup:
    """A name or a command as it stands in a file; it keeps its reading direction to itself."""
    return element("code", {"dir": "ltr"}, text)


def place(location: Location) -> Markup:
    """A path and a line."""
    return code(wording.place(location))


def source(location: Location) -> Markup | None:
    """The source line of a place with the place marked; None for a file as a whole."""
    if not location.line.strip():
        return None
    before, marked, after = wording.source(location)
    number = element("span", {"class": "number", "aria-hidden": "true"}, str(location.region.start_line))
    line = element("code", {"dir": "ltr"}, before, element("mark", None, marked) if marked else None, after)
    return element("pre", {"class": "source"}, number, line)


def tally(answers: Sequence[Answer]) -> list[Markup]:
    """How many items are in each state, as a strip and in words."""
    return strip([(SYMBOLS[name], state(name), number) for name, number in counted_states(answers).items()])


def strip(numbers: Sequence[tuple[str, Markup, int]]) -> list[Markup]:
    """How many there are of each kind: a strip with a mark for each, or for each kind where there are many, and the same in words. A kind
    is given as its colour, its sign and its number."""
    total = sum(number for _, _, number in numbers)
    if not total:
        return []
    many = total > _MARKS
    gap = total / 400 if many else min(total / 200, 0.25)
    sizes = [(name, number) for name, _, number in numbers] if many else [(name, 1) for name, _, number in numbers for _ in range(number)]
    starts = accumulate((size for _, size in sizes), initial=0)
    marks = [
        element("rect", {"class": name, "x": at, "width": f"{max(size - gap, size / 2):.2f}", "height": 1})
        for (name, size), at in zip(sizes, starts, strict=False)
    ]
    box: Attributes = {
        "class": "tally",
        "viewBox": f"0 0 {total - gap:.2f} 1",
        "preserveAspectRatio": "none",
        "aria-hidden": "true",
    }
    words = [element("li", None, kind, " ", element("strong", None, f"{number:,}")) for _, kind, number in numbers]
    return [element("svg", box, marks), element("ul", {"class": "counts"}, words)]


def legend() -> Markup:
    """What each state means."""
    return element("dl", {"class": "meanings"}, [(element("dt", None, state(one)), element("dd", None, MEANINGS[one])) for one in State])


def listed(items: Sequence[Child], limit: int, noun: str, name: str = "") -> list[Markup]:
    """A list, from some length on with its end folded."""
    rows = [element("li", {"class": "line"} if name else None, item) for item in items]
    shown = [element("ul", {"class": f"plain {name}".rstrip()}, rows[:limit])] if rows else []
    if len(rows) > limit:
        rest = element("ul", {"class": f"plain {name}".rstrip()}, rows[limit:])
        shown.append(element("details", {"class": "more"}, element("summary", None, counted(len(rows) - limit, f"more {noun}")), rest))
    return shown


def table(label: str, columns: Sequence[Child], rows: Iterable[Sequence[Child]]) -> Markup:
    """A table whose rows are named by their first cell, and which scrolls by itself where the screen is narrow."""
    head = element("tr", None, [element("th", {"scope": "col"}, column) for column in columns])
    body = [element("tr", None, element("th", {"scope": "row"}, row[0]), [element("td", None, cell) for cell in row[1:]]) for row in rows]
    inside = element("table", None, element("thead", None, head), element("tbody", None, body))
    return element("div", {"class": "scroll", "role": "group", "aria-label": label, "tabindex": 0}, inside)
