"""Exceptions by which frameworks answer: what they are made with is shown in part, and in part kept for the log."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Expr, Name

FROM_NEST = "@nestjs/common."


def shown(part: Expr, error: str) -> tuple[Expr, ...] | None:
    """What the customer sees of that with which an exception of Nest's is made, or one with its cause behind a text; None of anything
    else. The `error` itself, handed over behind the text, is taken for options: of those nothing is shown but a description, and the cause
    is for the log."""
    if not isinstance(part, Call) or not part.path.endswith("Exception"):
        return None
    values = [argument.value for argument in part.arguments]
    if not part.path.startswith(FROM_NEST):
        told, cause = values[:-1], values[-1] if values else None
        caused = isinstance(cause, Name) and cause.written == error and any(map(_is_text, told))
        return tuple(told) if caused and not any(argument.name for argument in part.arguments) else None
    options = [] if last_of(part) == "HttpException" else values[1:]  # whose second one is the status
    return (*values[:1], *(one for told in options for one in _described(told, error)))


def _described(told: Expr, error: str) -> Iterator[Expr]:
    match told:
        case facts.Mapping(entries=entries):
            yield from (entry.value for entry in entries if text_of(entry.key) == "description")
        case Name(written=written) if written == error:
            return
        case _:
            yield told


def _is_text(value: Expr) -> bool:
    """Whether a value is a text, or put together to be one."""
    return bool(text_of(value)) or isinstance(value, Call | facts.Binary | facts.Template)
