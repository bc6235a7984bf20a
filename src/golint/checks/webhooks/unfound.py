"""Records that an event names and that are used as if they were always there: where one is not, the use itself is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.missing import is_guarded, lets_pass
from golint.checks.webhooks.open_records import PICKING
from golint.checks.webhooks.ways import EVENT
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, chained, last_of
from golint.dataflow.tags import Tags
from golint.facts import Assign, Call, Expr, Name, Node
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

_ALWAYS = compiled(rb"(?i)upsert|rejectOnNotFound|orFail")  # makes one, or raises an error of its own
_ASKED_BY = (facts.Branch, facts.Choice, facts.Logic, facts.Compare, Call, facts.Return)
_ASKING = compiled(r"\.(?:nil\?|blank\?|present\?|presence|try|is_a\?|respond_to\?|inspect|to_s)$")
"""What Ruby's nothing answers, too."""
_READING = frozenset({"store.read", "store.may_miss"})
_SENT = EVENT | {"request.part", "request.query", "provider.read"}


def unfound(flow: Flow, routine: Routine, given: Mapping[str, Tags], data: bytes) -> Iterator[Span]:
    """The first use of each record that is looked up by what the event says and that nobody asks about before, or asks about and goes on
    with all the same: `order.status` where `order` is null. `data` is the file's text."""
    for written, end, call in _looked_up(routine):
        use = _first_use(routine, written, end, data)
        if use is None or not _may_miss(flow, call, routine, given, data) or _is_settled(flow, routine, written, use, data):
            continue
        if not (_is_field(written) and _may_ask(flow, routine, Span(end, use.start))):
            yield use


def _is_settled(flow: Flow, routine: Routine, written: str, use: Span, data: bytes) -> bool:
    """Whether a variable is asked about, or given another value, before it is used: who has asked knows that a record may not be there."""
    before = (node for node in routine.nodes if isinstance(node, _ASKED_BY) and node.span.start <= use.start)
    asked = [span for node in before for span, name in _asked(node) if name == written]
    asked += _guarded(flow, routine, written, use, data)
    branches = (node for node in routine.own if isinstance(node, facts.Branch)) if asked else ()
    passing = [branch.condition.span for branch in branches if lets_pass(flow, routine, branch, written, use, data)]
    return not all(any(span in condition for condition in passing) for span in asked)


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
    asking = (link for link in (call, *chained(call)) if flow.roles.by(link) & _READING or last_of(link) in PICKING)
    return any(flow.origins.inputs(link, routine, given) & _SENT for link in asking)


def _guarded(flow: Flow, routine: Routine, written: str, use: Span, data: bytes) -> Iterator[Span]:
    """Where a step from a variable is taken with care before it is used, `order?.status`, save in a line of a log."""
    logged = [call.span for call in routine.calls if "log.write" in flow.roles.by(call)]
    careful = (n.span for n in routine.nodes if isinstance(n, Name) and n.written.startswith(f"{written}.") and n.span.start < use.start)
    yield from (span for span in careful if is_guarded(data, span) and not any(span in log for log in logged))


def _asked(node: Node) -> Iterator[tuple[Span, str]]:
    """The names that a node asks about, whatever it asks, and where."""
    match node:
        case facts.Branch(condition=condition) | facts.Choice(condition=condition):
            yield from _names(condition)
        case facts.Logic(operands=operands):
            yield from (asked for operand in operands for asked in _names(operand))
        case facts.Compare(left=left, right=right):
            yield from (*_names(left), *_names(right))
        case Call(arguments=arguments):  # `assert(order)`, `throw_unless($order, ...)`: it may be asked there
            yield from (asked for a in arguments if isinstance(a.value, Name) for asked in _names(a.value))
        case facts.Return(value=Name() as value):
            yield from _names(value)


def _names(expr: Expr) -> Iterator[tuple[Span, str]]:
    for node in facts.walk(expr):
        if isinstance(node, Name) and _is_variable(written := _ASKING.sub("", node.written)):
            yield node.span, written


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
    later = (n for n in routine.own if isinstance(n, Name) and n.written.startswith(steps) and n.span.start >= after)
    return next((n.span for n in later if not _ASKING.search(n.written) and not is_guarded(data, n.span)), None)
