"""Keys of Supabase that pass every rule of the database: who reads one writes the shop's orders and reads its customers from anywhere.

One is a token that says its role itself, the other has a form of its own. What everybody's local database is opened with opens no shop.
"""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Iterator

from msgspec import DecodeError, Struct
from msgspec.json import decode

from golint.credentials.naming import name_before
from golint.credentials.placeholders import is_placeholder
from golint.credentials.seen import SERVICE_ROLE, Found, Seen, Traits, found
from golint.lazily import compiled
from golint.model import Span

MARKS = frozenset({b"eyjhbgcioi", b"eyj0exaioi", b"sb_secret_"})
"""A file without these, in lower case, holds no such key."""

_TOKEN = compiled(rb"(?<![\w.-])eyJ[\w-]{10,200}\.(?P<claims>[\w-]{20,1000})\.(?P<signature>[\w-]{20,800})(?![\w.-])")
_KEY = compiled(rb"(?<![\w-])sb_secret_(?P<signature>[\w-]{22}_[\w-]{8})(?![\w-])")
_LOCAL_KEY = b"_xSvEMPvz"  # how the key ends that each database on a developer's own machine has
_LOCAL_ISSUER = "supabase-demo"


class _Claims(Struct, frozen=True):
    """What such a token says of itself."""

    role: str = ""
    iss: str = ""


def by_role(view: Seen) -> Iterator[Found]:
    """The keys of a file that open the whole database, whatever it is about."""
    if not view.present.holds(MARKS):
        return
    data = view.source.data
    for match in _TOKEN.finditer(data):
        claims = _said(match["claims"])
        if claims.role == "service_role" and claims.iss != _LOCAL_ISSUER and not _is_made_up(match["signature"]):
            name = name_before(data, match.start())
            yield found(view, Span(*match.span()), match[0], Traits((), SERVICE_ROLE, name=name), b"eyJ")
    for match in _KEY.finditer(data):
        if not match[0].endswith(_LOCAL_KEY) and not _is_made_up(match["signature"]):
            name = name_before(data, match.start())
            yield found(view, Span(*match.span()), match[0], Traits((), SERVICE_ROLE, name=name), b"sb_secret_")


def _said(claims: bytes) -> _Claims:
    """What the middle part of a token says; nothing where it cannot be read."""
    try:
        return decode(a2b_base64(claims.replace(b"-", b"+").replace(b"_", b"/") + b"=="), type=_Claims)
    except (ValueError, DecodeError):
        return _Claims()


def _is_made_up(signature: bytes) -> bool:
    return is_placeholder(signature.decode("ascii"))
