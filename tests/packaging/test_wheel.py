"""What an installation promises: the command, the module, the rules inside the package, and what it may be installed with."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import golint
from golint import catalog

WHEEL = bool(os.environ.get("GOLINT_TEST_WHEEL"))  # set by `make test`
installed = pytest.mark.skipif(not WHEEL and not metadata.packages_distributions().get("golint"), reason="golint is not installed here")


@installed
def test_the_command_is_installed() -> None:
    (command,) = metadata.entry_points(group="console_scripts", name="golint")
    assert command.value == "golint.__main__:command"


@pytest.mark.parametrize("command", [[sys.executable, "-m", "golint"], [str(Path(sys.executable).parent / "golint")]])
@installed
def test_the_command_and_the_module_say_the_version(command: list[str], tmp_path: Path) -> None:
    result = subprocess.run([*command, "--version"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert golint.__version__ in result.stdout


@pytest.mark.skipif(not WHEEL, reason="only an installed wheel carries the rules inside the package")
def test_the_wheel_carries_every_rule_and_pack_of_the_tree(root: Path) -> None:
    carried = Path(golint.__file__).parent / "rules"
    stored = {path.relative_to(root / "rules") for path in (root / "rules").rglob("*") if path.is_file()}
    assert stored == {path.relative_to(carried) for path in carried.rglob("*") if path.is_file()}
    assert catalog.load().rules


def test_every_dependency_has_a_floor_and_a_ceiling(root: Path) -> None:
    for dependency in tomli.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]:
        assert ">=" in dependency, dependency
        assert ",<" in dependency, dependency


def test_every_import_is_a_declared_dependency(root: Path) -> None:
    project = tomli.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(one).name) for one in project["dependencies"]}
    owners = metadata.packages_distributions()
    for path in sorted((root / "src").rglob("*.py")):
        for module in _imported(ast.parse(path.read_bytes())) - sys.stdlib_module_names - {"golint"}:
            assert {canonicalize_name(name) for name in owners.get(module, [module])} & declared, f"{path} imports {module}"


def _imported(tree: ast.Module) -> set[str]:
    """The outermost packages that a module imports, at any depth of its code."""
    nodes = list(ast.walk(tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    members = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in plain | members}


@pytest.mark.parametrize("name", ["run", "test", "dev"])
def test_every_locked_version_has_a_hash(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.lock").read_text("utf-8").replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if "==" in line]
    assert pinned
    assert [line for line in pinned if "--hash=sha256:" not in line] == []


def test_the_lock_holds_every_dependency(root: Path) -> None:
    lock = (root / "requirements" / "run.lock").read_text("utf-8")
    locked = dict(line.split(" ")[0].split("==") for line in lock.splitlines() if "==" in line)
    for dependency in tomli.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]:
        requirement = Requirement(dependency)
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), dependency
