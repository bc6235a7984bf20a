"""What a paid event's metadata names is given away, whatever was paid: where the browser opens the payment, it also writes the metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.words import words_of
from golint.facts import Expr, Name, Node
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.handlers import Handler

METADATA = frozenset({"metadata", "meta", "custom", "passthrough"})
HOPS = 3
Marks = Callable[["Flow", Routine], Span | None]


def completed(flow: Flow, handler: Handler, marks: Marks) -> Iterator[tuple[str, Span]]:
    """Where a signed event completes what its metadata names; `marks` finds where a routine sets a record to paid."""
    packs = flow.packs_of(handler)
    if not packs or not all(pack.browser_amount for pack in packs) or not flow.proof(handler).checks:
        return
    for routine in reached(flow, handler.routine, HOPS, set()):
        span = marks(flow, routine)
        if span is not None and any(_is_told(flow, node, routine, HOPS) for node in _within(routine, span)):
            yield routine.path, span


def reached(flow: Flow, routine: Routine, hops: int, seen: set[Routine]) -> Iterator[Routine]:
    """A routine, and those that it calls."""
    if hops == 0 or routine in seen:
        return
    seen.add(routine)
    yield routine
    for node in routine.nodes:
        callee = flow.judge.callee(node, routine) if isinstance(node, facts.Call) else None
        if callee is not None:
            yield from reached(flow, callee, hops - 1, seen)


def _within(routine: Routine, span: Span) -> Iterator[Node]:
    return (node for node in routine.nodes if isinstance(node, Name | facts.Index) and node.span in span)


def _is_told(flow: Flow, node: Node, routine: Routine, hops: int) -> bool:
    """Whether a value is taken from metadata, also by way of variables and of the record that it finds."""
    if isinstance(node, facts.Literal):
        return isinstance(node.value, str) and bool(words_of(node.value) & METADATA) and len(words_of(node.value)) <= 2
    if not isinstance(node, Name):
        return isinstance(node, facts.Index) and _is_told(flow, node.key, routine, hops)
    if words_of(node.written) & METADATA:
        return True
    held = flow.texts.value_of(node, routine) or _of_its_head(flow, node, routine)
    if held is None or hops == 0:
        return False
    return any(
        _is_told(flow, part, held[1], hops - 1) for part in facts.walk(held[0]) if isinstance(part, Name | facts.Index | facts.Literal)
    )


def _of_its_head(flow: Flow, name: Name, routine: Routine) -> tuple[Expr, Routine] | None:
    """What `order` was given, for `order.status`."""
    first, dot, _ = name.written.partition(".")
    return flow.texts.value_of(Name(first, name.span, first), routine) if dot else None
