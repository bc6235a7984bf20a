"""What is asked of a file in which credentials are looked for, and how one that was found is written down."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from golint.catalog import Catalog
from golint.catalog.providers import Provider
from golint.credentials.masking import digest, mask
from golint.facts import FileFacts
from golint.model import Mode, Role, Secret, Span
from golint.prefilter import Occurrences
from golint.sources import SourceFile

DATABASE_PASSWORD = "database password"
"""The kind of what opens a database, which is no payment provider's."""

SERVICE_CREDENTIAL = "service credential"
"""The kind of what opens another service that the shop uses."""

LOGIN_KEY = "log-in key"
"""The kind of what the tokens are signed with by which the shop knows who is logged in."""

MAILBOX_PASSWORD = "mailbox password"
"""The kind of what opens the mailbox from which the shop writes to its customers."""

SERVICE_ROLE = "service-role key"
"""The kind of what passes every rule of a database of Supabase's."""

KEY_FILE = "private key file"
"""The kind of a private key that has a file to itself."""

_SHOWN_NOTHING_OF = frozenset(
    {"password", KEY_FILE, LOGIN_KEY, DATABASE_PASSWORD, MAILBOX_PASSWORD, "private key", "signing key", "callback token"}
)


class Seen(Protocol):
    """What `golint.credentials.find` asks of a file."""

    @property
    def source(self) -> SourceFile: ...
    @property
    def caseless(self) -> bytes: ...
    @property
    def present(self) -> Occurrences: ...
    @property
    def candidates(self) -> tuple[Provider, ...]: ...
    @property
    def language(self) -> str: ...
    @property
    def catalog(self) -> Catalog: ...
    @property
    def facts(self) -> FileFacts | None: ...
    @property
    def run_key(self) -> bytes: ...
    @property
    def known(self) -> frozenset[str]: ...


class Found(NamedTuple):
    """A secret with the raw text that it was told from. It stays inside of this package."""

    secret: Secret
    raw: bytes
    prefix: bytes


class Traits(NamedTuple):
    """What is known of a secret beside its text."""

    providers: tuple[str, ...]
    kind: str
    role: Role = Role.SECRET
    mode: Mode = Mode.ANY
    name: str = ""


def found(view: Seen, span: Span, raw: bytes, traits: Traits, prefix: bytes = b"") -> Found:
    """The secret at `span`, masked and digested."""
    masked = mask(b"") if traits.kind in _SHOWN_NOTHING_OF else mask(raw, prefix)
    return Found(Secret(span, *traits[:4], masked, digest(raw, view.run_key), traits.name), raw, prefix)
