"""What is signed is the body as it was sent: before any effect, and before any parser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.digests import feeds
from golint.checks.webhooks.spelling import short
from golint.checks.webhooks.verification import STRONG
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.tags import BODY
from golint.dataflow.verdicts import Summary
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView


def parse_before_verify(view: FileView) -> Iterator[Hit]:
    """The signed text is JSON written anew, or an effect comes before the check."""
    if _parsing_comes_first(view):
        return
    yield from _reencoded(view)
    yield from _too_early(view)


HOPS = 2
KEYS = frozenset({"key", "jwk", "jwks", "cert", "certificate"})
AGREED = frozenset({"canonical", "canonicalize", "canonicalized", "canonicalise", "canonicalised", "canonicalization"})
TOO_LATE = "a forged event has had its effect"
REENCODED = "The signature is computed over JSON that was written anew, not over what came"


def _parsing_comes_first(view: FileView) -> bool:
    """Whether a provider named in the file signs fields of the body, which must be parsed to be checked."""
    flow = view.flow
    provider = flow.pack
    return provider is not None and bool(provider.webhooks) and all(w.parse_before_verify == "required" for w in provider.webhooks)


def _reencoded(view: FileView) -> Iterator[Hit]:
    flow = view.flow
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        if not _digests(flow, call, routine) or not _is_checked(flow, routine):
            continue
        if _is_agreed(flow, call, routine) or _is_second(flow, call, routine):
            continue
        cost = "one space or escape written differently, and genuine events are refused"
        values = {**words(view, routine), "fault": REENCODED, "cost": cost}
        hashed = _encoding(flow, call, routine)
        span = next(_encoders(flow, call, routine), hashed)
        related = ((None, hashed, "hashed here"),) if hashed != span else ()
        label, provider = "not the bytes that were signed", flow.provider_at(routine)
        yield Hit(span, values, provider=provider, symbol=flow.known_as(routine), label=label, related=related)


def _digests(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether JSON written anew goes into a digest here: `hmac.new(key, text)`, `hmac.update(text)`."""
    digests = bool(flow.roles.by(call) & {"hmac.digest", "signature.raw"}) or feeds(flow, call, routine)
    return digests and any(_is_reencoded(flow, a.value, routine) for a in call.arguments)


def _is_reencoded(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is JSON written anew. As the second choice, `req.rawBody || JSON.stringify(req.body)`, it is where nothing keeps the
    bytes."""
    tags = flow.origin(value, routine)
    return "reencoded" in tags and not ("request.body.raw" in tags and flow.parsers.keeps_bytes())


def _is_checked(flow: Flow, routine: Routine) -> bool:
    """Whether the digest is compared here, or the function says that it verifies: signing what goes out is another matter."""
    return bool(flow.prover.summary(routine).checks) or flow.judge.guards_by_name(routine)


def _is_agreed(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a function says that both sides write the text in one way, whatever was sent: `$this->canonicalJson($payload)`. Providers
    that are known sign what they send."""
    if flow.provider_at(routine):
        return False
    values = [argument.value for argument in call.arguments]
    held = (flow.texts.value_of(value, routine) for value in values if isinstance(value, Name))
    parts = (node for value in (*values, *(one[0] for one in held if one is not None)) for node in facts.walk(value))
    return any(words_of(last_of(node)) & AGREED for node in parts if isinstance(node, Call))


def _is_second(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether the bytes that came are digested beside it: who fails with one text may pass with the other."""
    others = (other for other in routine.calls if other is not call and "hmac.digest" in flow.roles.by(other))
    tags = (flow.origin(argument.value, routine) for other in others for argument in other.arguments)
    return any("request.body.raw" in told and "reencoded" not in told for told in tags)


def _encoding(flow: Flow, call: Call, routine: Routine) -> Span:
    """The JSON encoder in the digest's arguments, or the digest where it stands elsewhere."""
    for node in facts.walk(call):
        if isinstance(node, Call) and "json.encode" in flow.roles.by(node):
            return node.span
    for argument in call.arguments:
        if isinstance(argument.value, Name) and "reencoded" in flow.origin(argument.value, routine):
            return argument.value.span
    return call.span


def _encoders(flow: Flow, call: Call, routine: Routine, hops: int = 4) -> Iterator[Span]:
    """Where the digested text is written, its variables followed back within the routine."""
    waiting: list[tuple[Expr, int]] = [(argument.value, hops) for argument in call.arguments]
    while waiting:
        value, left = waiting.pop(0)
        for node in facts.walk(value):
            if isinstance(node, Call) and "json.encode" in flow.roles.by(node):
                yield node.span
                return
            held = flow.texts.value_of(node, routine) if isinstance(node, Name) and left else None
            if held is not None and held[1] == routine:
                waiting.append((held[0], left - 1))


def _too_early(view: FileView) -> Iterator[Hit]:
    flow = view.flow
    for handler in flow.webhooks:
        proof = flow.proof(handler)
        checks = [check for check in proof.checks if check.kind in STRONG]
        found = next(_early(flow, handler, proof, checks[0].span), None) if checks else None
        if found is None:
            continue
        (span, path), check = found, checks[0]
        acting = flow.language.names.spelled(short(path))
        yield Hit(
            span,
            {
                **words(view, handler),
                "fault": f"`{acting}` runs before the webhook is verified",
                "cost": TOO_LATE,
            },
            label="acted on here",
            provider=flow.provider_of(handler),
            symbol=handler.symbol,
            related=(*_parsed(flow, handler.routine, span), (None, check.span, "checked only here")),
            flow=((None, span, "acts on a body that nobody has verified"), (None, check.span, "verifies it too late")),
        )


def _parsed(flow: Flow, routine: Routine, acted: Span) -> Iterator[tuple[None, Span, str]]:
    """Where that body is parsed which is acted on too early."""
    for node in routine.own:
        if isinstance(node, Call) and "json.decode" in flow.roles.by(node) and node.span.end <= acted.start:
            yield None, node.span, "parsed here"
            return


def _early(flow: Flow, handler: Handler, proof: Summary, check: Span) -> Iterator[tuple[Span, str]]:
    """What is done before a check: effects, and what was sent going on to others."""
    idle = {node.span for node in flow.module.calls if _keeps_keys(node) or _hangs_on_nothing(flow, node, handler.routine)}
    early = (e for e in proof.effects if e.span.end <= check.start and e.role != "unknown" and e.span not in idle)
    yield from ((e.span, e.path) for e in early)
    known = {c.span for c in proof.checks}
    for node in handler.routine.own:
        if (
            isinstance(node, Call)
            and node.span.end <= check.start
            and node.span not in known
            and _sends_on(flow, node, handler.routine, HOPS)
        ):
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
