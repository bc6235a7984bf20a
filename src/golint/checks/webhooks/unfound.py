"""Records that an event names and that are used as if they were always there: where one is not, the use itself is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.ways import EVENT
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, chained
from golint.dataflow.tags import Tags
from golint.facts import Assign, Call, Expr, Name, Node
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

_ALWAYS = compiled(rb"(?i)upsert|rejectOnNotFound|orFail")  # makes one, or raises an error of its own
_SENT = EVENT | {"request.part", "request.query", "provider.read"}


def unfound(flow: Flow, routine: Routine, given: Mapping[str, Tags], data: bytes) -> Iterator[Span]:
    """The first use of each record that is looked up by what the event says and that nobody asks about: `order.status` where `order` is
    null. `data` is the file's text."""
    found = [(written, end) for written, end, call in _looked_up(routine) if _may_miss(flow, call, routine, given, data)]
    asked = {written for node in routine.nodes for written in _asked(node)} if found else set()
    for written, end in found:
        use = _first_use(routine, written, end, data) if written not in asked else None
        if use is not None and not (_is_field(written) and _may_ask(flow, routine, Span(end, use.start))):
            yield use


def _looked_up(routine: Routine) -> Iterator[tuple[str, int, Call]]:
    """The variables that are given what a call gives back, with where that ends."""
    for node in routine.own:
        match node:
            case Assign(targets=(Name(written=written),), value=Call() as call) if _is_variable(written):
                yield written, node.span.end, call


def _may_miss(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags], data: bytes) -> bool:
    """Whether a call looks for what the event names, and gives nothing back where that is not there."""
    if "store.may_miss" not in flow.roles.by(call) | flow.roles.of(facts.trail(call)) or flow.judge.callee(call, routine) is not None:
        return False
    if _ALWAYS.search(data, call.span.start, call.span.end) is not None:
        return False
    asking = (link for link in (call, *chained(call)) if flow.roles.by(link) & {"store.read", "store.may_miss"})
    return any(flow.origins.inputs(link, routine, given) & _SENT for link in asking)


def _asked(node: Node) -> Iterator[str]:
    """The names that a node asks about, whatever it asks: who has asked once knows that a record may not be there."""
    match node:
        case facts.Branch(condition=condition) | facts.Choice(condition=condition):
            yield from _names(condition)
        case facts.Logic(operands=operands):
            yield from (name for operand in operands for name in _names(operand))
        case facts.Compare(left=left, right=right):
            yield from (*_names(left), *_names(right))
        case Call(arguments=arguments):  # `assert(order)`, `throw_unless($order, ...)`: it may be asked there
            yield from (a.value.written for a in arguments if isinstance(a.value, Name) and _is_variable(a.value.written))
        case facts.Return(value=Name(written=written)):
            yield written


def _names(expr: Expr) -> Iterator[str]:
    yield from (node.written for node in facts.walk(expr) if isinstance(node, Name) and _is_variable(node.written))


def _is_variable(written: str) -> bool:
    """A variable, or a field of the own object: `@order`"""
    return "." not in written or _is_field(written)


def _is_field(written: str) -> bool:
    owner, _, field = written.partition(".")
    return owner in OWN and bool(field) and "." not in field


def _may_ask(flow: Flow, routine: Routine, between: Span) -> bool:
    """Whether a function of the shop runs in between, which may ask about the fields of the own object."""
    return any(call.span in between and flow.judge.callee(call, routine) is not None for call in routine.calls)


def _first_use(routine: Routine, name: str, after: int, data: bytes) -> Span | None:
    steps = f"{name}."
    for node in routine.own:
        if isinstance(node, Name) and node.written.startswith(steps) and node.span.start >= after:
            return node.span if not _is_guarded(data[node.span.start : node.span.end]) else None
    return None


def _is_guarded(text: bytes) -> bool:
    """`order?.status`, `order&.update`, `$order?->save`"""
    return b"?." in text or b"&." in text or b"?->" in text
