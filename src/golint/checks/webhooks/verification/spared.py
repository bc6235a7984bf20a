"""Checks that whoever sends no header is spared, `if (secret && signature) { ... throw ... }`, in webhooks that do nothing yet that is
known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.verification.unstopped import COMPARING
from golint.checks.webhooks.ways import within
from golint.dataflow.modules import Routine
from golint.dataflow.proof.verdicts import Check, Summary
from golint.dataflow.tags import BODY, HELD
from golint.facts import Branch, Call, Expr, Index, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow


def spared(flow: Flow, routine: Routine, proof: Summary) -> Iterator[tuple[Expr, Check]]:
    """The condition under which an event is verified at all, where the sender decides whether it holds and the event is handed on either
    way, and that check. What is looked at in another way besides may be read back."""
    if not proof.checks or proof.lost or proof.all_effects or any(check.kind not in COMPARING for check in proof.checks):
        return
    check = proof.checks[0]
    around = (node for node in routine.own if isinstance(node, Branch) and within(check.span, node.then) and not node.otherwise)
    branch = next((one for one in around if asks_presence(flow, one.condition, routine) and _asks_header(flow, one, routine)), None)
    if branch is not None and _is_handed_on(flow, routine, branch.span.end):
        yield branch.condition, check


def asks_presence(flow: Flow, condition: Expr, routine: Routine) -> bool:
    """Whether a condition asks for nothing else than whether what proves the sender is there."""
    match condition:
        case facts.Logic(operator="and", operands=operands):
            return all(asks_presence(flow, operand, routine) for operand in operands)
        case facts.Compare(operator="!=", left=left, right=facts.Literal(kind="null")):
            return asks_presence(flow, left, routine)
        case Name() | Index() | Call():
            return bool(flow.origin(condition, routine) & (HELD | {"request.header"}))
    return False


def _asks_header(flow: Flow, branch: Branch, routine: Routine) -> bool:
    asked = (part for part in facts.walk(branch.condition) if isinstance(part, Name | Index | Call))
    return any("request.header" in flow.origin(part, routine) for part in asked)


def _is_handed_on(flow: Flow, routine: Routine, after: int) -> bool:
    """Whether a function of the shop is given the event behind a place."""
    calls = (call for call in routine.calls if call.span.start >= after and flow.judge.callee(call, routine) is not None)
    return any(flow.origins.inputs(call, routine, {}) & BODY for call in calls)
