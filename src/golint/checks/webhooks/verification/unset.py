"""Checks that are made only where a secret is set, in what works for a webhook and is no door: `if (this.secret) { ... throw ... }`, and on
it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.checks.callers import callers
from golint.checks.webhooks.delivery.conditions import plainly
from golint.checks.webhooks.delivery.presence import names_secret
from golint.checks.webhooks.verification.guards import takes_events
from golint.checks.webhooks.verification.unstopped import COMPARING
from golint.checks.webhooks.ways import within
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.proof.verdicts import Check, Effect, Summary
from golint.facts import Branch, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow


class Unset(NamedTuple):
    """The condition under which a check is made at all, that check, and what is done behind it."""

    asked: Expr
    check: Check
    effect: Effect


def unset(flow: Flow, routine: Routine) -> Iterator[Unset]:
    """Where a function takes an event that it has verified only if a secret is there. Who runs such a function in this repository is told
    at his own door, or may have checked before."""
    if not any(_may_be_optional(flow, node, routine) for node in routine.own if isinstance(node, Branch)):
        return  # asked first: to walk a function costs the most
    if not takes_events(flow, routine) or not flow.is_payment_code(routine) or any(one.routine == routine for one in flow.handlers):
        return
    proof = flow.prover.summary(routine)
    if not proof.checks or proof.open_exits or any(check.kind not in COMPARING for check in proof.checks):
        return
    asking = [node for node in routine.own if isinstance(node, Branch) and _refuses_within(proof, node)]
    around = [next((one for one in asking if within(check.span, one.then)), None) for check in proof.checks]
    optional = [one for one in around if one is not None and names_secret(flow, plainly(flow, one.condition), routine)]
    if len(optional) < len(around) or any(is_required(flow, one, optional) for one in optional) or next(callers(flow, routine), None):
        return
    done = next(_done(proof, routine, optional[-1].span.end), None)
    if done is not None:
        yield Unset(optional[0].condition, proof.checks[0], done)


def _may_be_optional(flow: Flow, branch: Branch, routine: Routine) -> bool:
    """Whether something may be refused only where a secret is there, as far as the statements tell."""
    refusing = any(isinstance(node, Branch | facts.Handler) for statement in branch.then for node in facts.walk(statement))
    return refusing and names_secret(flow, plainly(flow, branch.condition), routine)


def _refuses_within(proof: Summary, branch: Branch) -> bool:
    """Whether a branch holds the way out for the wrong sender, and leads nobody else out."""
    if any(isinstance(node, facts.Raise | facts.Return) for node in facts.walk(branch.otherwise)):
        return False
    return any(block and within(block[0].span, branch.then) for block in proof.refused)


def is_required(flow: Flow, branch: Branch, optional: list[Branch]) -> bool:
    """Whether the file asks elsewhere whether that secret is there: it may refuse to go on without."""
    names = {name_of(part).rpartition(".")[2] for part in facts.walk(branch.condition) if isinstance(part, Name)}
    asked = (node.condition for node in flow.module.nodes if isinstance(node, Branch | facts.Choice))
    others = (one for one in asked if not any(one.span in known.span for known in optional))
    return any(isinstance(part, Name) and name_of(part).rpartition(".")[2] in names for one in others for part in facts.walk(one))


def _done(proof: Summary, routine: Routine, after: int) -> Iterator[Effect]:
    """What is done behind a place while nothing is proved, be it by what the event is handed to and cannot be followed."""
    yield from (effect for effect in proof.effects if effect.role != "unknown" and effect.span.start >= after)
    here = routine.function.span
    lost = (span for path, span in proof.lost if path == routine.path and (span not in here or span.start >= after))
    yield from (Effect(span, "unknown", "") for span in lost)
