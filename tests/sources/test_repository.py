"""What git says of a repository as a whole."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from golint.sources import repository
from golint.sources.repository import Head


def git(folder: Path, *arguments: str, when: str = "2026-01-02T03:04:05Z") -> None:
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ana"), ("EMAIL", "ana@shop.example"), ("DATE", when))
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | names
    subprocess.run(["git", "-C", folder, *arguments], env=environment, check=True, capture_output=True)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "pay.py").write_text("x = 1\n", "utf-8")
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "pay.py")
    git(folder, "commit", "--quiet", "-m", "pay")
    return folder


def test_outside_git_a_folder_is_known_by_its_name(tmp_path: Path) -> None:
    assert repository.head(str(tmp_path)) == Head(tmp_path.name)


def test_a_folder_below_and_a_bare_repository_have_a_commit(shop: Path, tmp_path: Path) -> None:
    commit = repository.head(str(shop)).commit
    (shop / "api").mkdir()
    (tmp_path / "api").symlink_to(shop / "api")
    git(tmp_path, "clone", "--quiet", "--bare", str(shop), "mirror.git")
    assert [repository.head(str(folder)).commit for folder in (shop / "api", tmp_path / "api", tmp_path / "mirror.git")] == [commit] * 3
    assert repository.last_change(str(tmp_path), ["pay.py"]) is None


def test_a_work_tree_is_known_by_its_folder_and_commit(shop: Path) -> None:
    head = repository.head(str(shop))
    assert (head.name, len(head.commit), head.dirty) == ("shop", 40, False)
    (shop / "loose.py").write_text("", "utf-8")
    assert repository.head(str(shop)).dirty is False
    (shop / "pay.py").write_text("x = 2\n", "utf-8")
    assert repository.head(str(shop)).dirty is True


REMOTES = [
    ("https://ana:pa55@git.example/team/shop.git", "team/shop"),
    ("https://git.example:8443/team/sub/shop", "team/sub/shop"),
    ("git@git.example:team/shop.git", "team/shop"),
    ("ssh://git@git.example/team/shop.git/", "team/shop"),
]


@pytest.mark.parametrize(("url", "name"), REMOTES)
def test_a_remote_gives_the_name_and_never_a_credential(shop: Path, url: str, name: str) -> None:
    git(shop, "remote", "add", "origin", url)
    assert repository.head(str(shop)).name == name


def test_the_last_change_of_files(shop: Path) -> None:
    (shop / "runbook.md").write_text("# Rotate\n", "utf-8")
    git(shop, "add", "runbook.md")
    git(shop, "commit", "--quiet", "-m", "runbook", when="2026-01-03T00:00:00Z")
    code, book = repository.last_change(str(shop), ["pay.py"]), repository.last_change(str(shop), ["runbook.md"])
    assert code is not None and book is not None and code < book
    assert repository.last_change(str(shop), ["pay.py", "runbook.md"]) == book
    assert repository.last_change(str(shop), []) is None
    assert repository.last_change(str(shop), ["none.py"]) is None


def test_who_signs_commits(shop: Path) -> None:
    git(shop, "config", "user.name", "Ana Cruz")
    assert repository.user(str(shop)) == "Ana Cruz"
