"""What a report says of one webhook handler, a function a column: "yes" is proved, "no" is what a rule reports, "n/a" is nothing to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from golint.checks.webhooks.acknowledgement import slow_work
from golint.checks.webhooks.bodies.digests import feeds
from golint.checks.webhooks.repeats.rule import SENT, knows_repeats, repeating, surely_seen
from golint.dataflow.modules import Routine
from golint.dataflow.tags import Tags
from golint.facts import Call
from golint.model import Severity

if TYPE_CHECKING:
    from golint.checks.webhooks.overview.scope import Scope
    from golint.dataflow import Flow

HOPS = 3
PROVING = frozenset({"compare", "helper", "token", "form", "read-back"})
SIGNED = frozenset({"compare", "helper", "form"})
ASYMMETRIC = frozenset({"rsa", "ed25519"})
ASKED_BACK = frozenset({"refetch", "post-back"})  # the provider is asked, and nothing is computed or compared
SIGNING = frozenset({"hmac.digest", "signature.raw", "signature.verify", "signature.answer"})
FOREIGN = SENT | {"http.request", "provider.read"}  # a state that the provider tells says nothing of what the shop has done
WRITING = frozenset({"http.request", "http.write"})
WAITING = frozenset({"http.request", "http.write", "http.send", "provider.read", "time.sleep", "mail.send"})


def verified(scope: Scope) -> str:
    """Whether the sender is proved on every path before anything is done."""
    too_early = any(hit.flow for hit in scope.reported("parse-before-verify"))
    open_ = any(hit.severity is not Severity.NOTE for hit in scope.reported("fail-open-verification"))
    if too_early or open_ or scope.reported("missing-signature-verification"):
        return "no"
    if scope.modes and scope.modes <= {"none"}:
        return "n/a"
    if scope.flow.verified_before(scope.handler):
        return "yes"
    enough = PROVING | ({"address"} if scope.modes & {"ip-allowlist"} else set())
    return "yes" if scope.kinds & enough and not scope.proof.effects else "unknown"


def raw_body(scope: Scope) -> str:
    """Whether a signature is computed over the bytes that came. Nothing to ask where none is, or where the provider signs fields."""
    rewritten = any(not hit.flow for hit in scope.reported("parse-before-verify"))
    if rewritten or scope.reported("raw-body-lost"):
        return "no"
    if not _signs_bytes(scope) or _is_asked_back(scope):
        return "n/a"
    if not scope.kinds & SIGNED and not scope.verifiers:
        return "unknown" if "opaque" in scope.kinds else "n/a"
    signed = list(_signed(scope.flow, scope.handler.routine, {}, HOPS))
    for routine in scope.flow.verifying(scope.handler):
        signed += _signed(scope.flow, routine, {}, HOPS)
    if not signed and scope.kinds & SIGNED <= {"compare"} and "static-token" in scope.modes:
        return "n/a"  # a token is compared, and nothing is computed over the body
    return "yes" if any(_is_as_sent(scope, tags) for tags in signed) else "unknown"


def _is_asked_back(scope: Scope) -> bool:
    """Whether the vendor's helper by which a handler proves the sender asks the provider, and the handler compares nothing itself."""
    return bool(scope.modes) and scope.modes <= ASKED_BACK and not scope.kinds & (SIGNED - {"helper"})


def _signs_bytes(scope: Scope) -> bool:
    """Whether the provider signs the body as it is; where no provider is known, any may."""
    payloads = [webhook.payload for webhook in scope.webhooks if webhook.payload]
    return not scope.webhooks or not payloads or any("{raw}" in payload for payload in payloads)


def _signed(flow: Flow, routine: Routine, given: Mapping[str, Tags], hops: int) -> Iterator[Tags]:
    """Where what a routine, or what it runs, signs or hands to a vendor's helper comes from."""
    for call in _calls(routine):
        if flow.roles.by(call) & SIGNING or feeds(flow, call, routine, given) or flow.judge.keys.verifies(call, routine, given):
            yield from (flow.origin(argument.value, routine, given) for argument in call.arguments)
        callee = flow.judge.callee(call, routine) if hops else None
        if callee is not None and callee != routine:
            yield from _signed(flow, callee, flow.judge.bound(call, callee, routine, given), hops - 1)


def _is_as_sent(scope: Scope, tags: Tags) -> bool:
    if "reencoded" in tags:
        return False
    return "request.body.raw" in tags or ("request.body.parsed" in tags and scope.flow.parsers.leaves_bytes(scope.handler))


def constant_time(scope: Scope) -> str:
    """Whether the comparison takes the same time whatever was sent. Nothing to ask where a signature is checked with a public key, the
    payment is read back, or nothing is compared at all."""
    if scope.reported("timing-unsafe-comparison"):
        return "no"
    if _is_asked_back(scope):
        return "n/a"
    safe = any(helper.timing_safe for helper in scope.verifiers)
    if not safe and not scope.kinds & (SIGNED | {"token"}):
        return "unknown" if "opaque" in scope.kinds else "n/a"
    if scope.modes and scope.modes <= ASYMMETRIC:
        return "n/a"
    return "yes" if safe or any(_takes_equal_time(scope, routine) for routine in scope.routines) else "unknown"


def _takes_equal_time(scope: Scope, routine: Routine) -> bool:
    return any("compare.constant_time" in scope.flow.roles.by(call) for call in _calls(routine))


def deduplicated(scope: Scope) -> str:
    """Whether a delivery that comes again does nothing again. Nothing to ask where all that is done may be done twice."""
    if scope.reported("no-event-deduplication"):
        return "no"
    if any(knows_repeats(scope.flow, routine, FOREIGN) for routine in scope.routines):
        before = any(knows_repeats(scope.flow, routine, FOREIGN) for routine in scope.flow.verifying(scope.handler))
        return "yes" if before or surely_seen(scope.flow, scope.handler.routine, FOREIGN) else "unknown"
    unseen = any(effect.role == "unknown" for effect in scope.proof.all_effects) or not scope.proof.all_effects
    adds = any(repeating(scope.flow, routine) is not None for routine in scope.routines)
    tells = any(_posts_elsewhere(scope.flow, routine) for routine in scope.routines)
    return "unknown" if unseen or adds or tells else "n/a"


def _posts_elsewhere(flow: Flow, routine: Routine) -> bool:
    """Whether a routine posts to somebody who is no provider: what that makes of a second time, an invoice more, nobody knows here."""
    asking = [call for call in _calls(routine) if flow.money_calls.asks(call, routine) & WRITING]
    written = any(flow.money_calls.verb(call, routine) == "POST" for call in asking)
    return written and flow.money_calls.asks_provider(routine) is False


def acknowledged(scope: Scope) -> str:
    """Whether the provider gets its 2xx at once: no pause, no message, no request on the way, and none for events that mean nothing."""
    if scope.reported("blocking-webhook") or scope.reported("unknown-event-rejected"):
        return "no"
    if next(slow_work(scope.view, scope.handler), None) is not None:
        return "unknown"
    unseen = any(effect.role == "unknown" for effect in scope.proof.all_effects) or _may_fail(scope)
    return "unknown" if unseen or any(_waits(scope.flow, routine) for routine in scope.waited_for) else "yes"


def _waits(flow: Flow, routine: Routine) -> bool:
    """Whether a routine waits for somebody else; what it asks of the repository's own functions is asked of these."""
    calls = (call for call in _done_at_once(flow, routine) if flow.roles.by(call) & WAITING)
    return any(flow.judge.callee(call, routine) is None for call in calls)


def _may_fail(scope: Scope) -> bool:
    """Whether a function that the handler runs demands a record, so that an event about one that is not there may be answered with 500."""
    others = (routine for routine in scope.waited_for if routine != scope.handler.routine)
    return any(scope.flow.roles.by(call) & {"store.must_find", "value.demand"} for other in others for call in _calls(other))


def _calls(routine: Routine) -> Iterator[Call]:
    yield from routine.calls


def _done_at_once(flow: Flow, routine: Routine) -> Iterator[Call]:
    """The calls of a routine, save those that a queue is handed."""
    queued = [call.span for call in _calls(routine) if "queue.enqueue" in flow.roles.by(call)]
    yield from (call for call in _calls(routine) if not any(call.span in span for span in queued))


COLUMNS: Mapping[str, Callable[[Scope], str]] = {
    "raw_body": raw_body,
    "verified": verified,
    "constant_time": constant_time,
    "deduplicated": deduplicated,
    "acknowledged": acknowledged,
}
