"""The hosts of providers in a text, and the loopback addresses and tunnels of a developer's machine."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog import Catalog
from golint.catalog.providers import Host, Provider
from golint.catalog.words import text_of
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

_CALLED = frozenset({"api", "checkout", "js"})  # what a shop's code talks to; dashboards are for people
_NAME = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789.-")
_AFTER = compiled(rb"[a-z0-9-]|\.[a-z0-9]")


class Seen(Struct, frozen=True):
    """A provider's host in a text. `environment` is sandbox, production or shared."""

    provider: Provider
    host: Host
    span: Span

    @property
    def environment(self) -> str:
        return self.host.environment


class Hosts:
    """The hosts of a catalogue. A host is looked for as plain text, and its borders are compared where it occurs."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        # The longest first: of two hosts that fit a place, the one that says more.
        known = sorted(((p, h) for p in providers for h in p.hosts if h.role in _CALLED), key=lambda pair: -len(pair[1].value))
        self._plain = tuple((p, h, text_of(h)) for p, h in known if h.match != "regex")
        self.words = frozenset(text for _, _, text in self._plain)
        self._patterns = tuple((p, h, _pattern(h.value)) for p, h in known if h.match == "regex")

    def find(self, data: bytes) -> tuple[Seen, ...]:
        """The hosts in a text, in order, none inside of another."""
        lower = data.lower()
        return self._sorted(self._literal(lower), self._by_pattern(lower))

    def found_in(self, view: FileView) -> tuple[Seen, ...]:
        """The same for a file, whose words are known."""
        return view.own(self._looked_for)

    def _looked_for(self, view: FileView) -> tuple[Seen, ...]:
        return self._sorted(self._literal(view.caseless) if view.holds(self.words) else (), self._by_pattern(view.caseless))

    def _sorted(self, literal: Iterable[Seen], by_pattern: Iterable[Seen]) -> tuple[Seen, ...]:
        found: list[Seen] = []
        for seen in (*literal, *by_pattern):
            if not any(seen.span.overlaps(other.span) for other in found):
                found.append(seen)
        return tuple(sorted(found, key=lambda seen: seen.span))

    def _literal(self, lower: bytes) -> Iterator[Seen]:
        for provider, host, value in self._plain:
            at = lower.find(value)
            while at >= 0:
                start, end = at, at + len(value)
                while host.match == "suffix" and start and lower[start - 1] in _NAME:
                    start -= 1
                if not (start and lower[start - 1] in _NAME) and not _AFTER.match(lower, end):
                    yield Seen(provider, host, Span(start, end))
                at = lower.find(value, end)

    def _by_pattern(self, lower: bytes) -> Iterator[Seen]:
        for provider, host, pattern in self._patterns:
            for match in pattern.finditer(lower):
                yield Seen(provider, host, Span(*match.span()))


def environments(seen: Iterable[Seen]) -> frozenset[str]:
    """The environments of some hosts; a shared host belongs to none."""
    return frozenset(one.environment for one in seen) - {"shared"}


def within(seen: Sequence[Seen], span: Span) -> Sequence[Seen]:
    """The hosts inside a stretch of the text in which they were found."""
    first = bisect_left(seen, span.start, key=lambda one: one.span.start)
    return tuple(takewhile(lambda one: one.span in span, seen[first:]))


def _pattern(value: str) -> re.Pattern[bytes]:
    """A pattern over lower-cased texts; one that is written so needs not ask about letter case, which is ten times as quick."""
    return re.compile(value.encode(), 0 if value == value.lower() else re.IGNORECASE)


@lru_cache(maxsize=4)
def hosts(catalog: Catalog) -> Hosts:
    """The hosts of a catalogue, put together once."""
    return Hosts(catalog.providers.values())


@lru_cache(maxsize=4)
def local(catalog: Catalog) -> re.Pattern[bytes]:
    """The beginning of an address at which no customer finds the shop. It is of a developer's own machine, or of what a group names: a
    `tunnel` to one, a `workspace` in which it is written, a private `network`, a name that stands in for the shop's own and was left
    `blank`."""
    known = catalog.words["hosts"]
    loopback, tunnels, workspaces, networks, placeholders, names = (
        "|".join(map(re.escape, known[name]))
        for name in ("loopback", "tunnels", "workspaces", "networks", "placeholders", "placeholder_names")
    )
    return re.compile(
        rf"https?://(?:(?:{loopback})|(?P<tunnel>[\w.-]+\.(?:{tunnels}))|(?P<workspace>[\w.-]+\.(?:{workspaces}))"
        rf"|(?P<network>(?:{networks})[\d.]+)"
        rf"|(?P<blank>(?:[\w-]+\.)*(?:{placeholders}|(?:{names})\.[a-z]+(?:\.[a-z]+)?)))(?![\w.-])".encode(),
        re.IGNORECASE,
    )
