"""Checks whose refusal stops nothing: `if (!genuine(body, signature)) log.warn("wrong signature")`, and on it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callers
from golint.checks.webhooks.verification.guards import takes_events
from golint.dataflow.comparisons import compared, only_logs
from golint.dataflow.modules import Routine
from golint.facts import Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.proof.verdicts import Check
    from golint.model import Span

ANSWERED = "where it says no, an answer is sent and nothing ends there: the event is let through all the same"
LOGGED = "where it says no, that is only logged"
COMPARING = frozenset({"compare", "helper", "token"})


def unstopped(flow: Flow, routine: Routine) -> Iterator[Check]:
    """The one check of a function, where all that comes of a wrong signature is a line in a log, and whoever runs the function has not
    checked before."""
    branches = [n for n in routine.own if isinstance(n, facts.Branch) and only_logs(n, flow.roles)]
    if not branches or not takes_events(flow, routine):
        return
    checks = [check for check in flow.prover.summary(routine).checks if check.kind in COMPARING]
    asking = (one for one in branches if len(checks) == 1 and asks_refusal(flow, one, checks[0], routine) and not _ends(routine, one))
    if any(asking) and not any(_checks_itself(flow, place, routine) for _, place in callers(flow, routine)):
        yield checks[0]


def answered_only(flow: Flow, routine: Routine, check: Span, out: Span) -> Expr | None:
    """The condition under which a middleware answers that a signature is wrong, `if (!genuine) { res.sendStatus(401); }`, and ends nothing,
    so that it lets the request through after that."""
    branches = (node for node in routine.own if isinstance(node, facts.Branch) and node.span.end <= out.start)
    asked = (branch for branch in branches if check in branch.condition.span)
    return next((b.condition for b in asked if any(_answers_on(flow, arm) for arm in (b.then, b.otherwise))), None)


def _answers_on(flow: Flow, arm: facts.Block) -> bool:
    """Whether a refusal is sent in an arm that does not end the function. After `next(error)` another `next()` runs no handler."""
    refused = any(isinstance(one, facts.Evaluate) and flow.judge.refuses(one.value) for one in arm)
    return refused and not any(isinstance(one, facts.Return | facts.Raise) for one in arm)


def asks_refusal(flow: Flow, branch: facts.Branch, check: Check, routine: Routine) -> bool:
    """Whether a branch is surely taken where a check has failed, and nothing behind it looks at what the check said: `!genuine(event)`,
    `header == null || !genuine(header)`, `err != nil`."""
    return _asks_refusal(flow, branch.condition, check, routine, branch.span.end)


def _asks_refusal(flow: Flow, condition: Expr, check: Check, routine: Routine, end: int) -> bool:
    match condition:
        case facts.Logic(operator="or", operands=operands):
            return any(_asks_refusal(flow, operand, check, routine, end) for operand in operands)
        case facts.Logic(operator="not", operands=(operand,)):
            return _is_answer(flow, operand, check, routine, end)
        case facts.Compare(operator="==" | "is", left=left, right=facts.Literal(value=False)):
            return _is_answer(flow, left, check, routine, end)
        case facts.Compare(operator="!=" | "is not", left=Name() as left, right=facts.Literal(kind="null")) if flow.language.errors:
            return _is_answer(flow, left, check, routine, end)
    made = compared(condition, flow.roles)
    return made is not None and made.operator in ("!=", "is not") and condition.span == check.span


def _is_answer(flow: Flow, value: Expr, check: Check, routine: Routine, end: int) -> bool:
    """Whether a value is what a check answers, or was given that and is looked at nowhere behind `end`."""
    if value.span == check.span:
        return True
    module = flow.resolver.module(routine.path)
    if not isinstance(value, Name) or module is None:
        return False
    if any(isinstance(node, Name) and node.written == value.written and node.span.start >= end for node in routine.nodes):
        return False
    given = module.reaching(routine, value.written, value.span.start)
    return any(one.value is not None and one.value.span == check.span for one in given)


def _ends(routine: Routine, branch: facts.Branch) -> bool:
    """Whether nothing comes after a branch: who only tells of a wrong signature lets nobody do anything."""
    body = routine.function.body
    return bool(body) and body[-1].span.end <= branch.span.end


def _checks_itself(flow: Flow, caller: Routine, routine: Routine) -> bool:
    """Whether a function that runs another one checks besides."""
    checks = (check for check in flow.prover.summary(caller).checks if check.kind in COMPARING)
    return any(check.inner is None or check.inner[0] != routine.path for check in checks)
