"""A run over a project that is held in memory: what is checked, what is said, and what happens when a check breaks down."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from golint import catalog, checks
from golint.baseline import Baseline
from golint.catalog import Catalog
from golint.engine.files import FileResult
from golint.engine.inquiry import Inquiry
from golint.engine.judging import Verdict, judge
from golint.model import Hit, Observation, RepositoryHit, Span
from golint.project import Project
from golint.view import FileView

TODAY = date(2026, 5, 4)
PAGE = """\
+++
id = "{id}"
title = "Debugging is on"
level = "launch"
severity = "{severity}"
precision = "high"
languages = {languages}
scope = "{scope}"
message = "Debugging is on in {{where}}."
why = "w"
{more}
[help]
default = "Turn it off."
+++
"""


def page(folder: Path, name: str, more: str = "", *, languages: str = '["*"]', scope: str = "file", severity: str = "error") -> None:
    (folder / "local").mkdir(exist_ok=True)
    (folder / "local" / f"{name}.md").write_text(
        PAGE.format(id=name, more=more, languages=languages, scope=scope, severity=severity), "utf-8"
    )


def local(folder: Path) -> Catalog:
    return catalog.load((folder,))


def run(known: Catalog, files: dict[str, bytes], baseline: Baseline | None = None) -> tuple[Verdict, dict[str, FileResult]]:
    """Only the rules of the test and those about suppressions are asked."""
    rules = tuple(rule for rule in known.rules.values() if rule.family in ("local", "suppressions"))
    inquiry = Inquiry(known, Project.of(files), lambda _: rules)
    results = {path: inquiry.check(path) for path in files}
    return judge(inquiry, results, TODAY, baseline), results


def said(verdict: Verdict) -> list[tuple[str, str, int]]:
    return [(one.rule, one.location.path, one.location.region.start_line) for one in verdict.findings]


def test_a_rule_that_is_data_alone_finds_its_pattern(tmp_path: Path) -> None:
    page(tmp_path, "debug-on", "pattern = '(?P<where>\\w+)_DEBUG = (?P<hit>True)'\ntriggers = ['_debug']")
    verdict, _ = run(
        local(tmp_path), {"b.py": b"x = 1\nSHOP_DEBUG = True\n", "a.py": b"SHOP_DEBUG = False\n", "c.conf": b"WEB_DEBUG = True"}
    )
    assert said(verdict) == [("debug-on", "b.py", 2), ("debug-on", "c.conf", 1)]
    assert verdict.findings[0].message == "Debugging is on in SHOP."
    assert verdict.findings[0].location.span == Span(19, 23)


def test_sides_stages_and_languages_narrow_a_rule(tmp_path: Path) -> None:
    page(tmp_path, "debug-client", "pattern = 'DEBUG'\nsides = ['client']\ntriggers = ['debug']")
    page(tmp_path, "debug-python", "pattern = 'DEBUG'\ntriggers = ['debug']", languages='["python"]')
    page(tmp_path, "debug-test", "pattern = 'DEBUG'\nstages = ['test']\ntriggers = ['debug']")
    verdict, _ = run(
        local(tmp_path), {"shop/views.py": b"DEBUG", "tests/test_views.py": b"DEBUG", "web/App.vue": b"<template>DEBUG</template>"}
    )
    assert said(verdict) == [
        ("debug-python", "shop/views.py", 1),
        ("debug-python", "tests/test_views.py", 1),
        ("debug-test", "tests/test_views.py", 1),
        ("debug-client", "web/App.vue", 1),
    ]


def test_a_file_without_a_candidate_word_is_counted_and_done(tmp_path: Path) -> None:
    page(tmp_path, "debug-on", "pattern = 'DEBUG'\ntriggers = ['debug']")
    _, results = run(local(tmp_path), {"a.py": b"hello = 'all'\n", "b.py": b"import stripe\nDEBUG = 1\n# golint: ignore[debug-on] -- r\n"})
    assert results["a.py"] == FileResult(size=14)
    assert results["b.py"].parsed and results["b.py"].providers == {"stripe"}


def test_suppressed_findings_stand_apart_and_stale_comments_are_findings(tmp_path: Path) -> None:
    page(tmp_path, "debug-on", "pattern = 'DEBUG'\ntriggers = ['debug']")
    lines = (
        "DEBUG  # golint: ignore[debug-on] -- local only",
        "x = 1  # golint: ignore[debug-on] -- nothing",
        "DEBUG  # golint: ignore[debug-on]",
    )
    text = "\n".join(lines).encode()
    verdict, _ = run(local(tmp_path), {"a.py": text})
    assert said(verdict) == [("unused-suppression", "a.py", 2), ("debug-on", "a.py", 3), ("suppression-without-reason", "a.py", 3)]
    assert [(one.rule, one.suppression and one.suppression.reason) for one in verdict.suppressed] == [("debug-on", "local only")]
    assert all(one.fingerprint for one in (*verdict.findings, *verdict.suppressed))


def test_the_baseline_takes_what_it_holds_and_nothing_else(tmp_path: Path) -> None:
    page(tmp_path, "debug-on", "pattern = 'DEBUG'\ntriggers = ['debug']")
    before, _ = run(local(tmp_path), {"a.py": b"DEBUG = 1\n"})
    known = Baseline.empty().accepting(before.findings)
    after, _ = run(local(tmp_path), {"a.py": b"\n\n  DEBUG = 1\nDEBUG = 2\n"}, baseline=known)
    assert said(after) == [("debug-on", "a.py", 4)]
    assert [(one.location.region.start_line, one.suppression and one.suppression.kind) for one in after.suppressed] == [(3, "baseline")]


@pytest.fixture
def local_checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A family of checks of the test's own, at the place where golint looks for families."""
    module = ModuleType("golint.checks.local")
    module.__spec__ = ModuleSpec(module.__name__, None)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    checks._attribute.cache_clear()
    yield module
    checks._attribute.cache_clear()


def test_a_check_over_the_repository_sees_what_each_file_tells(tmp_path: Path, local_checks: ModuleType) -> None:
    def observe(view: FileView) -> Iterator[Observation]:
        yield Observation("size", str(len(view.source.data)), view.location(Span(0, 1)), view.side, view.stage)

    def twins(observations: tuple[Observation, ...], known: Catalog) -> Iterator[RepositoryHit]:
        assert known.rules
        by_size: dict[str, list[Observation]] = {}
        for one in observations:
            by_size.setdefault(one.key, []).append(one)
        yield from (RepositoryHit(same[1].location, {"where": same[0].location.path}) for same in by_size.values() if len(same) > 1)

    vars(local_checks).update(observe=observe, twins=twins)
    page(tmp_path, "twins", scope="repository")
    verdict, _ = run(local(tmp_path), {"b.py": b"import stripe", "a.py": b"stripe import", "c.py": b"stripe"})
    assert said(verdict) == [("twins", "b.py", 1)]
    assert (verdict.findings[0].message, verdict.findings[0].location.line) == ("Debugging is on in a.py.", "import stripe")
    quiet, _ = run(local(tmp_path), {"b.py": b"# golint: ignore-file[twins] -- meant", "a.py": b"# stripe                        meant"})
    assert [one.rule for one in quiet.suppressed] == ["twins"]


def test_a_fault_may_stand_in_another_file_than_the_one_that_was_checked(tmp_path: Path, local_checks: ModuleType) -> None:
    def lingering(view: FileView) -> Iterator[Hit]:
        """What the doors of a shop have a service do."""
        service = view.project.read("service.py") or b""
        at = service.find(b"stripe.wait")
        if view.source.path != "service.py" and at >= 0:
            yield Hit(Span(at, at + 11), {"where": "all"}, path="service.py", related=((None, Span(0, 6), "the delivery comes from here"),))

    vars(local_checks).update(lingering=lingering)
    page(tmp_path, "lingering")
    known = local(tmp_path)
    doors = {"a.py": b"stripe = 1\n", "b.py": b"stripe = 2\n"}

    told, _ = run(known, {**doors, "service.py": b"# of the doors\nstripe.wait(9)\n"})
    assert said(told) == [("lingering", "service.py", 2)]
    [finding] = told.findings
    assert [(one.location.path, one.location.line) for one in finding.related] == [("a.py", "stripe = 1"), ("b.py", "stripe = 2")]

    hushed, _ = run(known, {**doors, "service.py": b"stripe.wait(9)  # golint: ignore[lingering] -- it is short\n"})
    assert (said(hushed), [one.rule for one in hushed.suppressed]) == ([], ["lingering"])

    rules = tuple(rule for rule in known.rules.values() if rule.family == "local")
    files = {**doors, "service.py": b"stripe.wait(9)\n"}
    inquiry = Inquiry(known, Project.of(files), lambda path: () if path == "service.py" else rules)
    assert said(judge(inquiry, {path: inquiry.check(path) for path in files}, TODAY)) == []


def test_a_broken_check_costs_its_own_findings_and_is_named_without_the_files_text(tmp_path: Path, local_checks: ModuleType) -> None:
    def broken(view: FileView) -> Iterator[Hit]:
        raise RuntimeError(view.source.data.decode())

    def observe(view: FileView) -> Iterator[Observation]:
        yield Observation("size", "", view.location(Span(0, 1)), view.side, view.stage)

    def broken_later(observations: tuple[Observation, ...], _known: Catalog) -> list[RepositoryHit]:
        raise LookupError(f"private text {observations}")

    vars(local_checks).update(broken=broken, broken_too=broken, observe=observe, broken_later=broken_later)
    page(tmp_path, "broken")
    page(tmp_path, "broken-too")
    page(tmp_path, "broken-later", scope="repository")
    page(tmp_path, "debug-on", "pattern = 'DEBUG'\ntriggers = ['debug']")
    verdict, _ = run(local(tmp_path), {"a.py": b"DEBUG private text"})
    assert said(verdict) == [("debug-on", "a.py", 1)]
    assert not verdict.complete
    first, second = verdict.notices
    assert first.path == "a.py" and first.message.startswith("broken-too, broken failed here (RuntimeError)")
    assert second.path == "" and second.message.startswith("broken-later failed (LookupError)")
    assert "private" not in repr(verdict.notices)


def test_a_named_rule_without_a_check_is_no_fault_of_the_file(tmp_path: Path) -> None:
    page(tmp_path, "nobody-looks")
    verdict, _ = run(local(tmp_path), {"a.py": b"stripe"})
    assert verdict == Verdict(())


def test_rules_are_checked_when_they_are_loaded(tmp_path: Path) -> None:
    page(tmp_path, "debug-on", "pattern = '('")
    with pytest.raises(catalog.CatalogError, match="regular expression"):
        local(tmp_path)
