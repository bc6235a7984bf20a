"""Which errors a file may tell of, by its bytes: a handler that gives its error no name tells nothing of it, nor does one for what the shop
has written itself."""

from __future__ import annotations

from functools import cache
from re import Pattern
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.traces.spellings import compiled_once, either

if TYPE_CHECKING:
    from golint.view import FileView

OWN = (
    "ValidationError",
    "Http404",
    "PermissionDenied",
    "DoesNotExist",
    "ObjectDoesNotExist",
    "ValueError",
    "KeyError",
    "TypeError",
    "UserError",
    "NotFound",
    "RecordInvalid",
    "RecordNotSaved",
    "RecordNotDestroyed",
    "RecordNotFound",
    "ArgumentError",
    "ParameterMissing",
    "ValidationException",
    "ArgumentException",
    "ArgumentNullException",
    "KeyNotFoundException",
    "FormatException",
    "InvalidOperationException",
    "IllegalArgumentException",
    "IllegalStateException",
    "EntityNotFoundException",
    "NoSuchElementException",
    "NumberFormatException",
    "ConstraintViolationException",
    "UnauthorizedAccessException",
    "CardException",
    "InvalidArgumentException",
    "ModelNotFoundException",
    "DomainException",
    "LocalizedException",
    "CouldNotSaveException",
    "NoSuchEntityException",
    "GraphQlInputException",
)
"""Errors whose text this shop has written: for the customer, or about what the customer sent."""

ANSWERS = frozenset({"response.send", "response.refuse", "flow.abort"})
ERRORS = frozenset({"err", "error", "e", "ex", "exception", "failure"})
REJECTED = ("catch", "rescue", "onError")
"""Calls that are handed what takes an error; `then` may be."""

TRACES = ("format_exc", "get_traceback", "format_exception")

_ANY = rb"\b(?:except|then|%b)\b" % either(REJECTED)
_TAKING = rb"[\s(|,{&$](?:%b)\s*+(?:[,)|:=]|->)" % either(ERRORS)
_SHOPS = rb"(?:[\w.:]*(?<!\w)(?:%b)\b\s*+,?\s*+)++" % either(OWN)
_CATCHING = {
    # Not `except Missing:`, nor `except ValueError as error:`; a closure takes an error as its first parameter.
    "python": (
        rb"except(?<!\wexcept)\b(?!(?:(?!\bas\b)[\w\s.,()*])*+:|\s*+\*?\s*+\(?\s*+%b\)?\s*+as\b)" % _SHOPS,
        rb"\b(?:then|%b)\s*+\((?s:.{0,2000}?)\blambda\b|\blambda\s++(?:%b)\b" % (either(REJECTED), either(ERRORS)),
        rb"@[\w.]*(?:errorhandler|exception_handler)\b",
    ),
    # Not `rescue Missing`, nor `rescue RecordInvalid => error`.
    "ruby": (
        rb"rescue(?<!\wrescue)\b(?!(?:(?!=>)[^\n,\\#]|,(?=[ \t]*[\w:*]))*+(?:\n|\Z)|\s++%b=>)" % _SHOPS,
        rb"\b(?:catch|onError|then[ \t]*\(|then[ \t]++(?!do\b|\{)[^\n]*?(?:\bdo|\{)[ \t]*\|)|(?:\|\s*+|->\s*+\(?\s*+)(?:%b)\b"
        % either(ERRORS),
        rb"\brescue_from\b",
    ),
    # Not `catch {`; `answer.error` stands beside the data of an answer.
    "javascript": (rb"\bcatch\b(?!\s*+\{)|\b(?:then|rescue|onError)\b|\.error\b(?!\()", _TAKING),
}
# What PHP tells something without parentheses, and where it gets functions from that may.
_SAYING = compiled(rb"\b(?:echo|print|exit|die|(?:require|include)(?:_once)?|extends)\b|<\?=")
_RENAMED = rb"as(?<!\was)\s++(?:%b)\b" % either(OWN)


def may_catch(view: FileView) -> bool:
    """Whether an error of which something may be told may arrive in a file: in a handler, or in a function that takes it first."""
    data = view.source.data
    if view.flow.language.errors:
        return True
    return _holds(data, view.flow.kin) or ((_traces(data) or compiled_once(_RENAMED).search(data) is not None) and _holds(data, ""))


def _traces(data: bytes) -> bool:
    return any(name.encode() in data for name in TRACES)


def _holds(data: bytes, kin: str) -> bool:
    return any(pattern.search(data) for pattern in _patterns(kin))


def may_send(view: FileView) -> bool:
    """Whether a call of a file may send something out."""
    said = view.flow.kin == "php" and _SAYING.search(view.source.data) is not None
    return said or view.flow.traces.may_play(*ANSWERS)


@cache
def _patterns(kin: str) -> tuple[Pattern[bytes], ...]:
    return tuple(compiled_once(pattern) for pattern in _CATCHING.get(kin, (_ANY, _TAKING)))
