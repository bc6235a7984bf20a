"""Checks that are asked for a yes or no and give back what is always a yes: `if (!check(req))` where that returns `{ ok: false }`, or a
promise that nobody awaits; and those that would raise in a promise that nobody awaits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.ways import leaves_for_good
from golint.dataflow.modules import Routine
from golint.dataflow.proof.verdicts import Check
from golint.facts import Block, Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

COMPARING = frozenset({"compare", "helper", "token"})
OBJECT = "what it gives back is true also where it says no"
PROMISE = "nothing awaits what it gives back, and a promise is always true"
LATE = "it is not awaited, so what follows is done before it can refuse"
_ASYNC = compiled(rb"async\b")
_ASYNC_NAMED = compiled(rb"\basync\s+(?:function\s*|def\s+)?$")


def always_passed(flow: Flow, routine: Routine) -> Iterator[tuple[Span, str, Check]]:
    """The calls of a check, each with the reason why nobody is refused, and what it checks."""
    for node in routine.own:
        if not isinstance(node, facts.Branch):
            continue
        for asked in _decisive(flow, node):
            call = _asked(asked, routine)
            if call is None:
                continue
            if "compare.promised" in flow.roles.by(call) and _is_not_awaited(flow, asked, call, routine):
                yield call.span, PROMISE, Check(call.span, "compare")
            callee = flow.judge.callee(call, routine)
            if callee is None or callee == routine:
                continue
            waits = _is_async(flow, callee) and _is_not_awaited(flow, asked, call, routine)
            reason = _gives_object(callee) or (PROMISE if waits else "")
            if reason and (check := _check(flow, call, callee, routine)) is not None:
                yield call.span, reason, check


def too_late(flow: Flow, routine: Routine) -> Iterator[tuple[Span, str, Check]]:
    """The calls of a check that would raise where the sender is not genuine, and that nobody awaits: `verify(req); await settle(event);`.
    One that is handed what to do next may wait with that."""
    for node in routine.own:
        if not isinstance(node, facts.Evaluate) or not isinstance(call := node.value, Call):
            continue
        callee = flow.judge.callee(call, routine)
        if callee is None or callee == routine or not _is_async(flow, callee) or not _is_not_awaited(flow, call, call, routine):
            continue
        if any(isinstance(argument.value, facts.Lambda) for argument in call.arguments):
            continue
        if (check := _check(flow, call, callee, routine, raises=True)) is not None:
            yield call.span, LATE, check


def _decisive(flow: Flow, branch: facts.Branch) -> Iterator[Expr]:
    """What must be true of a sender who is let in: `check(req)` of `if (!check(req)) return`, and of `if (check(req)) { ... }`."""
    leaves = leaves_for_good(flow, branch.then)
    match branch.condition:
        case facts.Logic(operator="not", operands=(operand,)) if leaves:
            yield operand
        case facts.Compare(operator="==" | "is", left=left, right=facts.Literal(value=False)) if leaves:
            yield left
        case facts.Logic(operator="or", operands=operands) if leaves:
            denied = (one for one in operands if isinstance(one, facts.Logic) and one.operator == "not")
            yield from (one.operands[0] for one in denied)
        case facts.Logic(operator="and", operands=operands) if not leaves:
            yield from operands
        case Call() | Name() if not leaves:
            yield branch.condition


def _asked(value: Expr, routine: Routine) -> Call | None:
    """The call whose whole result is asked; None where its name is used for more than that."""
    if isinstance(value, Call):
        return value
    if not isinstance(value, Name):
        return None
    given = [n for n in routine.own if isinstance(n, facts.Assign) and any(value.written in _names(one) for one in n.targets)]
    if len(given) != 1 or not isinstance(given[0].value, Call) or not isinstance(given[0].targets[0], Name):
        return None
    later = (n for n in routine.nodes if isinstance(n, Name) and n.span.start > given[0].span.end)
    uses = [n for n in later if n.written.partition(".")[0] == value.written]
    return given[0].value if len(uses) == 1 else None


def _names(target: Expr) -> Iterator[str]:
    return (node.written for node in facts.walk(target) if isinstance(node, Name))


def _gives_object(callee: Routine) -> str:
    """Whether a check always ends by giving back an object or a list that holds something, be it `{ ok: false }`."""
    given = callee.given_back
    return OBJECT if given and all(_is_filled(value) for value in given) and _ends(callee.function.body) else ""


def _is_filled(value: Expr | None) -> bool:
    match value:
        case facts.Mapping(entries=entries):
            return any(entry.key is not None for entry in entries)
        case facts.Sequence(items=items):
            return len(items) > 1
    return False


def _ends(block: Block) -> bool:
    """Whether the end of a block is never reached: there nothing would be given back, which is not true."""
    match block[-1] if block else None:
        case facts.Return() | facts.Raise():
            return True
        case facts.Branch(then=then, otherwise=otherwise):
            return _ends(then) and _ends(otherwise)
        case facts.Attempt(body=body, handlers=handlers, final=final):
            return _ends(final) or (_ends(body) and all(_ends(handler.body) for handler in handlers))
    return False


def _is_not_awaited(flow: Flow, asked: Expr, call: Call, routine: Routine) -> bool:
    data = flow.resolver.files.read(routine.path)
    within = data[routine.function.span.start : routine.function.span.end]
    if isinstance(asked, Name) and re.search(rb"\bawait\s*\(?\s*" + re.escape(asked.written.encode()) + rb"\b", within):
        return False
    return not data[: call.span.start].rstrip(b" (\n\t").endswith((b"await", b"=>"))


def _is_async(flow: Flow, callee: Routine) -> bool:
    """Whether a function gives back a promise, or a coroutine, whatever it says; where types have `await` asked for, none is left out."""
    data, function = flow.resolver.files.read(callee.path), callee.function
    before = data[function.span.start : function.name_span.start] if function.name else b""
    return _ASYNC.match(data, function.span.start) is not None or _ASYNC_NAMED.search(before) is not None


def _check(flow: Flow, call: Call, callee: Routine, routine: Routine, *, raises: bool = False) -> Check | None:
    """The comparison that a function makes of what it is handed, or that the provider makes for it: what it was called for."""
    if not raises and flow.judge.asks_outside(callee):
        return Check(call.span, "read-back", (callee.path, callee.function.name_span))
    found = flow.prover.summary(callee, flow.judge.bound(call, callee, routine, {}))
    proves = found.verdict.anyway if raises else found.verdict.true or bool(found.fields) or bool(found.open_exits)
    return next((check for check in found.checks if check.kind in COMPARING), None) if proves else None
