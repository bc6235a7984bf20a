"""Whether a file may try again what failed, told from its bytes: by a loop around what may fail, or through a library."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from golint.checks.requests import laravel_retry, spring_retry
from golint.checks.requests.polly import WAITING
from golint.lazily import compiled
from golint.traces.spellings import either

if TYPE_CHECKING:
    from golint.view import FileView

HTTP_STATUS = ("status_code", "StatusCode", "ok", "is_success", "is_error")

TENACITY = ("tenacity.retry", "tenacity.Retrying", "tenacity.AsyncRetrying")
RETRYING = ("retrying.retry",)
RETRY = ("retry.retry", "retry.api.retry")
AXIOS = ("axios-retry.default", "axios-retry")
BACKOFF = ("backoff.on_exception",)
DECORATORS = (TENACITY[0], RETRYING[0], RETRY[0])
BACKING_OFF = ("p-retry.default", "p-retry", "async-retry.default", "async-retry", "promise-retry.default", "promise-retry")
"""These double their pauses unless they are told another factor."""

_PLAIN = frozenset({"python", "ruby", "javascript", "php"})
"""Languages whose own ways to try again are loops and handlers; others have annotations and policies besides."""

_FAILING = compiled(rb"\b(?:except|rescue|catch|%b)\b" % either(HTTP_STATUS))
_AGAIN = compiled(rb"\b(?:for|foreach|while|until|loop|times)\b")
_COUNTED = compiled(rb"(?i)(?:retry|retries|attempts?|tries)\w*\s*[-+]\s*1\b")
_POLICY = compiled(rb"(?i)retry|backoff")
# `Retry` of urllib3 stands beside one of these, and a package is called so.
_URLLIB = (b"urllib3", b"requests")
_OF_URLLIB = compiled(rb"Retry(?<!\wRetry)\b")
_RETRY = compiled(
    rb"""retry(?<!\wretry)(?:[.\\]++(?:api[.\\]++)?retry\b|(?<=["']retry)["'])|import(?<!\wimport)\b[^\n]*\bretry\b|from[ \t]++retry\b"""
)
# What policies and annotations are called; they count in every language.
_NAMES = (b"Polly", b"RetryStrategyOptions", b"Retryable", b"RetryConfig", *(name.encode() for name in sorted(WAITING)))
_NAMED = compiled(rb"\b(?:%b)\b" % b"|".join(_NAMES))
_ENDINGS = tuple(path.rpartition(".")[2].encode() for path in spring_retry.FIXED_CALLS)


def may_try_again(view: FileView) -> bool:
    """Whether a file may try again what failed, by its bytes."""
    data, flow = view.source.data, view.flow
    if flow.language.errors or (flow.kin not in _PLAIN and _POLICY.search(data) is not None):
        return True
    failing = _FAILING.search(data) is not None
    again = _AGAIN.search(data) is not None or _COUNTED.search(data) is not None
    return (failing and (again or flow.traces.may_play("flow.retry"))) or _names_library(view)


def _names_library(view: FileView) -> bool:
    """Whether a file may name what tries again for it."""
    data = view.source.data
    if any(word in data for word in (*_packages(), *_ENDINGS)) or _is_of_urllib(data) or _RETRY.search(data) is not None:
        return True
    if view.language == "php" and laravel_retry.USED.search(data) is not None:
        return True
    return any(name in data for name in _NAMES) and _NAMED.search(data) is not None


def _is_of_urllib(data: bytes) -> bool:
    return any(word in data for word in _URLLIB) and _OF_URLLIB.search(data) is not None


@cache
def _packages() -> frozenset[bytes]:
    return frozenset(path.partition(".")[0].encode() for path in (*TENACITY, *RETRYING, *AXIOS, *BACKOFF, *BACKING_OFF))
