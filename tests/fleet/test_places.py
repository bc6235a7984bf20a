"""Which repositories a list or a folder stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from golint.fleet.errors import FleetError
from golint.fleet.places import Kind, places

from .conftest import SHOP, Fleet, git, write


@pytest.fixture
def mixed(fleet: Fleet) -> Path:
    """A folder with something of every kind."""
    fleet.bare("mirror", fleet.tree("tree", SHOP))
    shops = fleet.folder / "shops"
    write(shops / "plain", SHOP)
    write(shops / ".hidden", SHOP)
    write(shops, {"a-file": "x"})
    (shops / "link").symlink_to(shops / "tree")
    return shops


def test_a_folder(mixed: Path) -> None:
    found = places(mixed, mixed / "out")
    assert [(place.shown, place.kind) for place in found] == [("link", Kind.TREE), ("mirror.git", Kind.BARE), ("plain", Kind.FOLDER)]
    assert Path(found[0].path) == mixed / "tree"  # once, though two names lead there


def test_the_folder_of_results_is_no_repository(mixed: Path) -> None:
    write(mixed / "results", {"fleet.db": ""})
    assert "results" not in [place.shown for place in places(mixed, mixed / "results")]


def test_a_list(fleet: Fleet, mixed: Path) -> None:
    fleet.listed("# ours", "", "shops/tree  # the first", "  shops/mirror.git", "./shops/tree", str(mixed / "plain"), "a#b", "shops/a-file")
    found = places(fleet.list, fleet.results)
    assert [(place.shown, place.kind, place.problem) for place in found] == [
        (str(mixed / "plain"), Kind.FOLDER, ""),
        ("a#b", Kind.NONE, "does not exist: see to its spelling in repos.txt:7"),
        ("shops/a-file", Kind.NONE, "is no folder: see to its spelling in repos.txt:8"),
        ("shops/mirror.git", Kind.BARE, ""),
        ("shops/tree", Kind.TREE, ""),
    ]


def test_a_list_is_read_relative_to_itself(fleet: Fleet, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet.listed("shops/tree")
    monkeypatch.chdir("/")
    assert [place.path for place in places(fleet.list, fleet.results)] == [str(mixed / "tree")]


@pytest.mark.parametrize("text", ["", "# nothing\n\n"])
def test_an_empty_list(fleet: Fleet, text: str) -> None:
    fleet.list.write_text(text, "utf-8")
    with pytest.raises(FleetError, match="names no repository"):
        places(fleet.list, fleet.results)


@pytest.mark.parametrize("bare", [True, False])
def test_a_repository_is_no_folder_of_repositories(fleet: Fleet, bare: bool) -> None:
    git(fleet.folder, "init", "--quiet", "one", *(["--bare"] if bare else []))
    with pytest.raises(FleetError, match="is itself a repository"):
        places(fleet.folder / "one", fleet.results)
