"""Limiters that stand in front of a shop: in the settings of proxies, gateways and platforms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from golint.catalog.anchors import anchors
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.view import FileView

READ = frozenset({"yaml", "json", "toml", "ini", "hcl", "nginx", "apache", "xml", "properties", "dotenv", "lua", ""})
_SETTINGS = compiled(
    rb"""(?xim)^(?![ \t]*(?:\#|//|;|--))[^\r\n\#]*?(?P<hit>
      \blimit_req\b (?=[ \t]+zone=)
    | \b(?:DOSPageCount|DOSSiteCount|QS_(?:Client)?EventPerSecLimit|QS_SrvMaxConnPerIP)\b | \bSetOutputFilter[ \t]+RATE_LIMIT\b
    | \bstick-table\b [^\r\n]* \b(?:http_req_rate|conn_rate)\(
    | \bmiddlewares\.[\w-]+\.(?:ratelimit|inflightreq)\. | ^[ \t-]*(?:ratelimit|inflightreq)[ \t]*: | \bratelimit\.(?:average|burst)\b
    | \bingress\.kubernetes\.io/(?:limit-(?:rps|rpm|connections)|rate-limit[\w-]*)\b | \bkonghq\.com/plugins\b [^\r\n]* rate-limit
    | \b(?:plugin|name)[ \t]*:[ \t]*["']?rate-limiting\b | \b(?:local_ratelimit|envoy\.filters\.http\.ratelimit|limit-req|limit-count)\b
    | \brate_?based_?statement\b | \bcloudflare_rate_limit\b | \bhttp_ratelimit\b | \brate_limit_(?:options|threshold)\b | \bRateLimitRule\b
    | \bthrottling_?(?:rate|burst)_?limit\b | \bthrottle_settings\b | \bmaxRequestsPerSecond\b
    | ^[ \t]*rate_limit\b (?=[ \t]*\{) | \bresty\.limit\.(?:req|count)\b
    | \bRequestRateLimiter\b | ^[ \t]*bucket4j[ \t]*: | \bbucket4j\.(?:enabled|filters)\b
    )"""
)
_LOCATION = compiled(rb"(?m)^[ \t]*(?:location[ \t]+(?:(?:=|\^~)[ \t]+)?(?P<path>/[\w./-]*)[ \t]*\{|location\b|server\b)")


def limiters(view: FileView) -> Iterator[tuple[Span, str]]:
    """Where the settings in a file limit requests, and the beginning of the addresses that they limit, "" for all."""
    if view.language not in READ or not any(text in view.caseless for text in _texts()):
        return
    for found in _SETTINGS.finditer(view.source.data):
        nginx = found["hit"].lower() == b"limit_req"
        yield Span(*found.span("hit")), _location(view.source.data, found.start("hit")) if nginx else ""


@cache
def _texts() -> frozenset[bytes]:
    """Texts of which each such setting holds one."""
    return frozenset(text.encode() for text in anchors(_SETTINGS.pattern.decode()))


def _location(data: bytes, at: int) -> str:
    """The location of nginx that a directive stands in, where that is a plain beginning of addresses."""
    before = list(_LOCATION.finditer(data, 0, at))
    path = before[-1]["path"] if before else None
    if not path or path == b"/":
        return ""
    opened = data.count(b"{", before[-1].start(), at) > data.count(b"}", before[-1].start(), at)
    return path.decode() if opened else ""
