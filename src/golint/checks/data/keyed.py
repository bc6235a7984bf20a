"""What holds a key and is not called one: a text that the key is a part of, encoded or not, and the headers of a request to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.failed_requests import KEYED
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

DEPTH = 6
ENCODING = frozenset({
    "toString", "from", "btoa", "b64encode", "base64_encode", "encode", "decode", "encodeToString", "EncodeToString", "encode64",
    "strict_encode64", "ToBase64String", "getBytes", "GetBytes", "encodeBase64String",
})  # fmt: skip


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


def authorises(flow: Flow, value: Name, routine: Routine) -> bool:
    """Whether a variable holds headers that say who sends the request, or all that the request is told, with such headers."""
    held = flow.texts.value_of(value, routine)
    if held is None or not isinstance(held[0], facts.Mapping | facts.Sequence):
        return False
    told = {field.name.lower(): field for field in flow.fields.of(value, routine).known}  # what is told last counts
    headers = told.get("headers")
    inside = flow.fields.of(headers.value, headers.routine).known if headers is not None else ()
    return any(f.name.lower() in KEYED and isinstance(f.value, Name | facts.Template | facts.Binary) for f in (*told.values(), *inside))
