"""The values of a readiness report: what each item of a provider's go-live checklist came to, and on which grounds.

Everything here is frozen and holds no raw secret, as in `golint.model`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from golint.model import Location, Report


class State(enum.StrEnum):
    """What became of an item. The order is that of a report: what blocks stands first."""

    FAIL = "FAIL"
    MANUAL = "MANUAL"
    NOT_CHECKED = "NOT CHECKED"
    NOT_DETECTED = "NOT DETECTED"
    WAIVED = "WAIVED"
    PASS = "PASS"
    NOT_APPLICABLE = "N/A"

    @property
    def rank(self) -> int:
        return tuple(State).index(self)


MEANINGS: Mapping[State, str] = {
    State.FAIL: "the repository shows that it is not so",
    State.MANUAL: "no file can show it, and nobody has stated it yet",
    State.NOT_CHECKED: "golint did not look, or cannot tell",
    State.NOT_DETECTED: "what it asks for was looked for and not found",
    State.WAIVED: "somebody took the risk, until a date",
    State.PASS: "shown by the repository, or stated by a person",
    State.NOT_APPLICABLE: "it does not concern this shop",
}


class Verdict(enum.StrEnum):
    """Whether a shop may go live with a provider."""

    NOT_READY = "Not ready"
    RISKS = "Ready with risks"
    READY = "Ready"

    @property
    def rank(self) -> int:
        return tuple(Verdict).index(self)


class Basis(enum.StrEnum):
    """What a ground rests on."""

    FINDING = "finding"  # a rule found a fault
    SILENCE = "silence"  # rules looked at what the item is about, and found none
    EVIDENCE = "evidence"  # a file shows the thing
    ABSENCE = "absence"  # it was looked for and not found
    STATEMENT = "statement"  # a person says so
    DUE = "due"  # a person has yet to say so, or to say it again
    WAIVER = "waiver"  # a person takes the risk
    LIMIT = "limit"  # golint cannot tell
    ASIDE = "aside"  # why the item, or a part of it, does not concern this shop


class Ground(Struct, frozen=True, kw_only=True):
    """One reason for a state. `text` is a whole sentence; `rule` and `fingerprint` are those of a finding; `link` is a person's proof."""

    basis: Basis
    text: str
    location: Location | None = None
    rule: str = ""
    fingerprint: str = ""
    link: str = ""


class Answer(Struct, frozen=True, kw_only=True):
    """One item of a checklist and its state. `remedy` is what to do next, "" where there is nothing to do; `launch` says that the item is
    required before launch; `minor`, that only notes speak against it."""

    id: str
    title: str
    launch: bool
    state: State
    grounds: tuple[Ground, ...] = ()
    remedy: str = ""
    minor: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the shop must not go live before this is done."""
        return self.launch and (self.state is State.MANUAL or (self.state is State.FAIL and not self.minor))

    @property
    def is_risk(self) -> bool:
        """Whether the shop may go live, at a risk that somebody should know of."""
        open_states = (State.FAIL, State.NOT_CHECKED, State.NOT_DETECTED, State.WAIVED)
        return not self.blocks and self.state in (open_states if self.launch else (State.FAIL, State.WAIVED))


class Section(Struct, frozen=True, kw_only=True):
    """A provider's checklist, answered. `seen` are the places that show that the shop uses the provider; `besides` are the faults of rules
    that answer no item of the checklist."""

    provider: str
    name: str
    checklist: str
    title: str
    url: str
    verdict: Verdict
    answers: tuple[Answer, ...]
    seen: tuple[Ground, ...] = ()
    besides: tuple[Ground, ...] = ()

    @property
    def blockers(self) -> tuple[Answer, ...]:
        """The items that block the launch: faults first, then what a person has to state, in the order of the checklist."""
        return tuple(sorted((answer for answer in self.answers if answer.blocks), key=lambda answer: answer.state.rank))


HANDLER_COLUMNS: Mapping[str, str] = {
    "raw_body": "raw body",
    "verified": "verified",
    "constant_time": "constant time",
    "deduplicated": "deduplicated",
    "acknowledged": "acknowledged at once",
}


class HandlerSummary(Struct, frozen=True, kw_only=True):
    """A webhook handler. `checks` has "yes", "no", "unknown" or "n/a" for each of HANDLER_COLUMNS."""

    location: Location
    symbol: str
    route: str
    provider: str
    checks: Mapping[str, str]


class Count(Struct, frozen=True, order=True):
    """How many hosts or keys of a kind an environment holds: `what` is host or key, `kind` "sandbox api" or "live secret"."""

    provider: str
    what: str
    kind: str
    stage: str
    number: int


class Repository(Struct, frozen=True):
    """What was audited. `commit` is "" and `dirty` None outside git."""

    name: str
    commit: str = ""
    dirty: bool | None = None


class Change(Struct, frozen=True):
    """An item whose state is another than in the older report; `before` is None where the older one does not have it, `after` likewise."""

    provider: str
    id: str
    title: str
    before: State | None
    after: State | None


class Comparison(Struct, frozen=True, kw_only=True):
    """This report against an older one of the same repository. `new`, `fixed` and `remaining` are fingerprints of findings; `named` says of
    each what it is and where it stands, or stood."""

    commit: str
    date: str
    changes: tuple[Change, ...] = ()
    new: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)


class Readiness(Struct, frozen=True, kw_only=True):
    """A finished audit: what its formatters may read.

    `verdict` is the worst of the sections'. `date` (ISO) is the day that attestations and waivers were held against. `report` is the
    check that the audit rests on, its findings of every level; `nobodys` are its faults in code about none of the sections' providers.
    """

    verdict: Verdict
    date: str
    tool: str
    digest: str
    repository: Repository
    sections: tuple[Section, ...]
    handlers: tuple[HandlerSummary, ...] = ()
    inventory: tuple[Count, ...] = ()
    nobodys: tuple[Ground, ...] = ()
    report: Report = field(default_factory=lambda: Report(root="", findings=()))
    comparison: Comparison | None = None


def counted(answers: Iterable[Answer]) -> dict[State, int]:
    """How many answers are in each state, in the order of a report; states that none is in are left out."""
    states = [answer.state for answer in answers]
    return {state: states.count(state) for state in State if state in states}
