"""What is signed is the body as it was sent, before any parser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.bodies.digests import feeds
from golint.checks.webhooks.bodies.early import too_early
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView


def parse_before_verify(view: FileView) -> Iterator[Hit]:
    """The signed text is JSON written anew, or an effect comes before the check."""
    if not _parsing_comes_first(view):
        yield from _reencoded(view)
    yield from too_early(view)


AGREED = frozenset({"canonical", "canonicalize", "canonicalized", "canonicalise", "canonicalised", "canonicalization"})
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
