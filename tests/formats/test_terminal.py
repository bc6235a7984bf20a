"""Texts for people: nothing that a terminal would obey, marks under the right characters, long lines cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import formats
from golint.catalog import Catalog
from golint.formats import prose
from golint.formats.snippet import Mark, frame
from golint.formats.terminal import cells, paragraph, plain, style, width
from golint.model import Finding, Location, Notice, Precision, Region, Related, Report, Severity, Span

ANYTHING = st.text(st.characters(exclude_categories=()))
COLUMNS = st.integers(1, 400)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 日本 😀", "plain é 日本 😀"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("user\u202etxt.exe\u2028", r"user\u202etxt.exe\u2028"),
        ("caf\udce9.py", r"caf\udce9.py"),
        ("\x9b31m", r"\x9b31m"),
    ],
)
def test_escapes(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(ANYTHING)
def test_whatever_is_shown_prints(text: str) -> None:
    assert plain(text).isprintable()
    assert all(line.isprintable() for line in paragraph(text))
    assert len(cells(text)) == len(text)
    assert "".join(cells(text)).isprintable()


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("é", 1), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_tabs_go_to_the_next_stop() -> None:
    assert cells("\ta\t日\tb") == ["    ", "a", "   ", "日", "  ", "b"]


@pytest.mark.parametrize(
    ("message", "first", "rest"),
    [
        ("One fault. Its cost. More.", "One fault", "Its cost. More."),
        ("No full stop", "No full stop", ""),
        ("Call `a. B` first. Then stop.", "Call `a. B` first", "Then stop."),
        ("Files, e.g. Django's, count. Yes.", "Files, e.g. Django's, count", "Yes."),
        ("Version 1.2 of it is old! Update.", "Version 1.2 of it is old!", "Update."),
        ("An odd ` mark. Next.", "An odd ` mark. Next", ""),
        ("", "", ""),
    ],
)
def test_first_sentence(message: str, first: str, rest: str) -> None:
    assert prose.split(message) == (first, rest)


def lines(*marks: Mark) -> list[str]:
    return list(frame(marks, 2, style(False)))


def mark(line: str, start: int, end: int, label: str = "", *, number: int = 7, last: int | None = None) -> Mark:
    return Mark(Location("a.py", Span(0, 0), Region(number, start, last or number, end), line), label, "^")


@pytest.mark.parametrize(
    ("given_mark", "shown"),
    [
        (mark("x = key", 5, 8, "here"), [" 7 | x = key", "   |     ^^^ here"]),
        (mark("\tx = key", 6, 9), [" 7 |     x = key", "   |         ^^^"]),
        (mark("日本 = '鍵'; x", 6, 9), [" 7 | 日本 = '鍵'; x", "   |        ^^^^"]),
        (mark("e\u0301 = 1", 6, 7), [" 7 | e\u0301 = 1", "   |     ^"]),
        (mark("a\x1b[0m = 1", 2, 3), [r" 7 | a\x1b[0m = 1", r"   |  ^^^^"]),
        (mark("empty()", 6, 6), [" 7 | empty()", "   |      ^"]),
        (mark("return f(   ", 8, 2, "to the end", last=9), [" 7 | return f(", "   |        ^^ to the end"]),
        (mark("short", 40, 60), [" 7 | short", "   |      ^"]),
        (
            replace(mark("\ufeffx = 1", 1, 2), location=Location("a", Span(3, 4), Region(1, 1, 1, 2), "\ufeffx = 1")),
            [" 1 | x = 1", "   | ^"],
        ),
    ],
)
def test_marks_stand_under_what_they_mark(given_mark: Mark, shown: list[str]) -> None:
    assert lines(given_mark) == ["   |", *shown, "   |"]


def test_lines_are_shown_once_and_gaps_are_shown() -> None:
    shown = lines(mark("a(b)", 1, 5, "call"), mark("a(b)", 3, 4, "argument"), mark("c", 1, 2, number=8), mark("d", 1, 2, number=12))
    assert shown == [
        "   |",
        " 7 | a(b)",
        "   | ^^^^ call",
        "   |   ^ argument",
        " 8 | c",
        "   | ^",
        "...",
        "12 | d",
        "   | ^",
        "   |",
    ]


def test_a_long_line_is_cut_around_the_mark() -> None:
    _, text, under, _ = lines(mark("a" * 5000 + "KEY" + "b" * 5000, 5001, 5004))
    at = text.index("KEY")
    assert under[at:] == "^^^"
    assert under[:at].strip() == "|"
    assert text[5] == text[-1] == "…"
    assert len(text) < 140


def test_a_mark_longer_than_the_line_shown_is_cut_with_it() -> None:
    _, text, under, _ = lines(mark("x" * 9000, 1, 9001))
    assert len(under) == len(text) - 1


@given(ANYTHING, COLUMNS, COLUMNS)
def test_any_line_can_be_marked_anywhere(text: str, start: int, end: int) -> None:
    line = text.replace("\n", " ")
    for row in lines(mark(line, start, end, text)):
        assert row.isprintable()


@given(text=ANYTHING, severity=st.sampled_from(Severity))
@pytest.mark.parametrize("name", ["text", "concise", "github"])
def test_no_control_character_reaches_the_terminal(name: str, text: str, severity: Severity, clean: Report, catalog: Catalog) -> None:
    place = Location(text, Span(0, 1), Region(1, 1, 1, 2), text)
    finding = Finding(
        rule=text or "rule",
        severity=severity,
        precision=Precision.LOW,
        message=text,
        location=place,
        label=text,
        help=text,
        provider=text,
        related=(Related(place, text), Related(replace(place, path=f"{text}/other"), text)),
        flow=(Related(replace(place, span=Span(4, 5)), text),),
    )
    report = replace(clean, findings=(finding,), providers=(text,), notices=(Notice(text, text),))
    rendered = formats.render(name, report, catalog)
    assert rendered.replace("\n", "").isprintable()
    coloured = formats.render(name, report, catalog, colour=True)
    assert coloured.count("\n") == rendered.count("\n")


def test_concise_is_one_line_for_each_finding(report: Report, catalog: Catalog) -> None:
    rows = formats.render("concise", report, catalog).splitlines()
    assert [row.split(": ")[0] for row in rows] == [
        f"{finding.location.path}:{finding.location.region.start_line}:{finding.location.region.start_column}"
        for finding in report.findings
    ]
    assert [row.endswith(" [*]") for row in rows] == [False, True, False, False]


def test_text_says_that_nothing_was_checked(catalog: Catalog) -> None:
    assert "Nothing was checked" in formats.render("text", Report(root=".", findings=()), catalog)
