"""The one check behind every rule that is a pattern and no function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.catalog.rules import Rule
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.view import FileView


def search(rule: Rule, view: FileView) -> Iterator[Hit]:
    """A hit for each match in a file of the rule's sides and stages. The group `hit`, else the whole match, is its span."""
    if rule.pattern is None:
        return
    for match in rule.pattern.finditer(view.source.data):
        start, end = match.span("hit" if "hit" in rule.pattern.groupindex else 0)
        if start >= 0:
            yield Hit(Span(start, end), {name: text.decode("utf-8", "replace") for name, text in match.groupdict().items() if text})
