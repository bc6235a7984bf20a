"""Small shops from end to end: the real command reports what `expected.toml` names, at its line, and nothing else."""

from __future__ import annotations

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
SEVERITIES = ("note", "warning", "error")


@dataclass(frozen=True)
class Shop:
    """The stored files of a shop, and the file that says what golint must report."""

    name: str
    stored: Path
    expected: Path

    def lay_out(self, target: Path) -> None:
        for file in sorted(path for path in self.stored.rglob("*") if path.is_file()):
            copy = target / file.relative_to(self.stored)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(grown(file.read_bytes()))


SHOPS = (
    *(Shop(path.parent.name, path.parent / "shop", path) for path in sorted(HERE.glob("*/expected.toml"))),
    *(Shop(path.stem, ROOT / "examples" / path.stem, path) for path in sorted((HERE.parent / "examples").glob("*.toml"))),
)


def grown(data: bytes) -> bytes:
    try:
        return grow.fill(data.decode(), CATALOG).encode()
    except UnicodeDecodeError:  # an image
        return data


def check(folder: Path, level: str) -> tuple[int, dict[str, Any]]:
    """What `golint check . --format json` answers, and how it ends."""
    environment = {**os.environ, "PYTHONPATH": str(Path(golint.__file__).resolve().parent.parent)}
    command = [sys.executable, "-m", "golint", "check", ".", "--isolated", "--level", level, "--format", "json"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, report


def places(folder: Path, expected: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Rule, path and line of each finding that is expected; the text that names its line stands there once."""
    found = []
    for one in expected.get("finding", ()):
        text, content = grow.fill(one["text"], CATALOG), (folder / one["path"]).read_text("utf-8")
        assert content.count(text) == 1, f"{one['path']} holds {content.count(text)} times: {one['text']}"
        found.append((one["rule"], one["path"], content.count("\n", 0, content.index(text)) + 1))
    return sorted(found)


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.name)
def test_the_report_is_what_is_expected(shop: Shop, tmp_path: Path) -> None:
    expected = tomllib.loads(shop.expected.read_text("utf-8"))
    shop.lay_out(tmp_path)
    code, report = check(tmp_path, expected.get("level", "practice"))
    counted = SEVERITIES[SEVERITIES.index(expected.get("severity", "warning")) :]
    reported = [finding for finding in report["findings"] if finding["severity"] in counted]
    told = sorted((one["rule"], one["location"]["path"], one["location"]["start_line"]) for one in reported)
    assert told == places(tmp_path, expected)
    assert code == (1 if any(one["severity"] != "note" for one in reported) else 0)
