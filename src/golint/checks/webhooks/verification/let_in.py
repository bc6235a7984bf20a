"""Middlewares that find a wrong signature and hand the request on all the same: `if (!genuine) { response.sendError(401); }
chain.doFilter(request, response);`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.verification.unstopped import COMPARING, asks_refusal
from golint.checks.webhooks.ways import leaves_for_good
from golint.dataflow.comparisons import only_logs
from golint.dataflow.doors.onwards import onwards
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.proof.answers import KEYS, status_named
from golint.dataflow.values.origins import is_of_type
from golint.facts import Block, Call, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.proof.verdicts import Check

GOES_ON = "where it says no, the request goes on all the same"
NOT_ABORTED = "where it says no, nothing aborts the request, and what stands behind it runs"
# gin runs what stands behind a middleware that has come back, unless it has aborted.
_RUNNING_ON = frozenset({"gin.Context"})
_ONWARDS = compiled(rb"\b[nN]ext\b|\bServeHTTP\b|\bdoFilter\b|\bfilterChain\b")


def may_let_in(flow: Flow, data: bytes) -> bool:
    """Whether a file may hold such a middleware, by its bytes."""
    return _ONWARDS.search(data) is not None and flow.traces.may_play("compare.constant_time", "signature.verify", "signature.answer")


def let_in(flow: Flow, routine: Routine) -> Iterator[tuple[Check, str, bool]]:
    """The checks of a middleware whose refusal keeps nobody out, each with the reason, and whether it says more than a line in a log."""
    module = flow.resolver.module(routine.path)
    behind = [call.span.start for call in onwards(module, routine)] if module is not None else []
    if not behind:
        return
    runs_on = any(is_of_type(parameter, _RUNNING_ON) for parameter in routine.function.parameters)
    checks = [check for check in flow.prover.summary(routine).checks if check.kind in COMPARING]
    for block in facts.blocks(routine.function.body) if checks else ():
        for branch in (one for one in block if isinstance(one, facts.Branch)):
            check = next((one for one in checks if asks_refusal(flow, branch, one, routine)), None)
            refuses = check is not None and _refuses(flow, branch.then)
            if check is None or not (refuses or only_logs(branch, flow.roles)):
                continue
            later = any(branch.span.end <= start < block[-1].span.end for start in behind)
            if not facts.leaves(branch.then) and not leaves_for_good(flow, branch.then):
                if later and not _aborts(branch.then):
                    yield check, GOES_ON, refuses
            elif runs_on and refuses and not _aborts(branch.then):
                yield check, NOT_ABORTED, True


def _refuses(flow: Flow, block: Block) -> bool:
    """Whether a block says no to who asks, and keeps nothing that another one may look at: no mark on the request."""
    says = False
    for statement in block:
        match statement:
            case facts.Evaluate(value=Call() as call) | facts.Assign(value=Call() as call, targets=(Name(written="_"),)):
                refused = (flow.judge.status_of(call) or 0) >= 400
                if last_of(call).lower().startswith(("set", "put", "add")) and not refused:
                    return False
                says = says or refused
            case facts.Assign(targets=(Name(written=written),), value=value) if value is not None:
                if written.rpartition(".")[2].lower() not in {*KEYS, "_"}:
                    return False
                says = says or (status_named(value) or 0) >= 400
            case facts.Return(value=None):
                pass
            case _:
                return False
    return says


def _aborts(block: Block) -> bool:
    return any(isinstance(node, Call) and last_of(node).startswith("Abort") for node in facts.walk(block))
