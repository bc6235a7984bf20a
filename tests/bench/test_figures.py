"""Ratios, budgets and tables: pure functions of what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import budgets, own, peers, races, tables
from bench.measure import Command, Runs, Sample
from bench.races import Race
from bench.ratios import Ratio, growth, paired
from hypothesis import given
from hypothesis import strategies as st


def runs(name: str, *walls: float, memory: float = 0.0) -> Runs:
    return Runs(name, {number: Sample(wall, wall / 2) for number, wall in enumerate(walls)}, memory)


def raced(kind: str, subject: str, *of: Runs, python: bool = False, sizes: tuple[float, ...] = ()) -> tuple[Race, tuple[Runs, ...]]:
    commands = tuple(Command(one.name, ("true",), Path()) for one in of)
    return Race(kind, subject, commands, python=python, sizes=sizes), of


def test_a_ratio_is_of_pairs_of_the_same_round() -> None:
    mine, other = runs("mine", 1, 8, 3), Runs("other", {0: Sample(2, 1), 2: Sample(1, 1)})
    assert paired(mine, other) == Ratio(median=1.75, least=0.5, most=3, pairs=2)
    assert paired(mine, other, lambda sample: sample.cpu) == Ratio(median=1.0, least=0.5, most=1.5, pairs=2)


def test_against_a_stopped_command_the_ratio_is_a_bound() -> None:
    assert paired(runs("mine", 1, 2, 3), Runs("other", stopped=100)) == Ratio(0.02, 0.01, 0.03, 3, bound=True)


def test_no_pair_gives_no_ratio() -> None:
    assert paired(runs("mine", 1), Runs("other", problem="exit code 2")) is None


@given(st.floats(0.01, 10), st.floats(0.001, 10), st.integers(3, 5))
def test_time_that_grows_with_the_bytes_has_growth_one(start: float, rate: float, steps: int) -> None:
    sizes = [10.0**power for power in range(steps)]
    found = growth([runs(str(size), start + rate * size) for size in sizes], sizes)
    assert found is not None
    assert found.median == pytest.approx(1)


def test_time_that_grows_with_the_square_is_seen() -> None:
    sizes = [1.0, 10.0, 100.0]
    found = growth([runs(str(size), size * size) for size in sizes], sizes)
    assert found is not None
    assert found.median == pytest.approx(10)


def test_a_budget_is_held_against_the_worst_of_all_trees() -> None:
    measured = [
        raced(races.TREE, "small", runs(own.COLD, 1, memory=90), runs("kingfisher", 4)),
        raced(races.TREE, "large", runs(own.COLD, 6, memory=240), runs("kingfisher", 12), runs(own.WARM, 1)),
        raced(races.HISTORY, "past", runs(own.HISTORY, 1, memory=70), runs("kingfisher", 4, memory=900)),
    ]
    found = {one.budget.name: one for one in budgets.verdicts(measured)}
    told = found["cold audit, to kingfisher"]
    assert (told.worst, told.where, told.met, told.of) == (Ratio(0.5, 0.5, 0.5, 1), "large", 1, 2)
    memory = found["peak memory of all processes"]
    assert (memory.worst, memory.where, memory.met, memory.of) == (Ratio(240, 240, 240, 1), "large", 3, 3)
    assert found["history, to kingfisher's"].worst == Ratio(0.25, 0.25, 0.25, 1)
    assert found["cold audit, to semgrep with six equivalent rules"].worst is None


@pytest.mark.parametrize(("python", "name"), [(True, "cold audit, Python candidates"), (False, "cold audit, no Python candidate")])
def test_the_floor_has_a_budget_for_trees_with_python_and_one_for_others(python: bool, name: str) -> None:
    found = budgets.verdicts([raced(races.TREE, "tree", runs(own.COLD, 3), runs("ripgrep", 1), python=python)])
    assert [one.budget.name for one in found if one.worst and "ripgrep" in one.budget.name] == [f"{name}, to ripgrep with 68 patterns"]


def test_the_tables_say_what_was_measured_what_failed_and_what_was_left_out() -> None:
    race = raced(
        races.TREE, "shop: 9 files", runs(own.COLD, 0.5, 0.25, memory=80.4), runs("ripgrep", 0.125, 0.125), Runs("semgrep", stopped=300),
        Runs("gitleaks", problem="exit code 2: a|b"),
    )  # fmt: skip
    known = peers.load()
    lines = list(tables.report([race], [known["ripgrep"], known["secretlint"]], {"secretlint": "npm is missing"}, "golint 1, a machine."))
    assert lines[0] == "golint 1, a machine."
    assert "| cold audit, no Python candidate, to ripgrep with 68 patterns | 1.00x | 3.00x | 2.00 to 4.00 | shop: 9 files | no |" in lines
    assert "| cold audit, to detect-secrets | 0.0500x | | | | not measured |" in lines
    assert "| secretlint 12.0.0 | secrets of all kinds, by 25 rules | not run: npm is missing |" in lines
    assert lines[lines.index("### tree: shop: 9 files") :] == [
        "### tree: shop: 9 files",
        "",
        "| command | runs | wall | processor | peak memory | golint audit, cold to it | in processor |",
        "|---|---:|---:|---:|---:|---:|---:|",
        "| golint audit, cold | 2 | 0.375 s | 0.188 s | 80 MiB | 1 | 1 |",
        "| ripgrep | 2 | 0.125 s | 0.0625 s | 0 MiB | 3.00x (2.00 to 4.00) | 3.00x |",
        "| semgrep | 0 | over 300 s | | | under 0.00125x (0.000833 to 0.00167) | |",
        "| gitleaks | 0 | failed: exit code 2: a/b | | | | |",
    ]


def test_the_table_of_growth_says_how_fast_each_size_was_read() -> None:
    race = raced(races.GROWTH, own.COLD, runs("1MB", 0.5, memory=40), runs("10MB", 2, memory=50), sizes=(1, 10))
    assert list(tables.race_table(*race))[2:] == [
        "| size | runs | wall | processor | peak memory | MB a second |",
        "|---|---:|---:|---:|---:|---:|",
        "| 1MB | 1 | 0.500 s | 0.250 s | 40 MiB | 2.00 |",
        "| 10MB | 1 | 2.00 s | 1.00 s | 50 MiB | 5.00 |",
    ]


def test_a_page_keeps_all_but_its_measured_part() -> None:
    page = f"# Speed\n{tables.BEGIN}\nold\n{tables.END}\nThe end.\n"
    assert tables.page(page, "new\n") == f"# Speed\n{tables.BEGIN}\nnew\n{tables.END}\nThe end.\n"
    with pytest.raises(ValueError, match="holds no part between"):
        tables.page("# Speed\n", "new")


def test_the_documentation_names_every_budget_and_what_every_tool_looks_for(root: Path) -> None:
    page = (root / "docs" / "benchmarks.md").read_text("utf-8")
    part = page.partition(tables.BEGIN)[2].partition(tables.END)[0]
    assert [one.name for one in budgets.BUDGETS if f"| {one.name} |" not in part] == []
    assert [one.name for one in peers.load().values() if one.looks_for not in part] == []
