"""`golint fleet`, as it is run: what becomes of sound and broken repositories, and what a second run does."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from .conftest import SHOP, Fleet, write

DAY = "2026-11-20"
STATEMENT = f'[[attestation]]\nitem = "generic-03"\nby = "Ana"\ndate = {DAY}\nlink = "https://shop.example/1"\n'


@pytest.fixture
def shops(fleet: Fleet) -> Fleet:
    """Two shops that are not ready, one of them a bare mirror, and one that has nothing to do with payments."""
    fleet.bare("mirror", fleet.tree("stripe", SHOP))
    fleet.tree("nothing", {"a.py": "x = 1\n"})
    fleet.listed("shops/stripe", "shops/mirror.git", "shops/nothing")
    return fleet


def entry(fleet: Fleet, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in fleet.overview()["repositories"] if Path(one["path"]).name == name)
    return found


def test_each_repository_is_told_of(shops: Fleet) -> None:
    done = shops.run()
    assert (done.code, done.err) == (1, "")
    assert "2 of 2 repositories with a payment provider not ready." in done.out
    assert f"Overview: {Path('out', 'index.html')}" in done.out
    found = shops.overview()
    assert {name: number for name, number in found["summary"].items() if number} == {"Not ready": 2, "No provider": 1}
    assert shops.statuses() == {"stripe": "done", "mirror.git": "done", "nothing": "done"}
    assert sorted(shops.files()) == sorted(
        f"shops+{name}.{suffix}" for name in ("stripe", "mirror", "nothing") for suffix in ("html", "json", "sarif")
    )
    assert list(shops.temporary.iterdir()) == []


def test_the_overview_fits_its_schema(shops: Fleet, root: Path) -> None:
    shops.listed("shops/stripe", "shops/nothing", "nowhere")
    shops.run()
    schema = json.loads((root / "docs" / "fleet-format.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(shops.overview())


def test_the_audit_of_a_mirror_is_that_of_its_origin(shops: Fleet) -> None:
    shops.run()
    results = shops.results / "repositories"
    tree, mirror = (json.loads((results / f"shops+{name}.json").read_text("utf-8")) for name in ("stripe", "mirror"))
    for audit in (tree, mirror):
        audit["repository"].pop("name")
    assert tree == mirror
    assert [one["rule"] for one in tree["check"]["findings"]].count("missing-signature-verification") == 1


def test_what_cannot_be_audited_stops_nothing(shops: Fleet) -> None:
    shutil.copytree(shops.folder / "shops" / "mirror.git", shops.folder / "shops" / "hollow.git")
    shutil.rmtree(shops.folder / "shops" / "hollow.git" / "objects")
    (shops.folder / "shops" / "hollow.git" / "objects").mkdir()
    write(shops.folder / "shops" / "unset", SHOP | {"golint.toml": "levle = 'audit'\n"})
    shops.listed("shops/stripe", "shops/hollow.git", "shops/nowhere", "shops/unset", "shops/nothing")
    done = shops.run()
    assert done.code == 4
    assert shops.statuses() == {"stripe": "done", "hollow.git": "failed", "nowhere": "failed", "unset": "failed", "nothing": "done"}
    assert shops.reasons() == {
        "hollow.git": "its HEAD names no commit: see whether the mirror was made in full",
        "nowhere": "does not exist: see to its spelling in repos.txt:3",
        "unset": 'golint.toml:1: "levle" is no setting of golint; did you mean "level"?',
    }
    assert "shops/nowhere: does not exist" in done.out
    assert {name.partition(".")[0] for name in shops.files()} == {"shops+stripe", "shops+nothing"}


def test_a_second_run_does_what_is_missing_or_has_changed(shops: Fleet) -> None:
    shops.listed("shops/stripe", "shops/mirror.git", "shops/nothing", "shops/late")
    shops.run()
    first = shops.files()
    shops.tree("late", SHOP)
    write(shops.folder / "shops" / "nothing", {"b.py": "y = 2\n"})  # nobody has told git of it
    (shops.results / "repositories" / "shops+stripe.sarif").unlink()
    shops.run()
    second = shops.files()
    assert shops.statuses()["late"] == "done"
    assert entry(shops, "nothing")["files"] == 2
    kept = {name.partition(".")[0] for name in first if first[name] == second[name]}
    assert kept == {"shops+mirror"}
    assert second.keys() - first.keys() == {"shops+stripe.sarif"} - first.keys() | {
        f"shops+late.{one}" for one in ("html", "json", "sarif")
    }


def test_a_run_with_nothing_to_do_changes_nothing(shops: Fleet) -> None:
    shops.run()
    before, overview = shops.files(), (shops.results / "index.html").read_bytes()
    assert shops.run().code == 1
    assert (shops.files(), (shops.results / "index.html").read_bytes()) == (before, overview)


@pytest.mark.parametrize("option", [["--provider", "stripe"], ["--exclude", "*.txt"], ["--isolated"], ["--fresh"]])
def test_other_terms_ask_for_another_audit(shops: Fleet, option: list[str]) -> None:
    shops.run()
    before = shops.files()
    shops.run(*option)
    assert before.keys() == shops.files().keys()
    assert not set(before.items()) & set(shops.files().items())


def test_statements_are_held_against_the_day(shops: Fleet) -> None:
    write(shops.folder / "shops" / "stripe", {"golint.attestations.toml": STATEMENT})
    for day, again in (("1795132800", True), ("1795132800", False), ("1795219200", True)):
        before = shops.files() if (shops.results / "repositories").exists() else {}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shops, "environment", lambda own=shops.environment, day=day: own() | {"SOURCE_DATE_EPOCH": day})
            shops.run()
        after = shops.files()
        assert (before.get("shops+stripe.json") != after["shops+stripe.json"]) == again
        assert before.get("shops+mirror.json", after["shops+mirror.json"]) == after["shops+mirror.json"]


def test_what_the_list_has_no_more_is_kept_and_not_told(shops: Fleet) -> None:
    shops.run()
    before = shops.files()
    shops.listed("shops/nothing")
    assert shops.run().code == 3
    assert shops.statuses() == {"nothing": "done"}
    shops.listed("shops/stripe", "shops/nothing")
    assert shops.run().code == 1
    assert shops.statuses() == {"stripe": "done", "nothing": "done"}
    assert shops.files() == before


def test_a_folder_of_repositories(shops: Fleet) -> None:
    assert shops.run("shops").code == 1
    assert shops.statuses() == {"stripe": "done", "mirror.git": "done", "nothing": "done"}
    assert "stripe.sarif" in shops.files()


def test_too_much_time_or_memory_is_a_failure_of_one_repository(shops: Fleet) -> None:
    assert shops.run("--timeout", "0.001").code == 4
    assert set(shops.reasons().values()) == {"it took longer than 0.001 seconds; give it more with --timeout"}
    assert shops.run("--memory", "5 MB").code == 4
    assert set(shops.reasons().values()) == {"it took more than 5 MB of memory; give it more with --memory"}
    assert shops.files() == {}
    assert list(shops.temporary.iterdir()) == []
    assert shops.run().code == 1
    assert set(shops.statuses().values()) == {"done"}


def test_the_tables_hold_what_the_overview_tells(shops: Fleet) -> None:
    shops.run()
    assert shops.rows("SELECT shown, status, verdict FROM repository ORDER BY shown") == [
        ("shops/mirror.git", "done", "Not ready"),
        ("shops/nothing", "done", None),
        ("shops/stripe", "done", "Not ready"),
    ]
    assert shops.rows("SELECT DISTINCT provider, checklist FROM section") == [("stripe", "generic")]
    found = entry(shops, "stripe")
    numbers = shops.rows("SELECT rule, severity, number FROM rule WHERE repository = 'shops+stripe'")
    assert {(rule, severity): number for rule, severity, number in numbers} == {
        (rule, severity): number for rule, counts in found["rules"].items() for severity, number in counts.items()
    }


def test_usage(shops: Fleet) -> None:
    assert "names no repository" in shops.run(os.devnull).err
    assert "is itself a repository" in shops.run("shops/stripe").err
    assert 'did you mean "stripe"' in shops.run("--provider", "strip").err
    shops.results.mkdir()
    (shops.results / "notes.txt").write_text("mine", "utf-8")
    refused = shops.run()
    assert refused.code == 2
    assert re.search(r"out holds other files than those of a fleet; name a new folder with --output", refused.err)
    assert [path.name for path in shops.results.iterdir()] == ["notes.txt"]
