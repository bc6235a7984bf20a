"""What files say, and about which provider."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from golint.catalog import Catalog
from golint.facts import Comment
from golint.model import Observation, Span

if TYPE_CHECKING:
    from golint.view import FileView

_SHORT = 5


def evidence(view: FileView, kind: str, topic: str, span: Span, what: str, provider: str = "") -> Observation:
    """A piece of evidence, `kind:topic` or `kind` alone; `what` names it for people."""
    key = f"{kind}:{topic}" if topic else kind
    return Observation("evidence", key, view.location(span), view.side, view.stage, {"what": what, "provider": provider})


def uncommented(data: bytes, comments: Sequence[Comment]) -> bytes:
    """The bytes of a file, blanks in place of its comments."""
    out = bytearray(data)
    for comment in comments:
        span = comment.span
        out[span.start : span.end] = bytes(char if char in b"\r\n" else 32 for char in data[span.start : span.end])
    return bytes(out)


def providers(view: FileView, text: str) -> Iterator[str]:
    """The providers that a text names, one for each mention."""
    pattern, owners = _speech(view.catalog)
    for match in pattern.finditer(text.lower()):
        yield from owners[match[0]]


def only_provider(view: FileView, *texts: str) -> str:
    """The provider that the first of the texts speaks of which names one; "" where that names several, or none does."""
    for text in texts:
        if named := set(providers(view, text)):
            return named.pop() if len(named) == 1 else ""
    return ""


def names_provider(view: FileView, text: str) -> bool:
    """Whether a text names a provider."""
    return next(providers(view, text), None) is not None


def speaks_of_payments(view: FileView, text: str) -> bool:
    """Whether a path or a text holds a word of payments, or of a provider."""
    lower = text.lower()
    return any(word in lower for word in view.catalog.words["payments"]["names"]) or names_provider(view, lower)


@cache
def _speech(catalog: Catalog) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern for the words of all providers, and whose each is. A short word may not be the tail of another (amigo is not Migo)."""
    owners: dict[str, tuple[str, ...]] = {}
    for provider in catalog.providers.values():
        for word in provider.words:
            owners[word] = (*owners.get(word, ()), provider.id)
    longest = sorted(owners, key=len, reverse=True)
    return re.compile("|".join(("(?<![a-z0-9])" if len(word) <= _SHORT else "") + re.escape(word) for word in longest)), owners
