"""Files that LibCST must not see, or cannot read, are read in part, and the run says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import facts
from golint.frontends import python

CALL = "\nstripe.Refund.create(amount=1)\n"
UNSAFE = {
    "brackets": ("x = " + "[" * 3_000 + "]" * 3_000 + CALL, "brackets nested more than"),
    "terms": ("x = " + "+".join(["1"] * 9_000) + CALL, "an expression of more than"),
    "strings": ("x = (" + "\n+".join(['"a"'] * 5_000) + ")" + CALL, "an expression of more than"),
    "size": ("x = 1\n" * 200_000 + CALL, "larger than 1 MB"),
    "python 2": ('print "paid"' + CALL, "not valid Python (line "),
    "broken": ("def f(:" + CALL, "not valid Python (line "),
}


@pytest.mark.parametrize(("source", "problem"), UNSAFE.values(), ids=UNSAFE)
def test_the_problem_is_named(source: str, problem: str) -> None:
    assert python.lower(source.encode()).problem.startswith(problem)


@pytest.mark.parametrize("name", ["brackets", "terms", "python 2", "broken"])
def test_what_can_be_read_is_read(name: str) -> None:
    program = python.lower(UNSAFE[name][0].encode())
    assert "stripe.Refund.create" in [node.path for node in facts.walk(program.body) if isinstance(node, facts.Call)]


@pytest.mark.parametrize("source", ["x = [[1]]\n", "x = " + "[" * 100 + "]" * 100 + "\n", "x = " + "+".join(["1"] * 200) + "\n"])
def test_what_people_write_is_no_problem(source: str) -> None:
    assert python.lower(source.encode()).problem == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    program = python.lower(data)
    for node in facts.walk(program.body):
        if not isinstance(node, facts.Argument | facts.Entry | facts.Parameter):
            assert 0 <= node.span.start <= node.span.end <= len(data)


def test_the_run_says_which_files_it_read_in_part(tmp_path: Path) -> None:
    (tmp_path / "refunds.py").write_text("import stripe\n" + UNSAFE["brackets"][0], "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "golint", "check", "."],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert "Read only in part, but searched for keys and hosts: refunds.py (brackets nested more than 150 deep" in done.stdout
    assert "missing-idempotency-key" in done.stdout
