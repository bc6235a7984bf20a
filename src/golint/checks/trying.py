"""Whether a file may try again what failed, told from its bytes: by a loop around what may fail, or through a library."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from golint.checks import spring_retry
from golint.checks.polly import WAITING
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
BACKING_OFF = ("p-retry.default", "p-retry", "async-retry.default", "async-retry", "promise-retry.default", "promise-retry")
"""These double their pauses unless they are told another factor."""

_PLAIN = frozenset({"python", "ruby", "javascript", "php"})
"""Languages whose own ways to try again are loops and handlers; others have annotations and policies besides."""

_FAILING = compiled(rb"\b(?:except|rescue|catch|%b)\b" % either(HTTP_STATUS))
_AGAIN = compiled(rb"\b(?:for|foreach|while|until|loop|times)\b")
_POLICY = compiled(rb"(?i)retry|backoff")
# `Retry` of urllib3, and a package that is called so.
_URLLIB = compiled(rb"\bRetry\b(?s:.*)(?:urllib3|requests)|(?:urllib3|requests)(?s:.*)\bRetry\b")
_RETRY = compiled(rb"""\bretry[.\\]++(?:api[.\\]++)?retry\b|["']retry["']|\b(?:import|from)\b[^\n]*\bretry\b""")
# What policies and annotations are called; they count in every language.
_NAMED = compiled(
    rb"\b(?:Polly|RetryStrategyOptions|Retryable|RetryConfig|%b)\b|(?:%b)\b"
    % (either(WAITING), either(path.rpartition(".")[2] for path in spring_retry.FIXED_CALLS))
)


def may_try_again(view: FileView) -> bool:
    """Whether a file may try again what failed, by its bytes."""
    data, flow = view.source.data, view.flow
    if flow.language.errors or (flow.kin not in _PLAIN and _POLICY.search(data) is not None):
        return True
    failing = _FAILING.search(data) is not None
    return (failing and (_AGAIN.search(data) is not None or flow.traces.may_play("flow.retry"))) or _names_library(view)


def _names_library(view: FileView) -> bool:
    """Whether a file may name what tries again for it."""
    data = view.source.data
    return any(package in data for package in _packages()) or any(pattern.search(data) for pattern in (_NAMED, _RETRY, _URLLIB))


@cache
def _packages() -> frozenset[bytes]:
    return frozenset(path.partition(".")[0].encode() for path in (*TENACITY, *RETRYING, *AXIOS, *BACKOFF, *BACKING_OFF))
