"""What is done with a delivery before anybody has looked who sent it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.webhooks.spelling import short
from golint.checks.webhooks.verification.rule import STRONG
from golint.checks.webhooks.ways import within
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.proof.verdicts import Summary
from golint.dataflow.tags import BODY
from golint.dataflow.words import words_of
from golint.facts import Call
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 2
KEYS = frozenset({"key", "jwk", "jwks", "cert", "certificate"})
TOO_LATE = "a forged event has had its effect"


class _Early(Struct, frozen=True):
    """Something that is done before the check of the same routine, as a person calls it."""

    routine: Routine
    span: Span
    path: str
    check: Span


def too_early(view: FileView) -> Iterator[Hit]:
    """What a webhook does before it is verified, or a function of the shop's that it hands the delivery to and that verifies it itself."""
    flow = view.flow
    for handler in flow.webhooks:
        proof = flow.proof(handler)
        found = _found(flow, handler.routine, proof) or _found_inside(flow, handler.routine, proof, HOPS)
        if found is None:
            continue
        here = found.routine.path == view.source.path
        span = found.span if here else next(check.span for check in proof.checks if check.kind in STRONG)
        place = None if here else found.routine.path
        acted = () if here else ((place, found.span, "acted on here"),)
        yield Hit(
            span,
            {
                **words(view, handler),
                "fault": f"`{flow.language.names.spelled(short(found.path))}` runs before the webhook is verified",
                "cost": TOO_LATE,
            },
            label="acted on here",
            provider=flow.provider_of(handler),
            symbol=handler.symbol,
            related=(*acted, *_parsed(flow, found, place), (place, found.check, "checked only here")),
            flow=((place, found.span, "acts on a body that nobody has verified"), (place, found.check, "verifies it too late")),
        )


def _found(flow: Flow, routine: Routine, proof: Summary) -> _Early | None:
    checks = [check for check in proof.checks if check.kind in STRONG]
    found = next(_early(flow, routine, proof, checks[0].span), None) if checks else None
    return _Early(routine, *found, checks[0].span) if found is not None else None


def _found_inside(flow: Flow, routine: Routine, proof: Summary, hops: int) -> _Early | None:
    """The same in a function that both verifies and acts. What it does on a way that leaves without the check may be for another sender."""
    check = next((check for check in proof.checks if check.kind in STRONG), None)
    if check is None or not hops or not any(e.span == check.span and e.role != "unknown" for e in proof.effects):
        return None
    call = next((call for call in routine.calls if call.span == check.span), None)
    callee = flow.judge.callee(call, routine) if call is not None else None
    if call is None or callee is None:
        return None
    told = flow.prover.summary(callee, flow.judge.bound(call, callee, routine, {}))
    found = _found(flow, callee, told)
    if found is not None:
        return None if _leaves_first(callee, found.span) else found
    return _found_inside(flow, callee, told, hops - 1)


def _leaves_first(routine: Routine, acted: Span) -> bool:
    """Whether what is done stands in an arm of a branch that leaves the routine."""
    arms = (arm for node in routine.own if isinstance(node, facts.Branch) for arm in (node.then, node.otherwise))
    return any(within(acted, arm) and facts.leaves(arm) for arm in arms)


def _parsed(flow: Flow, early: _Early, place: str | None) -> Iterator[tuple[str | None, Span, str]]:
    """Where that body is parsed which is acted on too early."""
    for node in early.routine.own:
        if isinstance(node, Call) and "json.decode" in flow.roles.by(node) and node.span.end <= early.span.start:
            yield place, node.span, "parsed here"
            return


def _early(flow: Flow, routine: Routine, proof: Summary, check: Span) -> Iterator[tuple[Span, str]]:
    """What is done before a check: effects, and what was sent going on to others."""
    idle = {node.span for node in routine.calls if _keeps_keys(node) or _hangs_on_nothing(flow, node, routine)}
    early = (e for e in proof.effects if e.span.end <= check.start and e.role != "unknown" and e.span not in idle)
    yield from ((e.span, e.path) for e in early)
    known, apart = {c.span for c in proof.checks}, flow.prover.elsewhere(routine)
    for node in (node for node in routine.own if isinstance(node, Call) and node.span.end <= check.start):
        if node.span not in known and not any(node.span in span for span in apart) and _sends_on(flow, node, routine, HOPS):
            yield node.span, node.path


def _keeps_keys(call: Call) -> bool:
    """Whether a call is one that fills a cache of the provider's public keys: `updateKeysCache(kid)`."""
    told = words_of(call.path)
    return "cache" in told and bool(told & KEYS)


def _hangs_on_nothing(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call is handed constants and the time alone, on something that nothing of the request led to: a heartbeat."""
    given = [flow.origin(argument.value, routine) for argument in call.arguments]
    receiver = receiver_of(call)
    held = flow.origin(receiver, routine) if receiver is not None else frozenset[str]()
    return (
        bool(given)
        and not held & (BODY | {"request", "store.read"})
        and all(tags and tags <= {"literal", "null", "time.now", "config", "random"} for tags in given)
    )


def _sends_on(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    """Whether a call, or a function of the repository that it runs, posts something of the body to another server."""
    if not any(flow.origin(argument.value, routine) & BODY for argument in call.arguments) and hops == HOPS:
        return False
    if "http.write" in flow.roles.by(call):
        return last_of(call) not in ("get", "request")
    callee = flow.judge.callee(call, routine) if hops else None
    inner = callee.calls if callee is not None else ()
    return callee is not None and callee != routine and any(_sends_on(flow, node, callee, hops - 1) for node in inner)
