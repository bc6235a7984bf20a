"""The overview of a fleet: what it says, and how it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from golint.formats import fleet as formats
from golint.formats.fleet import text
from golint.readiness.fleet import Fleet, Outcome

ORDER = [
    "shops/gone",
    "shops/late",
    "shops/tickets",
    "shops/store",
    "<script>alert(1)</script>",
    "shops/clinic",
    "shops/kiosk",
    "shops/site",
]


def test_what_wants_somebody_stands_first(fleet: Fleet) -> None:
    assert [entry.path for entry in fleet.entries] == ORDER
    page = formats.render("html", fleet)
    shown = [page.index(f"<bdi>{path}</bdi>") for path in ORDER if not path.startswith("<")]
    assert shown == sorted(shown)


def test_outcomes(fleet: Fleet) -> None:
    assert [(entry.name, entry.outcome) for entry in fleet.entries if entry.outcome not in (Outcome.NOT_READY, Outcome.READY)] == [
        ("shops+gone", Outcome.FAILED),
        ("shops+late", Outcome.PENDING),
        ("shops+clinic", Outcome.RISKS),
        ("shops+site", Outcome.NOTHING),
    ]
    assert not fleet.complete


def test_the_json_fits_its_schema(fleet: Fleet, sound: Fleet, root: Path) -> None:
    schema = json.loads((root / "docs" / "fleet-format.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for one in (fleet, sound, replace(sound, entries=())):
        Draft202012Validator(schema).validate(json.loads(formats.render("json", one)))


def test_the_schema_knows_every_key_that_is_written(fleet: Fleet, root: Path) -> None:
    schema = json.loads((root / "docs" / "fleet-format.schema.json").read_text("utf-8"))
    found = json.loads(formats.render("json", fleet))
    for name in ("fleet", "repository", "section", "key", "place"):
        assert sorted(schema["$defs"][name]["required"]) == sorted(schema["$defs"][name]["properties"])
        assert schema["$defs"][name]["additionalProperties"] is False
    assert found.keys() == schema["$defs"]["fleet"]["properties"].keys()


def test_the_summary(fleet: Fleet, sound: Fleet) -> None:
    assert text.render(fleet, "out/index.html").splitlines() == [
        "3 of 5 repositories with a payment provider not ready. 2 repositories not audited.",
        "  Failed            1",
        "  Not yet audited   1",
        "  Not ready         3",
        "  Ready with risks  1",
        "  Ready             1",
        "  No provider       1",
        "shops/gone: does not exist: see to its spelling in repos.txt:3",
        "A part of the check failed in some repositories, so a fault may be missing; the overview names them.",
        "2 keys in several repositories",
        "Overview: out/index.html",
    ]
    assert text.render(sound, "x").splitlines()[0] == "0 of 1 repository with a payment provider not ready."
    assert "\x1b[31m" in text.render(fleet, "x", colour=True)


@pytest.mark.parametrize("name", formats.FILES)
def test_the_same_fleet_gives_the_same_bytes(name: str, fleet: Fleet) -> None:
    assert formats.render(name, fleet) == formats.render(name, fleet)


def test_the_page_links_to_results_and_nowhere_else(fleet: Fleet) -> None:
    links = set(re.findall(r'href="([^#"][^"]*)"', formats.render("html", fleet)))
    names = [entry.name for entry in fleet.entries if entry.name not in ("shops+gone", "shops+late")]
    assert links == {f"repositories/{name}.{suffix}" for name in names for suffix in ("html", "json", "sarif")} | {"data:,"}


def test_no_fleet_at_all(sound: Fleet) -> None:
    page = formats.render("html", replace(sound, entries=()))
    assert "Nothing to audit" in page and "0 repositories" in page


def test_unknown_format(sound: Fleet) -> None:
    with pytest.raises(ValueError, match="no format 'pdf'; known are html, json"):
        formats.render("pdf", sound)
