"""Finds credentials by their form: the key patterns of the provider packs, over the bytes of any text file."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from golint.catalog.providers import Key, Provider
from golint.credentials import nearby
from golint.credentials.placeholders import is_patterned, is_placeholder
from golint.lazily import compiled
from golint.model import Span
from golint.prefilter import Occurrences

_BASE64 = compiled(rb"[A-Za-z0-9+/_-]+={0,2}")
_BASE64_BYTES = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
# Text that only looks like a key of fixed length and no prefix: checksums, revisions, identifiers.
_CHECKSUM = compiled(
    rb"sha\d|md5|checksum|integrity|digest|commit|revision|etag|fingerprint|hash[\"']?\s*[:=]|uuid|@[0-9a-f]+$"
    rb"|\.\w+\?(?:id|v|ver|rev|h)=$",  # `/js/pay.js?id=...`, which says when a file has changed
    re.IGNORECASE,
)
_FINGERPRINT_BYTES = 6
_SHORT = 5  # prefixes up to this length, such as `sk_`, are parts of many words: a run of letters and digits must follow
_RUN = compiled(rb"[A-Za-z0-9+/_=-]{12}")
_SOLID = compiled(rb"[\w+/=-]{40,}")  # so much is no stand-in, whatever a key has behind it: Adyen's end in any marks, braces among them
_LONGEST = 4096  # bytes of a key
_FAR = 10**9  # a path says less than any word of the text
REACH = 400  # bytes around a match in which a word of its context counts, where the pack gives no figure


class Reading(Struct, frozen=True):
    """One way to read a match: whose key it would be, and which of that provider's."""

    provider: Provider
    key: Key


class Match(Struct, frozen=True):
    """A piece of text that is a key, with the readings that fit. `text` is the key itself, decoded where it stands in base64."""

    span: Span
    text: bytes
    readings: tuple[Reading, ...]
    encoded: bool = False


class _Start(NamedTuple):
    """A text with which keys begin, and that in lower case; the prefixes that may stand where it does, plain and in base64."""

    text: bytes
    words: frozenset[bytes]
    prefixes: tuple[bytes, ...]
    encoded: tuple[tuple[bytes, bytes], ...]


class Formats:
    """The key patterns of a catalogue, sorted for one quick look at a file.

    A pattern that needs words around it is looked for around those words; any other by the text with which it begins. `triggers` holds
    a text of each form, in lower case: a file without any of them holds no key.
    """

    def __init__(self, providers: Mapping[str, Provider]) -> None:
        self.by_prefix: dict[bytes, tuple[Reading, ...]] = {}
        self.contextual: list[Reading] = []
        for reading in (Reading(p, key) for p in providers.values() for key in p.keys):
            prefix = reading.key.prefix.encode()
            if prefix:
                self.by_prefix[prefix] = (*self.by_prefix.get(prefix, ()), reading)
            if reading.key.context:
                self.contextual.append(reading)
        free = {prefix: readings for prefix, readings in self.by_prefix.items() if any(not r.key.context for r in readings)}
        self.encoded = {_fingerprint(prefix): prefix for prefix, found in self.by_prefix.items() if _worth_decoding(prefix, found)}
        self.starts = frozenset(start.lower() for start in (*free, *self.encoded))
        self.contexts = {id(r): frozenset(word.lower().encode() for word in r.key.context) for r in self.contextual}
        self.triggers = self.starts.union(*self.contexts.values())
        self._starts = tuple(self._start(start) for start in _shortest({*free, *self.encoded}))

    def matches(self, data: bytes, present: Occurrences) -> tuple[Match, ...]:
        """The keys in `data`, placeholders left out, in their order: one for each stretch of text, with every reading of it. `present` are
        the words that occur in it."""
        found: dict[Span, Match] = {}
        free = self._free(data, present) if present.holds(self.starts) else ()
        for match in (*free, *self._in_context(data, present)):
            known = found.get(match.span)
            readings = match.readings if known is None else known.readings + match.readings
            found[match.span] = Match(match.span, match.text, tuple(dict.fromkeys(readings)), match.encoded)
        return tuple(sorted(found.values(), key=lambda match: (match.span.start, -match.span.end)))

    def _start(self, text: bytes) -> _Start:
        prefixes = tuple(prefix for prefix in self.by_prefix if prefix.startswith(text) or text.startswith(prefix))
        encoded = tuple(item for item in self.encoded.items() if item[0].startswith(text) or text.startswith(item[0]))
        return _Start(text, frozenset({text.lower()}), prefixes, encoded)

    def _free(self, data: bytes, present: Occurrences) -> Iterator[Match]:
        """The keys at the places where one may start. Most starts stand in no file, and to find the few that do costs next to nothing."""
        here = [start for start in self._starts if present.holds(start.words)]
        places = sorted(((at, start) for start in here for at in _places(data, start.text)), key=lambda place: place[0])
        end = 0
        for at, start in places:
            if at < end:
                continue  # within the one before
            end = at + len(start.text)
            for prefix in start.prefixes:
                if data.startswith(prefix, at) and (len(prefix) > _SHORT or _RUN.match(data, at + len(prefix))):
                    yield from self.match_at(data, at, prefix)
            for mark, prefix in start.encoded:
                if data.startswith(mark, at):
                    yield from self._base64(data, at, prefix)

    def match_at(self, data: bytes, at: int, prefix: bytes) -> Iterator[Match]:
        """The key that starts at `at`, read in each way that fits its whole length."""
        found = [(m, reading) for reading in self.by_prefix[prefix] if (m := reading.key.pattern.match(data, at))]
        end = max((m.end() for m, _ in found), default=at)
        readings = tuple(reading for m, reading in found if m.end() == end)
        if readings and not is_placeholder(_drawn(data[at + len(prefix) : end])):
            yield Match(Span(at, end), data[at:end], readings)

    def _base64(self, data: bytes, at: int, prefix: bytes) -> Iterator[Match]:
        text = _BASE64.match(data, at)
        if text is None or (at and data[at - 1] in _BASE64_BYTES):
            return
        decoded = _decode(text[0])
        if decoded.startswith(prefix):
            for match in self.match_at(decoded, 0, prefix):
                yield Match(Span(at, text.end()), match.text, match.readings, encoded=True)

    def _in_context(self, data: bytes, present: Occurrences) -> Iterator[Match]:
        readings = [reading for reading in self.contextual if present.holds(self.contexts[id(reading)])]
        lower = data.lower() if readings else b""
        for reading in readings:
            for window in nearby.windows(lower, reading.key.context, reading.key.context_chars or REACH):
                yield from _within(data, window, reading)


def _shortest(texts: Iterable[bytes]) -> list[bytes]:
    """Those texts that begin with no other one of them."""
    kept: list[bytes] = []
    for text in sorted(texts):  # what a text begins with stands before it
        if not kept or not text.startswith(kept[-1]):
            kept.append(text)
    return kept


def _places(data: bytes, text: bytes) -> Iterator[int]:
    at = data.find(text)
    while at >= 0:
        yield at
        at = data.find(text, at + 1)


def _within(data: bytes, window: Span, reading: Reading) -> Iterator[Match]:
    """The matches that begin in a window. Each is read again from its start to its own end: a word border at the end of what was searched
    would be none."""
    prefix, pattern = len(reading.key.prefix), reading.key.pattern
    for found in pattern.finditer(data, window.start, window.end + _LONGEST):
        match = pattern.match(data, found.start()) if found.start() < window.end else None
        if match is None:
            continue
        line = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
        text = _drawn(match[0][prefix:])
        if not (is_placeholder(text) if prefix else is_patterned(text) or _CHECKSUM.search(line)):
            yield Match(Span(*match.span()), match[0], (reading,))


def _drawn(text: bytes) -> str:
    """What of a key without its prefix tells whether it was drawn or made up."""
    solid = _SOLID.match(text)
    return (solid[0] if solid else text).decode("ascii", "replace")


def owners(match: Match, lower: bytes, path: str) -> tuple[Reading, ...]:
    """The readings of a match that hold here, best first: more than one where nothing in the file decides between providers.

    A pattern that needs context counts without it only where another pattern already proves that the text is a key.
    """
    proven = [r for r in match.readings if not r.key.context or _in_context(r.key, lower, match.span)]
    if not proven:
        return ()
    gaps = {id(r): _evidence(r.provider, lower, match.span, path) for r in match.readings}
    if not any(r.key.prefix or gaps[id(r)] is not None or any(r.provider.id in word for word in r.key.context) for r in proven):
        return ()  # a form without a prefix and the word "token" prove nothing where the provider is not spoken of
    nearest = min((gap for gap in gaps.values() if gap is not None), default=None)
    best = tuple(r for r in match.readings if gaps[id(r)] == nearest)
    ids = {r.provider.id for r in best}
    return tuple(r for r in best if r.provider.inherits not in ids)  # a white label is named where the text names it


def _in_context(key: Key, lower: bytes, span: Span) -> bool:
    return nearby.stands_near(lower, span, key.context, key.context_chars or REACH)


def _evidence(provider: Provider, lower: bytes, span: Span, path: str) -> tuple[bool, int] | None:
    near = nearby.nearness(lower, span, provider.words)
    if near is not None:
        return near
    return (True, _FAR) if nearby.mentioned(path, provider.words) else None


@lru_cache(maxsize=4096)
def _fingerprint(prefix: bytes) -> bytes:
    """The base64 characters that the prefix alone decides."""
    return base64.b64encode(prefix)[: len(prefix) * 8 // 6]


def _worth_decoding(prefix: bytes, readings: tuple[Reading, ...]) -> bool:
    return len(prefix) >= _FINGERPRINT_BYTES and any(r.key.role.is_secret for r in readings)


def _decode(text: bytes) -> bytes:
    """The bytes behind base64 text as far as they can be read."""
    plain = text.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""
