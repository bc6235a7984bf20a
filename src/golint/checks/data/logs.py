"""What payment code writes to its logs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.cards import is_card_name
from golint.dataflow.handlers import PAYMENT_WORDS
from golint.dataflow.modules import Routine
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

KEYS = frozenset({"secret", "password", "apikey", "passwd"})
KEY_PAIRS = (frozenset({"api", "key"}), frozenset({"secret", "key"}), frozenset({"access", "token"}), frozenset({"private", "key"}))
HARMLESS = frozenset({"id", "name", "type", "missing", "prefix", "length", "mask", "masked", "count", "public", "publishable", "url", "error", "not", "invalid"})


def sensitive_data_logged(view: FileView) -> Iterator[Hit]:
    """A whole payload, all headers, card data, a key or the expected signature in a log."""
    flow = view.flow
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    for call in flow.calls("log.write"):
        routine = flow.routine_at(call.span.start)
        if not _concerns_payments(view, routine):
            continue
        found = next(_sensitive(flow, call, routine), None)
        if found is not None:
            expr, what = found
            debug = call.path.rpartition(".")[2] == "debug" and what in ("the whole request body", "all request headers")
            yield Hit(expr.span, {"what": what}, provider=flow.provider, symbol=_symbol(routine), severity=Severity.NOTE if debug else None)


def _concerns_payments(view: FileView, routine: Routine) -> bool:
    return bool(view.flow.providers) or bool(words_of(f"{view.source.path} {routine.function.qualname}") & PAYMENT_WORDS)


def _sensitive(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    for argument in call.arguments:
        if argument.name in ("exc_info", "stack_info", "file", "end", "sep", "title"):
            continue
        for part in _parts(flow, argument.value):
            what = _what(flow, part, routine)
            if what:
                yield part, what


def _parts(flow: Flow, value: Expr) -> Iterator[Expr]:
    """The values that end up in the message one by one."""
    match value:
        case facts.Template(parts=parts):
            for part in parts:
                yield from _parts(flow, part)
        case facts.Binary(left=left, right=right):
            yield from _parts(flow, left)
            yield from _parts(flow, right)
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from _parts(flow, entry.value)
        case facts.Sequence(items=items):
            for item in items:
                yield from _parts(flow, item)
        case Call(path=path, arguments=arguments) if path.endswith(".format") or flow.roles.by(value) & {"json.encode", "text.same"}:
            whole = [a.value for a in arguments]
            if whole and not path.endswith((".encode", ".decode", ".strip", ".lower")):
                for item in whole:
                    yield from _parts(flow, item)
            else:
                yield value
        case facts.Literal():
            return
        case _:
            yield value


def _what(flow: Flow, part: Expr, routine: Routine) -> str:
    if isinstance(part, Call) and "redact" in flow.roles.by(part):
        return ""
    tags = flow.origin(part, routine)
    name = _name(part)
    if is_card_name(name):
        return "card data"
    if "hmac.digest" in tags:
        return "the expected signature"
    if isinstance(part, Name) and part.path.endswith(("request.headers", "request.META", "req.headers", "httprequest.headers")):
        return "all request headers"
    if tags & {"request.body.raw", "request.body.parsed"} and not tags & {"signature.verify", "provider.read"}:
        return "the whole request body"
    if _is_key(name) and not isinstance(part, facts.Compare | facts.Logic):
        return "a secret"
    return ""


def _is_key(name: str) -> bool:
    words = words_of(name)
    if words & HARMLESS:
        return False
    return bool(words & KEYS) or any(pair <= words for pair in KEY_PAIRS)


def _name(expr: Expr) -> str:
    match expr:
        case Name(written=written):
            return written.rpartition(".")[2]
        case facts.Index(key=facts.Literal(value=str() as key)):
            return key
        case Call(path=path, arguments=(facts.Argument(value=facts.Literal(value=str() as key)), *_)) if path.endswith((".get", "getenv")):
            return key
    return ""


def _symbol(routine: Routine) -> str:
    return routine.function.qualname if routine.start >= 0 else ""


