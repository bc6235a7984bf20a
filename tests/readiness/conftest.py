"""A shop and its checklist, in values: what a check has found, what files told, what people said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from golint import catalog
from golint.catalog import Catalog
from golint.catalog.checklists import Evidence, Item
from golint.model import Coverage, Finding, Location, Observation, Precision, Region, Report, Severity, Side, Span, Stage, Suppression
from golint.readiness.answering import answer
from golint.readiness.case import Case
from golint.readiness.model import Answer
from golint.settings import Statements

TODAY = date(2026, 11, 20)


def place(path: str = "shop/hooks.py", line: int = 3, start: int = 20) -> Location:
    return Location(path, Span(start, start + 5), Region(line, 1, line, 6), "abcde")


def finding(rule: str = "no-timeout", severity: Severity = Severity.WARNING, **given: Any) -> Finding:
    values = {"location": place(), "message": f"A fault of {rule}.", "help": f"Mend {rule}.", "provider": "stripe", "fingerprint": rule * 2}
    return Finding(rule=rule, severity=severity, precision=Precision.HIGH, **{**values, **given})


def suppressed(rule: str, reason: str = "asked by the bank") -> Finding:
    return finding(rule, suppression=Suppression(kind="inline", reason=reason))


def seen(kind: str, key: str = "", /, **values: str) -> Observation:
    return Observation(kind, key, place("shop/pay.py", 7), Side.SERVER, Stage.UNKNOWN, {"provider": "stripe", **values})


def evidence(word: str, what: str = "the test `test_it`", **values: str) -> Observation:
    return seen("evidence", word, what=what, **values)


def item(**given: Any) -> Item:
    given["evidence"] = tuple(Evidence(*word.split(":", 1)) for word in given.get("evidence", ()))
    return Item(**{"id": "shop-01", "title": "It is so", **given})


@pytest.fixture(scope="session")
def known() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def answered(known: Catalog) -> Callable[..., Answer]:
    """Answers one item of a provider's checklist."""

    def ask(
        asked: Item,
        *,
        findings: Sequence[Finding] = (),
        hidden: Sequence[Finding] = (),
        told: Sequence[Observation] = (),
        statements: Statements = Statements(),  # noqa: B008  # frozen
        rules: Sequence[str] | None = None,
        provider: str = "stripe",
        complete: bool = True,
        current: bool | None = None,
        today: date = TODAY,
    ) -> Answer:
        report = Report(
            root="/shop",
            findings=tuple(findings),
            suppressed=tuple(hidden),
            observations=tuple(told),
            coverage=Coverage(files=12),
            rules=tuple(known.rules) if rules is None else tuple(rules),
            complete=complete,
        )
        return answer(Case(known, known.providers[provider], report, statements, today, current), asked)

    return ask
