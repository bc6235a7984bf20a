"""A run over a tree on disk: which files, which rules, which processes."""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from golint import catalog, engine, settings
from golint.catalog import Catalog, grow
from golint.model import Report, Skip, Stage
from golint.settings import Override, Settings

PAGE = """\
+++
id = "debug-on"
title = "Debugging is on"
level = "launch"
severity = "error"
precision = "high"
languages = ["*"]
triggers = ["debug"]
pattern = "DEBUG"
stages = ["production", "unknown"]
message = "Debugging is on."
why = "w"
[help]
default = "Turn it off."
+++
"""


@pytest.fixture
def known(tmp_path: Path) -> Catalog:
    (tmp_path / "packs" / "local").mkdir(parents=True)
    (tmp_path / "packs" / "local" / "debug-on.md").write_text(PAGE)
    return catalog.load((tmp_path / "packs",))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    for path in ("a.py", "b/c.py", "b/d.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("DEBUG\n")
    return folder


def told(shop: Path, *paths: str, **values: object) -> Settings:
    plain = settings.load(paths or (".",), isolated=True, cwd=str(shop))
    return replace(plain, **{"select": ("debug-on",), **values})


def places(report: Report) -> list[str]:
    return [one.location.path for one in report.findings]


def test_what_is_named_is_checked(known: Catalog, shop: Path) -> None:
    report = engine.run(told(shop), known)
    assert places(report) == ["a.py", "b/c.py", "b/d.txt"]
    assert (report.coverage.files, report.coverage.bytes, report.rules, report.complete) == (3, 18, ("debug-on",), True)
    assert places(engine.run(told(shop, "b"), known)) == ["b/c.py", "b/d.txt"]
    assert places(engine.run(told(shop, "a.py", "b/d.txt"), known)) == ["a.py", "b/d.txt"]


def test_overrides_hold_for_their_paths(known: Catalog, shop: Path) -> None:
    ignored = told(shop, overrides=(Override(paths=("b/",), ignore=("debug-on",)),))
    assert places(engine.run(ignored, known)) == ["a.py"]
    staged = told(shop, overrides=(Override(paths=("*.txt",), stage=Stage.TEST),))
    assert places(engine.run(staged, known)) == ["a.py", "b/c.py"]


def test_files_that_are_no_text_or_too_long_are_counted(known: Catalog, shop: Path) -> None:
    (shop / "x.dat").write_bytes(b"DEBUG\0")
    (shop / "y.txt").write_text("DEBUG" * 100)
    skipped: list[tuple[str, Skip]] = []
    report = engine.run(told(shop, max_file_size=100), known, on_skip=lambda path, reason: skipped.append((path, reason)))
    assert report.coverage.skipped == {Skip.BINARY: 1, Skip.LARGE: 1}
    assert skipped == [("x.dat", Skip.BINARY), ("y.txt", Skip.LARGE)]
    assert [(one.path, "max-file-size" in one.message) for one in report.notices] == [("y.txt", True)]
    assert report.complete


def test_progress_is_told_for_each_file(known: Catalog, shop: Path) -> None:
    seen: list[tuple[int, int]] = []
    engine.run(told(shop), known, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_foreign_executor_gives_the_same_report(known: Catalog, shop: Path) -> None:
    key = grow.grow("stripe", "secret", "live", known)
    for name in ("k.py", "l.py"):
        (shop / name).write_text(f'import stripe\nstripe.api_key = "{key}"\n')
    here = engine.run(told(shop, select=()), known)
    assert {"hardcoded-key", "duplicated-key", "debug-on"} <= {one.rule for one in here.findings}
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        there = engine.run(told(shop, select=()), known, executor=executor)
    assert replace(there, seconds=here.seconds, observations=here.observations) == here
    assert key not in repr(here) and key.encode() not in pickle.dumps(here)


def test_named_providers_are_the_only_ones_known(known: Catalog, shop: Path) -> None:
    key = grow.grow("paymongo", "secret", "live", known)
    (shop / "pay.py").write_text(f'import paymongo\nPAYMONGO_SECRET_KEY = "{key}"\n')
    rules = ("hardcoded-key",)
    (found,) = engine.run(told(shop, select=rules), known).findings
    assert found.provider == "paymongo"
    assert engine.run(told(shop, select=rules, providers=("paymongo",)), known).findings == (found,)
    assert "paymongo" not in {one.provider for one in engine.run(told(shop, select=rules, providers=("migo",)), known).findings}


def test_files_around_the_named_one_are_asked_and_not_reported(known: Catalog, shop: Path) -> None:
    key = grow.grow("stripe", "secret", "live", known)
    subprocess.run(["git", "init", "-q", "."], cwd=shop, check=True)
    for name in ("k.py", "l.py"):
        (shop / name).write_text(f'import stripe\nstripe.api_key = "{key}"\n')
    subprocess.run(["git", "add", "."], cwd=shop, check=True)
    report = engine.run(told(shop, "l.py", select=("hardcoded-key", "duplicated-key", "debug-on")), known)
    assert sorted((one.rule, one.location.path) for one in report.findings) == [("duplicated-key", "k.py"), ("hardcoded-key", "l.py")]
    assert report.coverage.files == 1
    assert engine.run(told(shop, "a.py", select=("hardcoded-key", "duplicated-key")), known).findings == ()
