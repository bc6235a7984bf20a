"""Orders that are completed although neither the door nor what it calls looks at how much came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.browser_states import KEEPING
from golint.checks.payments.credits import filled
from golint.checks.payments.fulfilment.announced import announced
from golint.checks.payments.fulfilment.states import as_sent, gives_state
from golint.checks.payments.marks import marks_paid
from golint.checks.sums import raised
from golint.checks.webhooks.bodies.digests import feeds
from golint.dataflow.comparisons import compared, only_logs
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.tags import BODY, DIGESTS, HELD
from golint.dataflow.vocabulary import PRICES_ABROAD
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 3
_OTHERS = frozenset({"transfer", "transfers", "payout", "withdrawal", "withdraw", "refund", "disbursement", "subscription", "dispute"})
_UNPAID = _OTHERS | {
    "method", "mandate", "plan", "cycle", "recurring", "failed", "failure", "expired", "expire", "cancel", "cancelled", "canceled",
}  # fmt: skip
_AMOUNTS = PRICES_ABROAD | {"amount", "total", "price", "sum", "due", "owed", "balance", "cost", "value"}
_COUNTED = frozenset({"count", "rows", "pages", "results"})


def completed_unweighed(flow: Flow, handler: Handler) -> Iterator[tuple[Routine, Span]]:
    """Where a door sets a record to paid and neither it nor what it calls looks at how much that was."""
    routines = callees(flow, handler.routine, HOPS)
    marked = {one: marks_paid(flow, one) or gives_state(flow, one) or filled(flow, one) or announced(flow, one) for one in routines}
    if any(marked.values()) and not any(_weighs(flow, routine, span) for routine, span in marked.items()):
        yield from ((routine, span) for routine, span in marked.items() if span is not None and not _is_no_payment(routine, span))


def _is_no_payment(routine: Routine, span: Span) -> bool:
    """Whether what is marked, or the event that marks it, is no payment of a customer's that went well: a transfer, a refund."""
    done = [node for node in routine.nodes if isinstance(node, Name | facts.Literal) and node.span in span]
    asked = [node for one in _asked_around(routine, span) for node in facts.walk(one) if isinstance(node, Name | facts.Literal)]
    return bool(_words_in(done) & _OTHERS or (_words_in(asked) | words_of(routine.function.qualname)) & _UNPAID)


def _asked_around(routine: Routine, span: Span) -> Iterator[Expr]:
    """The conditions under which something is done."""
    for node in routine.nodes:
        match node:
            case facts.Branch(condition=condition, then=then) if any(span in statement.span for statement in then):
                yield condition
            case facts.Switch(cases=cases):
                around = (case for case in cases if any(span in statement.span for statement in case.body))
                yield from (pattern for case in around for pattern in case.patterns)


def _words_in(nodes: Iterable[Name | facts.Literal]) -> frozenset[str]:
    return words_of(" ".join(node.written if isinstance(node, Name) else str(node.value) for node in nodes))


def _weighs(flow: Flow, routine: Routine, marked: Span | None) -> bool:
    """Whether an amount is compared, or what was paid is passed on: who is credited a cent for a cent gains nothing. To keep it beside a
    balance that is raised by another amount is no look, nor to keep it in another record than the one that is `marked` paid."""
    place = filled(flow, routine)
    idle = {id(part) for node in routine.nodes if _only_tells(flow, node, routine) for part in facts.walk(node)}
    for call in _kept_apart(flow, routine, marked) if marked is not None else ():
        idle.update(map(id, facts.walk(call)))
    for node in routine.nodes:
        if id(node) in idle:
            continue
        made = compared(node, flow.roles)
        if made is not None and any(map(_is_amount, (made.left, made.right))):
            return True
        if not isinstance(node, Name | facts.Index | Call) or not _is_amount(node) or (place and node.span not in place):
            continue
        if flow.origin(node, routine) & (BODY | {"provider.read"}):
            return True
    return False


def _is_amount(value: Expr) -> bool:
    """How many there are in total is no amount: `getTotalCount()`."""
    words = words_of(name_of(value))
    return bool(words & _AMOUNTS) and not words & _COUNTED


def _kept_apart(flow: Flow, routine: Routine, marked: Span) -> Iterator[Call]:
    """What writes other records than the one that is marked, and raises nothing."""
    for call in routine.calls:
        if flow.roles.by(call) & KEEPING and marked not in call.span and call.span not in marked:
            yield from (call,) if next(raised(flow, call, routine), None) is None else ()


def _only_tells(flow: Flow, node: facts.Node, routine: Routine) -> bool:
    """Whether something does no more than write to a log, take what was sent apart, give it back in an object to one that is looked at,
    too (`new Paid { Amount = amount }`), or work out or check its signature."""
    match node:
        case facts.Return(value=Call() as made) if flow.language.typed:
            return last_of(made)[:1].isupper() and bool(made.arguments) and all(argument.name for argument in made.arguments)
        case facts.Branch():
            return only_logs(node, flow.roles)
        case facts.Assign(targets=targets, value=value) if value is not None and isinstance(as_sent(flow, value), Name | facts.Index):
            return all(isinstance(t, facts.Mapping) or (isinstance(t, Name) and "." not in t.written) for t in targets)
        case facts.Template() | facts.Binary(operator="+" | "."):
            return any(flow.origin(part, routine) & HELD for part in facts.walk(node) if isinstance(part, Name | facts.Index | Call))
        case Call():
            if flow.roles.by(node) & ({"log.write", "signature.verify"} | DIGESTS) or feeds(flow, node, routine):
                return True
            callee = flow.judge.callee(node, routine)
            return callee is not None and bool(flow.prover.summary(callee).checks)
    return False
