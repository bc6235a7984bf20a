"""The payment and withdrawal methods that the shop's own code uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.evidence import Topic
from golint.catalog.phrases import folded, places, says
from golint.checks.operations.held import may_bear
from golint.checks.operations.signs import is_load_script
from golint.checks.operations.texts import by_byte, speaks_of_payments, uncommented
from golint.context.names import globs
from golint.facts import Comment, Evaluate, Literal
from golint.frontends import MARKUP, PYTHON, TREE_SITTER
from golint.model import Observation, Span

if TYPE_CHECKING:
    from golint.view import FileView

_CODE = TREE_SITTER | MARKUP | {PYTHON}
_AROUND = 160  # characters before and after a place, which say whether money comes in or goes out


def observe(view: FileView) -> Iterator[Observation]:
    """Each method that the file uses, once."""
    kind = view.catalog.evidence.get("payment-method")
    if (
        kind is None
        or view.stage in kind.outside
        or view.language not in _CODE
        or globs(kind.not_paths).search(f"/{view.source.path.lower()}")
    ):
        return
    possible = [topic for topic in kind.topics.values() if may_bear(view, topic.marks)]
    text = view.own(by_byte) if possible else ""
    found = [topic for topic in possible if _used(topic, text, view.source.path) is not None]
    if not found or not speaks_of_payments(view, f"{view.source.path}\n{text}") or is_load_script(view):
        return
    plain = _said(view).decode("latin-1")
    for topic in found:
        if (span := _used(topic, plain, view.source.path)) is not None:
            yield Observation(kind.id, topic.id, view.location(span), view.side, view.stage, {"what": topic.title})


def _said(view: FileView) -> bytes:
    """The text of a file without what it says to people alone: comments, and texts that stand as statements."""
    program = view.program
    if program is None:
        return view.source.data
    texts = (node.value.span for node in facts.walk(program.body) if isinstance(node, Evaluate) and isinstance(node.value, Literal))
    return uncommented(view.source.data, (*program.comments, *(Comment("", span) for span in texts)))


def _used(topic: Topic, text: str, path: str) -> Span | None:
    """Where a method is first used."""
    for match in sorted(places(text, topic.marks), key=lambda match: match.start()):
        around = folded(f"{path} {text[max(0, match.start() - _AROUND) : match.end() + _AROUND]}")
        if not says(around, topic.unless) and (not topic.context or says(around, topic.context)):
            return Span(match.start(), match.end())
    return None
