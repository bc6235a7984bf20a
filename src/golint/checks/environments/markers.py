"""Published test cards, tokens, nonces and other values of a sandbox outside of tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from golint.catalog.words import marker_words
from golint.checks.environments.sites import Site, sites
from golint.checks.environments.words import names_sandbox
from golint.checks.subject import is_trial
from golint.lazily import compiled
from golint.model import Hit, Severity, Side, Stage

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.providers import Marker, Provider
    from golint.view import FileView

_USED = frozenset({"card", "token", "nonce"})
_SHOWN = compiled(
    r"placeholder|label|hint|help|example|sample|title|description|text|message|mask|format|seed|fixture|factory|demo|story"
    r"|faker|(?:^|_)t$",
    re.IGNORECASE,
)
# Libraries that steer a browser: what such a file fills into a form is a trial of the checkout, and no customer's payment.
_STEERING = compiled(
    r"(?:@?playwright|@wdio|capybara|cypress|ferrum|laravel\.dusk|nightwatch|org\.openqa\.selenium|facebook\.webdriver|puppeteer|selenium"
    r"|splinter|testcafe|watir|webdriverio)\b",
    re.IGNORECASE,
)
_PROSE = frozenset({".md", ".mdx", ".rst", ".txt", ".html", ".htm", ".po", ".pot", ".csv", ".ipynb", ".svg"})


def test_card_in_production(view: FileView) -> Iterator[Hit]:
    """A published test card or token that code or configuration uses as a value."""
    if is_trial(view.source.path) or PurePosixPath(view.source.path).suffix in _PROSE:
        return
    if not view.holds(_beginnings(view.catalog)):
        return
    markers = {_plain(marker.value): (provider, marker) for provider, marker in _markers(view)}
    compact = _compact(view.source.data)
    if not any(text in compact for text in markers) or _steers_browser(view):
        return
    for site in sites(view):
        text = view.source.text(site.span).strip("\"'`")
        if (known := markers.get(_plain(text))) and not _has_reason(site):
            yield _hit(view, site, *known)


def _steers_browser(view: FileView) -> bool:
    return view.program is not None and any(_STEERING.match(item.path) for item in view.program.imports)


@lru_cache(maxsize=4)
def _beginnings(catalog: Catalog) -> frozenset[bytes]:
    return marker_words(catalog.providers.values())


def _markers(view: FileView) -> Iterator[tuple[Provider, Marker]]:
    for provider in view.catalog.providers.values():
        for marker in provider.markers:
            if (marker.kind in _USED and len(marker.value) >= 6) or (view.stage is Stage.PRODUCTION and _is_telling(marker)):
                yield provider, marker


def _is_telling(marker: Marker) -> bool:
    """Whether some other value of a sandbox, such as its merchant or its bank account, is that of nothing else: a short number may be."""
    return marker.kind == "value" and len(marker.value) >= (12 if marker.value.isdecimal() else 8)


def _has_reason(site: Site) -> bool:
    """Whether the value is shown to people, looked for, or wanted for a test."""
    return site.chosen or site.compared or any(names_sandbox(name) or _SHOWN.search(name) for name in site.names)


def _hit(view: FileView, site: Site, provider: Provider, marker: Marker) -> Hit:
    digits = _plain(marker.value).decode()
    what = {"card": "test card", "token": "test token", "nonce": "test nonce", "value": "sandbox value"}[marker.kind]
    shown = f"{digits[:6]}******{digits[-4:]}" if marker.kind == "card" else marker.value
    several = sum(_plain(m.value) == _plain(marker.value) for _, m in _markers(view)) > 1
    values = {"provider": "published" if several else provider.name, "what": what, "marker": shown, "env": "PAYMENT_METHOD"}
    error = view.stage is Stage.PRODUCTION and view.side is not Side.CLIENT
    return Hit(site.span, values, provider=None if several else provider.id, severity=Severity.ERROR if error else Severity.WARNING)


def _plain(text: str) -> bytes:
    """A card number without its spaces and hyphens; any other text as it is."""
    digits = re.sub(r"[ -]", "", text)
    return (digits if digits.isdecimal() else text).encode()


def _compact(data: bytes) -> bytes:
    return data if b" " not in data else data + data.replace(b" ", b"").replace(b"-", b"")
