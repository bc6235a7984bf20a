"""The command of the benchmarks, as `make bench` calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench import peers, tables


def command(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    paths = [str(root / "tests" / name) for name in ("bench", "dataflow")]
    given = {f"GOLINT_BENCH_{name}": value for name, value in variables.items()}
    environment = os.environ | given | {"PYTHONPATH": os.pathsep.join([*paths, *sys.path])}
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments], env=environment, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.fixture
def golint(tmp_path: Path) -> Path:
    """The command, and the interpreter beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, asked in (("golint", "-m golint "), ("python", "")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {asked}"$@"\n')
        (folder / name).chmod(0o755)
    return folder / "golint"


@pytest.mark.slow
def test_a_run_without_other_tools_writes_the_budgets_and_its_races(root: Path, tmp_path: Path, golint: Path) -> None:
    build = tmp_path / "build"
    done = command(root, "run", str(golint), str(build), PEERS="none", CASES="hook history", ROUNDS="1")
    assert done.returncode == 0, done.stderr
    report = (build / "bench.md").read_text("utf-8")
    assert done.stdout == report
    assert "failed" not in report
    rows = [line.split(" | ")[0].strip("| ") for line in report.splitlines() if line.startswith("| ") and not line.startswith("| budget")]
    assert rows.count("golint check") == 3
    assert rows.count('python -c "import click"') == 3
    assert rows.count("golint check --history") == 1
    assert "| cold audit, to kingfisher | 0.333x | | | | not measured |" in report
    assert "not run: not asked for" in report
    page = tmp_path / "page.md"
    page.write_text(f"before\n{tables.BEGIN}\nold\n{tables.END}\nafter\n")
    assert command(root, "docs", str(build), str(page)).returncode == 0
    assert page.read_text("utf-8") == f"before\n{tables.BEGIN}\n{report.strip()}\n{tables.END}\nafter\n"


def test_a_tool_that_nobody_knows_is_refused_by_name(root: Path, tmp_path: Path, golint: Path) -> None:
    done = command(root, "run", str(golint), str(tmp_path / "build"), PEERS="kingfischer")
    assert done.returncode == 2
    assert done.stderr == f"bench: no tool is called kingfischer; known are {', '.join(peers.load())}\n"


def test_without_a_known_word_the_usage_is_told(root: Path) -> None:
    done = command(root, "race")
    assert done.returncode == 2
    assert "python -m bench run GOLINT BUILD" in done.stderr
