"""What payment code writes to its logs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.cards import is_card_name
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

KEYS = frozenset({"secret", "password", "apikey", "passwd"})
KEY_PAIRS = tuple(
    frozenset(pair.split()) for pair in ("api key", "secret key", "access token", "private key", "auth token", "client secret")
)
HARMLESS = frozenset({
    "id", "name", "type", "missing", "prefix", "length", "mask", "masked", "count", "public", "publishable", "url", "error", "not",
    "invalid", "last", "has", "is", "kind", "version", "expires", "expiry", "expired", "at", "status",
})  # fmt: skip
FIXED = ("exc_info", "stack_info", "file", "end", "sep", "title", "stacklevel")
BODY, HEADERS = "the whole request body", "all request headers"
HEADER_PATHS = ("request.headers", "request.META", "req.headers", "httprequest.headers", "self.headers")


def sensitive_data_logged(view: FileView) -> Iterator[Hit]:
    """A whole payload, all headers, card data, a key or the expected signature in a log."""
    flow = view.flow
    for call in flow.calls("log.write"):
        routine = flow.routine_at(call.span.start)
        found = next(_sensitive(flow, call, routine), None) if flow.is_payment_code(routine) else None
        if found is not None:
            expr, what = found
            quiet = last_of(call) == "debug" and what in (BODY, HEADERS)
            yield Hit(
                expr.span,
                {"what": what, "fix": FIXES[what]},
                provider=flow.provider,
                symbol=flow.symbol(routine),
                severity=Severity.NOTE if quiet else None,
            )


FIXES = {
    BODY: "log the event's type and id alone",
    HEADERS: "log the one header that helps, never Authorization, cookies or the signature",
    "card data": "log the last four digits, or the provider's token",
    "the expected signature": "log that the signature does not fit, and the event's id",
    "a secret": "leave it out; the last four characters tell two keys apart",
}


def _sensitive(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    for argument in call.arguments:
        if argument.name in FIXED:
            continue
        for part in _parts(flow, argument.value):
            what = _what(flow, part, routine)
            if what:
                yield part, what


def _parts(flow: Flow, value: Expr) -> Iterator[Expr]:
    """The values that end up in the message one by one."""
    match value:
        case facts.Template(parts=parts) | facts.Sequence(items=parts):
            for part in parts:
                yield from _parts(flow, part)
        case facts.Binary(left=left, right=right):
            yield from _parts(flow, left)
            yield from _parts(flow, right)
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from _parts(flow, entry.value)
        case Call() if last_of(value) == "format" or flow.roles.by(value) & {"json.encode", "text.same"}:
            whole = [a.value for a in value.arguments]
            if whole and last_of(value) not in ("encode", "decode", "strip", "lower"):
                for item in whole:
                    yield from _parts(flow, item)
            else:
                yield value
        case facts.Literal():
            return
        case _:
            yield value


def _what(flow: Flow, part: Expr, routine: Routine) -> str:
    if isinstance(part, facts.Compare | facts.Logic) or (isinstance(part, Call) and flow.roles.by(part) & {"redact", "value.measure"}):
        return ""
    tags = flow.origin(part, routine)
    if isinstance(part, facts.Index) and isinstance(part.key, facts.Other) and not tags & {"request.body.raw", "request.body.parsed"}:
        return ""  # a few characters of it
    name = name_of(part)
    if is_card_name(name):
        return "card data"
    if "hmac.digest" in tags:
        return "the expected signature"
    if isinstance(part, Name) and part.path.endswith(HEADER_PATHS):
        return HEADERS
    if tags & {"request.body.raw", "request.body.parsed"} and not tags & {"signature.verify", "provider.read"}:
        return BODY
    return "a secret" if _is_key(name) else ""


def _is_key(name: str) -> bool:
    words = words_of(name)
    if words & HARMLESS:
        return False
    return bool(words & KEYS) or any(pair <= words for pair in KEY_PAIRS)
