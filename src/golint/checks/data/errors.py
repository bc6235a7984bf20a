"""What a customer is told when a payment fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.handlers import PAYMENT_WORDS
from golint.dataflow.modules import Routine
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

FOR_CUSTOMERS = ("user_message", "code", "status_code", "http_status", "decline_code", "public_message", "error_code", "messages", "message_dict")


def raw_error_exposed(view: FileView) -> Iterator[Hit]:
    """An exception's own text, or a provider's answer as it came, in what the customer sees."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    flow = view.flow
    webhooks = {handler.routine for handler in flow.webhooks}
    for node in facts.walk(flow.module.program.body):
        if not isinstance(node, facts.Attempt):
            continue
        routine = flow.routine_at(node.span.start)
        if routine in webhooks or not _concerns_payments(view, node, routine):
            continue
        for handler in node.handlers:
            if handler.name:
                yield from _told(flow, handler, routine)


def _concerns_payments(view: FileView, attempt: facts.Attempt, routine: Routine) -> bool:
    flow = view.flow
    calls = {(n.span.start, n.span.end) for n in facts.walk(attempt.body) if isinstance(n, Call)}
    if any((money.call.span.start, money.call.span.end) in calls for money in flow.money):
        return True
    return bool(flow.providers) or bool(words_of(f"{view.source.path} {routine.function.qualname}") & PAYMENT_WORDS)


def _told(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Hit]:
    for answer in _answers(flow, handler, routine):
        for part in _parts(answer):
            if _is_raw(part, handler.name):
                yield Hit(part.span, {"error": handler.name}, provider=flow.provider, symbol=routine.function.qualname if routine.start >= 0 else "")
                return


def _answers(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Expr]:
    """What the handler sends out: responses, refusals, and returned data of a function that answers requests."""
    is_door = any(h.routine == routine for h in flow.handlers)
    for node in facts.walk(handler.body, into_functions=False):
        match node:
            case Call() if flow.roles.by(node) & {"response.send", "response.refuse", "flow.abort"}:
                yield node
            case facts.Return(value=facts.Mapping() | facts.Sequence() as value) if is_door:
                yield value


def _parts(value: Expr) -> Iterator[Expr]:
    stack = [value]
    while stack:
        part = stack.pop()
        yield part
        if not (isinstance(part, Call) and part.path.endswith(("log", "logger"))):
            stack.extend(facts.operands(part))


def _is_raw(part: Expr, name: str) -> bool:
    """`str(e)`, `{e}`, `e.args`, `e.response.text`: not the texts that an SDK makes for customers."""
    match part:
        case Name(written=written):
            if written == name:
                return True
            return written.startswith(f"{name}.") and not written.endswith(FOR_CUSTOMERS)
        case Call(path=path):
            return path.endswith(("traceback.format_exc", "frappe.get_traceback"))
    return False


