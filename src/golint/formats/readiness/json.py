"""The audit as JSON, version 1: docs/readiness-format.md describes it, docs/readiness-format.schema.json checks it, and
`golint.readiness.saved` reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from golint.formats import json as check
from golint.formats.encoding import dump
from golint.readiness.model import Answer, Comparison, Ground, HandlerSummary, Readiness, Section, counted
from golint.readiness.saved import KIND, VERSION

if TYPE_CHECKING:
    from golint.catalog import Catalog


def render(readiness: Readiness, catalog: Catalog) -> str:
    """The same audit gives the same text: it holds no time of day, no machine's path and no order of chance."""
    return dump(_readiness(readiness, catalog)) + "\n"


def _readiness(readiness: Readiness, catalog: Catalog) -> dict[str, Any]:
    repository, comparison = readiness.repository, readiness.comparison
    return {
        "kind": KIND,
        "version": VERSION,
        "tool": {"name": "golint", "version": readiness.tool, "rules_digest": readiness.digest},
        "verdict": readiness.verdict.value,
        "date": readiness.date,
        "repository": {"name": repository.name, "commit": repository.commit, "dirty": repository.dirty},
        "sections": [_section(section) for section in readiness.sections],
        "handlers": [_handler(handler) for handler in readiness.handlers],
        "inventory": [
            {"provider": one.provider, "what": one.what, "kind": one.kind, "stage": one.stage, "number": one.number}
            for one in readiness.inventory
        ],
        "nobodys": [_ground(ground) for ground in readiness.nobodys],
        "comparison": comparison and _comparison(comparison),
        "check": check.document(readiness.report, catalog),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "provider": section.provider,
        "name": section.name,
        "checklist": section.checklist,
        "title": section.title,
        "url": section.url,
        "verdict": section.verdict.value,
        "summary": {state.value: number for state, number in counted(section.answers).items()},
        "seen": [_ground(ground) for ground in section.seen],
        "items": [_answer(answer) for answer in section.answers],
        "besides": [_ground(ground) for ground in section.besides],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "title": answer.title,
        "launch": answer.launch,
        "state": answer.state.value,
        "blocks": answer.blocks,
        "minor": answer.minor,
        "remedy": answer.remedy,
        "grounds": [_ground(ground) for ground in answer.grounds],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "basis": ground.basis.value,
        "text": ground.text,
        "location": ground.location and check.place(ground.location),
        "rule": ground.rule,
        "fingerprint": ground.fingerprint,
        "link": ground.link,
    }


def _handler(handler: HandlerSummary) -> dict[str, Any]:
    return {
        "symbol": handler.symbol,
        "route": handler.route,
        "provider": handler.provider,
        "checks": dict(handler.checks),
        "location": check.place(handler.location),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "commit": comparison.commit,
        "date": comparison.date,
        "changes": [
            {
                "provider": one.provider,
                "id": one.id,
                "title": one.title,
                "before": one.before and one.before.value,
                "after": one.after and one.after.value,
            }
            for one in comparison.changes
        ],
        "new": list(comparison.new),
        "fixed": list(comparison.fixed),
        "remaining": list(comparison.remaining),
        "named": dict(comparison.named),
    }
