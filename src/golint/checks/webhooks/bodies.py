"""What is signed is the body as it was sent: before any effect, and before any parser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.verification import STRONG
from golint.dataflow.modules import Routine
from golint.facts import Call, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView


def parse_before_verify(view: FileView) -> Iterator[Hit]:
    """The signed text is JSON written anew, or an effect comes before the check."""
    if _parsing_comes_first(view):
        return
    yield from _reencoded(view)
    yield from _too_early(view)


def _parsing_comes_first(view: FileView) -> bool:
    """Whether a provider named in the file signs fields of the body, which must be parsed to be checked."""
    flow = view.flow
    provider = view.catalog.providers.get(flow.provider or "")
    return provider is not None and bool(provider.webhooks) and all(w.parse_before_verify == "required" for w in provider.webhooks)


def _reencoded(view: FileView) -> Iterator[Hit]:
    flow = view.flow
    for call in flow.calls("hmac.digest"):
        routine = flow.routine_at(call.span.start)
        if "reencoded" not in flow.origin(call, routine) or not _is_checked(flow, routine):
            continue
        message = _encoding(flow, call, routine)
        yield Hit(message, provider=flow.provider, symbol=routine.function.qualname, label="not the bytes that were signed")


def _is_checked(flow: Flow, routine: Routine) -> bool:
    """Whether the digest is compared here, or the function says that it verifies: signing what goes out is another matter."""
    return bool(flow.prover.summary(routine).checks) or flow.judge.guards_by_name(routine)


def _encoding(flow: Flow, call: Call, routine: Routine) -> Span:
    """The JSON encoder in the digest's arguments, or the digest where it stands elsewhere."""
    for node in facts.walk(call):
        if isinstance(node, Call) and "json.encode" in flow.roles.by(node):
            return node.span
    for argument in call.arguments:
        if isinstance(argument.value, Name) and "reencoded" in flow.origin(argument.value, routine):
            return argument.value.span
    return call.span


def _too_early(view: FileView) -> Iterator[Hit]:
    flow = view.flow
    for handler in flow.webhooks:
        proof = flow.proof(handler)
        checks = [check for check in proof.checks if check.kind in STRONG]
        early = [e for e in proof.effects if checks and e.span.end <= checks[0].span.start and e.role != "unknown"]
        if not early:
            continue
        first, check = early[0], checks[0]
        yield Hit(
            first.span,
            {"effect": first.path.lstrip(".")},
            label="acted on here",
            provider=flow.provider,
            symbol=handler.symbol,
            related=((None, check.span, "checked only here"),),
            flow=((None, first.span, "acts on a body that nobody has verified"), (None, check.span, "verifies it too late")),
        )


def raw_body_lost(view: FileView) -> Iterator[Hit]:
    """The framework's parser has taken the bytes before the signature is computed over them."""
    flow = view.flow
    for handler in flow.handlers:
        reads = sorted(_body_reads(flow, handler.routine), key=lambda read: read[0])
        parsed = next((span for span, role in reads if role == "request.body.parsed"), None)
        raw = next((span for span, role in reads if role == "request.body.raw"), None)
        if parsed is None or raw is None or parsed > raw or not _cannot_read_twice(flow, handler.routine):
            continue
        yield Hit(
            raw,
            provider=flow.provider,
            symbol=handler.symbol,
            related=((None, parsed, "the parser reads the body here"),),
            flow=((None, parsed, "the parser reads the body to its end"), (None, raw, "nothing is left for the signature")),
        )


def _body_reads(flow: Flow, routine: Routine) -> Iterator[tuple[Span, str]]:
    rest = routine.function.body
    for node in facts.walk(rest, into_functions=False):
        if isinstance(node, Name):
            roles = flow.roles.by(node)
            if node.path.endswith("request.data"):
                yield node.span, "request.body.parsed" if _is_rest_framework(flow) else "request.body.raw"
            elif roles & {"request.body.raw", "request.body.parsed"}:
                yield node.span, "request.body.raw" if "request.body.raw" in roles else "request.body.parsed"


def _is_rest_framework(flow: Flow) -> bool:
    return any(item.path.startswith("rest_framework") for item in flow.module.program.imports)


def _cannot_read_twice(flow: Flow, routine: Routine) -> bool:
    """Django refuses `request.body` once a parser has read the stream; Flask and Starlette keep a copy."""
    return _is_rest_framework(flow) and bool(flow.prover.summary(routine).checks)
