"""The values that cross golint's seams: where something stands, what was found there, and the report of a run.

Everything here is frozen, and nothing here holds a raw secret: a `Secret` carries its masked text and a digest keyed for one run.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from msgspec import Struct, field


class Severity(enum.StrEnum):
    """How loudly a finding is reported; the words are SARIF's."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return ("note", "warning", "error").index(self.value)


class Level(enum.StrEnum):
    """Which runs a rule belongs to: always, in good practice, or in audits alone."""

    LAUNCH = "launch"
    PRACTICE = "practice"
    AUDIT = "audit"

    @property
    def rank(self) -> int:
        return ("launch", "practice", "audit").index(self.value)


class Precision(enum.StrEnum):
    """How often a finding of a rule is right; the words are GitHub's."""

    VERY_HIGH = "very-high"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Side(enum.StrEnum):
    """Who receives a file once the shop is deployed."""

    CLIENT = "client"
    SERVER = "server"
    UNKNOWN = "unknown"


class Stage(enum.StrEnum):
    """The environment that a file configures or runs in."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"
    TEST = "test"
    DOCS = "docs"
    UNKNOWN = "unknown"


class Role(enum.StrEnum):
    """What a provider's credential may do."""

    SECRET = "secret"
    RESTRICTED = "restricted"
    WEBHOOK = "webhook"
    PUBLIC = "public"
    EPHEMERAL = "ephemeral"
    IDENTIFIER = "identifier"

    @property
    def is_secret(self) -> bool:
        return self in (Role.SECRET, Role.RESTRICTED, Role.WEBHOOK)


class Mode(enum.StrEnum):
    """Whether a credential moves real money."""

    LIVE = "live"
    TEST = "test"
    ANY = "any"


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of byte offsets into one file."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Region(Struct, frozen=True, order=True):
    """A range of text: lines and columns count from 1, columns in Unicode code points, the end column is exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


class Commit(Struct, frozen=True):
    """A commit by its id, and the day on which its author made it, as YYYY-MM-DD; both "" where no commit holds what was found."""

    id: str = ""
    date: str = ""


class Location(Struct, frozen=True):
    """A place in a file. `path` is relative to the checked root with `/`; `line` is the text of the first line, its secrets masked. What
    stands in the past and not in the checked tree has the `commit` that brought it."""

    path: str
    span: Span
    region: Region
    line: str = ""
    commit: Commit | None = None


class Related(Struct, frozen=True):
    """A second place that explains a finding, with the words that stand beside it."""

    location: Location
    message: str


class Edit(Struct, frozen=True):
    """Replace the bytes of `span` in the finding's own file by `text`."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that remove a finding. A safe fix keeps the behaviour of a sound program."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Suppression(Struct, frozen=True, kw_only=True):
    """Why a finding is not reported: an inline comment (`kind` "inline") or a baseline entry ("baseline")."""

    kind: str
    reason: str
    until: str | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """One fault at one place.

    `message` names the fault and its cost in one or two sentences, the first of which is the title; `help` is the exact fix for this
    provider and language; `label` stands under the carets; `flow` is the ordered path of an ordering fault; `fingerprint`
    survives moves within a file and never derives from a secret's value; `line_hash` is GitHub's name for the finding's line.
    """

    rule: str
    severity: Severity
    precision: Precision
    message: str
    location: Location
    label: str = ""
    help: str = ""
    provider: str | None = None
    symbol: str = ""
    related: tuple[Related, ...] = ()
    flow: tuple[Related, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    line_hash: str = ""
    suppression: Suppression | None = None


class Hit(Struct, frozen=True):
    """What a check yields: a span of the checked file, or of the one at `path`, and the words that the rule's page leaves open.

    `values` fills the placeholders of the page's message and help. `severity` and `precision` are given where they differ from
    the page's. `related` and `flow` hold (path, span, words); the path is None for the checked file itself.
    """

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    provider: str | None = None
    symbol: str = ""
    severity: Severity | None = None
    precision: Precision | None = None
    related: tuple[tuple[str | None, Span, str], ...] = ()
    flow: tuple[tuple[str | None, Span, str], ...] = ()
    fix: Fix | None = None
    path: str | None = None


class Secret(Struct, frozen=True):
    """A credential seen in a file, without its text.

    `providers` holds the ids that it may belong to, best first: more than one means that golint could not decide. `masked` shows the
    prefix and the last four characters. `digest` tells equal secrets apart within one run only (the key is drawn anew each run).
    `name` is the variable, key or header that holds it, where there is one.
    """

    span: Span
    providers: tuple[str, ...]
    kind: str
    role: Role
    mode: Mode
    masked: str
    digest: bytes
    name: str = ""

    @property
    def provider(self) -> str | None:
        return self.providers[0] if len(self.providers) == 1 else None


class Observation(Struct, frozen=True):
    """The little that one file tells the checks that look over the whole repository.

    `kind` is one of the words that a project check asks for ("secret", "setting", "host", "ignored-file" ...); `key` is what equal
    observations share; `values` holds the rest.
    """

    kind: str
    key: str
    location: Location
    side: Side
    stage: Stage
    values: Mapping[str, str] = field(default_factory=dict)


class RepositoryHit(Struct, frozen=True):
    """What a check over the whole repository yields: like a Hit, with places that are already located."""

    location: Location
    values: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    provider: str | None = None
    severity: Severity | None = None
    precision: Precision | None = None
    related: tuple[Related, ...] = ()


class Notice(Struct, frozen=True):
    """Something that golint could not do for a file or a setting, in one line: what, where, and the remedy."""

    path: str
    message: str
    line: int | None = None


class Skip(enum.StrEnum):
    """Why a file was not looked at."""

    BINARY = "binary"
    LARGE = "too large"
    VENDORED = "vendored"
    IGNORED = "ignored by configuration"
    UNREADABLE = "unreadable"


class Coverage(Struct, frozen=True):
    """What a run looked at, so that a clean report never hides what was not read.

    `unparsed` are the files that were read only in part, and why.
    """

    files: int = 0
    bytes: int = 0
    parsed: int = 0
    skipped: Mapping[Skip, int] = field(default_factory=dict)
    unparsed: tuple[Notice, ...] = ()


class History(Struct, frozen=True):
    """What a run looked at of all that was ever committed: each content of a file once. `lacks` says what is not there to be searched, ""
    where everything is."""

    versions: int = 0
    bytes: int = 0
    skipped: Mapping[Skip, int] = field(default_factory=dict)
    lacks: str = ""


class Report(Struct, frozen=True, kw_only=True):
    """A finished run: what a formatter may read. Findings are sorted by path, place and rule; the suppressed ones stand apart.

    `observations` is what the files told the checks over the whole repository, in the order of paths: readiness is judged by it. Without
    `history` nothing was looked at but the files. `whole`: a folder was looked at for any provider that golint knows, so that to have found
    none says something.
    """

    root: str
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    history: History | None = None
    rules: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    seconds: float = 0.0
    complete: bool = True
    whole: bool = False
