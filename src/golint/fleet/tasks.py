"""What a worker is told, and what it answers. These values cross processes and machines: no secret and no unkeyed digest is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from golint.readiness.fleet import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for every repository of a run.

    `exclude` are patterns relative to each repository; `packs` and `config` are absolute. `history` says whether
    all that was ever committed is searched for keys; None: where that is quick. `salt` keys the digests of secrets. It is drawn
    for one run, stays in the memory of those who work at it, and is never written anywhere; nor is it shown.
    """

    today: date
    providers: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    config: str | None = None
    isolated: bool = False
    history: bool | None = None
    salt: bytes = field(default=b"", repr=False)


class Limits(Struct, frozen=True):
    """What one repository may take: seconds, and bytes of memory; 0 is no limit. Memory is watched on Linux alone."""

    seconds: float = 0
    memory: int = 0


class Task(Struct, frozen=True, kw_only=True):
    """A repository to audit. With `places`, paths and byte offsets of secrets found earlier, those secrets are digested anew instead."""

    name: str
    path: str
    shown: str
    bare: bool
    terms: Terms
    limits: Limits
    places: tuple[tuple[str, int], ...] = ()


class Held(Struct, frozen=True, kw_only=True):
    """A secret in a repository, without its text. `digest` is keyed with the salt of the run."""

    path: str
    start: int
    line: int
    stage: str
    masked: str
    kind: str
    mode: str
    providers: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A finished audit. `texts` are its files by suffix, compressed; `dated` says that on another day it may come to something else."""

    entry: Entry
    held: tuple[Held, ...]
    texts: Mapping[str, bytes] = field(repr=False)
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Digested:
    """The new digests of the secrets of a task, in the order of its places."""

    digests: tuple[str, ...] = field(repr=False)


class Failed(Struct, frozen=True):
    """Why a repository could not be audited, in words for people."""

    reason: str


Answer = Audited | Digested | Failed
