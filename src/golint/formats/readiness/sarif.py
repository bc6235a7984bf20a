"""The audit as SARIF: the findings of its check, and in the run's properties what they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.formats.encoding import dump
from golint.readiness.model import Readiness

if TYPE_CHECKING:
    from golint.catalog import Catalog


def render(readiness: Readiness, catalog: Catalog) -> str:
    """A log that any reader of SARIF takes, GitHub among them, with the state of each item for those who look for it."""
    from golint.formats.sarif.log import log
    from golint.formats.sarif.serialise import tree

    found = log(readiness.report, catalog, full=False)
    found.runs[0].properties = {"golint/readiness": _properties(readiness)}
    return dump(tree(found)) + "\n"


def _properties(readiness: Readiness) -> dict[str, object]:
    return {
        "verdict": readiness.verdict.value,
        "date": readiness.date,
        "commit": readiness.repository.commit,
        "sections": [
            {
                "provider": section.provider,
                "checklist": section.checklist,
                "verdict": section.verdict.value,
                "items": {answer.id: answer.state.value for answer in section.answers},
            }
            for section in readiness.sections
        ],
    }
