"""Checks that are left out where no provider comes to, on a developer's machine or in tests: `if (!isLocalDev) { verify(request); }`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint import facts
from golint.checks.webhooks.ways import within
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.proof.verdicts import Check

MACHINES = {"test": "test", "testing": "test", "development": "development", "dev": "development", "local": "development"}
"""What the stage is called where no provider comes to. That it is not called `production` says little: a stage that nobody set is not."""
SAYING = frozenset({"is", "in", "on"})
CALLED = {"test?": "test", "development?": "development", "local?": "development"}
SEVERITY = {"test": None, "development": Severity.WARNING}
DEPTH = 4


def weighed(hit: Hit, stage: str) -> Iterator[Hit]:
    """A way past a check that is open on a stage alone: nothing is said of that of the tests, and of a developer's machine no more than a
    warning, since it takes a stage that is set wrong to open it to everybody."""
    if not stage:
        yield hit
    elif (severity := SEVERITY[stage]) is not None:
        yield hit if hit.severity is Severity.NOTE else replace(hit, severity=severity)


def stage_of(flow: Flow, routine: Routine, place: Span) -> str:
    """The stage on which alone a place is reached, such as a way past a check; "" where it is reached on others."""
    return next(filter(None, (_told(flow, asked, routine, truth=truth) for asked, truth in _around(routine, place))), "")


def stage_without(flow: Flow, routine: Routine, check: Span) -> str:
    """The stage on which alone a check is left out; "" where it is made on all, or left out on others."""
    return next(filter(None, (_told(flow, asked, routine, truth=not truth) for asked, truth in _around(routine, check))), "")


def stage_past(flow: Flow, check: Check) -> str:
    """The stage to which the ways past a check belong in the helper that makes it."""
    module = flow.resolver.module(check.inner[0]) if check.inner else None
    helper = module.enclosing(check.inner[1].start) if module and check.inner else None
    if helper is None:
        return ""
    proof = flow.prover.summary(helper)
    return _all([stage_of(flow, helper, span) for span in (*proof.open_exits, *proof.bare_exits)])


def _all(stages: list[str]) -> str:
    """What a list of stages comes to where each is one: the one that more people use."""
    return max(stages, key=list(SEVERITY).index) if stages and all(stages) else ""


def _around(routine: Routine, place: Span) -> list[tuple[Expr, bool]]:
    """The conditions that lead to a place, each with whether it is true there."""
    branches = [node for node in routine.own if isinstance(node, facts.Branch)]
    true = [(branch.condition, True) for branch in branches if within(place, branch.then)]
    return true + [(branch.condition, False) for branch in branches if within(place, branch.otherwise)]


def _told(flow: Flow, condition: Expr, routine: Routine, *, truth: bool, depth: int = DEPTH) -> str:
    """The stage on which alone a condition has this truth; "" where it may have it on others."""
    match condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return _told(flow, operand, routine, truth=not truth, depth=depth)
        case facts.Logic(operator="and" | "or" as joined, operands=operands):
            each = [_told(flow, operand, routine, truth=truth, depth=depth) for operand in operands]
            return next(filter(None, each), "") if (joined == "and") == truth else _all(each)
        case facts.Compare(operator="==" | "is", left=left, right=right) if truth:
            return _named(left, right) if not _is_handed(left, right, routine=routine) else ""
        case facts.Compare(operator="!=" | "is not", left=left, right=right) if not truth:
            return _named(left, right) if not _is_handed(left, right, routine=routine) else ""
        case Name(written=written) if depth and truth and not _is_handed(condition, routine=routine):
            held = flow.texts.value_of(condition, routine)
            if held is not None:
                return _told(flow, held[0], held[1], truth=truth, depth=depth - 1)
            said = words_of(written.rpartition(".")[2])
            return next((MACHINES[word] for word in MACHINES if word in said), "") if said & SAYING else ""
        case Call(path=path) if truth and "config.stage" in flow.roles.by(condition):
            return CALLED.get(path.rpartition(".")[2], "")
    return ""


def _is_handed(*sides: Expr, routine: Routine) -> bool:
    """Whether a part of what a function is handed is asked, which may be what was sent: `event.is_test`."""
    own = {parameter.name for parameter in routine.function.parameters} | {"request", "req"}
    return any(isinstance(node, Name | Call) and facts.trail(node).partition(".")[0] in own for side in sides for node in facts.walk(side))


def _named(*sides: Expr) -> str:
    """The stage that one of two sides is the name of."""
    return next((MACHINES[text] for side in sides if (text := text_of(side).lower()) in MACHINES), "")
