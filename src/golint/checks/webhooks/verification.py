"""Is the sender of a webhook verified, and on every path?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.proof import Check, Effect
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

STRONG = frozenset({"compare", "helper", "token", "form"})


def missing_signature_verification(view: FileView) -> Iterator[Hit]:
    """A webhook handler that has effects and that nothing verifies on the way."""
    flow = view.flow
    for handler in flow.webhooks:
        proof = flow.proof(handler)
        if proof.checks or not proof.effects or _signs_nothing(view):
            continue
        yield _missing(view, flow, handler, proof.effects)


def _missing(view: FileView, flow: Flow, handler: Handler, effects: tuple[Effect, ...]) -> Hit:
    named = [effect for effect in effects if effect.role != "unknown"]
    unsure = not named or not handler.registered or flow.unknown_wrappers(handler)
    first = (named or list(effects))[0]
    return Hit(
        handler.routine.function.name_span,
        {**words(view), "handler": handler.symbol, "effect": first.path.lstrip(".") or "the event"},
        provider=flow.provider,
        symbol=handler.symbol,
        severity=Severity.NOTE if unsure else None,
        related=((None, first.span, "acted on here"),),
    )


def _signs_nothing(view: FileView) -> bool:
    """Whether every provider that the file names proves nothing that a merchant could check."""
    modes = {w.mode for p in view.flow.providers for w in view.catalog.providers[p].webhooks}
    return bool(modes) and modes <= {"none"}


def fail_open_verification(view: FileView) -> Iterator[Hit]:
    """A check that exists and can be passed by: skipped, ignored, swallowed, or answered with "fine" when nothing is configured."""
    flow = view.flow
    seen: set[Span] = set()
    for handler in flow.webhooks:
        for hit in _bypassed(flow, handler):
            if hit.span not in seen:
                seen.add(hit.span)
                yield hit
    for routine in flow.module.routines:
        for hit in _open_exits(flow, routine):
            if hit.span not in seen:
                seen.add(hit.span)
                yield hit


def _bypassed(flow: Flow, handler: Handler) -> Iterator[Hit]:
    proof = flow.proof(handler)
    checks = [check for check in proof.checks if check.kind in STRONG]
    for check in checks:
        if check.ignored:
            yield _hit(flow, handler.routine, check.span, "its answer is thrown away", check, None)
            return
    late = [e for e in proof.effects if checks and e.span.start > checks[0].span.start and e.role != "unknown"]
    if not late or any(check.kind == "read-back" for check in proof.checks):
        return
    span, reason = _way_round(handler.routine, checks[0])
    yield _hit(flow, handler.routine, span, reason, checks[0], late[0])


def _open_exits(flow: Flow, routine: Routine) -> Iterator[Hit]:
    """Returns that say "genuine" although nothing was compared, in a function that compares on other paths."""
    if routine.start < 0:
        return
    proof = flow.prover.summary(routine)
    strong = [check for check in proof.checks if check.kind in ("compare", "helper")]
    if not strong or not proof.open_exits or not flow.judge.guards_by_name(routine):
        return
    for span in proof.open_exits:
        yield _hit(flow, routine, span, "this way out proves nothing", strong[0], None)


def _hit(flow: Flow, routine: Routine, span: Span, reason: str, check: Check, effect: Effect | None) -> Hit:
    related: list[tuple[str | None, Span, str]] = []
    if check.span != span:
        related.append((None, check.span, "the check"))
    if effect is not None:
        related.append((None, effect.span, "reached without it"))
    symbol = routine.function.qualname
    return Hit(span, {"reason": reason, "handler": symbol}, provider=flow.provider, symbol=symbol, related=tuple(related))


def _way_round(routine: Routine, check: Check) -> tuple[Span, str]:
    """The condition or the exception handler that lets control pass the check by."""
    best: tuple[Span, str] = (check.span, "not every path passes it")
    for node in facts.walk(routine.function.body, into_functions=False):
        match node:
            case facts.Branch(condition=condition, then=then, otherwise=otherwise):
                if _within(check.span, then) or _within(check.span, otherwise):
                    best = (condition.span, "it is skipped when this condition says so")
                elif check.span in condition.span and isinstance(condition, facts.Logic):
                    best = (condition.span, "it is skipped when another part of this condition decides first")
            case facts.Choice(condition=condition) if check.span in node.span:
                best = (condition.span, "it is skipped when this condition says so")
            case facts.Attempt(body=body, handlers=handlers) if _within(check.span, body):
                passing = next((h for h in handlers if not _leaves(h.body)), None)
                if passing is not None:
                    start = passing.span.start
                    best = (Span(start, min(passing.span.end, start + len("except"))), "its refusal is swallowed here")
    return best


def _within(span: Span, block: facts.Block) -> bool:
    return bool(block) and block[0].span.start <= span.start and span.end <= block[-1].span.end


def _leaves(block: facts.Block) -> bool:
    return bool(block) and isinstance(block[-1], facts.Return | facts.Raise | facts.Jump)


