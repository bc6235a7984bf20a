"""Every credential in a file, told without its text. `find` is the one function through which a secret is seen; no raw value leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from golint.catalog import Catalog
from golint.credentials import literals
from golint.credentials.addresses import SCHEMES, by_address
from golint.credentials.formats import Formats, Match, owners
from golint.credentials.handed import MAILERS, SIGNERS
from golint.credentials.masking import is_known
from golint.credentials.named import PRIVATE_KEYS, by_name
from golint.credentials.naming import allowed, name_before, names_public
from golint.credentials.placeholders import is_placeholder
from golint.credentials.seen import (
    DATABASE_PASSWORD,
    KEY_FILE,
    LOGIN_KEY,
    MAILBOX_PASSWORD,
    SERVICE_CREDENTIAL,
    SERVICE_ROLE,
    Found,
    Seen,
    Traits,
    found,
)
from golint.credentials.service_roles import MARKS, by_role
from golint.model import Role, Secret

__all__ = [
    "DATABASE_PASSWORD",
    "GENERIC",
    "KEY_FILE",
    "LOGIN_KEY",
    "MAILBOX_PASSWORD",
    "OWN",
    "SCHEMES",
    "SERVICE_CREDENTIAL",
    "SERVICE_ROLE",
    "Seen",
    "find",
    "formats",
    "is_placeholder",
    "keys",
    "triggers",
]

GENERIC = frozenset(
    {
        "random secret",
        "password",
        "JSON web token",
        "private key",
        "signing key",
        "callback token",
        DATABASE_PASSWORD,
        KEY_FILE,
        LOGIN_KEY,
        MAILBOX_PASSWORD,
        SERVICE_CREDENTIAL,
    }
)
"""The kinds of secrets that were told by name, randomness or use, not by a provider's pattern."""

OWN = SIGNERS | MAILERS | PRIVATE_KEYS | MARKS
"""A file without these, in lower case, holds none of the shop's own secrets that are told without a name."""


def find(view: Seen) -> tuple[Secret, ...]:
    """The credentials in a file, in the order of the file, none overlapping another: provider keys in any text, secrets told by their
    names where a payment provider is meant, what log-ins are signed with, and what opens a database. Placeholders, allowlisted lines and
    secrets that a baseline knows are left out."""
    return _kept(view, (*_by_format(view), *by_role(view), *by_name(view), *by_address(view)))


def keys(view: Seen) -> tuple[Secret, ...]:
    """The provider keys alone, which their form tells."""
    return _kept(view, _by_format(view))


def _kept(view: Seen, seen: Iterable[Found]) -> tuple[Secret, ...]:
    taken: list[Secret] = []
    for secret, raw, prefix in seen:
        if any(secret.span.overlaps(other.span) for other in taken):
            continue
        if not allowed(view.source.data, secret.span) and not is_known(raw, prefix, view.known):
            taken.append(secret)
    return tuple(sorted(taken, key=lambda secret: secret.span))


def _by_format(view: Seen) -> Iterator[Found]:
    for match in formats(view.catalog).matches(view.source.data, view.present):
        yield from _read(view, match, view.caseless)


def _read(view: Seen, match: Match, lower: bytes) -> Iterator[Found]:
    readings = owners(match, lower, view.source.path)
    if not readings:
        return
    key = readings[0].key
    providers = tuple(dict.fromkeys(reading.provider.id for reading in readings))
    kind = f"{key.name} in base64" if match.encoded else key.name
    name = name_before(view.source.data, match.span.start)
    role = Role.PUBLIC if key.public_too and names_public(name) else key.role
    yield found(view, match.span, match.text, Traits(providers, kind, role, key.mode, name), key.prefix.encode())


@lru_cache(maxsize=4)
def formats(catalog: Catalog) -> Formats:
    """The key patterns of a catalogue."""
    return Formats(catalog.providers)


def triggers(catalog: Catalog) -> frozenset[bytes]:
    """The words, in lower case, by which credentials are looked for: a text without any of them is not looked at twice."""
    return formats(catalog).triggers.union(literals.SECRET_WORDS, OWN, SCHEMES)
