"""What people state where no file can show it, and which risks they take: `[[attestation]]` and `[[waiver]]`.

They stand in the configuration file, or in `golint.attestations.toml` beside it, which `golint attest` writes and an audit alone reads.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from golint.settings.kinds import Reader, day, string

NAME = "golint.attestations.toml"


class Attestation(Struct, frozen=True, kw_only=True):
    """Somebody's word that an item of a checklist holds. Without `until` it holds for as many days as the item says. `provider` narrows it
    where one checklist serves several providers. `origin` is where it was given ("golint.toml:12")."""

    item: str
    by: str
    date: datetime.date
    link: str = ""
    until: datetime.date | None = None
    note: str = ""
    provider: str = ""
    origin: str = ""


class Waiver(Struct, frozen=True, kw_only=True):
    """Somebody's decision to live with an open item until a day, that day included."""

    item: str
    reason: str
    owner: str
    until: datetime.date
    provider: str = ""
    origin: str = ""


class Statements(Struct, frozen=True):
    """All that people said. `launched` is the day on which the shop went live; None before."""

    attestations: tuple[Attestation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    launched: datetime.date | None = None


ATTESTATION_READERS: Mapping[str, Reader] = {
    "item": string, "by": string, "date": day, "link": string, "until": day, "note": string, "provider": string,
}  # fmt: skip
WAIVER_READERS: Mapping[str, Reader] = {"item": string, "reason": string, "owner": string, "until": day, "provider": string}
REQUIRED: Mapping[str, tuple[str, ...]] = {"attestation": ("item", "by", "date"), "waiver": ("item", "reason", "owner", "until")}
MADE: Mapping[str, Any] = {"attestation": Attestation, "waiver": Waiver}
