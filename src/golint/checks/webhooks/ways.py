"""The ways through a handler: an event takes one arm of a switch over its type, and what stands in another arm is not done for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.facts import Block, Call, Expr, Node
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

Way = dict[tuple[str, int], int]
"""The arms that lead to a place: for the place of each statement that chooses, which arm."""
HOPS = 3
BEGINNING = ("startswith", "startsWith", "start_with?", "str_starts_with", "HasPrefix", "StartsWith")


def together(one: Way, other: Way) -> bool:
    """Whether one event may pass both places."""
    return all(other.get(statement, arm) == arm for statement, arm in one.items())


def taken(flow: Flow, routine: Routine, hops: int = HOPS, before: Way | None = None) -> Iterator[tuple[Routine, Node, Way]]:
    """Every node of a routine and of those that it runs, with the way that leads there."""
    choices = tuple(_choices(flow, routine))
    for node in facts.walk(routine.function.body):
        way = {**(before or {}), **{(routine.path, start): arm for start, arm, spans in choices if _is_in(node, spans)}}
        yield routine, node, way
        callee = flow.judge.callee(node, routine) if hops and isinstance(node, Call) else None
        if callee is not None and callee != routine:
            yield from taken(flow, callee, hops - 1, way)


def _is_in(node: Node, spans: tuple[Span, ...]) -> bool:
    span = getattr(node, "span", None)
    return isinstance(span, Span) and any(span in arm for arm in spans)


def _choices(flow: Flow, routine: Routine) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """Where a statement chooses, the number of each of its arms, and what stands in it."""
    for block in facts.blocks(routine.function.body):
        for at, statement in enumerate(block):
            match statement:
                case facts.Switch(cases=cases, span=span):
                    arm = 0
                    for case in cases:
                        yield span.start, arm, tuple(inner.span for inner in case.body)
                        arm += not case.falls
                case facts.Branch(condition=condition, then=then, otherwise=otherwise, span=span) if _asks_kind(flow, condition):
                    rest = block[at + 1 :] if _leaves(then) else ()
                    yield span.start, 0, tuple(inner.span for inner in then)
                    yield span.start, 1, tuple(inner.span for inner in (*otherwise, *rest))


def _asks_kind(flow: Flow, condition: Expr) -> bool:
    """Whether a condition compares something with a word: `event.type == "payment.paid"`."""
    for node in facts.walk(condition):
        made = compared(node, flow.roles)
        words: tuple[Expr, ...] = (made.left, made.right) if made is not None else ()
        if isinstance(node, Call) and node.path.endswith(BEGINNING):
            words = tuple(argument.value for argument in node.arguments)
        if any(isinstance(word, facts.Literal) and word.kind == "text" for part in words for word in facts.walk(part)):
            return True
    return False


def _leaves(block: Block) -> bool:
    return bool(block) and isinstance(block[-1], facts.Return | facts.Raise | facts.Jump)
