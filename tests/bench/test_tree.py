"""Made trees and made histories: the same for everybody, and like those of shops."""

from __future__ import annotations

import ast
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from bench import corpus, history, tree
from hypothesis import given, settings
from hypothesis import strategies as st

from golint import catalog
from golint.catalog import Catalog


@pytest.fixture(scope="module")
def known() -> Catalog:
    return catalog.load()


@given(st.integers(1, 60_000), st.integers(1, 60_000), st.integers(0, 9))
@settings(max_examples=20)
def test_a_smaller_tree_is_the_beginning_of_a_larger_one(one: int, other: int, seed: int) -> None:
    small, large = (list(tree.files(size, seed)) for size in sorted((one, other)))
    assert small == large[: len(small)]
    assert sum(len(made.data) for made in small) >= min(one, other)


def test_no_two_files_have_one_path_and_kinds_have_their_shares() -> None:
    made = list(tree.files(8_000_000))
    assert len({one.path for one in made}) == len(made)
    kinds = Counter(one.kind for one in made)
    assert set(kinds) == set(tree.SHARES)
    assert 0.02 < kinds[tree.PAYMENTS] / len(made) < 0.08
    assert kinds["py"] == max(kinds.values())


def test_python_files_are_python() -> None:
    made = [one for one in tree.files(1_500_000) if one.path.endswith(".py")]
    assert len(made) > 50
    for one in made:
        ast.parse(one.data, one.path)


def test_a_history_is_the_same_for_everybody(tmp_path: Path, known: Catalog) -> None:
    first, second = (list(history.stream(200_000, 30, known)) for _ in range(2))
    assert first == second
    history.lay_out(tmp_path / "shop", 200_000, 30, known)
    assert git(tmp_path / "shop", "rev-list", "--count", "HEAD") == "30"
    assert git(tmp_path / "shop", "status", "--porcelain") == ""
    made = {one.path for one in tree.files(200_000)}
    assert set(git(tmp_path / "shop", "ls-files").splitlines()) == made | {"deploy/settings.env"}


def test_keys_are_committed_and_taken_out_again(tmp_path: Path, known: Catalog) -> None:
    history.lay_out(tmp_path / "shop", 200_000, 60, known)
    assert (tmp_path / "shop" / "deploy" / "settings.env").read_text() == "PAYMENT_SECRET_KEY=\n"
    added = [line for line in git(tmp_path / "shop", "log", "-p", "--", "deploy").splitlines() if line.startswith("+PAYMENT_SECRET_KEY=")]
    keys = {line.partition("=")[2] for line in added} - {""}
    assert len(keys) == len([number for number in range(60) if number % history.LEAK == 1])


def test_a_path_is_a_repository_or_a_folder_of_them(tmp_path: Path, known: Catalog) -> None:
    for name in ("corpus/one/a.py", "corpus/two/src/b.py", "single/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("paid = 1\n")
    history.lay_out(tmp_path / "shop", 50_000, 5, known)
    git(tmp_path, "clone", "--quiet", "--bare", "shop", "bare/repo")
    paths = [tmp_path / "corpus", tmp_path / "single", tmp_path / "shop", tmp_path / "bare/repo"]
    found = list(corpus.repositories(paths))
    assert found == [tmp_path / "corpus/one", tmp_path / "corpus/two", *paths[1:]]
    told = {path: corpus.subject(path, ("paid",), tmp_path / "checkouts") for path in found}
    assert (told[found[0]].files, told[found[0]].python, told[found[0]].past) == (1, True, False)
    assert told[found[2]].python is False  # no Python file
    assert told[found[3]].past is True
    assert told[found[4]].folder == tmp_path / "checkouts" / "bare"
    assert [told[path].bare for path in found] == [False, False, False, False, True]
    assert told[found[4]].past is True
    assert told[found[4]].files == told[found[3]].files


def test_what_is_left_half_made_is_made_again(tmp_path: Path) -> None:
    half = tmp_path / "1MB.part"
    half.mkdir()
    (half / "left over").write_text("x")
    whole = corpus.made(tmp_path, 1)
    assert not (whole / "left over").exists()
    assert {path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file()} == {
        one.path for one in tree.files(1_000_000)
    }


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
