"""The hosts of providers in a text, and the loopback addresses and tunnels of a developer's machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from golint.catalog import Catalog
from golint.catalog.providers import Host, Provider
from golint.model import Span

_CALLED = frozenset({"api", "checkout", "js"})  # what a shop's code talks to; dashboards are for people
LOCAL = re.compile(
    rb"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|[\w.-]+\.(?:ngrok\.io|ngrok\.app|ngrok-free\.app|ngrok-free\.dev|ngrok\.dev|loca\.lt|localtunnel\.me"
    rb"|trycloudflare\.com|serveo\.net|lhr\.life|localhost\.run|tunnelmole\.net|devtunnels\.ms|pagekite\.me|expose\.dev))(?![\w.-])",
    re.IGNORECASE,
)
TUNNEL = re.compile(rb"https?://(?!localhost|127|0\.0|\[)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A provider's host in a text. `environment` is sandbox, production or shared."""

    provider: Provider
    host: Host
    span: Span

    @property
    def environment(self) -> str:
        return self.host.environment


class Hosts:
    """The hosts of a catalogue as one pattern."""

    def __init__(self, providers: tuple[Provider, ...]) -> None:
        self._known = [(p, h) for p in providers for h in p.hosts if h.role in _CALLED]
        # The longest first: of two hosts that fit, the one that says more.
        self._known.sort(key=lambda pair: -len(pair[1].value))
        arms = [f"(?P<h{at}>{_pattern(host)})" for at, (_, host) in enumerate(self._known)]
        self._pattern = (
            re.compile(("(?<![A-Za-z0-9.-])(?:" + "|".join(arms) + r")(?![A-Za-z0-9-]|\.[A-Za-z0-9])").encode(), re.IGNORECASE)
            if arms
            else None
        )

    def find(self, data: bytes, start: int = 0, end: int | None = None) -> Iterator[Seen]:
        """The hosts in a stretch of text, in order."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(data, start, len(data) if end is None else end):
            provider, host = self._known[int(str(match.lastgroup)[1:])]
            yield Seen(provider, host, Span(*match.span()))

    def environments(self, data: bytes, start: int = 0, end: int | None = None) -> frozenset[str]:
        """Which environments, sandbox and production, the hosts in a stretch of text belong to."""
        return frozenset(seen.environment for seen in self.find(data, start, end)) - {"shared"}


@lru_cache(maxsize=4)
def hosts(catalog: Catalog) -> Hosts:
    """The hosts of a catalogue, put together once."""
    return Hosts(tuple(catalog.providers.values()))


def _pattern(host: Host) -> str:
    if host.match == "regex":
        return re.sub(r"\((?!\?)", "(?:", host.value).replace("(?P<", "(?:(?#")  # no groups of its own: the group tells which host it is
    value = host.value.split("://")[-1]
    name, _, path = value.partition("/")
    text = re.escape(name) + (re.escape("/" + path) if path else "")
    return r"[A-Za-z0-9.-]*" + text if host.match == "suffix" else text
