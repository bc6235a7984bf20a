"""Providers send events that nobody asked for, and events about records of another shop: both must be taken calmly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.spelling import spelled
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import path_of
from golint.dataflow.tags import BODY
from golint.dataflow.words import mentions, words_of
from golint.facts import Block, Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

KINDS = frozenset({"type", "event", "topic", "kind", "action", "resource"})
PROOFS = frozenset({"signature", "sig", "secret", "token", "hmac", "verified", "valid", "header", "hash"})
CATCHING_MISSING = frozenset({"Exception", "BaseException", "ObjectDoesNotExist", "DoesNotExist", "NoResultFound", "Http404"})


def unknown_event_rejected(view: FileView) -> Iterator[Hit]:
    """An event of an unknown kind, or about an unknown record, is answered with 4xx or 5xx."""
    flow = view.flow
    for handler in flow.webhooks:
        seen: set[Span] = set()
        for routine in _own(flow, handler):
            for span, reason in _rejections(flow, routine, handler):
                if span not in seen:
                    seen.add(span)
                    yield Hit(span, {**words(view), "reason": reason}, provider=flow.provider, symbol=handler.symbol)


def _own(flow: Flow, handler: Handler) -> Iterator[Routine]:
    """The handler and the functions of the same file that it calls."""
    yield handler.routine
    for node in facts.walk(handler.routine.function.body):
        if isinstance(node, Call):
            callee = flow.judge.callee(node, handler.routine)
            if callee is not None and callee.path == handler.routine.path and callee != handler.routine:
                yield callee


def _rejections(flow: Flow, routine: Routine, handler: Handler) -> Iterator[tuple[Span, str]]:
    for exit_span, condition, taken in _refusals(flow, routine.function.body, None, True):
        if condition is None:
            continue
        if _asks_kind(condition, taken) and not _is_malformed(flow, condition, routine):
            yield exit_span, "An event of a kind that is not handled"
        elif _asks_record(flow, condition, taken, routine):
            yield exit_span, "An event about a record that is not there"
    if routine == handler.routine:
        for span in _uncaught_lookups(flow, routine):
            yield span, "An event about a record that is not there"


def _refusals(flow: Flow, block: Block, condition: Expr | None, taken: bool) -> Iterator[tuple[Span, Expr | None, bool]]:
    """Exits of 400 and above, with the innermost condition that leads there and whether it held."""
    for statement in block:
        match statement:
            case facts.Return(value=value, span=span) if value is not None and flow.judge.refuses(value):
                yield span, condition, taken
            case facts.Raise(value=Call() as value, span=span) if (flow.judge.status_of(value) or _status_by_name(value.path)) >= 400:
                yield span, condition, taken
            case facts.Evaluate(value=Call() as value, span=span) if "flow.abort" in flow.roles.by(value):
                yield span, condition, taken
            case facts.Branch(condition=inner, then=then, otherwise=otherwise):
                yield from _refusals(flow, then, inner, True)
                yield from _refusals(flow, otherwise, inner, False)
            case facts.Switch(subject=subject, cases=cases):
                for case in cases:
                    asked = None if case.patterns else facts.Compare("==", subject, facts.Sequence((), subject.span), subject.span)
                    yield from _refusals(flow, case.body, asked, False)
            case facts.Attempt(body=body, handlers=handlers, otherwise=otherwise):
                yield from _refusals(flow, (*body, *otherwise), condition, taken)
                for caught in handlers:
                    if any(mentions(path_of(kind), frozenset({"exist", "found", "lookup"})) for kind in caught.types):
                        yield from _refusals(flow, caught.body, facts.Logic("not", (_looked_up(flow, body),), caught.span), True)
            case facts.Loop(body=body) | facts.Within(body=body):
                yield from _refusals(flow, body, condition, taken)


def _looked_up(flow: Flow, body: Block) -> Expr:
    """The look-up whose failure a handler catches."""
    found = (n for n in facts.walk(body) if isinstance(n, Call) and flow.roles.by(n) & {"store.read", "store.must_find"})
    return next(found, facts.Literal(None, "null", Span(0, 0)))


def _status_by_name(path: str) -> int:
    return 404 if path.rpartition(".")[2] in ("Http404", "NotFound", "HTTPNotFound", "DoesNotExist") else 0


def _asks_kind(condition: Expr, taken: bool) -> bool:
    """The negative arm of a question about the event's kind."""
    match condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return _asks_kind(operand, not taken)
        case facts.Compare(operator=operator, left=left, right=right):
            sides = words_of(spelled(left)) | words_of(spelled(right))
            negative = taken if operator in ("!=", "not in") else not taken if operator in ("==", "in") else False
            return negative and bool(sides & KINDS) and not sides & PROOFS and not _is_method(left)
        case Name() | facts.Index() | Call():
            return not taken and bool(words_of(spelled(condition)) & KINDS)
    return False


def _is_malformed(flow: Flow, condition: Expr, routine: Routine) -> bool:
    """Whether it is asked that the kind is named at all: `if not payload.get("event")`."""
    match condition:
        case facts.Logic(operator="not", operands=(Name() | facts.Index() | Call() as asked,)):
            return bool(flow.origin(asked, routine) & (BODY | {"request.header"}))
    return False


def _is_method(expr: Expr) -> bool:
    """`request.content_type` is no kind of event."""
    return spelled(expr).endswith(("content_type", "mimetype", "method"))


def _asks_record(flow: Flow, condition: Expr, taken: bool, routine: Routine) -> bool:
    """A record was looked for and is not there."""
    match condition:
        case facts.Logic(operator="not", operands=(operand,)) if taken:
            return _is_record(flow, operand, routine)
        case facts.Compare(operator="is" | "==", left=left, right=facts.Literal(value=None)) if taken:
            return _is_record(flow, left, routine)
    return False


def _is_record(flow: Flow, expr: Expr, routine: Routine) -> bool:
    if mentions(spelled(expr), PROOFS):
        return False
    if isinstance(expr, Call) and flow.roles.by(expr) & {"store.read", "store.must_find"}:
        return True
    return isinstance(expr, Name) and "store.read" in flow.origin(expr, routine)


def _uncaught_lookups(flow: Flow, routine: Routine) -> Iterator[Span]:
    """`objects.get(...)` with a value of the event, and nothing that catches its failure."""
    caught = [
        (n.body[0].span.start, n.body[-1].span.end)
        for n in facts.walk(routine.function.body, into_functions=False)
        if isinstance(n, facts.Attempt) and n.body and any(_catches_missing(h) for h in n.handlers)
    ]
    for node in facts.walk(routine.function.body, into_functions=False):
        if not isinstance(node, Call) or "store.must_find" not in flow.roles.by(node):
            continue
        if any(start <= node.span.start < end for start, end in caught):
            continue
        if any(flow.origin(a.value, routine) & (BODY | {"signature.verify", "request"}) for a in node.arguments):
            yield node.span


def _catches_missing(handler: facts.Handler) -> bool:
    names = {path_of(kind).rpartition(".")[2] for kind in handler.types}
    return not names or bool(names & CATCHING_MISSING)
