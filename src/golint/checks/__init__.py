"""Checks, one module or package per family of rules, found by their names and imported when a file first needs them.

The rule `webhooks/parse-before-verify` is the function `golint.checks.webhooks.parse_before_verify`. A family whose rules look over the
whole repository also has a function `observe(view)`, which tells them what one file holds. A rule that is data alone has no function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from golint.catalog.rules import Rule
from golint.model import Hit, Observation

if TYPE_CHECKING:
    from golint.view import FileView


def function(rule: Rule) -> Callable[..., Any] | None:
    """The function behind a rule: its own, else the search for its pattern; None where the rule has neither."""
    if rule.pattern is not None:
        return _by_pattern(rule)
    return _attribute(rule.family, rule.id.replace("-", "_"))


def observe(view: FileView, families: frozenset[str] | None = None) -> Iterator[Observation]:
    """What a file tells the checks over the whole repository; with `families`, what it tells those alone."""
    for family in sorted(families if families is not None else {rule.family for rule in view.catalog.rules.values()}):
        watch = _attribute(family, "observe")
        if watch is not None:
            yield from watch(view)


@cache
def _attribute(family: str, name: str) -> Callable[..., Any] | None:
    module = f"{__name__}.{family}"
    if find_spec(module) is None:
        return None
    found: Callable[..., Any] | None = getattr(import_module(module), name, None)
    return found


def _by_pattern(rule: Rule) -> Callable[[FileView], Iterator[Hit]]:
    """A check for a rule that is data alone. The group `hit`, else the whole match, is the span; named groups fill the message."""
    from golint.checks.patterns import search

    return lambda view: search(rule, view)
