"""A webhook that is refused because its signature does not fit is something that somebody should hear of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.webhooks.verification.guards import is_guard
from golint.checks.webhooks.words import checked, words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, path_of
from golint.dataflow.proof.verdicts import Check
from golint.dataflow.vocabulary import PROOFS, SIGNATURES
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Name, Node
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 3
LOGGING = frozenset({"log.write", "log.file"})
KEEPING = frozenset({"mail.send", "queue.enqueue", "store.insert", "store.write", "store.upsert", "error.pass"})
TELLING = frozenset({
    "log", "logger", "logging", "logged", "warn", "warning", "audit", "report", "sentry", "bugsnag", "rollbar", "honeybadger", "notify",
    "alert", "capture", "metric", "monitor", "track", "tracking", "record", "trace", "span", "debug", "inc", "increment", "counter", "emit",
})  # fmt: skip
# Errors about a body that cannot be read.
MALFORMED = frozenset({"ValueError", "KeyError", "TypeError", "JSONDecodeError", "UnexpectedValueException", "JsonSyntaxException"})
QUIET = frozenset({"text.same", "value.part", "value.measure", "json.encode", "error.make", "flow.exit", "time.now", "config.read"})


def verification_failure_not_logged(view: FileView) -> Iterator[Hit]:
    """The way on which a forged webhook is refused tells nobody."""
    flow = view.flow
    handlers = {handler.routine: handler for handler in flow.webhooks}
    guards = (routine for routine in flow.module.routines if routine not in handlers and is_guard(flow, routine))
    for routine in (*handlers, *guards):
        arm = next(_silent(flow, routine, answers=routine not in handlers), None)
        if arm is not None:
            place = handlers.get(routine, routine)
            symbol = handlers[routine].symbol if routine in handlers else flow.known_as(routine)
            pack = flow.pack_of(place)
            yield Hit(
                _refusal(flow, arm.block),
                {**words(view, place), **checked(pack, arm.check.kind, view.source.text(arm.check.span)), "handler": symbol},
                provider=pack.id if pack is not None else None,
                symbol=symbol,
                related=_related(flow, arm),
            )


class _Arm(Struct, frozen=True):
    """What is done where a check failed, and that check. `caught`: because it raised, so nothing ran in between."""

    block: Block
    check: Check
    caught: bool = False


def _related(flow: Flow, arm: _Arm) -> tuple[tuple[str | None, Span, str], ...]:
    return ((None, arm.check.span, "the check"),) if not arm.check.span.overlaps(_refusal(flow, arm.block)) else ()


def _refusal(flow: Flow, block: Block) -> Span:
    """The statement of an arm that answers, else its last."""
    return next((statement.span for statement in block if _answers(flow, (statement,))), block[-1].span)


def _silent(flow: Flow, routine: Routine, *, answers: bool) -> Iterator[_Arm]:
    """The arms of a routine that refuse what a check did not pass, and surely tell nobody; with `answers`, those alone that answer."""
    found = flow.prover.summary(routine, guard=routine in flow.guards)
    for arm in (*_branches(found.refused, found.checks), *_caught(flow, routine, found.checks)):
        if (not answers or _answers(flow, arm.block)) and not _goes_elsewhere(flow, arm.block) and not _may_tell(flow, routine, arm):
            yield arm


def _branches(refused: tuple[Block, ...], checks: tuple[Check, ...]) -> Iterator[_Arm]:
    for block in refused:
        before = [check for check in checks if check.span.start < block[0].span.start]
        if before:
            yield _Arm(block, max(before, key=lambda check: check.span.start))


def _caught(flow: Flow, routine: Routine, checks: tuple[Check, ...]) -> Iterator[_Arm]:
    """What catches the error that a check raises; where several do, those that name it, or that do not name another one."""
    for node in routine.nodes:
        if not isinstance(node, facts.Attempt) or not node.body:
            continue
        inside = [check for check in checks if node.body[0].span.start <= check.span.start < node.body[-1].span.end]
        named = [caught for caught in node.handlers if any(_is_about_proof(kind) for kind in caught.types)]
        others = [caught for caught in node.handlers if not {last_of(kind) for kind in caught.types} & MALFORMED]
        for caught in named or others or node.handlers:
            if inside and caught.body and isinstance(caught.body[-1], facts.Return | facts.Raise | facts.Evaluate):
                yield _Arm(caught.body, inside[0], caught=True)


def _is_about_proof(kind: Node) -> bool:
    return isinstance(kind, Name | facts.Attribute) and bool(words_of(last_of(kind)) & (SIGNATURES | PROOFS | {"verification"}))


def _answers(flow: Flow, block: Block) -> bool:
    """Whether an arm is where a request ends: it answers with 400 and above, or raises what becomes such an answer."""
    for node in facts.walk(block, into_functions=False):
        if isinstance(node, Call) and (flow.judge.refuses(node) or "flow.abort" in flow.roles.by(node)):
            return True
        if isinstance(node, facts.Return) and node.value is not None and flow.judge.refuses(node.value):
            return True
    return False


def _goes_elsewhere(flow: Flow, block: Block) -> bool:
    """Whether an arm ends in an error that somebody may catch: one that is no plain answer, or any where the shop has a handler for
    them."""
    raised = [node.value for node in facts.walk(block, into_functions=False) if isinstance(node, facts.Raise)]
    if any(value is None or not flow.judge.refuses(value) for value in raised):
        return True
    aborts = [n for n in facts.walk(block, into_functions=False) if isinstance(n, Call) and _is_thrown(flow, n)]
    return bool(raised or aborts) and _handles_errors(flow)


def _is_thrown(flow: Flow, call: Call) -> bool:
    return "flow.abort" in flow.roles.by(call) and "flow.exit" not in flow.roles.by(call)


def _handles_errors(flow: Flow) -> bool:
    """Whether the repository has a handler of its own for errors that become answers."""
    patterns = {pattern.rpartition(".")[2] for pattern, played in flow.roles.table.items() if "error.handler" in played}
    return flow.resolver.files.mentioned(sorted(patterns), flow.module.path)


# -- telling --


def _may_tell(flow: Flow, routine: Routine, arm: _Arm) -> bool:
    """Whether somebody is told in an arm, on the way to it, or in the helper that checks; also where that cannot be seen."""
    if any(_tells(flow, node, routine, HOPS) for node in facts.walk(arm.block) if isinstance(node, Call)):
        return True
    begin, end = arm.check.span.end, arm.check.span.end if arm.caught else arm.block[0].span.start
    between = (n for n in routine.calls if begin <= n.span.start and n.span.end <= end)
    return any(_logs(flow, call) for call in between) or _told_by_helper(flow, arm.check)


def _told_by_helper(flow: Flow, check: Check) -> bool:
    module = flow.resolver.module(check.inner[0]) if check.inner else None
    helper = module.enclosing(check.inner[1].start) if module and check.inner else None
    return helper is not None and any(_logs(flow, node) for node in helper.calls)


def _tells(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    """Whether a call tells somebody, or may, since it cannot be seen what it does."""
    if _notes(flow, call):
        return True
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is not None and callee != routine:
        return any(_tells(flow, node, callee, hops - 1) for node in callee.calls)
    return not _is_plain(flow, call, routine)


def _notes(flow: Flow, call: Call) -> bool:
    """Whether a call in an arm of its own keeps what happened: a log, a message, a record."""
    return bool(flow.roles.by(call) & KEEPING) or _logs(flow, call)


def _logs(flow: Flow, call: Call) -> bool:
    return bool(flow.roles.by(call) & LOGGING or words_of(facts.trail(call)) & TELLING)


def _is_plain(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call is known for something other than telling: it answers, ends the request, makes a value."""
    roles = flow.roles.by(call)
    if roles & QUIET or any(role.startswith(("response.", "request.", "flow.")) for role in roles):
        return True
    if flow.judge.status_of(call) is not None:
        return True
    if last_of(call)[:1].isupper() and "." not in path_of(call) and not roles:
        return True  # what is made of a class from elsewhere: `Rejected("...")`
    chained = call.receiver
    return isinstance(chained, Call) and _is_plain(flow, chained, routine)
