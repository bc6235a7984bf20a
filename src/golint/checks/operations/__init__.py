"""What a repository can show beside its payment code: tests of scenarios, runbooks, metrics, alerts, load tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.checks.operations import documents, methods, scenarios, signs, subjects
from golint.lazily import members
from golint.model import Observation

if TYPE_CHECKING:
    from golint.view import FileView

__getattr__ = members(
    __name__, missing_monitoring="absences", missing_runbook="absences", no_load_test="absences", untested_scenario="absences"
)


def observe(view: FileView) -> Iterator[Observation]:
    """The evidence in a file, the payment methods that it uses, and where payment code stands in it."""
    for watch in (scenarios, documents, signs, methods, subjects):
        yield from watch.observe(view)
