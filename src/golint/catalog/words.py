"""The words that betray a provider in a file, derived from what its pack says, and whether a text holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from golint.catalog.providers import Provider

# Header names that many services share: to meet one says nothing of who sent it.
_SHARED_HEADERS = frozenset({
    "api-key", "authorization", "digest", "hmacsignature", "idempotency-key", "protocol", "signature", "webhook-id", "webhook-signature",
    "x-api-key", "x-callback-token", "x-date", "x-idempotency-key", "x-login", "x-request-id", "x-signature",
})  # fmt: skip
_LEAST = 4  # shorter words stand in too many others
_SHORT = 7  # a name of so many letters stands in other words by chance: dlocal in getRequestedLocale, stripe in table-striped


def with_words(provider: Provider, head: Mapping[str, Any], base: Provider) -> Provider:
    """The provider with its words: those that the pack lists, and the distinctive ones of its name, hosts, variables, headers and imports.

    A pack whose name is an ordinary word (`common_name = true`) is not betrayed by that word alone. A word that holds another is left out,
    and so is one that speaks of the base: a file that names Hyperswitch does not name each of its white-labels.
    """
    names = {provider.id, provider.name.lower()}
    derived = {word for word in map(str.lower, _derived(provider)) if len(word) >= _LEAST} - set(map(str.lower, _derived(base)))
    if head.get("common_name"):
        derived -= names
    else:
        derived |= {provider.id}
    listed = head.get("words", ())
    derived |= {listed} if isinstance(listed, str) else set(listed)
    return replace(provider, words=tuple(_shortest(word for word in derived if not any(other in word for other in base.words))))


def _derived(provider: Provider) -> Iterator[str]:
    for host in provider.hosts:
        if host.match != "regex":
            yield host.value
    for env_var in provider.env_vars:
        if (literal := re.match(r"[A-Z][A-Z0-9_]*", env_var.regex)) and literal[0].count("_"):
            yield literal[0]
    headers = [*provider.idempotency.headers, *(header for webhook in provider.webhooks for header in webhook.headers)]
    yield from (header for header in headers if header.lower() not in _SHARED_HEADERS)
    for sdk in provider.sdks:
        yield from sdk.imports


def _shortest(words: Iterable[str]) -> list[str]:
    """The words in which no other is found, sorted."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        text = word.encode()
        if not any(_count(other, text, text) for other in kept):
            kept.append(word)
    return sorted(kept)


def speaks_of(provider: Provider, data: bytes, lowered: bytes) -> bool:
    """Whether a text, given as it is and in lower case, speaks of a provider."""
    return any(_count(word, data, lowered) for word in provider.words)


def mentions(provider: Provider, data: bytes, lowered: bytes) -> int:
    """How often a text speaks of a provider."""
    return sum(_count(word, data, lowered) for word in provider.words)


def _count(word: str, data: bytes, lowered: bytes) -> int:
    """How often a word stands in a text; a short name counts where it is a word of its own, as in myStripeKey, STRIPE_KEY and stripe.js."""
    wanted = word.encode()
    if not (word.isalpha() and len(word) <= _SHORT):
        return lowered.count(wanted)
    found, at = 0, lowered.find(wanted)
    while at >= 0:
        found += _begins(data, at) and _ends(data, at + len(wanted))
        at = lowered.find(wanted, at + 1)
    return found


def _begins(data: bytes, at: int) -> bool:
    """Whether a word begins at `at`: no letter stands before it, or a capital begins a hump."""
    before = data[at - 1 : at] if at else b""
    return not before.isalpha() or (data[at : at + 1].isupper() and (before.islower() or data[at + 1 : at + 2].islower()))


def _ends(data: bytes, end: int) -> bool:
    """Whether a word ends before `end`: no letter follows it, or the next hump."""
    after = data[end : end + 1]
    return not after.isalpha() or (after.isupper() and (data[end - 1 : end].islower() or data[end + 1 : end + 2].islower()))
