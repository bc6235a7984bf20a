"""A payment has more states than paid: what decides over them must know the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.dataflow.comparisons import is_log
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Block, Compare, Expr, Statement
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.view import FileView

ASKED = frozenset({"status", "state", "result", "outcome"})
FAILED = "failed"


class Decision(Struct, frozen=True):
    """What is asked, the states that an arm is there for, and whether all others have an arm too."""

    subject: Expr
    states: tuple[str, ...]
    open: bool
    span: Span


def unhandled_payment_status(view: FileView) -> Iterator[Hit]:
    """A switch, or a chain of ifs, over a payment's status that knows when it is paid and not when it failed, and has no default."""
    pack = view.flow.pack
    if pack is None or FAILED not in dict(pack.statuses):
        return
    for decision in _decisions(view):
        if _misses_failed(pack, decision) and not _is_own(view, decision.subject):
            yield _hit(view, pack, decision)


def _hit(view: FileView, pack: Provider, decision: Decision) -> Hit:
    names = ", ".join(f"`{name}`" for name in dict(pack.statuses)[FAILED][:3])
    known = ", ".join(f"`{state}`" for state in decision.states[:4])
    values = {"provider": pack.name, "missing": f"a payment that failed ({names})", "known": known}
    routine = view.flow.routine_at(decision.span.start)
    return Hit(decision.subject.span, values, provider=pack.id, symbol=view.flow.symbol(routine))


def _misses_failed(pack: Provider, decision: Decision) -> bool:
    """Whether nothing ends a payment that failed, where every state that is asked for is one of the provider's. One that is still under
    way may well be left alone."""
    met = {_kind(pack, state) for state in decision.states}
    return decision.open and len(set(decision.states)) > 1 and "paid" in met and "" not in met and FAILED not in met


def _kind(pack: Provider, state: str) -> str:
    """What a state means, by its name or by a constant such as `PaymentIntentStatusSucceeded`; "" for one of somebody else's."""
    plain = _plain(state)
    names = [(_plain(name), kind) for kind, names in pack.statuses for name in names]
    return next((kind for name, kind in names if plain == name or plain.endswith(f"status{name}")), "")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _is_own(view: FileView, subject: Expr) -> bool:
    """Whether the status is that of the shop's own record."""
    return "store.read" in view.flow.origin(subject, view.flow.routine_at(subject.span.start))


# -- the shapes of a decision --


def _decisions(view: FileView) -> Iterator[Decision]:
    program = view.flow.module.program.body
    chained: set[int] = set()
    for block in facts.blocks(program):
        for at, statement in enumerate(block):
            found = _decision(statement, chained)
            if found is None or not words_of(_said(found.subject)) & ASKED:
                continue
            arms = tuple(_arms(statement))
            if not _goes_on(statement, block[at + 1 :]) and not all(is_log(arm, view.flow.roles) or _sums_up(arm) for arm in arms):
                yield found


def _sums_up(arm: Block) -> bool:
    """Whether an arm does no more than count or add, `$paid += $payment['amount']`: what is not counted needs no arm."""
    return all(isinstance(statement, facts.Assign) and bool(statement.operator) for statement in arm)


def _decision(statement: Statement, chained: set[int]) -> Decision | None:
    match statement:
        case facts.Switch(subject=subject, cases=cases):
            states = tuple(_state(pattern) for case in cases for pattern in case.patterns)
            return Decision(subject, states, all(case.patterns for case in cases), statement.span)
        case facts.Branch() if id(statement) not in chained:
            return _chain(statement, chained)
    return None


def _chain(branch: facts.Branch, chained: set[int]) -> Decision | None:
    """`if status == "paid": ... elif status == "pending": ...`, each asking for the same."""
    links = tuple(_links(branch))
    chained.update(id(link) for link in links)
    asked = [tuple(_asked(link.condition)) for link in links]
    if len(links) < 2 or not all(asked) or len({_said(subject) for one in asked for subject, _ in one}) > 1:
        return None
    states = tuple(state for one in asked for _, state in one)
    return Decision(asked[0][0][0], states, not links[-1].otherwise, branch.span)


def _links(branch: facts.Branch) -> Iterator[facts.Branch]:
    """A branch and those that are its only otherwise."""
    yield branch
    match branch.otherwise:
        case (facts.Branch() as inner,):
            yield from _links(inner)


def _said(expr: Expr) -> str:
    """The word for what is asked: `status` for `payment.status`, with or without parentheses."""
    return name_of(expr) or last_of(expr)


def _asked(condition: Expr) -> Iterator[tuple[Expr, str]]:
    """What is compared, and with which states."""
    match condition:
        case Compare(operator="==", left=left, right=right) if _state(right):
            yield left, _state(right)
        case Compare(operator="==", left=left, right=right) if _state(left):
            yield right, _state(left)
        case Compare(operator="in", left=left, right=facts.Sequence(items=items)):
            yield from ((left, _state(item)) for item in items)
        case facts.Logic(operator="or", operands=operands):
            for operand in operands:
                yield from _asked(operand)


def _state(pattern: Expr) -> str:
    """A state by its text, or by the constant that stands for it."""
    text = text_of(pattern)
    return text or (last_of(pattern) if isinstance(pattern, facts.Name) and last_of(pattern)[:1].isupper() else "")


def _goes_on(statement: Statement, rest: Block) -> bool:
    """Whether each arm leaves and what comes after is the default."""
    return bool(rest) and any(arm and _leaves(arm[-1]) for arm in _arms(statement))


def _arms(statement: Statement) -> Iterator[Block]:
    """What is done for each of the states that a decision knows."""
    match statement:
        case facts.Switch(cases=cases):
            yield from (case.body for case in cases if not case.falls)
        case facts.Branch():
            yield from (link.then for link in _links(statement))


def _leaves(statement: Statement) -> bool:
    return isinstance(statement, facts.Return | facts.Raise) or (isinstance(statement, facts.Jump) and statement.kind == "continue")
