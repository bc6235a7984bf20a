"""The example shops hold one instance of each fault, run through the tool that lays them out, and stay clean of keys."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from golint import catalog
from golint.catalog import grow
from golint.catalog.rules import Rule
from golint.model import Level

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples"
CATALOG = catalog.load()
FILES = tuple(path for path in sorted(EXAMPLES.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
SHOWN = tuple(one["rule"] for one in tomllib.loads((ROOT / "tests/examples/storefront.toml").read_text("utf-8"))["finding"])
# Rules that a tree of files cannot show.
ELSEWHERE = {"key-in-history"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(EXAMPLES).as_posix())


def test_the_shop_with_faults_shows_each_rule_once_and_a_copied_key_twice() -> None:
    assert [rule for rule in sorted(set(SHOWN)) if SHOWN.count(rule) > 1] == ["hardcoded-key"]


@pytest.mark.parametrize("rule", [rule for rule in CATALOG.rules.values() if rule.level is Level.LAUNCH], ids=lambda rule: rule.id)
def test_each_launch_rule_has_its_instance(rule: Rule) -> None:
    assert rule.id in SHOWN or rule.id in ELSEWHERE


@each_file
def test_no_key_is_stored(path: Path) -> None:
    data = path.read_bytes()
    for provider in CATALOG.providers.values():
        for key in provider.keys:
            assert not (key.prefix and key.pattern.search(data)), f"write {{{{{provider.id}.{key.role}.{key.mode}}}}} in its place"


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".py"], ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_the_python_of_the_shops_parses(path: Path) -> None:
    text = grow.fill(path.read_text("utf-8"), CATALOG)
    assert isinstance(ast.parse(text), ast.Module)


def test_git_takes_every_file(tmp_path: Path) -> None:
    """The .env of a shop is part of the example, whatever its own or golint's .gitignore says."""
    shutil.copy(ROOT / ".gitignore", tmp_path)
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard"]
    assert subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout == ""


def test_the_tool_lays_out_both_shops(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(catalog.__file__).resolve().parent.parent.parent)}
    subprocess.run([sys.executable, ROOT / "tools/examples.py", EXAMPLES, tmp_path], check=True, env=environment, capture_output=True)
    laid_out = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert laid_out == {path.relative_to(EXAMPLES) for path in FILES}
    secrets = (tmp_path / "storefront/.env.production").read_text("utf-8")
    assert "{{" not in secrets
    assert grow.grow("paymongo", "webhook", "any", CATALOG, "0.1") in secrets
