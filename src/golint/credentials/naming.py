"""What the name beside a value says: that it is a secret, of which role, for which mode, and that it has to do with payments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from golint.catalog import rules_folder, words_of
from golint.lazily import compiled
from golint.model import Mode, Role, Span

_BEFORE = compiled(
    rb"""(?:^|[^A-Za-z0-9_.\-])(?P<name>[A-Za-z_@$][A-Za-z0-9_.\-]*)["'`\])]*"""
    rb"""(?:[?!]?\s*:\s*[A-Za-z_][A-Za-z0-9_.<>\[\]|? ]*(?==[^=>])|\s+string\s*(?==[^=>]))?+\s*"""  # its type: `key: str = "..."`
    rb"""(?:[!=]==?|=>|:=|\|\||\?\?|=|:|,|\(|\bor\b|\bas\b|\s)\s*"""
    rb"""(?:[A-Za-z0-9_.$]*\(\s*|Bearer\s+|Basic\s+|Token\s+|b|f|r|@?\$@?|@|new\s+[A-Za-z.]+\()*["'`]*\s*(?:Bearer\s+|Basic\s+)?$"""
)
_XML_NAME = compiled(rb"""name=["'](?P<name>[^"']+)["'][^<>]*>\s*$""")
# Of an attribute or a header: what a key has made.
_DIGEST = compiled(r"(?:data|x)-(?:[\w-]+-)?(?:hmac|hash|digest|checksum)", re.IGNORECASE)
# Not the mere prefix by which a bundler publishes a variable, whatever it holds.
_PUBLIC = compiled(r"public_?(?:api_?)?key|publishable|(?:llave|clave)_?publica")
_CAMEL = compiled(r"(?<=[a-z0-9])(?=[A-Z])")


def snake(name: str) -> str:
    """`stripeSecretKey`, `stripe-secret-key` and `stripe.secret.key` all as stripe_secret_key."""
    return re.sub(r"[^a-z0-9]+", "_", _CAMEL.sub("_", name).lower()).strip("_")


def name_before(data: bytes, start: int) -> str:
    """The variable, key, header or attribute that the value at `start` is given to on the same line, "" where there is none."""
    line = data[max(data.rfind(b"\n", 0, start) + 1, start - 300) : start]
    found = _BEFORE.search(line) or _XML_NAME.search(line)
    return found["name"].decode("ascii", "replace") if found else ""


def names_secret(name: str) -> bool:
    """Whether a name promises a value that must stay secret."""
    text, told = snake(name), _told()
    return bool(told.secret.search(text)) and not told.plain.search(text) and not _DIGEST.fullmatch(name)


def names_public(name: str) -> bool:
    """Whether a name says that everybody may know the value: `Conekta.setPublishableKey`, `CONEKTA_PUBLIC_KEY`."""
    return bool(_PUBLIC.search(snake(name)))


def role_of(name: str) -> Role:
    """The role that a name states: what signs webhooks, else a secret key."""
    return Role.WEBHOOK if _told().webhook.search(snake(name)) else Role.SECRET


def mode_of(name: str) -> Mode:
    """The mode that a name states; a name that states both states none."""
    text, told = snake(name), _told()
    live, test = bool(told.live.search(text)), bool(told.test.search(text))
    if live == test:
        return Mode.ANY
    return Mode.LIVE if live else Mode.TEST


def without_mode(name: str) -> str:
    """What a setting is called in every environment: STRIPE_SECRET_KEY for STRIPE_TEST_SECRET_KEY."""
    return "_".join(word for word in name.split("_") if mode_of(word) is Mode.ANY)


class _Told(NamedTuple):
    """What names tell, as patterns over names in snake_case."""

    secret: re.Pattern[str]
    plain: re.Pattern[str]
    webhook: re.Pattern[str]
    test: re.Pattern[str]
    live: re.Pattern[str]


@cache
def _told() -> _Told:
    names = words_of(rules_folder())["names"]
    secret, plain = names["secret"], names["plain"]
    return _Told(
        compiled(f"{_any(secret['anywhere'])}|{_any(secret['before_key'])}_?(?:key|token)|(?:^|_){_any(secret['last'])}$"),
        compiled(f"{_any(plain['anywhere'])}|{_whole(plain['words'])}|(?:^|_){_any(plain['last'])}$|{_any(plain['before_key'])}_key$"),
        compiled(_any(names["webhook"])),
        compiled(_whole(names["test"])),
        compiled(_whole(names["live"])),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


def _whole(words: Iterable[str]) -> str:
    return f"(?:^|_){_any(words)}(?:_|$)"


def allowed(data: bytes, span: Span) -> bool:
    """Whether the author marked the line, or the line before, with detect-secrets' allowlist comment."""
    start = data.rfind(b"\n", 0, span.start) + 1
    end = data.find(b"\n", span.end)
    here = data[start : end if end >= 0 else len(data)].lower()
    before = data[data.rfind(b"\n", 0, max(0, start - 1)) + 1 : start].lower()
    return b"pragma: allowlist secret" in here or b"pragma: whitelist secret" in here or b"pragma: allowlist nextline secret" in before
