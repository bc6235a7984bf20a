"""What the conditions of a function say for one call of it."""

from __future__ import annotations

import pytest

from golint import facts
from golint.catalog import load
from golint.dataflow.requests.one_call import Known, holds, settled
from golint.facts import Entry, Expr, Literal, Mapping
from golint.frontends import lower
from golint.model import Span

NOWHERE = Span(0, 0)


def _text(value: str | None) -> Literal:
    return Literal(value, "null" if value is None else "text", NOWHERE)


TOLD: Known = {
    "body": _text(None),
    "method": _text("GET"),
    "options": Mapping((Entry(_text("method"), _text("PUT")),), NOWHERE),
    "empty": Mapping((), NOWHERE),
}


def _expression(written: str, language: str) -> Expr:
    program = lower(language, "ask", f"{'<?php ' if language == 'php' else ''}ask({written});".encode())
    assert isinstance(program, facts.Program)
    (statement,) = program.body
    assert isinstance(statement, facts.Evaluate)
    assert isinstance(statement.value, facts.Call)
    return statement.value.arguments[0].value


@pytest.mark.parametrize(
    ("language", "condition", "truth"),
    [
        ("javascript", "body", False),
        ("javascript", "!body", True),
        ("javascript", "body !== null", False),
        ("javascript", "body && other", False),
        ("javascript", "!body || other", True),
        ("javascript", "body || other", None),
        ("javascript", "other", None),
        ("javascript", "method === 'POST'", False),
        ("javascript", "method.toUpperCase() === 'GET'", True),
        ("javascript", "options.method === 'PUT'", True),
        ("javascript", "options.body", False),
        ("javascript", "options", True),
        ("javascript", "empty", None),
        ("javascript", "empty !== null", True),
        ("javascript", "method === other", None),
        ("ruby", "body.present?", False),
        ("ruby", "body.nil?", True),
        ("php", "isset($body)", False),
        ("php", "!empty($body)", False),
        ("php", "!empty($empty)", False),
        ("php", "strtoupper($method) == 'GET'", True),
        ("php", "in_array($method, ['POST', 'PUT'])", False),
    ],
)
def test_a_condition_holds_by_what_is_known_of_the_parameters(language: str, condition: str, truth: bool | None) -> None:
    roles = load().language(language).roles
    assert holds(_expression(condition, language), TOLD, roles) is truth


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("body ? 'POST' : 'GET'", "GET"),
        ("other ? 'POST' : 'GET'", None),
        ("options.method || 'GET'", "PUT"),
        ("empty.method || 'GET'", "GET"),
        ("method", "GET"),
        ("other", None),
    ],
)
def test_an_expression_is_settled_by_what_is_known_of_the_parameters(written: str, meant: str | None) -> None:
    found = settled(_expression(written, "javascript"), TOLD, load().language("javascript").roles)
    assert (found.value if isinstance(found, Literal) else None) == meant
