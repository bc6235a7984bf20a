"""The SARIF that the real command writes of real trees: the example shop, and golint's own repository with nothing left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from golint import formats

Log = dict[str, Any]
PROFILES = pytest.mark.parametrize("profile", formats.PROFILES)


@pytest.fixture(scope="module")
def shop(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example shop with faults, laid out as `make examples` does."""
    folder = tmp_path_factory.mktemp("examples")
    subprocess.run([sys.executable, root / "tools" / "examples.py", root / "examples", folder], check=True, capture_output=True)
    return folder / "storefront"


def sarif(tree: Path, output: Path, *arguments: str) -> Log:
    """What `golint check` writes of a tree; it finds something there."""
    command = [sys.executable, "-m", "golint", "check", ".", "--format", "sarif", "--output", str(output), *arguments]
    done = subprocess.run(command, check=False, cwd=tree, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 1, done.stderr
    log: Log = json.loads(output.read_text("utf-8"))
    return log


@PROFILES
def test_of_the_example_shop(
    shop: Path, profile: str, validate: Callable[[Log], None], problems: Callable[[Log], list[Log]], tmp_path: Path
) -> None:
    log = sarif(shop, tmp_path / "out.sarif", "--sarif-profile", profile)
    validate(log)
    assert problems(log) == []
    assert all(one["partialFingerprints"]["primaryLocationLineHash"] for one in log["runs"][0]["results"])


@PROFILES
def test_of_a_real_repository(
    root: Path, profile: str, validate: Callable[[Log], None], problems: Callable[[Log], list[Log]], tmp_path: Path
) -> None:
    log = sarif(root, tmp_path / "out.sarif", "--isolated", "--level", "audit", "--sarif-profile", profile)
    validate(log)
    assert problems(log) == []
