"""The JSON report against its published schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import formats
from golint.catalog import Catalog
from golint.formats import rules
from golint.model import Finding, Location, Notice, Precision, Region, Report, Severity, Span

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "docs" / "json-format.schema.json").read_text("utf-8"))
    return loaded


def test_reports_fit_the_schema(report: Report, clean: Report, catalog: Catalog, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    for one in (report, clean):
        jsonschema.validate(json.loads(formats.render("json", one, catalog)), schema)


def test_list_of_rules_fits_the_schema(catalog: Catalog, schema: dict[str, Any]) -> None:
    jsonschema.validate(json.loads(rules.render(catalog, True)), schema | {"$ref": "#/$defs/rules"})


def test_schema_and_page_name_every_field(report: Report, catalog: Catalog, schema: dict[str, Any], root: Path) -> None:
    parsed = json.loads(formats.render("json", report, catalog))
    assert set(parsed) == set(schema["$defs"]["report"]["required"]) == set(schema["$defs"]["report"]["properties"])
    finding = parsed["findings"][0]
    assert set(finding) == set(schema["$defs"]["finding"]["required"]) == set(schema["$defs"]["finding"]["properties"])
    page = (root / "docs" / "json-format.md").read_text("utf-8")
    assert [field for field in [*_keys(parsed), *_keys(json.loads(rules.render(catalog, True)))] if f"`{field}`" not in page] == []


def test_values_are_those_of_the_report(report: Report, catalog: Catalog) -> None:
    parsed = json.loads(formats.render("json", report, catalog))
    finding = next(finding for finding in parsed["findings"] if finding["rule"] == "timing-unsafe-comparison")
    assert finding["location"] == {
        "path": "shop/webhooks.py",
        "start_line": 4,
        "start_column": 5,
        "end_line": 4,
        "end_column": 24,
        "start_byte": 101,
        "end_byte": 120,
        "line": "\tif digest == signature:  # 日本",
        "line_column": 1,
    }
    assert finding["checklist"] == [{"checklist": "acmepay", "id": "acmepay-02", "title": "webhooks are authenticated"}]
    assert [step["message"] for step in finding["flow"]] == ["the body is parsed", "the signature is compared", "the goods are sent"]
    assert [one["suppression"]["until"] for one in parsed["suppressed"]] == ["2027-01-31", None]
    assert parsed["coverage"]["skipped"] == {"binary": 4, "too large": 11, "vendored": 0}


def test_a_bundles_only_line_is_cut(clean: Report, catalog: Catalog) -> None:
    line = "a" * 9000 + "KEY" + "b" * 100_000
    finding = Finding(
        rule="some-rule",
        severity=Severity.NOTE,
        precision=Precision.LOW,
        message="A key.",
        location=Location("bundle.js", Span(9000, 9003), Region(1, 9001, 1, 9004), line),
    )
    place = json.loads(formats.render("json", replace(clean, findings=(finding,)), catalog))["findings"][0]["location"]
    start = place["start_column"] - place["line_column"]
    assert place["line"][start : start + 3] == "KEY"
    assert len(place["line"]) == 1000


def test_neither_time_nor_machine_is_in_the_report(report: Report, catalog: Catalog) -> None:
    elsewhere = replace(report, root="/srv/ci/build", seconds=77.0)
    assert formats.render("json", report, catalog) == formats.render("json", elsewhere, catalog)


@given(text=ANYTHING)
def test_any_text_is_carried(text: str, clean: Report, catalog: Catalog) -> None:
    rendered = formats.render("json", replace(clean, notices=(Notice(text, text),)), catalog)
    assert rendered.isascii()
    assert rendered.replace("\n", "").isprintable()
    notice = json.loads(rendered)["notices"][0]
    assert notice["path"] == notice["message"] == text.encode("utf-8", "backslashreplace").decode("utf-8")


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _keys(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "skipped":
                yield key
                yield from _keys(item)
