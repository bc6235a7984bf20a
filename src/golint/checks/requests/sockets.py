"""Sockets of PHP that a program opens to a provider without TLS: `fsockopen($host, 80)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint.checks.comments import is_comment
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.checks.environments.hosts import Seen
    from golint.view import FileView

_OPENED = compiled(
    rb"\bp?fsockopen\s*\(\s*(?:[\"'](?:tcp://)?(?P<host>[\w.-]+)[\"']|\$(?P<taken>\w+)\[\s*[\"']host[\"']\s*\])\s*,\s*[\"']?80[\"']?\s*[,)]",
    re.IGNORECASE,
)


class Opened(NamedTuple):
    """A provider's host, and where the socket is opened to it."""

    seen: Seen
    span: Span


def opened(view: FileView) -> Iterator[Opened]:
    """The sockets to providers. Where the host is taken out of an address, that is the only one of a provider in the file."""
    from golint.checks.environments.hosts import hosts

    for match in _OPENED.finditer(view.source.data) if view.language == "php" and b"fsockopen" in view.caseless else ():
        if not _is_left_out(view.source.data, match.start()):
            named = hosts(view.catalog).find(match["host"]) if match["host"] else _named(view, match["taken"])
            if len({seen.provider.id for seen in named}) == 1:
                yield Opened(named[0], Span(*match.span()))


def _named(view: FileView, variable: bytes) -> tuple[Seen, ...]:
    """The hosts of a file that has taken an address apart into a variable: `$parts = parse_url($this->paypal_url)`."""
    from golint.checks.environments.hosts import hosts

    taken = re.search(rb"\$%b\s*=\s*parse_url\s*\(" % re.escape(variable), view.source.data)
    return hosts(view.catalog).found_in(view) if taken else ()


def _is_left_out(data: bytes, start: int) -> bool:
    """Whether a place is in a comment of one line, or of several."""
    return is_comment(data, data.rfind(b"\n", 0, start) + 1) or data.rfind(b"/*", 0, start) > data.rfind(b"*/", 0, start)
