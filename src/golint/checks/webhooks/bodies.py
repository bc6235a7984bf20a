"""What is signed is the body as it was sent: before any effect, and before any parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.spelling import short
from golint.checks.webhooks.verification import STRONG
from golint.checks.webhooks.words import words
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


TOO_LATE = "a forged event has had its effect"
REENCODED = "The signature is computed over JSON that was written anew, not over what came"


def _parsing_comes_first(view: FileView) -> bool:
    """Whether a provider named in the file signs fields of the body, which must be parsed to be checked."""
    flow = view.flow
    provider = flow.pack
    return provider is not None and bool(provider.webhooks) and all(w.parse_before_verify == "required" for w in provider.webhooks)


def _reencoded(view: FileView) -> Iterator[Hit]:
    flow = view.flow
    for call in flow.calls("hmac.digest"):
        routine = flow.routine_at(call.span.start)
        if "reencoded" not in flow.origin(call, routine) or not _is_checked(flow, routine):
            continue
        values = {**words(view), "fault": REENCODED, "cost": "one space or escape written differently, and genuine events are refused"}
        span = _encoding(flow, call, routine)
        yield Hit(span, values, provider=flow.provider, symbol=routine.function.qualname, label="not the bytes that were signed")


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
            {**words(view), "fault": f"`{short(first.path)}` runs before the webhook is verified", "cost": TOO_LATE},
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
        reads = sorted(_body_reads(flow, handler.routine), key=lambda read: read.span)
        parsed = next((read for read in reads if read.parser), None)
        raw = next((read for read in reads if not read.parser), None)
        if parsed is None or raw is None or parsed.span > raw.span or not flow.prover.summary(handler.routine).checks:
            continue
        rest = "it raises" if _is_rest_framework(flow) else "it is empty"
        yield Hit(
            raw.span,
            {**words(view), "parser": f"`{parsed.written}`", "rest": rest, "raw": raw.written},
            provider=flow.provider,
            symbol=handler.symbol,
            related=((None, parsed.span, "the parser reads the body here"),),
            flow=((None, parsed.span, "the parser reads the body to its end"), (None, raw.span, "nothing is left for the signature")),
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """One read of the body: by a parser that leaves nothing, or of the raw bytes."""

    span: Span
    written: str
    parser: bool


def _body_reads(flow: Flow, routine: Routine) -> Iterator[_Read]:
    for node in facts.walk(routine.function.body, into_functions=False):
        if isinstance(node, Name):
            yield from _own_read(flow, node)
        elif isinstance(node, Call):
            yield from _handed_on(flow, node, routine)


def _own_read(flow: Flow, node: Name) -> Iterator[_Read]:
    written = node.written
    taken = re.search(r"(?:^|\.)request\.(?:data|form|values)\b", written)
    framework = "rest_framework" if taken and taken[0].endswith("data") else "flask"
    if taken and _imports(flow, framework):
        yield _Read(node.span, written[: taken.end()], parser=True)
    elif "request.body.raw" in flow.roles.by(node):
        yield _Read(node.span, written + "()" * written.endswith("get_data"), parser=False)


def _handed_on(flow: Flow, call: Call, routine: Routine) -> Iterator[_Read]:
    """A function of the repository that takes the raw body out of the request that it is given."""
    callee = flow.judge.callee(call, routine)
    if callee is None or not any("request" in flow.origin(a.value, routine) for a in call.arguments):
        return
    raw = (n for n in facts.walk(callee.function.body) if isinstance(n, Name) and "request.body.raw" in flow.roles.by(n))
    if (found := next(raw, None)) is not None:
        yield _Read(call.span, found.written, parser=False)


def _is_rest_framework(flow: Flow) -> bool:
    return _imports(flow, "rest_framework")


def _imports(flow: Flow, package: str) -> bool:
    return any(item.path.partition(".")[0] == package for item in flow.module.program.imports)
