"""Clients whose limit may stand wherever somebody waits for an answer: `client.get().retrieve().bodyToMono(type).timeout(limit)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.names import last_of
from golint.facts import Call
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

_WORDS = ("timeout", "TimeLimiter", "block")
_LIMITS = compiled(
    rb"(?i)responseTimeout|ReadTimeoutHandler|\.timeout\s*\(|withTimeout|TimeLimiter|\bblock(?:First|Last|Optional)?\s*\(\s*[^)\s]"
)
_TRANSPORTS = frozenset({"clientConnector", "exchangeFunction", "apply"})


def is_limited(flow: Flow, call: Call) -> bool:
    """Whether anything in the repository limits how long such a client's answers are waited for, or may do so unseen."""
    files = flow.resolver.files
    paths = {path for word in _WORDS for path in files.mentioning(word, flow.module.path)}
    return any(_LIMITS.search(files.read(path)) for path in sorted(paths)) or any(_is_unseen(link) for link in links_after(flow, call))


def links_after(flow: Flow, call: Call) -> Iterator[Call]:
    """The calls that are chained to one, and those that they are chained to."""
    return (other for other in flow.module.calls if other.span.start == call.span.start and call.span.end < other.span.end)


def _is_unseen(link: Call) -> bool:
    """Whether a client is given a transport that is made elsewhere; one that Reactor Netty makes here waits for ever too."""
    made = (last.path for argument in link.arguments for last in facts.walk(argument.value) if isinstance(last, Call))
    return last_of(link) in _TRANSPORTS and not any(path.endswith("HttpClient.create") for path in made)
