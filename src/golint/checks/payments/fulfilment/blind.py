"""Payments that are read back and not looked at: an answer of 200 says that the provider knows the payment, not that it was paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.fulfilment.metadata import HOPS, Marks
from golint.checks.payments.marks import Said
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.vocabulary import PAID_ABROAD, STATES_ABROAD
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

TELLING = STATES_ABROAD | PAID_ABROAD | frozenset({
    "status", "state", "paid", "success", "successful", "succeeded", "amount", "total", "currency", "captured", "approved", "completed",
    "result", "outcome", "code", "event", "type", "error", "errors", "failed", "failure", "charged", "settled", "authorized", "verified",
})  # fmt: skip
AMOUNTS = frozenset({"amount", "total", "currency"})  # a payment that failed has those, too
SETTLED = frozenset({"due", "received", "remaining", "outstanding", "owed", "left", "capture", "captures"})  # how much of it was paid
ANSWERS = Said("answers at all, without a look at the payment's status", which="One that failed, or of one cent,")
KNOWS = Said("knows a payment of that amount", "nothing looks at the payment's status", "One that failed")
FOUND = Said("knows the payment", "nothing looks at the payment's status", "One that nobody has made yet")
ANSWERED = frozenset({"success", "ok"})  # what an answer says of itself
LOOKING = frozenset({"retrieve", "get", "find", "fetch", "findbyid", "find_by_id", "retrieveasync", "getasync"})
SHORT = 40  # characters: the name of a field; longer is an address or a sentence
ASKED = frozenset({"http.request", "provider.read", "request", "request.body.parsed", "request.part"})
KEEPING = frozenset({"store.write", "store.upsert", "store.insert", "store.read", "store.query", "log.write", "response.send"})


def overlooked(flow: Flow, routine: Routine, marks: Marks) -> Said | None:
    """What is wrong where a routine, or one that it calls, asks about a payment and sets a record to paid, and nothing on the way reads
    what the answer says of the payment, or no more than how much it was for."""
    routines = tuple(callees(flow, routine, HOPS - 1))
    sends = any("http.request" in flow.roles.by(call) for one in routines for call in one.calls)
    if not sends and not any(_asks_library(flow, call) for one in routines for call in one.calls):
        return None
    if not any(marks(flow, one) for one in routines):
        return None
    read = frozenset[str]().union(*(looked_at(flow, one) for one in routines))
    return (ANSWERS if sends else FOUND) if not read else KNOWS if read <= AMOUNTS else None


def _asks_library(flow: Flow, call: Call) -> bool:
    """Whether a call through a library asks how a payment stands, and answers whatever became of it. What captures one fails where nobody
    paid."""
    return "provider.read" in flow.roles.by(call) and (last_of(call).lower() in LOOKING or call.path.lower().endswith("transaction.verify"))


def looked_at(flow: Flow, routine: Routine) -> frozenset[str]:
    """What a routine reads of how a payment stands, other than to keep it with the record or in a log."""
    apart = tuple(_apart(flow, routine))
    read = (words for span, words in _read(routine) if not any(span in one for one in apart))
    return frozenset[str]().union(*read)


def _read(routine: Routine) -> Iterator[tuple[Span, frozenset[str]]]:
    """Where something is read that is called as the standing of a payment is, and which of these words it is called."""
    for node in routine.nodes:
        match node:
            case Name(path=path, written=written, span=span):
                words = words_of(f"{path} {written}")
            case facts.Attribute(path=path, span=span):
                words = words_of(path)
            case facts.Literal(value=str() as text, span=span) if len(text) < SHORT:
                words = words_of(text)
            case _:
                continue
        if told := words & TELLING:
            yield span, told | {"paid"} if words & SETTLED else told


def _apart(flow: Flow, routine: Routine) -> Iterator[Span]:
    """What is written and not read: targets and constants that they are given, what a record, a log or the customer is handed, an answer's
    own status; and what is read of a record of the shop's own."""
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=targets, value=value):
                yield from (target.span for target in targets if isinstance(target, Name))
                if isinstance(value, facts.Literal):
                    yield value.span
            case facts.Evaluate(value=Call(callee=callee)):
                yield callee.span
            case Call(callee=callee, arguments=arguments) if (flow.roles.by(node) | flow.roles.of(facts.trail(node))) & KEEPING:
                yield callee.span
                yield from (argument.value.span for argument in arguments if _only_keeps(argument.value))
            case facts.Raise(value=Call(arguments=arguments)):
                yield from (argument.value.span for argument in arguments if isinstance(argument.value, facts.Literal))
            case Name(span=span) if _is_of_record(flow, node, routine):
                yield span
            case Name(span=span) | facts.Index(span=span) | Call(span=span) if _is_browsers_word(flow, node, routine):
                yield span
            case facts.Compare(left=left, right=right, span=span) if _is_http_status(left) or _is_http_status(right):
                yield span
            case facts.Compare(left=left, right=right, span=span) if _is_no_state(flow, routine, left, right):
                yield span
            case facts.Compare(left=Name() | facts.Index() | Call() as left, right=facts.Literal(), span=span):
                if _is_browsers_word(flow, left, routine):
                    yield span
            case facts.Branch(condition=condition) | facts.Choice(condition=condition) if _states(flow, routine):
                yield from (part.span for part in _asked_bare(condition))


def _is_of_record(flow: Flow, name: Name, routine: Routine) -> bool:
    """`order.status`: how the payment stands for the shop, and not for the provider."""
    if "." not in name.written:
        return False
    told = flow.origin(name, routine)
    return "store.read" in told and not told & ASKED


def _is_browsers_word(flow: Flow, value: Name | facts.Index | Call, routine: Routine) -> bool:
    """`$_GET["status"]`, or what was set to it: what the browser brings along is no answer of the provider's."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) and "." not in value.written else None
    brought = held[0] if held is not None else value
    source = brought.base if isinstance(brought, facts.Index) else brought
    return isinstance(source, Name | Call | facts.Attribute) and "request.query" in flow.roles.by(source)


def _is_no_state(flow: Flow, routine: Routine, left: Expr, right: Expr) -> bool:
    """Whether what the answer calls its status is compared with what is no state of the provider's payments: `data.status == "success"` of
    Flutterwave, whose payments are successful, says that the question was answered. So does its message, whatever that is."""
    states = _states(flow, routine)
    for asked, told in ((left, right), (right, left)):
        if states and isinstance(told, facts.Literal) and _is_called(asked, "message"):
            return True
        if states and isinstance(told, facts.Literal) and _is_status(asked):
            return told.value is True or (isinstance(told.value, str) and told.value.lower() in ANSWERED - states)
    return False


def _asked_bare(condition: Expr) -> Iterator[Expr]:
    """What is asked whether it is there: of a status, that says nothing of which it is. `if (!answer.status) throw ...`"""
    match condition:
        case facts.Logic(operands=operands):
            yield from (part for operand in operands for part in _asked_bare(operand))
        case _ if _is_status(condition):
            yield condition


def _is_status(expr: Expr) -> bool:
    return _is_called(expr, "status")


def _is_called(expr: Expr, name: str) -> bool:
    return isinstance(expr, Name | facts.Attribute | facts.Index) and name_of(expr).rpartition(".")[2].lower() == name


def _states(flow: Flow, routine: Routine) -> frozenset[str]:
    """What the provider calls the states of a payment, none where that is not known."""
    pack = flow.pack_of(routine)
    return frozenset(name.lower() for _, names in pack.statuses for name in names) if pack is not None else frozenset()


def _only_keeps(value: Expr) -> bool:
    """Whether what a record is handed is taken over as it is: neither asked nor looked up nor made into something else."""
    return not any(
        isinstance(part, Call | facts.Choice | facts.Compare | facts.Logic | facts.Lambda)
        or (isinstance(part, facts.Index) and not isinstance(part.key, facts.Literal))
        for part in facts.walk(value)
    )


def _is_http_status(expr: Expr) -> bool:
    """`200`, `[200, 201]`: what an answer comes with, whatever it says."""
    match expr:
        case facts.Sequence(items=items):
            return bool(items) and all(_is_http_status(item) for item in items)
        case facts.Literal(value=int() as number):
            return 100 <= number < 600
    return False
