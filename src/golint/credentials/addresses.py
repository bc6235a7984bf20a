"""Passwords that stand in the address of a database: who reads one opens the shop's orders and customers from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from golint.credentials.naming import name_before
from golint.credentials.placeholders import is_placeholder
from golint.credentials.seen import DATABASE_PASSWORD, Found, Seen, Traits, found
from golint.lazily import compiled
from golint.model import Span

_SCHEMES = (b"mongodb", b"postgres", b"postgresql", b"mysql", b"mariadb")
SCHEMES = frozenset(scheme + mark for scheme in _SCHEMES for mark in (b"://", b"+"))  # `mongodb+srv://`, `mysql+pymysql://`
"""A file without these, in lower case, holds no such address."""

_ADDRESS = compiled(
    rb"(?<![\w+])(?:%b)(?:\+\w+)?://(?P<user>[^\s:/@\"'`<>{}$%%*]{1,64}):(?P<password>[^\s/@\"'`<>{}$*]{3,128})@(?P<host>[\w.-]{4,253})"
    % b"|".join(_SCHEMES)
)
_NAMED = compiled(r"(?:[\w-]+\.)+[a-z]{2,24}\Z", re.IGNORECASE)
# Names that belong to nobody, or lead to a machine that nobody outside reaches.
_NOBODYS = compiled(
    r"example|sample|your|xxx|\.(?:local|localhost|test|invalid|internal|docker|lan)\Z|^(?:cluster\d?|host)\.mongodb\.net\Z", re.IGNORECASE
)
_SPOKEN = compiled(r"pass|secret|pwd|user|admin|root|change|postgres|mysql|mongo|foo|bar", re.IGNORECASE)


def by_address(view: Seen) -> Iterator[Found]:
    """The passwords in the addresses of databases that can be reached from anywhere. A weak one opens them as well."""
    if not view.present.holds(SCHEMES):
        return
    for match in _ADDRESS.finditer(view.source.data):
        user, text, host = (match[part].decode("utf-8", "replace") for part in ("user", "password", "host"))
        if _is_public(host) and not _is_made_up(text, user):
            name = name_before(view.source.data, match.start()).rpartition(".")[2]  # `process.env.MONGODB_URI || "..."`
            yield found(view, Span(*match.span("password")), match["password"], Traits((), DATABASE_PASSWORD, name=name))


def _is_public(host: str) -> bool:
    """Whether a machine can be reached from outside: by a whole name, or by an address that is no private network's."""
    if _NAMED.match(host):
        return not _NOBODYS.search(host)
    try:
        return ip_address(host).is_global
    except ValueError:
        return False


def _is_made_up(password: str, user: str) -> bool:
    if _SPOKEN.match(password) or password.lower() == user.lower():
        return True
    return not password.isdecimal() and is_placeholder(password)
