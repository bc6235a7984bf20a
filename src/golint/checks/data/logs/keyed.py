"""What holds a key and is not called one: a text that the key is a part of, encoded or not, the headers of a request to be sent, and what
signatures are made with; and the header with which whoever asks signs in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.logs.failed_requests import KEYED
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

DEPTH = 6
SIGNING_IN = frozenset({"authorization", "http_authorization"})
ENCODING = frozenset({
    "toString", "from", "btoa", "b64encode", "base64_encode", "encode", "decode", "encodeToString", "EncodeToString", "encode64",
    "strict_encode64", "ToBase64String", "getBytes", "GetBytes", "encodeBase64String", "urlencode", "rawurlencode", "encodeURIComponent",
    "quote", "quote_plus", "QueryEscape", "UrlEncode", "encode_www_form_component",
})  # fmt: skip

MAPS = frozenset({"HashMap", "LinkedHashMap", "TreeMap", "of", "mapOf", "mutableMapOf", "hashMapOf", "dict"})


def spelt_of(flow: Flow, value: Expr, routine: Routine, depth: int = DEPTH) -> Iterator[tuple[Expr, Routine]]:
    """What a text is spelt out of, and where that is written: `secret` of `Basic ${Buffer.from(`${secret}:`).toString("base64")}`."""
    inner: tuple[Expr | None, ...] = ()
    match value:
        case facts.Template(parts=parts):
            inner = parts
        case facts.Binary(operator="+" | "." | "%", left=left, right=right):
            inner = (left, right)
        case Call() if last_of(value) in ENCODING:
            inner = (receiver_of(value), *(argument.value for argument in value.arguments))
        case Name() if (held := flow.texts.value_of(value, routine)) is not None and depth:
            yield value, routine
            yield from spelt_of(flow, held[0], held[1], depth - 1)
        case _:
            yield value, routine
    for part in inner if depth else ():
        if part is not None:
            yield from spelt_of(flow, part, routine, depth - 1)


def signs(flow: Flow, value: Name, routine: Routine) -> bool:
    """Whether signatures are made with what a variable took from the settings, `hmac.new(paystack_key.encode(), raw, sha512)`."""
    held = flow.texts.value_of(value, routine) if flow.traces.may_utter("hmac.digest") else None
    if held is None or not _is_setting(flow, held[0]) or words_of(value.written) & {"algorithm", "algo"}:
        return False
    making = (call for call in flow.module.calls if "hmac.digest" in flow.roles.by(call))
    return any(_is_spelt(argument.value, value.written) for call in making for argument in call.arguments)


def _is_setting(flow: Flow, value: Expr) -> bool:
    """Whether a value is read from the settings: `process.env.ACME_LIVE`, `os.environ["ACME_LIVE"]`."""
    match value:
        case facts.Logic(operands=(first, *_)):
            return _is_setting(flow, first)
        case facts.Index(base=base):
            return _is_setting(flow, base)
        case Name(path=path) | Call(path=path):
            steps = path.split(".")
            return any("config.read" in flow.roles.of(".".join(steps[:count])) for count in range(1, len(steps) + 1))
    return False


def _is_spelt(value: Expr, written: str) -> bool:
    """Whether a value is a variable's, encoded at most."""
    if isinstance(value, Call) and last_of(value) in ENCODING:
        return any(inner is not None and _is_spelt(inner, written) for inner in (receiver_of(value), value.argument(0)))
    return isinstance(value, Name) and value.written == written


def put_into(flow: Flow, value: Name, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
    """What a variable that holds a mapping was given before this place, and where that is written: `context.put("key", secret)`."""
    held = flow.texts.value_of(value, routine)
    if held is None or not (isinstance(held[0], facts.Mapping) or (isinstance(held[0], Call) and last_of(held[0]) in MAPS)):
        return
    for field in flow.fields.of(value, routine).known:
        if field.routine != routine or field.value.span.end <= value.span.start:
            yield field.value, field.routine


def signs_in(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is the header with which whoever asks signs in, or a variable that was given it: `req.headers.authorization`."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    called = (name_of(one).lower() for one in (value, held[0] if held is not None else None))
    return any(name in SIGNING_IN for name in called) and "request.header" in flow.origin(value, routine)


def authorises(flow: Flow, value: Name, routine: Routine) -> bool:
    """Whether a variable holds headers that say who sends the request, or all that the request is told, with such headers."""
    held = flow.texts.value_of(value, routine)
    if held is None or not isinstance(held[0], facts.Mapping | facts.Sequence):
        return False
    told = {field.name.lower(): field for field in flow.fields.of(value, routine).known}  # what is told last counts
    headers = told.get("headers")
    inside = flow.fields.of(headers.value, headers.routine).known if headers is not None else ()
    return any(f.name.lower() in KEYED and isinstance(f.value, Name | facts.Template | facts.Binary) for f in (*told.values(), *inside))
