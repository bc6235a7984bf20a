"""Which comments suppress what, and what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from golint import suppressions
from golint.facts import Comment
from golint.model import Finding, Location, Precision, Region, Severity, Span
from golint.sources import SourceFile
from golint.suppressions import Ignore

TODAY = date(2026, 3, 1)
RULES = {"no-timeout": 1, "hardcoded-key": 1, "insecure-http": 1}


def ignores(text: str, path: str = "a.py", language: str = "python", comments: tuple[Comment, ...] = ()) -> tuple[Ignore, ...]:
    return suppressions.find(SourceFile(path, text.encode()), language, comments)


def finding(rule: str, line: int, end_line: int | None = None, path: str = "a.py") -> Finding:
    region = Region(line, 1, end_line or line, 5)
    place = Location(path, Span(line * 10, line * 10 + 4), region, "x")
    return Finding(rule=rule, severity=Severity.ERROR, precision=Precision.HIGH, message="m", location=place)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "x = 1  # golint: ignore[no-timeout] -- behind a proxy"),
        ("python", "x = 1  # noqa: E501  golint: ignore[no-timeout] -- behind a proxy"),
        ("javascript", "x = 1; // golint: ignore[no-timeout] -- behind a proxy"),
        ("css", "a { } /* golint: ignore[no-timeout] -- behind a proxy */"),
        ("html", "<a> <!-- golint: ignore[no-timeout] -- behind a proxy -->"),
        ("markdown", "text <!-- golint: ignore[no-timeout] -- behind a proxy -->"),
        ("sql", "select 1 -- golint: ignore[no-timeout] -- behind a proxy"),
        ("ini", "a = 1 ; golint: ignore[no-timeout] -- behind a proxy"),
        ("", "{{ x }} {# golint: ignore[no-timeout] -- behind a proxy #}"),
        ("python", "x = 1  # golint:ignore[ no-timeout ]  --  behind a proxy\r"),
    ],
)
def test_each_comment_style_covers_its_own_line(language: str, text: str) -> None:
    (one,) = ignores(text + "\n", language=language)
    assert (one.line, one.rules, one.reason) == (1, ("no-timeout",), "behind a proxy")


@pytest.mark.parametrize("above", ["# ", "// ", "    /* ", "<!-- ", "-- ", "; ", "{# ", " * ", "{/* "])
def test_a_comment_alone_on_its_line_covers_the_next(above: str) -> None:
    (one,) = ignores(f"a\n{above}golint: ignore[no-timeout] -- r\nb\n", language="php")
    assert one.line == 3


def test_comments_above_one_line_all_cover_it() -> None:
    found = ignores(
        "# golint: ignore[no-timeout] -- r\n# golint: ignore[insecure-http] -- s\ncall()  # golint: ignore[hardcoded-key] -- t\n"
    )
    assert [(one.rules[0], one.line) for one in found] == [("no-timeout", 3), ("insecure-http", 3), ("hardcoded-key", 3)]


def test_a_comment_on_a_line_of_code_does_not_move_the_one_above_it_further_down() -> None:
    found = ignores("# golint: ignore[no-timeout] -- r\nx = 1  # golint: ignore[insecure-http] -- s\ny = 2\n")
    assert [one.line for one in found] == [2, 2]


def test_the_whole_file_is_covered_from_its_first_twenty_lines_only() -> None:
    mark = "# golint: ignore-file[no-timeout] -- generated\n"
    assert [one.line for one in ignores("\n" * 19 + mark)] == [None]
    assert ignores("\n" * 20 + mark) == ()


@pytest.mark.parametrize(
    ("rest", "reason", "until"),
    [
        (" -- because", "because", ""),
        (" until=2026-12-31 -- because", "because", "2026-12-31"),
        (" -- because until=2026-12-31", "because", "2026-12-31"),
        ("", "", ""),
        (" because", "", ""),
        (" --", "", ""),
        (" -- until=2026-12-31", "", "2026-12-31"),
    ],
)
def test_reason_and_last_day(rest: str, reason: str, until: str) -> None:
    (one,) = ignores(f"x  # golint: ignore[no-timeout]{rest}\n")
    assert (one.reason, one.until) == (reason, until)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "golint: ignore[no-timeout] -- no comment sign"),
        ("markdown", "    x  # golint: ignore[no-timeout] -- an example in prose"),
        ("html", "// golint: ignore[no-timeout] -- shown to the reader"),
    ],
)
def test_what_is_no_comment_suppresses_nothing(language: str, text: str) -> None:
    assert ignores(text + "\n", language=language) == ()


def test_where_a_front_end_knows_the_comments_a_string_is_none() -> None:
    text = "x = '# golint: ignore[no-timeout] -- s'  # golint: ignore[insecure-http] -- c\n"
    at = text.rindex("#")
    (one,) = ignores(text, comments=(Comment("", Span(at, len(text) - 1)),))
    assert one.rules == ("insecure-http",)


def test_the_span_is_the_marker_without_the_reason() -> None:
    text = "é = 1  # golint: ignore[no-timeout] -- r\n"
    (one,) = ignores(text)
    assert text.encode()[one.span.start : one.span.end].decode() == "golint: ignore[no-timeout]"


def test_a_finding_is_covered_by_its_first_or_last_line_and_its_rule() -> None:
    found = ignores("a(\n  b,  # golint: ignore[no-timeout] -- r\n)  # golint: ignore[insecure-http] -- r\n")
    cases = [finding("no-timeout", 1, 3), finding("insecure-http", 1, 3), finding("hardcoded-key", 1, 3), finding("no-timeout", 2)]
    left, hidden, used = suppressions.apply(cases, found, TODAY)
    assert [(one.rule, one.location.region.start_line) for one in left] == [("no-timeout", 1), ("hardcoded-key", 1)]
    assert [(one.rule, one.suppression and one.suppression.reason) for one in hidden] == [("insecure-http", "r"), ("no-timeout", "r")]
    assert used == set(found)


def test_a_comment_in_one_file_covers_nothing_in_another() -> None:
    left, hidden, _ = suppressions.apply([finding("no-timeout", 1, path="b.py")], ignores("x  # golint: ignore[no-timeout] -- r\n"), TODAY)
    assert (len(left), hidden) == (1, [])


@pytest.mark.parametrize(
    ("comment", "in_effect", "fault"),
    [
        ("golint: ignore[no-timeout] -- r", True, None),
        ("golint: ignore[no-timeout]", False, "suppression-without-reason"),
        ("golint: ignore[no-timeout] until=2026-03-01 -- r", True, None),
        ("golint: ignore[no-timeout] until=2026-02-28 -- r", False, "expired-suppression"),
        ("golint: ignore[no-timeout] until=soon -- r", False, "expired-suppression"),
        ("golint: ignore[insecure-http] -- r", False, "unused-suppression"),
        ("golint: ignore[no-timeouts] -- r", False, "unknown-suppressed-rule"),
        ("golint: ignore -- r", False, "unknown-suppressed-rule"),
        ("golint: ignore[] -- r", False, "unknown-suppressed-rule"),
    ],
)
def test_what_is_wrong_with_a_suppression(comment: str, in_effect: bool, fault: str | None) -> None:
    found = ignores(f"x  # {comment}\n")
    left, hidden, used = suppressions.apply([finding("no-timeout", 1)], found, TODAY)
    assert (len(left), len(hidden)) == ((0, 1) if in_effect else (1, 0))
    faults = list(suppressions.faults(found, used, RULES, lambda _: frozenset(RULES), TODAY))
    assert [one.rule for one in faults] == ([fault] if fault else [])


def test_an_unknown_rule_is_told_with_the_nearest_one() -> None:
    (one,) = suppressions.faults(ignores("x  # golint: ignore[no-timeot] -- r\n"), set(), RULES, lambda _: frozenset(), TODAY)
    assert "no-timeout" in one.values["remedy"]


def test_a_suppression_of_a_rule_that_was_not_asked_is_not_called_unused() -> None:
    found = ignores("x  # golint: ignore[no-timeout, insecure-http] -- r\n")
    assert list(suppressions.faults(found, set(), RULES, lambda _: frozenset({"no-timeout"}), TODAY)) == []
