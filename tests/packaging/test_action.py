"""The GitHub action and the workflows: held to GitHub's schemas and to zizmor, and the action's own steps run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from golint import catalog
from golint.catalog.grow import grow

WORKFLOWS = (".github/workflows/ci.yml", ".github/workflows/golint.yml")


def run(root: Path, *command: str) -> None:
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("schema", "files"), [("vendor.github-actions", ("action.yml",)), ("vendor.github-workflows", WORKFLOWS)])
def test_github_accepts_the_files(root: Path, tool: Callable[[str], str], schema: str, files: tuple[str, ...]) -> None:
    run(root, tool("check-jsonschema"), "--builtin-schema", schema, *files)


def test_zizmor_finds_nothing(root: Path, tool: Callable[[str], str]) -> None:
    run(root, tool("zizmor"), "--offline", "--pedantic", "--no-progress", "action.yml", *WORKFLOWS)


@pytest.mark.parametrize("name", ["action.yml", *WORKFLOWS])
def test_every_foreign_action_is_pinned_by_a_whole_commit(root: Path, name: str) -> None:
    used = re.findall(r"uses: *(\S+)", (root / name).read_text("utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"\$/|[\w./-]+@[0-9a-f]{40}", one)] == []


@pytest.fixture(scope="session")
def steps(root: Path) -> dict[str, dict[str, Any]]:
    """The steps of the action by name."""
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    return {step["name"]: step for step in action["runs"]["steps"]}


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner's temporary folder, with the golint under test where the action's second step installs it."""
    commands = tmp_path / "runner" / "golint" / "bin"
    commands.mkdir(parents=True)
    for name, module in (("python", ""), ("golint", "-m golint ")):
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n')
        (commands / name).chmod(0o755)
    return tmp_path / "runner"


def perform(step: dict[str, Any], runner: Path, shop: Path, given: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """Run a step's script as a runner does, inputs in the environment. Gives the exit code, the outputs and what was said."""
    outputs = runner / "outputs"
    outputs.write_text("")
    environment = {**os.environ, **dict.fromkeys(step["env"], ""), "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(outputs), **given}
    bash = shutil.which("bash")
    assert bash is not None
    result = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=shop,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.returncode, dict(line.split("=", 1) for line in outputs.read_text().splitlines()), result.stdout + result.stderr


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop with a key in one of its two folders, whose names have blanks."""
    for name, text in (
        ("back office/settings.py", f'STRIPE_SECRET_KEY = "{grow("stripe", "secret", "live", catalog.load())}"\n'),
        ("shop $(id)/urls.py", "urls = []\n"),
    ):
        path = tmp_path / "shop" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return tmp_path / "shop"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"GOLINT_PATHS": "."}, "1"),
        ({"GOLINT_PATHS": "back office\nshop $(id)"}, "1"),
        ({"GOLINT_PATHS": "shop $(id)"}, "0"),
        ({"GOLINT_PATHS": ".", "GOLINT_FAIL_ON": "never"}, "0"),
        ({"GOLINT_PATHS": ".", "GOLINT_LEVEL": "nonsense"}, "2"),
        ({"GOLINT_PATHS": "missing"}, "3"),
    ],
)
def test_the_check_leaves_the_decision_to_the_last_step(
    steps: dict[str, dict[str, Any]], runner: Path, shop: Path, given: dict[str, str], code: str
) -> None:
    exit_code, outputs, said = perform(steps["Check"], runner, shop, given)
    assert exit_code == 0, said
    assert outputs["exit-code"] == code, said
    decided = {"GOLINT_EXIT_CODE": outputs["exit-code"], "GOLINT_FINDINGS": outputs["findings"]}
    assert perform(steps["Decide"], runner, shop, decided)[0] == int(code)


def test_the_outputs_name_the_report_and_count_its_findings(steps: dict[str, dict[str, Any]], runner: Path, shop: Path) -> None:
    _, outputs, said = perform(steps["Check"], runner, shop, {"GOLINT_PATHS": "."})
    report = json.loads(Path(outputs["sarif-file"]).read_text("utf-8"))
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in report["runs"][0]["results"]}
    assert places == {"back%20office/settings.py"}, said
    assert int(outputs["findings"]) == len(report["runs"][0]["results"])


def test_a_check_that_did_not_finish_fails_the_job(steps: dict[str, dict[str, Any]], runner: Path, shop: Path) -> None:
    assert perform(steps["Decide"], runner, shop, {})[0] == 1
