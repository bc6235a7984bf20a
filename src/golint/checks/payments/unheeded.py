"""Checks that are made for nothing: an order is set to paid behind them whatever came out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.proof.verdicts import Check
from golint.facts import Block, Call, Name, Statement
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.doors.handlers import Handler

GATE = frozenset({b"signature", b"hmac", b"digest"})
TELLING = frozenset({"log.write", "response.send"})


def unheeded(flow: Flow, handler: Handler, paid: Span) -> Check | None:
    """The one comparison of a door on every way to where it sets an order to paid, if nothing until there asks what came of it:
    `if (mine === sent) told = { valid: true }; await Order.updateOne({ id }, { status: "paid" }); res.send(told)`."""
    proof = flow.proof(handler)
    if len(proof.checks) != 1 or proof.checks[0].kind != "compare":
        return None
    check = proof.checks[0]
    # A record that is given the state of a paid one is saved behind that.
    kept = next((effect.span for effect in proof.effects if effect.span.start >= paid.start), None)
    between = _between(handler.routine.function.body, check.span, kept) if kept is not None and check.span.end <= paid.start else ()
    if not between:
        return None
    asking, *later = between
    arms = tuple(_arms(flow, asking, check.span))
    if None in arms:
        return None
    outcome = {name for one in arms if one is not None for name in _given(one)}
    read = (node.written for node in facts.walk(tuple(later)) if isinstance(node, Name))
    return None if any(name.partition(".")[0] in outcome for name in read) else check


def _between(block: Block, check: Span, kept: Span) -> Block:
    """The statements from the one that holds a check to the one that keeps the record, both in the innermost block in which both stand;
    none where there is no such block, or the other order."""
    for statement in block:
        if check in statement.span and kept in statement.span:
            inner = (found for one in _blocks(statement) if (found := _between(one, check, kept)))
            return next(inner, ())
    first = next((at for at, one in enumerate(block) if check in one.span), None)
    last = next((at for at, one in enumerate(block) if kept in one.span), None)
    return block[first : last + 1] if first is not None and last is not None and first < last else ()


def _blocks(statement: Statement) -> Iterator[Block]:
    """What runs inside a statement."""
    yield from (block for block in facts.blocks((statement,)) if block and block[0] is not statement)


def _arms(flow: Flow, asking: Statement, check: Span) -> Iterator[Statement | None]:
    """What is done about the outcome in the statement that asks for it, as long as no more than a variable is given and somebody told;
    None for anything else, which may stop what comes after."""
    match asking:
        case facts.Assign():
            yield asking
        case facts.Branch(condition=condition, then=then, otherwise=otherwise) if check in condition.span:
            for one in (*then, *otherwise):
                tells = isinstance(one, facts.Evaluate) and isinstance(one.value, Call) and flow.roles.by(one.value) & TELLING
                plain = isinstance(one, facts.Assign) and not any(isinstance(node, Call) for node in facts.walk(one))
                yield one if tells or plain else None
        case _:
            yield None


def _given(statement: Statement) -> Iterator[str]:
    """The variables that a statement gives a value, or a part of one."""
    targets = statement.targets if isinstance(statement, facts.Assign) else ()
    yield from (node.written.partition(".")[0] for target in targets for node in facts.walk(target) if isinstance(node, Name))
