"""Variables that are copied into what a browser or an app gets although their names say that they hold a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from golint.catalog.words import speaks_of
from golint.checks.comments import is_comment
from golint.checks.keys import printed, published
from golint.checks.keys.causes import public_prefixes
from golint.checks.keys.words import meant_by, spoken_of
from golint.credentials.nearby import mentioned
from golint.lazily import compiled
from golint.model import Hit, Role, Severity, Span
from golint.prefilter import alternation

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.view import FileView

_SECRET = compiled(r"SECRET|PRIVATE|(?:^|_)SK(?:_|$)|RESTRICTED_KEY|SERVER_KEY|WEBHOOK_KEY|PASSWORD")
_NO_SECRET = compiled(
    r"PUBLI(?:C|SHABLE)_?KEY|SECRET_?(?:NAME|ID|PATH|URL)$"
    r"|^(?:DISABLE|ENABLE|ALLOW|SHOW|HIDE|REQUIRE|USE|HAS|IS)_|_(?:ENABLED|DISABLED|SIGN_?(?:UP|IN)|LOGIN|RESET|LENGTH)$"  # switches
)
_FOREIGN = compiled(
    r"JWT|SESSION|COOKIE|AUTH|FIREBASE|SUPABASE|GOOGLE|AWS|CAPTCHA|GITHUB|CLERK|SANITY|CONTENTFUL|ALGOLIA|STORAGE|ENCRYPT|CRYPTO"
)
# A line that sends a key as the proof of who asks, and one that hands it to a library that takes publishable keys.
_SENT = compiled(rb"""(?i)["']?(?:x-)?api-key["']|\bauthorization\b|\bbearer\b""")
_HANDED_OVER = compiled(rb"(?i)\b(?:load)?(?:stripe|hyper)\(|publi(?:c|shable)_?key\s*[:=(]")
_CAMEL = compiled(r"(?<=[a-z0-9])(?=[A-Z])")


def published_names(view: FileView, reported: tuple[int, ...]) -> Iterator[Hit]:
    """The first use of each published variable whose name promises a payment secret; lines that are `reported` already are passed over."""
    if view.source.path.endswith(".d.ts"):
        return
    seen: set[bytes] = set()
    for name, span in sorted({*_prefixed(view), *published.names(view)}, key=lambda pair: pair[1]):
        line = view.source.line_number(span.start)
        if name in seen or line in reported or is_comment(view.source.data, view.source.line_starts[line - 1]):
            continue
        if promises(view, name.decode()):
            yield _hit(view, span, name.decode(), Severity.ERROR)
        elif _is_called_secret(view, name.decode(), span):
            yield _hit(view, span, name.decode(), Severity.WARNING)
        else:
            continue
        seen.add(name)


def printed_names(view: FileView, reported: tuple[int, ...]) -> Iterator[Hit]:
    """The first place in a page's text or forms that prints each setting whose name promises a payment secret."""
    seen: set[bytes] = set()
    for name, span in printed.names(view):
        if name not in seen and view.source.line_number(span.start) not in reported and promises(view, name.decode()):
            seen.add(name)
            yield _hit(view, span, name.decode(), Severity.WARNING)


@lru_cache(maxsize=4)
def _published(catalog: Catalog) -> re.Pattern[bytes]:
    """A variable that bundlers publish, and what its name says behind the prefix."""
    prefixes = alternation(prefix.encode() for prefix in public_prefixes(catalog))
    return re.compile(rb"(?<![A-Za-z0-9_$])(?:%b)(?P<rest>[A-Z0-9_]{2,80})(?![A-Za-z0-9_])" % prefixes)


def _prefixed(view: FileView) -> Iterator[tuple[bytes, Span]]:
    data = view.source.data
    if any(prefix.encode() in data for prefix in public_prefixes(view.catalog)):  # a plain search is much quicker
        yield from ((match["rest"], Span(*match.span())) for match in _published(view.catalog).finditer(data))


def promises(view: FileView, name: str) -> bool:
    """Whether a name says that it holds a secret of payments."""
    name = _CAMEL.sub("_", name).upper()
    if not _SECRET.search(name) or _NO_SECRET.search(name):
        return False
    providers = view.catalog.providers.values()
    if mentioned(name, view.catalog.words["payments"]["names"]) or any(mentioned(name, provider.words) for provider in providers):
        return True
    data, lowered = view.source.data, view.caseless
    return not _FOREIGN.search(name) and any(mentioned(view.source.path, p.words) or speaks_of(p, data, lowered) for p in providers)


def _is_called_secret(view: FileView, name: str, span: Span) -> bool:
    """Whether a provider's secret goes by a name that itself promises none, such as `HYPERSWITCH_API_KEY`: people give it to publishable
    keys too, unless the file has one by its own name, or sends this one as the proof of who asks."""
    for provider in view.catalog.providers.values():
        if not any(variable.role in (Role.SECRET, Role.WEBHOOK) and variable.pattern.fullmatch(name) for variable in provider.env_vars):
            continue
        line = view.source.data[view.source.line_starts[view.source.line_number(span.start) - 1] :].partition(b"\n")[0]
        if any(key.frontend_ok and key.pattern.search(line) for key in provider.keys) or _HANDED_OVER.search(line):
            return False
        published = {rest.decode() for rest, _ in _prefixed(view)}
        public = (variable.pattern for variable in provider.env_vars if variable.role is Role.PUBLIC)
        return bool(_SENT.search(line)) or any(pattern.fullmatch(other) for pattern in public for other in published)
    return False


def _hit(view: FileView, span: Span, name: str, severity: Severity) -> Hit:
    written = view.source.text(span)
    provider = meant_by(name, view.catalog)
    values = {**spoken_of(name, view.catalog), "masked": written, "way": ""}
    return Hit(span, values, provider=provider.id if provider else None, symbol=written, severity=severity)
