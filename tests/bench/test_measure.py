"""Races: who runs when, and what becomes of a command that fails or takes too long."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bench.measure import Command, Patience, race


def command(folder: Path, name: str, code: str, *codes: int) -> Command:
    return Command(name, (sys.executable, "-c", code), folder, frozenset(codes or (0,)))


def test_commands_warm_up_and_then_run_in_rounds_every_second_one_backwards(tmp_path: Path) -> None:
    said = "print('{}', file=open('order', 'a'))"
    one, two = race([command(tmp_path, name, said.format(name)) for name in ("one", "two")], Patience(rounds=3))
    assert (tmp_path / "order").read_text().split() == ["one", "two", "one", "two", "two", "one", "one", "two"]
    assert set(one.samples) == set(two.samples) == {0, 1, 2}
    assert one.memory > 1


def test_a_command_that_fails_has_no_figures_and_says_why(tmp_path: Path) -> None:
    found, failed = race(
        [command(tmp_path, "found", "import sys; sys.exit(3)", 0, 3), command(tmp_path, "failed", "raise SystemExit('no such rule')")],
        Patience(rounds=1),
    )
    assert (set(found.samples), found.problem) == ({0}, "")
    assert (failed.samples, failed.problem) == ({}, "exit code 1: no such rule")


def test_a_command_that_does_not_exist_is_a_problem_of_its_own(tmp_path: Path) -> None:
    missing, there = race([Command("missing", ("no-such-program",), tmp_path), command(tmp_path, "there", "pass")], Patience(rounds=1))
    assert missing.problem.startswith("did not start")
    assert set(there.samples) == {0}


def test_a_stopped_command_is_not_run_again(tmp_path: Path) -> None:
    slow, quick = race([Command("slow", ("sleep", "60"), tmp_path), Command("quick", ("true",), tmp_path)], Patience(2, 60, 1.5))
    assert (slow.stopped, slow.samples) == (1.5, {})
    assert set(quick.samples) == {0, 1}


@pytest.mark.parametrize(("seconds", "rounds"), [(0.01, 5), (10, 5), (15, 4), (31, 1), (400, 1)])
def test_a_slow_command_runs_in_fewer_rounds_and_at_least_in_one(seconds: float, rounds: int) -> None:
    assert Patience(rounds=5, seconds=60).for_one(seconds) == rounds
