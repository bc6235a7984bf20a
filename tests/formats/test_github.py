"""GitHub's annotations: what the runner will read, and no more than it keeps."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import formats
from golint.catalog import Catalog
from golint.model import Finding, Location, Notice, Precision, Region, Report, Severity, Span

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::(.*)")
LINES = st.text(st.characters(categories=["L", "N", "P", "S"]) | st.sampled_from(" \n\r%,:#[]"), min_size=1)


def finding(path: str, message: str, severity: Severity = Severity.ERROR, line: int = 3) -> Finding:
    place = Location(path, Span(0, 1), Region(line, 5, line, 9))
    return Finding(rule="some-rule", severity=severity, precision=Precision.HIGH, message=message, location=place)


def commands(rendered: str) -> list[tuple[str, dict[str, str], str]]:
    """The annotations, read as the runner reads them."""
    found = []
    for line in rendered.splitlines():
        if match := COMMAND.fullmatch(line):
            properties = dict(pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {name: _read(value) for name, value in properties.items()}, _read(match[3])))
    return found


def _read(value: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, char)
    return value


def test_properties(clean: Report, catalog: Catalog) -> None:
    rendered = formats.render("github", replace(clean, findings=(finding("a,b:c 100%.py", "It fails: 50%, often. Badly."),)), catalog)
    assert commands(rendered) == [
        (
            "error",
            {
                "file": "a,b:c 100%.py",
                "line": "3",
                "endLine": "3",
                "col": "5",
                "endColumn": "9",
                "title": "some-rule: It fails: 50%, often",
            },
            "It fails: 50%, often. Badly.\ngolint explain some-rule",
        )
    ]


def test_ten_of_each_kind_and_the_rest_said_aloud(clean: Report, catalog: Catalog) -> None:
    findings = [finding("a.py", "It fails.", severity, line) for line in range(1, 14) for severity in (Severity.NOTE, Severity.ERROR)]
    findings += [finding("b.py", "It may fail.", Severity.WARNING, line) for line in range(1, 12)]
    rendered = formats.render("github", replace(clean, findings=tuple(findings)), catalog)
    kinds = [kind for kind, _, _ in commands(rendered)]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert "golint: 3 more errors and 1 more warning and 3 more notes without an annotation" in rendered


def test_nothing_is_said_to_be_left_out_of_a_short_report(report: Report, catalog: Catalog) -> None:
    assert "without an annotation" not in formats.render("github", report, catalog)


@given(path=LINES, message=LINES)
def test_any_text_makes_one_command_and_no_other(path: str, message: str, clean: Report, catalog: Catalog) -> None:
    report = replace(clean, findings=(finding(path, message),), notices=(Notice(path, message),), providers=(message,))
    annotation, *log = formats.render("github", report, catalog).splitlines()
    assert len(commands(annotation)) == 1
    assert all(line.startswith("golint: ") and "##[" not in line for line in log)
