"""The list of rules: what `golint rules` prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from golint.formats.encoding import dump
from golint.formats.terminal import plain, table

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.rules import Rule

VERSION = 1


def render(catalog: Catalog, as_json: bool = False) -> str:
    """Every rule by family, as a table for people or as JSON (version 1, described in docs/json-format.md)."""
    rules = sorted(catalog.rules.values(), key=lambda rule: (rule.family, rule.id))
    if as_json:
        return dump({"version": VERSION, "rules": [_values(rule) for rule in rules]}) + "\n"
    return "\n\n".join("\n".join(_family(family, list(group))) for family, group in groupby(rules, key=lambda rule: rule.family)) + "\n"


def _family(family: str, rules: list[Rule]) -> Iterator[str]:
    yield plain(family)
    for row in table([(plain(rule.id), rule.severity, rule.precision, rule.level, plain(rule.title)) for rule in rules]):
        yield f"  {row}"


def _values(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family,
        "title": rule.title,
        "why": rule.why,
        "severity": rule.severity.value,
        "precision": rule.precision.value,
        "level": rule.level.value,
        "scope": rule.scope,
        "languages": list(rule.languages),
        "cwe": list(rule.cwe),
        "security_severity": rule.security_severity,
    }
