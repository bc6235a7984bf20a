"""Which rules found how much, over all repositories."""

from __future__ import annotations

from golint.formats.fleet.html.repositories import figure
from golint.formats.readiness.html import pieces
from golint.formats.readiness.html.builder import Child, Markup, element
from golint.formats.readiness.html.tables import part
from golint.model import Severity
from golint.readiness.fleet import Count, Fleet


def rules(fleet: Fleet) -> Markup | None:
    """The part about them, the most frequent first; None where nothing was found."""
    by_rule: dict[str, list[Count]] = {}
    for entry in fleet.entries:
        for one in entry.counts:
            by_rule.setdefault(one.rule, []).append(one)
    if not by_rule:
        return None
    holders = {rule: sum(any(one.rule == rule for one in entry.counts) for entry in fleet.entries) for rule in by_rule}
    ordered = sorted(by_rule, key=lambda rule: (-holders[rule], -_number(by_rule[rule]), rule))
    rows = [_row(rule, holders[rule], by_rule[rule]) for rule in ordered]
    columns: list[Child] = ["Rule", *map(figure, ("Repositories", "Errors", "Warnings", "Notes"))]
    intro = element("p", {"class": "intro"}, "In how many repositories a rule found something, and how often.")
    return part("rules", "Findings by rule", intro, pieces.table("Findings by rule", columns, rows))


def _row(rule: str, holders: int, counts: list[Count]) -> list[Child]:
    numbers = [sum(one.number for one in counts if one.severity is severity) for severity in reversed(Severity)]
    return [pieces.code(rule), *(figure(f"{number:,}", none=not number) for number in (holders, *numbers))]


def _number(counts: list[Count]) -> int:
    return sum(one.number for one in counts)
