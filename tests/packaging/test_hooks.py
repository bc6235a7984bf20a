"""The hooks as pre-commit itself sees and runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from golint import catalog
from golint.catalog.grow import grow

# pre-commit accepts an unknown key in silence, so that a misspelt one would do nothing.
KNOWN_KEYS = {
    "additional_dependencies", "alias", "always_run", "args", "description", "entry", "exclude", "exclude_types", "fail_fast", "files",
    "id", "language", "language_version", "log_file", "minimum_pre_commit_version", "name", "pass_filenames", "require_serial", "stages",
    "types", "types_or", "verbose",
}  # fmt: skip
# A hook that runs this suite names its own repository in the environment.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
SOURCES = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "src", "rules")


def git(folder: Path, *arguments: str) -> str:
    settings = ("user.name=A", "user.email=a@example.com", "commit.gpgsign=false", "core.excludesFile=", "init.defaultBranch=main")
    options = [part for setting in settings for part in ("-c", setting)]
    return subprocess.run(["git", *options, *arguments], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, text=True).stdout


def committed(folder: Path) -> Path:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return folder


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", "pre-commit-hooks.yaml"])
def test_pre_commit_accepts_the_manifest(root: Path, name: str, tool: Callable[[str], str]) -> None:
    result = subprocess.run([tool("pre-commit"), "validate-manifest", name], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_both_names_hold_the_same_text(root: Path) -> None:
    assert (root / ".pre-commit-hooks.yaml").read_bytes() == (root / "pre-commit-hooks.yaml").read_bytes()


def test_no_key_is_misspelt(root: Path) -> None:
    for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8")):
        assert set(hook) <= KNOWN_KEYS, hook["id"]


@pytest.fixture(scope="session")
def hooks(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as the git repository that pre-commit installs hooks from."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(root / name, folder / name)
    return committed(folder)


@pytest.mark.slow
def test_a_commit_with_a_key_is_refused_and_shows_no_key(hooks: Path, tmp_path: Path, tool: Callable[[str], str]) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    key = grow("stripe", "secret", "live", catalog.load())
    (shop / "settings.py").write_text(f'STRIPE_SECRET_KEY = "{key}"\n')
    (shop / ".env.production").write_text(f"STRIPE_SECRET_KEY={key}\n")
    (shop / "views.py").write_text("def index(request):\n    return None\n")
    committed(shop)

    result = subprocess.run(
        [tool("pre-commit"), "try-repo", str(hooks), "--all-files", "--hook-stage", "manual", "--color", "never", "--verbose"],
        cwd=shop, env={**ENVIRONMENT, "PRE_COMMIT_HOME": str(tmp_path / "cache")}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    said = result.stdout + result.stderr
    by_files, by_repository = said.split("golint (whole repository)")[0], said.split("golint (whole repository)")[-1]
    assert result.returncode == 1, said
    for part in (by_files, by_repository):
        assert "settings.py:1" in part, said
        assert ".env.production:1" in part, said
        assert "exit code: 1" in part, said
    assert key not in said
    assert "views.py:" not in said
