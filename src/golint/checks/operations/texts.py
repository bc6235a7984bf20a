"""What files say, and about which provider."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from golint.catalog.providers import Provider
from golint.catalog.words import joined, only_one
from golint.checks.uses import signs
from golint.context import runs_in_shop
from golint.facts import Comment
from golint.model import Observation, Span

if TYPE_CHECKING:
    from golint.view import FileView

_SHORT = 5


def evidence(view: FileView, kind: str, topic: str, span: Span, what: str, provider: str = "") -> Observation:
    """A piece of evidence, `kind:topic` or `kind` alone; `what` names it for people."""
    key = f"{kind}:{topic}" if topic else kind
    return Observation("evidence", key, view.location(span), view.side, view.stage, {"what": what, "provider": provider})


def by_byte(view: FileView) -> str:
    """The text of a file, a character a byte, so that places in it are offsets."""
    return view.source.data.decode("latin-1")


def uncommented(data: bytes, comments: Sequence[Comment]) -> bytes:
    """The bytes of a file, blanks in place of its comments."""
    out = bytearray(data)
    for comment in comments:
        span = comment.span
        out[span.start : span.end] = bytes(char if char in b"\r\n" else 32 for char in data[span.start : span.end])
    return bytes(out)


def providers(view: FileView, text: str) -> Iterator[str]:
    """The providers that a text of the file, or its path, names, one for each mention."""
    if not view.candidates:
        return
    pattern, owners = _speech(view.candidates)
    for match in pattern.finditer(text.lower()):
        yield from owners[match[0]]
    data = text.encode("utf-8", "replace")
    lowered = data.lower()
    for provider in view.candidates:
        yield from [provider.id] * joined(provider, data, lowered)


def methods(view: FileView) -> frozenset[str]:
    """The providers whose name is that of a payment method too, save those that the file itself uses, by more than the name."""
    told = {provider.id for provider in view.catalog.providers.values() if provider.method}
    named = told & set(providers(view, view.source.data.decode("utf-8", "replace")))
    return frozenset(told - {use.provider for use in view.own(signs)} - set(_in_use(view, named)) if named else told)


def _in_use(view: FileView, named: set[str]) -> Iterator[str]:
    """Those of some providers whose hosts, or the constructors of whose libraries, stand in the shop's own code."""
    files, path = view.flow.resolver.files, view.source.path
    for provider in (view.catalog.providers[name] for name in named):
        made = (constructor for sdk in provider.sdks for constructor in sdk.constructors if "." in constructor)
        signs = (*(host.value for host in provider.hosts if host.match != "regex"), *made)
        if any(runs_in_shop(other) for sign in signs for other in files.mentioning(sign, path)):
            yield provider.id


def only_provider(view: FileView, *texts: str) -> str:
    """The provider that the first of the texts speaks of which names one, the base of several white-labels; "" where that names several
    others, or none does."""
    for text in texts:
        named = set(providers(view, text))
        if left := named - methods(view) if named else named:
            return only_one(left, view.catalog.providers)
    return ""


def names_provider(view: FileView, text: str) -> bool:
    """Whether a text names a provider."""
    return next(providers(view, text), None) is not None


def speaks_of_payments(view: FileView, text: str) -> bool:
    """Whether a path or a text holds a word of payments, or of a provider."""
    lower = text.lower()
    return any(word in lower for word in view.catalog.words["payments"]["names"]) or names_provider(view, lower)


def _speech(candidates: Sequence[Provider]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern for the words of some providers, and whose each is."""
    return _speech_of(tuple((provider.id, provider.words) for provider in candidates))


@lru_cache(maxsize=256)
def _speech_of(said: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A short word may not be the tail of another (amigo is not Migo)."""
    owners: dict[str, tuple[str, ...]] = {}
    for provider, words in said:
        for word in words:
            owners[word] = (*owners.get(word, ()), provider)
    longest = sorted(owners, key=len, reverse=True)
    spelt = (("(?<![a-z0-9])" if len(word) <= _SHORT else "") + re.escape(word) for word in longest)
    return re.compile("|".join(spelt) or "(?!)"), owners
