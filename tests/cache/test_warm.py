"""A run that remembers says what one without memory says, whatever has become of the files in between."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Tree = dict[str, bytes]
Change = Callable[[Tree, str, str, int], None]
"""A change of a tree that is told two of its paths and a number."""


def note(tree: Tree, path: str, _other: str, number: int) -> None:
    lines = tree[path].splitlines(keepends=True)
    lines.insert(number % (len(lines) + 1), b"\n")
    tree[path] = b"".join(lines)


def cut(tree: Tree, path: str, _other: str, number: int) -> None:
    lines = tree[path].splitlines(keepends=True)
    if lines:
        del lines[number % len(lines)]
    tree[path] = b"".join(lines)


def rename_a_word(tree: Tree, path: str, _other: str, number: int) -> None:
    words = [word for word in tree[path].split() if word.isalnum()]
    if words:
        word = words[number % len(words)]
        tree[path] = tree[path].replace(word, word + b"_then")


def borrow(tree: Tree, path: str, other: str, number: int) -> None:
    lines = tree[other].splitlines(keepends=True)
    at = number % (len(lines) + 1)
    tree[path] += b"".join(lines[at : at + 12])


def swap(tree: Tree, path: str, other: str, _number: int) -> None:
    tree[path], tree[other] = tree[other], tree[path]


def delete(tree: Tree, path: str, _other: str, _number: int) -> None:
    del tree[path]


def copy(tree: Tree, path: str, other: str, number: int) -> None:
    folder, _, name = path.rpartition("/")
    tree[f"{other.rpartition('/')[0]}/{number % 3}{name}".lstrip("/")] = tree[path]
    tree[f"{folder}/copy/{name}".lstrip("/")] = tree[path]


def move(tree: Tree, path: str, other: str, _number: int) -> None:
    folder, name = other.rpartition("/")[0], path.rpartition("/")[2]
    tree[f"{folder}/{name}".lstrip("/")] = tree.pop(path)


def empty(tree: Tree, path: str, _other: str, _number: int) -> None:
    tree[path] = b""


CHANGES: tuple[Change, ...] = (note, cut, rename_a_word, borrow, swap, delete, copy, move, empty)
numbers = st.integers(0, 10_000)
rounds = st.lists(st.lists(st.tuples(st.sampled_from(CHANGES), numbers, numbers, numbers), min_size=1, max_size=3), min_size=1, max_size=3)


def changed(tree: Tree, change: Change, first: int, second: int, number: int) -> None:
    paths = sorted(tree)
    if len(paths) > 1:
        change(tree, paths[first % len(paths)], paths[second % len(paths)], number)


@given(number=numbers, rounds=rounds)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_it_says_what_a_cold_run_says(
    shops: Mapping[str, Tree], trial_in: Callable[[Path], Any], number: int, rounds: list[list[tuple[Change, int, int, int]]]
) -> None:
    tree = dict(shops[sorted(shops)[number % len(shops)]])
    with tempfile.TemporaryDirectory() as place:
        trial = trial_in(Path(place))
        trial.lay_out(tree)
        assert trial.warm() == trial.cold()
        for changes in rounds:
            for change in changes:
                changed(tree, *change)
            trial.lay_out(tree)
            assert trial.warm() == trial.cold()
            assert trial.warm() == trial.cold()
