"""The bytes that were signed are gone: read to their end in the handler, or taken by a parser that the application put in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog.bodies import ReadOnce
from golint.checks.webhooks.bodies.digests import feeds
from golint.checks.webhooks.spelling import door
from golint.checks.webhooks.words import words
from golint.dataflow.bindings import exclusive
from golint.dataflow.doors.parsers import Parsed
from golint.dataflow.modules import Routine
from golint.dataflow.tags import Tags
from golint.facts import Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

HOPS = 2
RESTS = {"parsed": "it is an object, no longer the bytes", "field": "it is undefined", "stream": "nothing comes any more"}


def raw_body_lost(view: FileView) -> Iterator[Hit]:
    """A parser has taken the bytes before the signature is computed over them."""
    seen: set[Span] = set()
    for handler in view.flow.handlers:
        for hit in (*_read_twice(view, handler), *_parsed_in_front(view, handler)):
            if hit.span not in seen:
                seen.add(hit.span)
                yield hit


# -- read twice in one handler --


class _Read(Struct, frozen=True):
    """One read of the body: by a parser that leaves nothing, or of the raw bytes."""

    span: Span
    written: str
    parser: bool


def _read_twice(view: FileView, handler: Handler) -> Iterator[Hit]:
    flow = view.flow
    for kind in flow.language.bodies.once:
        if kind.package and not _imports(flow, kind.package):
            continue
        reads = sorted(_body_reads(flow, handler.routine, kind), key=lambda read: read.span)
        parsed = next((read for read in reads if read.parser), None)
        raw = next((read for read in reads if not read.parser and parsed and _follows(flow, handler.routine, parsed, read, kind)), None)
        if parsed is None or raw is None or not flow.prover.summary(handler.routine).checks:
            continue
        if kind.kept and any(_follows(flow, handler.routine, read, parsed, kind) for read in reads if not read.parser):
            continue
        yield Hit(
            raw.span,
            {**words(view, handler), "parser": f"`{parsed.written}`", "rest": kind.rest, "raw": raw.written},
            provider=flow.provider_of(handler),
            symbol=handler.symbol,
            related=((None, parsed.span, "the parser reads the body here"),),
            flow=((None, parsed.span, "the parser reads the body to its end"), (None, raw.span, "nothing is left for the signature")),
        )
        return


def _follows(flow: Flow, routine: Routine, first: _Read, then: _Read, kind: ReadOnce) -> bool:
    """Whether the body is read a second time after the first, on one path; where any name may be a request, from the same one."""
    here, there = (flow.module.arm_of(routine, read.span.start) for read in (first, then))
    same = kind.raw is None or bool(kind.bound) or first.written.rpartition(".")[0] == then.written.rpartition(".")[0]
    return same and first.span < then.span and not exclusive(here, there)


def _body_reads(flow: Flow, routine: Routine, kind: ReadOnce) -> Iterator[_Read]:
    bound = (p for p in routine.function.parameters if kind.bound and flow.origins.is_body_parameter(p, routine))
    if next(bound, None) is not None and not flow.parsers.keeps_bytes():
        yield _Read(routine.function.name_span, kind.bound, parser=True)
    for node in routine.own:
        if isinstance(node, Name):
            yield from _own_read(flow, node, kind)
        elif isinstance(node, Call):
            yield from _handed_on(flow, node, routine)


def _own_read(flow: Flow, node: Name, kind: ReadOnce) -> Iterator[_Read]:
    written = node.written
    if taken := kind.parsed.search(written):
        yield _Read(node.span, written[: taken.end()], parser=True)
    elif kind.raw.search(written) if kind.raw else "request.body.raw" in flow.roles.by(node):
        yield _Read(node.span, written + "()" * written.endswith("get_data"), parser=False)


def _handed_on(flow: Flow, call: Call, routine: Routine) -> Iterator[_Read]:
    """A function of the repository that takes the raw body out of the request that it is given."""
    callee = flow.judge.callee(call, routine)
    if callee is None or not any("request" in flow.origin(a.value, routine) for a in call.arguments):
        return
    raw = (n for n in callee.nodes if isinstance(n, Name) and "request.body.raw" in flow.roles.by(n))
    if (found := next(raw, None)) is not None:
        yield _Read(call.span, found.written, parser=False)


def _imports(flow: Flow, package: str) -> bool:
    return any(item.path.partition(".")[0] == package for item in flow.module.program.imports)


# -- parsed in front of the handler --


class _Use(Struct, frozen=True):
    """A body that a signature is computed over: the place in this file that leads there, what is signed, and how it is held: `parsed`
    (what a parser leaves), `field` (bytes kept beside), `stream` (bytes still to be read)."""

    span: Span
    expr: Expr
    path: str
    held: str


def _parsed_in_front(view: FileView, handler: Handler) -> Iterator[Hit]:
    flow = view.flow
    for routine, count in _in_order(flow, handler):
        for use in _uses(flow, routine, {}, HOPS):
            parsed = flow.parsers.before(handler, count)
            if parsed is None or (use.held == "field" and flow.parsers.keeps_bytes()):
                continue
            inside = routine.path == view.source.path
            yield _lost(view, handler, use, parsed, use.span if inside else door(view, handler))


def _lost(view: FileView, handler: Handler, use: _Use, parsed: Parsed, span: Span) -> Hit:
    elsewhere = ((use.path, use.expr.span, "signed here"),) if use.path != view.source.path else ()
    put = ((_other(parsed.place[0], view), parsed.place[1], "the parser is put in front here"),) if parsed.place else ()
    raw = use.expr.written if isinstance(use.expr, Name) else "the body"
    values = {**words(view, handler), "parser": parsed.written, "rest": RESTS[use.held], "raw": raw}
    return Hit(span, values, provider=view.flow.provider_of(handler), symbol=handler.symbol, related=(*put, *elsewhere))


def _other(path: str, view: FileView) -> str | None:
    return None if path == view.source.path else path


def _in_order(flow: Flow, handler: Handler) -> Iterator[tuple[Routine, int | None]]:
    """The routines that run for a request, each with how much stands in front of it; the handler comes last."""
    for count, wrapper in enumerate(handler.before):
        found = flow.resolver.definition(wrapper.expr, wrapper.place)
        if isinstance(found, Routine) and found != handler.routine:
            yield found, count
    yield handler.routine, None


def _uses(flow: Flow, routine: Routine, given: Mapping[str, Tags], hops: int) -> Iterator[_Use]:
    for call in routine.calls:
        for value in _signed(flow, call, routine, given):
            held = _held(flow, value, routine, given)
            if held:
                yield _Use(value.span, value, routine.path, held)
        callee = flow.judge.callee(call, routine) if hops else None
        if callee is not None and callee != routine:
            for use in _uses(flow, callee, flow.judge.bound(call, callee, routine, given), hops - 1):
                held = "field" if use.held == "stream" and _reads_field(flow, routine) else use.held
                yield _Use(call.span, use.expr, use.path, held)


def _signed(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags]) -> Iterator[Expr]:
    """What a call computes or checks a signature over."""
    roles = flow.roles.by(call)
    if "signature.raw" in roles:
        yield from (value for value in (call.argument(0),) if value is not None)
    elif "hmac.digest" in roles or feeds(flow, call, routine, given):
        yield from (argument.value for argument in call.arguments)


def _held(flow: Flow, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> str:
    tags = flow.origin(value, routine, given)
    if "reencoded" in tags or {"request.body.raw", "request.body.parsed"} <= tags:
        return ""  # JSON written anew is another fault, and one of two may be the bytes
    if "request.body.parsed" in tags:
        return "parsed"
    if "request.body.raw" not in tags:
        return ""
    return "field" if _reads_field(flow, routine) else "stream"


def _reads_field(flow: Flow, routine: Routine) -> bool:
    fields = flow.language.bodies.fields
    names = (n.written for n in routine.nodes if isinstance(n, Name))
    return any(written.rpartition(".")[2] in fields for written in names)
