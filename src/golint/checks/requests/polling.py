"""A provider is asked again and again how a payment stands, in place of being waited for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.values.clients import by_type
from golint.dataflow.values.texts import HOLE
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Expr, Lambda, Name, Node
from golint.lazily import compiled
from golint.model import Hit, Severity, Side, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 2
STATES = frozenset({"status", "state", "paid", "settled", "pending", "succeeded", "completed", "captured"})
SUBJECTS = frozenset(
    {"payment", "charge", "transaction", "intent", "invoice", "checkout", "session", "order", "refund", "payout", "transfer", "qr"}
)
COUNTED = ("range", "count", "seq")
MEASURES = ("len", "length", "size")
REPEATING = ("loop", "times", "upto")  # Ruby's loops are calls
UNTIL = "This {who} calls `{call}` until the payment's status changes"
TIMERS = ("setInterval", "setTimeout")
PAUSES = ("setTimeout", "sleep", "delay")
_PAUSING = compiled(rb"\b(?:%b)\b" % "|".join((*TIMERS, *PAUSES)).encode())


def status_polling(view: FileView) -> Iterator[Hit]:
    """A loop that sleeps, or a timer, around a look-up of a payment's status."""
    flow = view.flow
    if view.side is Side.CLIENT or not may_pause(view) or flow.provider is None:
        return
    for span, routine, what in looks(flow):
        severity = Severity.NOTE if flow.webhooks else None
        values = {"provider": flow.name_of_provider(routine), "what": what}
        yield Hit(span, values, provider=flow.provider_at(routine), symbol=flow.symbol(routine), severity=severity)


def may_pause(view: FileView) -> bool:
    """Whether a file may pause, by its bytes."""
    return _PAUSING.search(view.source.data) is not None or view.flow.traces.may_play("time.sleep")


def looks(flow: Flow) -> Iterator[tuple[Span, Routine, str]]:
    """Where a file looks at a payment's status again and again."""
    yield from _loops(flow)
    yield from _timers(flow)


# -- loops --


def _loops(flow: Flow) -> Iterator[tuple[Span, Routine, str]]:
    for node in flow.module.nodes:
        found = _turns(node)
        if found is None:
            continue
        head, source, body = found
        routine = flow.routine_at(body[0].span.start)
        if _sleeps(flow, body) and _asks_state(source, body) and (look := _look_up(flow, body, routine)) is not None:
            yield head, routine, UNTIL.format(who="loop", call=flow.language.names.spelled(facts.trail(look).lstrip(".")))


def _turns(node: Node) -> tuple[Span, Expr | None, Block] | None:
    """The head of a loop that goes round until something happens, what it asks each time, and its body."""
    match node:
        case facts.Loop(source=source, body=body, span=span) if body and _tries(node):
            return Span(span.start, source.span.end if source is not None else span.start + 1), source, body
        case Call(arguments=(*_, facts.Argument(value=Lambda(function=function)))) if last_of(node) in REPEATING and function.body:
            return node.callee.span, None, function.body
    return None


def _tries(loop: facts.Loop) -> bool:
    """Whether a loop goes on until something happens, or counts its tries; one over records, be it by their number or in batches, looks at
    each of them once."""
    counts = isinstance(loop.source, Call) and last_of(loop.source) in COUNTED
    return (counts or not loop.targets) and not (loop.source is not None and _measures(loop.source))


def _measures(source: Expr) -> bool:
    """`range(0, len(payments), 50)`, `i < payments.length`"""
    return any(isinstance(part, Name | facts.Attribute | Call) and last_of(part) in MEASURES for part in facts.walk(source))


def _sleeps(flow: Flow, body: Block) -> bool:
    calls = (node for node in facts.walk(body) if isinstance(node, Call))
    return any("time.sleep" in flow.roles.by(call) or last_of(call) in PAUSES for call in calls)


def _asks_state(source: Expr | None, body: Block) -> bool:
    """Whether a loop, or a branch in it, hangs on a status."""
    asked: list[Node] = [source] if source is not None else []
    for node in facts.walk(body):
        if isinstance(node, facts.Branch | facts.Choice):
            asked.append(node.condition)
        elif isinstance(node, facts.Switch):
            asked.append(node.subject)
    return any(map(_is_of_payment, asked))


def _is_of_payment(condition: Node) -> bool:
    """Whether a condition asks for a payment's status, and not for that of an HTTP answer."""
    parts = list(facts.walk(condition))
    numbers = (part.value for part in parts if isinstance(part, facts.Literal) and part.kind == "number")
    return any(map(_names_state, parts)) and not any(isinstance(number, int) and 100 <= number < 600 for number in numbers)


def _names_state(node: Node) -> bool:
    match node:
        case Name() | facts.Index() | facts.Attribute() | Call():
            told = words_of(name_of(node) or last_of(node))
            return bool(told & STATES) and "code" not in told
    return False


# -- timers --


def _timers(flow: Flow) -> Iterator[tuple[Span, Routine, str]]:
    for call in flow.module.calls:
        if last_of(call) not in TIMERS or not call.arguments:
            continue
        routine = flow.routine_at(call.span.start)
        run = flow.resolver.definition(call.arguments[0].value, routine)
        if not isinstance(run, Routine) or not (last_of(call) == "setInterval" or _comes_back(flow, run, routine)):
            continue
        body = run.function.body
        if _asks_state(None, body) and (look := _look_up(flow, body, run)) is not None:
            yield call.callee.span, routine, UNTIL.format(who="timer", call=flow.language.names.spelled(facts.trail(look).lstrip(".")))


def _comes_back(flow: Flow, run: Routine, routine: Routine) -> bool:
    """Whether a function that a timer runs is the one that sets the timer."""
    return run == routine or any(flow.judge.callee(node, run) == routine for node in run.calls)


# -- look-ups --


def _look_up(flow: Flow, body: Block, routine: Routine) -> Call | None:
    """The call in a block that asks the provider for a payment, itself or in a function that it runs."""
    for node in facts.walk(body):
        if not isinstance(node, Call):
            continue
        if _asks(flow, node, routine):
            return node
        found = flow.judge.callee(node, routine)
        inner = callees(flow, found, HOPS - 1) if found is not None and words_of(facts.trail(node)) & (SUBJECTS | STATES) else ()
        for reached in inner:
            if any(_asks(flow, n, reached) for n in reached.calls):
                return node
    return None


def _asks(flow: Flow, call: Call, routine: Routine) -> bool:
    roles = flow.money_calls.asks(call, routine)
    if not roles & {"provider.read", "http.request"} or "store.read" in roles or flow.judge.callee(call, routine) is not None:
        return False
    own = flow.texts.of(call.argument(0, "url"), routine) if call.arguments else ""
    url = flow.money_calls.url(call, routine) if "://" not in own else own
    url = url or own
    if url.startswith("/") or ("://" in url and HOLE not in url.partition("://")[2].partition("/")[0] and not _is_theirs(flow, url)):
        return False
    told = " ".join((*facts.trail(call).split(".")[-2:], by_type(call, routine, flow.texts), url)).lower()
    return any(subject in told for subject in SUBJECTS)


def _is_theirs(flow: Flow, url: str) -> bool:
    return flow.provider is not None and flow.provider in url.lower()
