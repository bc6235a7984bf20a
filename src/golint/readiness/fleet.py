"""The values of a fleet's overview: what became of each repository, and the keys that stand in several of them.

Everything here is frozen and holds no raw secret and no digest of one, as in `golint.model`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from golint.model import Mode, Severity
from golint.readiness.model import Verdict


class Status(enum.StrEnum):
    """How far the audit of a repository has come."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class Outcome(enum.StrEnum):
    """What became of a repository, in one word for people. The order is that of the overview: what wants somebody stands first."""

    FAILED = "Failed"
    PENDING = "Not yet audited"
    NOT_READY = "Not ready"
    RISKS = "Ready with risks"
    READY = "Ready"
    NOTHING = "No provider"

    @property
    def rank(self) -> int:
        return tuple(Outcome).index(self)


class Part(Struct, frozen=True, kw_only=True):
    """A provider's checklist in one repository: its verdict, and how many items block as faults or as statements due, and are risks."""

    provider: str
    name: str
    checklist: str
    title: str
    verdict: Verdict
    faults: int
    due: int
    risks: int
    items: int


class Count(Struct, frozen=True):
    """How many findings of a rule and a severity a repository has."""

    rule: str
    severity: Severity
    number: int


class Entry(Struct, frozen=True, kw_only=True):
    """One repository of a fleet.

    `name` is that of its results; `path` is the repository as the list names it, `title` as its remote does. `reason` says why it failed.
    `verdict` is None where no provider's checklist was answered. `complete` is False where a part of the check failed.
    """

    name: str
    path: str
    status: Status
    reason: str = ""
    title: str = ""
    commit: str = ""
    dirty: bool | None = None
    date: str = ""
    verdict: Verdict | None = None
    complete: bool = True
    parts: tuple[Part, ...] = ()
    counts: tuple[Count, ...] = ()
    suppressed: int = 0
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        if self.status is not Status.DONE:
            return Outcome.FAILED if self.status is Status.FAILED else Outcome.PENDING
        return Outcome.NOTHING if self.verdict is None else Outcome(self.verdict.value)

    def number(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(one.number for one in self.counts if one.severity is severity)


class Place(Struct, frozen=True, order=True):
    """Where a key stands: the name of the repository's results, and path, line and stage of the file there."""

    repository: str
    path: str
    line: int
    stage: str


class SharedKey(Struct, frozen=True, kw_only=True):
    """A key that stands in several repositories, without its text."""

    masked: str
    kind: str
    mode: Mode
    providers: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def repositories(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.repository for place in self.places))


class Fleet(Struct, frozen=True, kw_only=True):
    """A fleet as far as it was audited: what the overview's formatters may read. The entries are sorted by outcome and path.

    `tool` and `digest` are golint's version and that of its catalogue, `names` those of providers by id. `compared` is False where a run
    that was broken off left keys that cannot be compared with each other yet.
    """

    tool: str
    digest: str
    date: str
    entries: tuple[Entry, ...]
    keys: tuple[SharedKey, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    compared: bool = True

    def having(self, outcome: Outcome) -> Sequence[Entry]:
        """The entries that came to this."""
        return [entry for entry in self.entries if entry.outcome is outcome]

    @property
    def complete(self) -> bool:
        """Whether every repository was audited in full."""
        return all(entry.status is Status.DONE and entry.complete for entry in self.entries)


def ordered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries in the order of the overview: by outcome, then by how much blocks, then by path."""
    return tuple(sorted(entries, key=lambda one: (one.outcome.rank, -sum(part.faults for part in one.parts), one.path)))
