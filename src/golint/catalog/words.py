"""The words that betray a provider in a file, derived from what its pack says."""

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
    """The words that hold no other, sorted."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return sorted(kept)
