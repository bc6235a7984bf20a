"""The ways through a handler: an event takes one arm of a switch over its type, and what stands in another arm is not done for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.comparisons import BEGINNING, compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import owner_of, spelled
from golint.dataflow.tags import BODY, Tags
from golint.dataflow.words import mentions
from golint.facts import Block, Call, Expr, Node
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

Way = dict[tuple[str, int], int]
"""The arms that lead to a place: for the place of each statement that chooses, which arm."""
HOPS = 3
KINDS = frozenset({"type", "event", "topic", "kind", "action", "name", "status", "state"})


def together(one: Way, other: Way) -> bool:
    """Whether one event may pass both places."""
    return all(other.get(statement, arm) == arm for statement, arm in one.items())


def way_to(flow: Flow, routine: Routine, place: Span) -> Way:
    """The arms that lead to a place of a routine."""
    return {(routine.path, start): arm for start, arm, spans in _choices(flow, routine) if any(place in span for span in spans)}


Spans = tuple[Span, ...]
Given = Mapping[str, Tags]
EVENT = BODY | {"signature.verify", "request", "request.query"}
"""Where what an event says comes from."""


def taken(
    flow: Flow,
    routine: Routine,
    left_out: Callable[[Routine], Spans],
    hops: int = HOPS,
    before: Way | None = None,
    given: Given | None = None,
) -> Iterator[tuple[Routine, Node, Way, Given]]:
    """Every node of a routine and of those that it runs, with the way that leads there and where what the routine is given comes from;
    what is `left_out` of a routine, and what it does for other paths than a webhook's, is not entered."""
    choices, apart = tuple(_choices(flow, routine)), (*left_out(routine), *flow.prover.elsewhere(routine))
    for node in routine.nodes:
        if _is_in(node, apart):
            continue
        way = {**(before or {}), **{(routine.path, start): arm for start, arm, spans in choices if _is_in(node, spans)}}
        yield routine, node, way, given or {}
        if not hops or not isinstance(node, Call):
            continue
        run = [(callee, call) for callee, call in flow.judge.run_by(node, routine) if callee != routine]
        for arm, (callee, call) in enumerate(run):
            one = {**way, (routine.path, node.span.start): arm} if len(run) > 1 else way
            yield from taken(flow, callee, left_out, hops - 1, one, flow.origins.bind(call, callee, routine, given))


def _is_in(node: Node, spans: Spans) -> bool:
    span = getattr(node, "span", None)
    return isinstance(span, Span) and any(span in arm for arm in spans)


def _choices(flow: Flow, routine: Routine) -> Iterator[tuple[int, int, Spans]]:
    """Where a statement chooses, the number of each of its arms, and what stands in it."""
    for block in facts.blocks(routine.function.body):
        for at, statement in enumerate(block):
            match statement:
                case facts.Switch(subject=subject, cases=cases, span=span) if _is_kind(subject):
                    arm = 0
                    for case in cases:
                        yield span.start, arm, tuple(inner.span for inner in case.body)
                        arm += not case.falls
                case facts.Branch(condition=condition, then=then, otherwise=otherwise, span=span) if _asks_kind(flow, condition):
                    rest = block[at + 1 :] if facts.leaves(then) else ()
                    yield span.start, 0, tuple(inner.span for inner in then)
                    yield span.start, 1, tuple(inner.span for inner in (*otherwise, *rest))


def _asks_kind(flow: Flow, condition: Expr) -> bool:
    """Whether a condition compares the kind of an event with a word: `event.type == "payment.paid"`."""
    for node in facts.walk(condition):
        made = compared(node, flow.roles)
        sides: tuple[Expr | None, ...] = (made.left, made.right) if made is not None else ()
        if isinstance(node, Call) and node.path.endswith(BEGINNING):
            sides = (owner_of(node), *(argument.value for argument in node.arguments))
        told = [side for side in sides if side is not None]
        if any(map(_is_word, told)) and any(map(_is_kind, told)):
            return True
    return False


def _is_word(side: Expr) -> bool:
    return any(isinstance(node, facts.Literal) and node.kind == "text" for node in facts.walk(side))


def _is_kind(side: Expr) -> bool:
    """Whether a value is what tells events apart, by its name: `event["type"]`, `$type`, `payload.status`."""
    return mentions(spelled(side), KINDS)


def within(span: Span, block: Block) -> bool:
    """Whether a place is in a block."""
    return bool(block) and block[0].span.start <= span.start and span.end <= block[-1].span.end


def leaves_for_good(flow: Flow, block: Block) -> bool:
    """Whether a block ends the function: it returns, raises, or calls what never comes back."""
    match block[-1] if block else None:
        case facts.Return() | facts.Raise():
            return True
        case facts.Evaluate(value=Call() as value):
            return flow.judge.aborts(value)
    return False


def catching(nodes: Iterable[Node], place: Span) -> Iterator[facts.Attempt]:
    """The statements among some nodes that catch what goes wrong at a place."""
    tried = (node for node in nodes if isinstance(node, facts.Attempt) and node.body and node.handlers)
    yield from (node for node in tried if node.body[0].span.start <= place.start < node.body[-1].span.end)
