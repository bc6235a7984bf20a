"""The status of an answer, from what is written where it is given."""

from __future__ import annotations

import pytest

from golint import facts
from golint.dataflow.proof.answers import status_named
from golint.frontends import lower


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("404", 404),
        ("StatusCodes.NOT_FOUND", 404),
        ("error.status || 500", 500),
        ("result.code ?? 200", 200),
        ("error.statusCode", 500),
        ("e.code", 500),
        ("result.code", None),
        ("error.message", None),
        ("found ? 400 : 404", 400),
        ("found ? 200 : 404", None),
        ("found ? result.code : 404", None),
    ],
)
def test_a_status_is_told_by_a_number_a_word_a_default_or_the_error_that_carries_it(written: str, status: int | None) -> None:
    program = lower("javascript", "answer.js", f"answer({written});".encode())
    assert isinstance(program, facts.Program)
    (statement,) = program.body
    assert isinstance(statement, facts.Evaluate)
    assert isinstance(statement.value, facts.Call)
    assert status_named(statement.value.arguments[0].value) == status
