"""Shops from end to end: the real command answers every item of a checklist as `readiness.toml` says, and at the place that it names.

Each shop with faults has a twin that is ready to go live. Between them every item of every checklist is shown open and done.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import golint
from golint import catalog
from golint.catalog import grow

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CATALOG = catalog.load()
DAY = "1795132800"  # 2026-11-20
SUFFIX = "-ready"
OPEN = {"FAIL", "MANUAL", "NOT CHECKED", "NOT DETECTED"}
DONE = {"PASS", "N/A"}
# What is never open: what the storefront does right for Stripe and for Maya alike, and an item that comes after the launch.
NEVER_OPEN = {"generic-01", "generic-06", "generic-09", "paymongo-18"}
Table = dict[str, Any]


@dataclass(frozen=True)
class Shop:
    """The stored files of a shop, and the file that says what an audit must answer."""

    name: str
    stored: Path
    answers: Path

    @property
    def table(self) -> dict[str, Table]:
        """The answers of each provider."""
        table: dict[str, Table] = tomllib.loads(self.answers.read_text("utf-8"))
        return table


SHOPS = (
    *(Shop(path.parent.name, path.parent / "shop", path) for path in sorted(HERE.glob("*/readiness.toml"))),
    *(Shop(path.stem, ROOT / "examples" / path.stem, path) for path in sorted((HERE.parent / "examples/readiness").glob("*.toml"))),
)
FAULTY = [shop for shop in SHOPS if not shop.name.endswith(SUFFIX)]
each_shop = pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.name)


def _tool() -> Any:
    spec = importlib.util.spec_from_file_location("examples", ROOT / "tools/examples.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lay_out(shop: Shop, folder: Path) -> None:
    """The shop as a repository with one commit: whether documents are current is read from git."""
    _tool().lay_out(shop.stored, folder, CATALOG)
    names = {f"GIT_{who}_{what}": "owner@shop.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**{name: value for name, value in os.environ.items() if not name.startswith("GIT_")}, **names}
    command = ["git", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=", "commit", "--quiet", "--message", "The shop"]
    subprocess.run(command, cwd=folder, env=environment, check=True)


def audit(folder: Path, providers: list[str]) -> Table:
    """What `golint audit . --format json` answers on the day of these tests."""
    environment = {**os.environ, "PYTHONPATH": str(Path(golint.__file__).resolve().parent.parent), "SOURCE_DATE_EPOCH": DAY}
    named = [part for provider in providers for part in ("--provider", provider)]
    command = [sys.executable, "-m", "golint", "audit", ".", "--format", "json", "--fail-on", "never", *named]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    found: Table = json.loads(done.stdout)
    return found


def lines(verdict: str, items: dict[str, str]) -> list[str]:
    """A table as lines, which differ readably."""
    return [verdict, *(f"{item}  {state}" for item, state in items.items())]


def place(folder: Path, path: str, text: str) -> tuple[str, int]:
    """The line of a file on which a text stands, which it does once."""
    text, content = grow.fill(text, CATALOG), (folder / path).read_text("utf-8")
    assert content.count(text) == 1, f"{path} holds {content.count(text)} times: {text}"
    return path, content.count("\n", 0, content.index(text)) + 1


@each_shop
def test_every_item_is_answered_as_expected(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / shop.name
    lay_out(shop, folder)
    table = shop.table
    sections = {section["provider"]: section for section in audit(folder, list(table))["sections"]}
    assert sections.keys() == table.keys()
    for provider, expected in table.items():
        items = sections[provider]["items"]
        told = lines(sections[provider]["verdict"], {item["id"]: item["state"] for item in items})
        assert told == lines(expected["verdict"], expected["items"])
        for ground in expected["grounds"]:
            shown = next(item["grounds"] for item in items if item["id"] == ground["item"])
            places = [(one["location"]["path"], one["location"]["start_line"]) for one in shown if one["location"]]
            assert place(folder, ground["path"], ground["text"]) in places


@each_shop
def test_a_table_has_every_item_of_its_checklist(shop: Shop) -> None:
    for provider, table in shop.table.items():
        wanted = [item.id for checklist in CATALOG.checklists_for(provider) for item in checklist.items]
        assert list(table["items"]) == wanted
        assert table["grounds"]


@each_shop
def test_a_ready_twin_has_nothing_open(shop: Shop) -> None:
    for table in shop.table.values():
        states = set(table["items"].values())
        assert (table["verdict"], states <= DONE) == (("Ready", True) if shop.name.endswith(SUFFIX) else ("Not ready", False))


def test_each_shop_has_its_twin() -> None:
    assert {f"{shop.name}{SUFFIX}" for shop in FAULTY} == {shop.name for shop in SHOPS} - {shop.name for shop in FAULTY}


@pytest.mark.parametrize("name", ["multipaga", "owngateway", "pre-production", "migo", "paymongo", "generic"])
def test_every_item_is_shown_open_and_done(name: str) -> None:
    seen: dict[str, set[str]] = {item.id: set() for item in CATALOG.checklists[name].items}
    for shop in SHOPS:
        for table in shop.table.values():
            for item, state in table["items"].items():
                seen.get(item, set()).add(state)
    assert {item for item, states in seen.items() if not states & DONE} == set()
    assert {item for item, states in seen.items() if not states & OPEN} == NEVER_OPEN & seen.keys()


@pytest.mark.parametrize("shop", FAULTY, ids=lambda shop: shop.name)
def test_what_code_answers_is_a_fault(shop: Shop) -> None:
    """In a shop with faults golint can tell of each item of a provider's own list that it is open, save where a person has to say so."""
    for provider, table in shop.table.items():
        for checklist in CATALOG.checklists_for(provider):
            told = {item.id for item in checklist.items if not item.attest} if checklist.id != "generic" else set()
            assert {table["items"][item] for item in told} <= {"FAIL", "NOT DETECTED"}
