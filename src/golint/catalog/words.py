"""The words that betray a provider in a file, derived from what its pack says, and whether a text holds them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from golint.catalog.providers import Host, Provider
from golint.catalog.rules import PAYMENT_WORD, PROVIDER_WORD
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.catalog import Catalog

# Header names that many services share: to meet one says nothing of who sent it.
_SHARED_HEADERS = frozenset({
    "api-key", "authorization", "digest", "hmacsignature", "idempotency-key", "protocol", "signature", "webhook-id", "webhook-signature",
    "x-api-key", "x-callback-token", "x-date", "x-idempotency-key", "x-login", "x-request-id", "x-signature",
})  # fmt: skip
_LONGEST = 80  # bytes of an identifier or a route before a name
_HEAD = compiled(rb"[\w/-]*$")
_TAIL = compiled(rb"[\w/-]*+(?!@)")
_WORD = compiled(r"\w+")
_HUMP = compiled(rb"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# What code calls its dealings with a provider.
_BESIDE = frozenset({
    b"webhook", b"hook", b"ipn", b"callback", b"event", b"notification", b"payment", b"pay", b"charge", b"checkout", b"refund", b"payout",
    b"invoice", b"transaction", b"client", b"gateway", b"provider", b"sandbox", b"merchant", b"signature", b"wallet", b"sdk", b"adapter",
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
    words = tuple(_shortest(word for word in derived if not any(other in word for other in base.words)))
    return replace(provider, words=words, naming=frozenset(word.encode() for word in (*words, *provider.names)))


def stand_ins(catalog: Catalog) -> dict[bytes, frozenset[bytes]]:
    """The words, in lower case, for which the triggers PROVIDER_WORD and PAYMENT_WORD stand."""
    named = frozenset(word for provider in catalog.providers.values() for word in provider.naming)
    payments = catalog.words["payments"]
    texts = (word.encode() for word in (*payments["names"], *payments["texts"]))
    return {PROVIDER_WORD: named, PAYMENT_WORD: named.union(texts)}


def host_words(providers: Iterable[Provider]) -> frozenset[bytes]:
    """The hosts of some providers as they stand in a text, in lower case; those that are patterns are left out."""
    return frozenset(text_of(host) for provider in providers for host in provider.hosts if host.match != "regex")


def library_words(providers: Iterable[Provider]) -> frozenset[bytes]:
    """The words that programs which import the libraries of some providers hold."""
    return frozenset(word for one in providers for sdk in one.sdks for name in sdk.imports for word in spoken(name))


def spoken(library: str) -> frozenset[bytes]:
    """The words of a library's name, in lower case, each of which a program that imports it holds; without short ones, which most programs
    hold, where there are others."""
    words = [word.encode() for word in _WORD.findall(library.lower())]
    return frozenset(word for word in words if len(word) >= _LEAST) or frozenset(words)


def text_of(host: Host) -> bytes:
    """A host, or the end of one, as it stands in a text, in lower case."""
    return host.value.split("://")[-1].lower().encode()


def marker_words(providers: Iterable[Provider]) -> frozenset[bytes]:
    """What begins each value that the providers publish for their sandboxes, in lower case: of a number its first four digits, since it may
    be written in groups."""
    values = (marker.value for provider in providers for marker in provider.markers)
    return frozenset((value[:4] if value.isdecimal() else value).lower().encode() for value in values)


@lru_cache(maxsize=4)
def local_words(catalog: Catalog) -> frozenset[bytes]:
    """The words, in lower case, of which each address holds one at which no customer finds the shop."""
    known = catalog.words["hosts"]
    words = (word for name in ("loopback", "tunnels", "workspaces", "placeholders", "placeholder_names") for word in known[name])
    return frozenset(word.lower().encode() for word in (*words, *(f"://{network}" for network in known["networks"])))


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


def only_one(named: Collection[str], providers: Mapping[str, Provider]) -> str:
    """Whom a text is about that names these providers: the only one, or the base of those that are white-labels of it; "" for several."""
    if len(named) <= 1:
        return next(iter(named), "")
    bases = {providers[name].inherits or name for name in named}
    return bases.pop() if len(bases) == 1 else ""


def speaks_of(provider: Provider, data: bytes, lowered: bytes) -> bool:
    """Whether a text, given as it is and in lower case, speaks of a provider."""
    return any(_count(word, data, lowered) for word in provider.words) or bool(joined(provider, data, lowered))


def mentions(provider: Provider, data: bytes, lowered: bytes) -> int:
    """How often a text speaks of a provider."""
    return sum(_count(word, data, lowered) for word in provider.words) + joined(provider, data, lowered)


def joined(provider: Provider, data: bytes, lowered: bytes) -> int:
    """How often a text does so by an ordinary name that it joins with a word of payments."""
    return sum(_joined(name, data, lowered) for name in provider.names)


def _joined(name: str, data: bytes, lowered: bytes) -> int:
    """How often code joins a name with a word of payments: `migo_webhook`, `MigoEvent`, `/hooks/migo`, but not the person Maya."""
    wanted = name.encode()
    found, at = 0, lowered.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _begins(data, at) and _ends(data, end):
            before, after = _HEAD.search(data, max(0, at - _LONGEST), at), _TAIL.match(data, end)
            around = _HUMP.findall(before[0]) + _HUMP.findall(after[0]) if before and after else []  # none of what is an address of mail
            found += any(word.lower().rstrip(b"s") in _BESIDE for word in around)
        at = lowered.find(wanted, end)
    return found


def _count(word: str, data: bytes, lowered: bytes) -> int:
    """How often a word stands in a text; a short name counts where it is a word of its own, as in myStripeKey, STRIPE_KEY and stripe.js,
    and a host where it is no part of another one: checkout.com is neither in mycheckout.com nor in checkout.complete."""
    wanted = word.encode()
    if "." in word and word[0].isalnum() and word[-1].isalpha():
        return sum(_is_host(lowered, at, at + len(wanted)) for at in _places(wanted, lowered))
    if word.isalpha() and len(word) <= _SHORT:
        return sum(_begins(data, at) and _ends(data, at + len(wanted)) for at in _places(wanted, lowered))
    return lowered.count(wanted)


def _places(wanted: bytes, lowered: bytes) -> Iterator[int]:
    at = lowered.find(wanted)
    while at >= 0:
        yield at
        at = lowered.find(wanted, at + 1)


def _is_host(lowered: bytes, at: int, end: int) -> bool:
    """Whether what stands there is no part of another host, or of a name."""
    before, after = lowered[at - 1 : at] if at else b"", lowered[end : end + 1]
    return not (before.isalnum() or before == b"-" or after.isalpha())


def _begins(data: bytes, at: int) -> bool:
    """Whether a word begins at `at`: no letter stands before it, or a capital begins a hump."""
    before = data[at - 1 : at] if at else b""
    return not before.isalpha() or (data[at : at + 1].isupper() and (before.islower() or data[at + 1 : at + 2].islower()))


def _ends(data: bytes, end: int) -> bool:
    """Whether a word ends before `end`: no letter follows it, or the next hump."""
    after = data[end : end + 1]
    return not after.isalpha() or (after.isupper() and (data[end - 1 : end].islower() or data[end + 1 : end + 2].islower()))
