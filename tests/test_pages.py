"""Every rule page is held to its examples, and every example to what golint promises of any file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import pytest

from golint import catalog, checks, formats
from golint.catalog import grow, messages
from golint.catalog.rules import Example, Rule
from golint.engine.history import remembered
from golint.engine.inquiry import Inquiry
from golint.engine.judging import Verdict, judge
from golint.model import Commit, Finding, Fix, Location, Report, Severity
from golint.project import Project

CATALOG = catalog.load()
TODAY = date(2026, 1, 31)
COMMIT = Commit("0123456789abcdef0123456789abcdef01234567", "2025-11-02")
RULES = tuple(CATALOG.rules.values())
PAGES = {rule.id: rule.examples for rule in RULES}
EXAMPLES = {
    f"{rule.id}-{example.language}-{example.expect}-{example.place}": (rule, example) for rule in RULES for example in PAGES[rule.id]
}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
# What holds of any file is asked of a page's examples at once, one question after the other, while what golint says of them is at hand.
each_page = pytest.mark.parametrize("examples", PAGES.values(), ids=PAGES, scope="module")


def verdict(files: dict[str, bytes], rules: Sequence[Rule] = RULES, gone: frozenset[str] = frozenset()) -> Verdict:
    """What these rules, and those about suppressions, say of a miniature repository; the files that are gone are in its history alone."""
    asked = (*rules, *(rule for rule in RULES if rule.family == "suppressions" and rule not in rules))
    here = {path: data for path, data in files.items() if path not in gone}
    inquiry = Inquiry(CATALOG, Project.of(here), lambda _: asked, strict=True)
    results = {path: inquiry.check(path) for path in here}
    past = [one for path in sorted(gone) for one in remembered(inquiry, path, files[path], COMMIT)]
    return judge(inquiry, results, TODAY, past=past)


def laid_out(example: Example) -> tuple[dict[str, bytes], tuple[tuple[str, int, int], ...]]:
    return example.lay_out(lambda text: grow.fill(text, CATALOG))


@cache
def seen(example: Example) -> Verdict:
    """What all rules say of an example."""
    return verdict(laid_out(example)[0], gone=example.gone)


def lines(files: dict[str, bytes], places: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted((path, files[path].count(b"\n", 0, start) + 1) for path, start in places)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_page_says_what_the_rule_does(rule: Rule, example: Example) -> None:
    files, marked = laid_out(example)
    found = [one for one in verdict(files, (rule,), example.gone).findings if one.rule == rule.id]
    if example.expect == "fault":
        assert marked, "mark what is to be found with « and »"
        places = [(one.location.path, one.location.span.start) for one in found]
        assert lines(files, places) == lines(files, [(path, start) for path, start, _ in marked])
        for one in found:
            span = one.location.span
            assert any(path == one.location.path and start < span.end and span.start < end for path, start, end in marked)
        return
    assert not marked
    quiet = Severity.NOTE if example.expect == "note" else None
    assert [(one.location.path, one.location.region.start_line, one.message) for one in found if one.severity != quiet] == []


@each_rule
def test_each_rule_has_a_fault_and_a_sound_twin_in_each_of_its_languages(rule: Rule) -> None:
    for language in rule.languages:
        for kinds in (("fault",), ("sound", "note")):
            own = (one for one in PAGES[rule.id] if one.expect in kinds)
            assert any(language in ("*", one.language, *_languages(one)) for one in own), f"no {kinds[0]} example in {language}"


@each_rule
def test_each_rule_has_something_that_finds_it(rule: Rule) -> None:
    assert rule.family == "suppressions" or checks.function(rule) is not None


@each_rule
def test_a_fix_reads_well_where_no_finding_fills_it(rule: Rule) -> None:
    filled = {name for text in rule.help.values() for name in re.findall(r"\{([a-z_]+)\}", text)}
    assert filled <= messages.PLAIN.keys() | rule.plain.keys()


@each_rule
def test_a_rule_silences_only_rules_that_there_are(rule: Rule) -> None:
    assert rule.silences <= CATALOG.rules.keys() - {rule.id}


@each_rule
def test_the_title_is_a_title_and_the_message_is_made_of_sentences(rule: Rule) -> None:
    assert rule.title == rule.title.strip().rstrip(".") and len(rule.title) <= 80
    assert rule.message.endswith((".", "?", "`")) and "{" not in rule.title
    assert rule.body, "the page has no prose"


@each_page
def test_findings_stand_inside_their_files(examples: Sequence[Example]) -> None:
    for example in examples:
        files, _ = laid_out(example)
        for finding in seen(example).findings:
            for place in _places(finding):
                data = files[place.path]
                assert 0 <= place.span.start <= place.span.end <= len(data), example.place
                assert 1 <= place.region.start_line <= place.region.end_line <= data.count(b"\n") + 1, example.place


@each_page
def test_no_brace_is_left_and_no_key_leaves(examples: Sequence[Example]) -> None:
    for example in examples:
        keys = [grow.fill(marker[0], CATALOG) for _, text in example.files for marker in grow.MARKER.finditer(text)]
        report = Report(root=".", findings=seen(example).findings, suppressed=seen(example).suppressed, notices=seen(example).notices)
        for name in formats.NAMES:
            shown = formats.render(name, report, CATALOG)
            assert not [key for key in keys if len(key) >= 8 and key in shown], (example.place, name)
        for finding in report.findings:
            assert not re.search(r"\{[a-z_]+\}", f"{finding.message} {finding.label}"), example.place


@each_page
def test_two_runs_agree(examples: Sequence[Example]) -> None:
    for example in examples:
        again = verdict(laid_out(example)[0], gone=example.gone)
        assert [one.fingerprint for one in again.findings] == [one.fingerprint for one in seen(example).findings], example.place
        assert again.findings == seen(example).findings, example.place


@each_page
def test_a_fix_removes_its_finding(examples: Sequence[Example]) -> None:
    for example in examples:
        files, _ = laid_out(example)
        for finding in seen(example).findings:
            if finding.fix:
                path = finding.location.path
                repaired = verdict({**files, path: applied(finding.fix, files[path])}, gone=example.gone)
                assert finding.fingerprint not in {one.fingerprint for one in repaired.findings}, example.place
                assert len(repaired.findings) < len(seen(example).findings), example.place


def applied(fix: Fix, data: bytes) -> bytes:
    for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
        data = data[: edit.span.start] + edit.text.encode() + data[edit.span.end :]
    return data


def _places(finding: Finding) -> Iterator[Location]:
    yield finding.location
    yield from (one.location for one in (*finding.related, *finding.flow))


def _languages(example: Example) -> Iterator[str]:
    from golint.context import language_of

    for path, text in example.files:
        yield language_of(path, text.encode())
