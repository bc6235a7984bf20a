"""The overview as JSON, version 1: docs/fleet-format.schema.json checks it, and docs/fleet.md says what the values mean."""

from __future__ import annotations

from typing import Any

from golint.formats.encoding import dump
from golint.formats.fleet import wording
from golint.model import Severity
from golint.readiness.fleet import Entry, Fleet, Outcome, Part, SharedKey

KIND = "golint-fleet"
VERSION = 1


def render(fleet: Fleet) -> str:
    """The text. Seconds apart, the same fleet gives the same text: it holds no machine's path and no order of chance."""
    return dump(_fleet(fleet)) + "\n"


def _fleet(fleet: Fleet) -> dict[str, Any]:
    numbers = wording.tally(fleet)
    return {
        "kind": KIND,
        "version": VERSION,
        "tool": {"name": "golint", "version": fleet.tool, "rules_digest": fleet.digest},
        "date": fleet.date,
        "complete": fleet.complete,
        "compared": fleet.compared,
        "summary": {outcome.value: numbers.get(outcome, 0) for outcome in Outcome},
        "repositories": [_entry(entry) for entry in fleet.entries],
        "keys": [_key(key) for key in fleet.keys],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    rules: dict[str, dict[str, int]] = {}
    for one in entry.counts:
        rules.setdefault(one.rule, {})[one.severity.value] = one.number
    return {
        "name": entry.name,
        "path": entry.path,
        "status": entry.status.value,
        "reason": entry.reason,
        "title": entry.title,
        "commit": entry.commit,
        "dirty": entry.dirty,
        "date": entry.date,
        "verdict": entry.verdict and entry.verdict.value,
        "complete": entry.complete,
        "sections": [_part(part) for part in entry.parts],
        "findings": {**{one.value: entry.number(one) for one in reversed(Severity)}, "suppressed": entry.suppressed},
        "rules": rules,
        "files": entry.files,
        "bytes": entry.bytes,
        "seconds": entry.seconds,
        "results": dict(wording.results(entry)) or None,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "provider": part.provider,
        "name": part.name,
        "checklist": part.checklist,
        "title": part.title,
        "verdict": part.verdict.value,
        "faults": part.faults,
        "due": part.due,
        "risks": part.risks,
        "items": part.items,
    }


def _key(key: SharedKey) -> dict[str, Any]:
    return {
        "masked": key.masked,
        "kind": key.kind,
        "mode": key.mode.value,
        "providers": list(key.providers),
        "places": [{"repository": one.repository, "path": one.path, "line": one.line, "stage": one.stage} for one in key.places],
    }
