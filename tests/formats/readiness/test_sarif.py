"""The audit as SARIF: what any reader of the standard takes, with each item's state in the run's properties."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from golint.catalog import Catalog
from golint.formats import readiness as formats
from golint.readiness.model import Readiness


def test_the_log_keeps_to_the_standard(readiness: Readiness, catalog: Catalog, validate: Callable[[dict[str, Any]], None]) -> None:
    validate(json.loads(formats.render("sarif", readiness, catalog)))


def test_the_run_tells_the_state_of_each_item(readiness: Readiness, catalog: Catalog) -> None:
    log = json.loads(formats.render("sarif", readiness, catalog))
    told = log["runs"][0]["properties"]["golint/readiness"]
    assert told["verdict"] == readiness.verdict.value
    assert [section["items"] for section in told["sections"]] == [
        {answer.id: answer.state.value for answer in section.answers} for section in readiness.sections
    ]
