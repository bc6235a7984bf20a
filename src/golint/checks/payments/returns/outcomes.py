"""What a door does because the browser says how a payment ended: `switch ($result['transaction_status'])`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments import browser_states
from golint.checks.payments.amounts.clients_word import Given, is_clients_alone
from golint.checks.payments.browser_states import KEEPING, OF_PAYMENTS, STATES, sets_paid
from golint.checks.payments.marks import says_paid
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, text_of
from golint.dataflow.proof.effects import GAINLESS
from golint.dataflow.words import mentions, words_of
from golint.facts import Block, Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

PROVIDERS_OWN = frozenset({"settlement", "capture", "captured"})
"""What providers alone call a payment that was made; an order is paid, or complete, in the shop's own words too."""
SETTLED = browser_states.SETTLED | PROVIDERS_OWN | {"authorised", "authorized", "approved"}
RESULTS = STATES | {"code", "result", "success", "paid"}
PAID_FOR = OF_PAYMENTS | {"paid", "charge"}
_SETTLING = compiled("|".join(sorted(SETTLED)).encode(), re.IGNORECASE)


def believed(flow: Flow, routine: Routine, given: Given | None = None) -> Span | None:
    """Where a record is given a state because the browser says that the payment was settled, or says that it was paid for."""
    arms = (arm for node in routine.own for arm in _arms(flow, node, routine, given))
    return next((span for arm in arms for span in _states_set(flow, arm, routine)), None) or _paid_for(flow, routine, given)


def believed_next(flow: Flow, routine: Routine) -> Iterator[tuple[Span, str, Span]]:
    """Where a function hands what the browser said to another one that does so; the file of that, and where it does."""
    for call in routine.calls:
        callee = flow.judge.callee(call, routine)
        if callee is None or callee == routine or not _SETTLING.search(flow.resolver.files.read(callee.path)):
            continue
        handed = flow.judge.bound(call, callee, routine, {})
        if any(map(is_clients_alone, handed.values())) and (span := believed(flow, callee, handed)) is not None:
            yield call.span, callee.path, span


def _paid_for(flow: Flow, routine: Routine, given: Given | None) -> Span | None:
    """Where a function writes that a payment was made, and holds the browser's word for how it ended against a word of the shop's:
    `if (req.body.status === "success") order.isPaid = true`."""
    told = any(word in SETTLED and _is_result(flow, value, routine, given) for value, word in _compared(routine))
    return next(_payments_set(flow, routine), None) if told else None


def _compared(routine: Routine) -> Iterator[tuple[Expr, str]]:
    """What a function holds against a word, and the word."""
    for node in routine.nodes:
        match node:
            case facts.Compare(operator="==" | "!=", left=left, right=right):
                yield from ((left, text_of(right).lower()), (right, text_of(left).lower()))
            case facts.Switch(subject=subject, cases=cases):
                yield from ((subject, text_of(pattern).lower()) for case in cases for pattern in case.patterns)


def _is_result(flow: Flow, value: Expr, routine: Routine, given: Given | None) -> bool:
    return bool(words_of(name_of(value)) & RESULTS) and is_clients_alone(flow.origin(value, routine, given))


def _payments_set(flow: Flow, routine: Routine) -> Iterator[Span]:
    """Where a record becomes one of a payment that was made."""
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if _tells_paid(flow, written.rpartition(".")[2], value, routine):
                    yield node.span
            case Call(arguments=arguments) if flow.roles.by(node) & KEEPING:
                fields = (field for argument in arguments for field in flow.fields.deep(argument.value, routine))
                if any(_tells_paid(flow, field.name, field.value, field.routine) for field in fields):
                    yield node.span
            case Call() if sets_paid(flow, node, routine):
                yield node.span


def _tells_paid(flow: Flow, name: str, value: Expr, routine: Routine) -> bool:
    """Whether a field says of a payment that it was made: `isPaid: true`, `state = "paid"`, or what a variable may hold."""
    return any(
        words_of(name) & (STATES | {"paid"}) and (words_of(name) | words_of(text_of(shown))) & PAID_FOR and says_paid(shown)
        for shown in (value, *_held(flow, value, routine))
    )


def _held(flow: Flow, value: Expr, routine: Routine) -> Iterator[Expr]:
    """What a variable may hold where it stands."""
    module = flow.resolver.module(routine.path) if isinstance(value, Name) else None
    if isinstance(value, Name) and module is not None:
        yield from (one.value for one in module.reaching(routine, value.written, value.span.start) if one.value is not None)


def _arms(flow: Flow, node: facts.Node, routine: Routine, given: Given | None) -> Iterator[Block]:
    """The blocks that run where the browser's word is that of a payment that was made."""
    match node:
        case facts.Switch(subject=subject, cases=cases) if _is_browsers(flow, subject, routine, given):
            falling = False
            for case in cases:
                falling = falling or any(text_of(pattern).lower() in PROVIDERS_OWN for pattern in case.patterns)
                if falling:
                    yield case.body
                falling = falling and case.falls
        case facts.Branch(condition=condition, then=then):
            if any(_says_settled(flow, part, routine, given) for part in _alternatives(condition)):
                yield then


def _alternatives(condition: Expr) -> Iterable[Expr]:
    return condition.operands if isinstance(condition, facts.Logic) else (condition,)


def _says_settled(flow: Flow, asked: Expr, routine: Routine, given: Given | None) -> bool:
    made = compared(asked, flow.roles)
    if made is None or made.operator != "==":
        return False
    sides = ((made.left, made.right), (made.right, made.left))
    return any(text_of(told).lower() in PROVIDERS_OWN and _is_browsers(flow, state, routine, given) for state, told in sides)


def _is_browsers(flow: Flow, state: Expr, routine: Routine, given: Given | None) -> bool:
    """Whether a value is the state of a payment, by its name or that of what it was taken from, and the browser brought it."""
    held = flow.texts.value_of(state, routine) if isinstance(state, Name) else None
    words = words_of(name_of(state)) | (words_of(name_of(held[0])) if held is not None else set())
    return bool(words & STATES and words & OF_PAYMENTS) and is_clients_alone(flow.origin(state, routine, given))


def _states_set(flow: Flow, arm: Block, routine: Routine) -> Iterator[Span]:
    for node in facts.walk(arm, into_functions=False):
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if mentions(written.rpartition(".")[2], STATES) and text_of(value).lower() not in GAINLESS:
                    yield node.span
            case Call(arguments=arguments) if flow.roles.by(node) & KEEPING:
                fields = (field for argument in arguments for field in flow.fields.of(argument.value, routine).known)
                if any(mentions(field.name, STATES) and text_of(field.value).lower() not in GAINLESS for field in fields):
                    yield node.span
