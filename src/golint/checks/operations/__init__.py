"""What a repository can show beside its payment code: tests of scenarios, runbooks, metrics, alerts, load tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.operations import documents, methods, scenarios, signs, subjects
from golint.checks.operations.absences import missing_monitoring, missing_runbook, no_load_test, untested_scenario
from golint.model import Observation

if TYPE_CHECKING:
    from golint.view import FileView

__all__ = ["missing_monitoring", "missing_runbook", "no_load_test", "observe", "untested_scenario"]


def observe(view: FileView) -> Iterator[Observation]:
    """The evidence in a file, the payment methods that it uses, and where payment code stands in it."""
    for watch in (scenarios, documents, signs, methods, subjects):
        yield from watch.observe(view)
