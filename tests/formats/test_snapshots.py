"""What the formats look like, whole."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from golint import formats
from golint.catalog import Catalog
from golint.formats import explain, rules
from golint.model import Report

Snapshot = Callable[[str, str], None]


@pytest.mark.parametrize("name", formats.NAMES)
def test_report(name: str, report: Report, catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot(f"report.{name}", formats.render(name, report, catalog))


@pytest.mark.parametrize("name", formats.NAMES)
def test_clean_report(name: str, clean: Report, catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot(f"clean.{name}", formats.render(name, clean, catalog))


def test_full_sarif(report: Report, catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot("full.sarif", formats.render("sarif", report, catalog, profile="full", help_uri="https://golint.example/rules/"))


@pytest.mark.parametrize("name", ["text", "concise"])
def test_colour_adds_nothing_but_colour(name: str, report: Report, catalog: Catalog) -> None:
    coloured = formats.render(name, report, catalog, colour=True)
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == formats.render(name, report, catalog)


def test_colours(report: Report, catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot("report.colour", formats.render("text", report, catalog, colour=True).replace("\x1b", "ESC"))


@pytest.mark.parametrize("rule", ["timing-unsafe-comparison", "frontend-secret", "missing-idempotency-key"])
def test_explained_rule(rule: str, catalog: Catalog, snapshot: Snapshot) -> None:
    page = explain.render(catalog.rules[rule])
    snapshot(f"{rule}.explained", page)
    assert click.unstyle(explain.render(catalog.rules[rule], True)) == page


def test_explained_rule_in_one_language(catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot(
        "timing-unsafe-comparison.javascript.explained", explain.render(catalog.rules["timing-unsafe-comparison"], language="javascript")
    )


def test_rules(catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot("rules.text", rules.render(catalog))
    snapshot("rules.json", rules.render(catalog, True))


def test_unknown_format(clean: Report, catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="no format 'xml'; known are text, concise"):
        formats.render("xml", clean, catalog)
