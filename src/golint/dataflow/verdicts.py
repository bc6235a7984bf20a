"""What a walk keeps and gives: verdicts on expressions, the state on a path, and the summary of a routine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from golint.model import Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the outcome of an expression proves: the sender is verified when it is true, when it is false."""

    true: bool = False
    false: bool = False

    @property
    def anyway(self) -> bool:
        """Whether it proves the sender whatever the outcome."""
        return self.true and self.false

    def negated(self) -> Verdict:
        """The verdict on `not` of the expression."""
        return Verdict(self.false, self.true)


NOTHING = Verdict()
PROVED = Verdict(True, True)
WHEN_TRUE = Verdict(True, False)
WHEN_FALSE = Verdict(False, True)


@dataclass(frozen=True, slots=True)
class Check:
    """A verifying expression: where it stands in the walked routine, its kind (compare, helper, read-back, token, address, opaque) and,
    for one that stands in a helper, the helper's file and place. The kind is "open" where the helper also says yes without a look.
    `ignored`: its answer is thrown away."""

    span: Span
    kind: str
    inner: tuple[str, Span] | None = None
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that changes the world, reached while nothing was proved. `call` is the site in the walked routine."""

    span: Span
    role: str
    path: str
    inner: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What walking a routine showed: what its outcome proves, its checks, and the effects that it has while nothing is proved.

    `open_exits` are the returns that let the caller go on although nothing was proved, in a routine that checks on other paths.
    """

    verdict: Verdict = NOTHING
    checks: tuple[Check, ...] = ()
    effects: tuple[Effect, ...] = ()
    all_effects: tuple[Effect, ...] = ()
    open_exits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is known at one point of a path: whether the sender is verified, and what the outcomes kept in variables prove."""

    verified: bool
    symbols: Mapping[str, Verdict] = field(default_factory=dict)

    def proved(self, proved: bool) -> State:
        """The state after a check that proved, or did not."""
        return replace(self, verified=self.verified or proved)

    def knowing(self, name: str, verdict: Verdict) -> State:
        return replace(self, symbols={**self.symbols, name: verdict})


def join(states: list[State | None]) -> State | None:
    """What holds whichever of the paths was taken; None when none of them goes on."""
    alive = [state for state in states if state is not None]
    if not alive:
        return None
    names = set.intersection(*(set(state.symbols) for state in alive))
    shared = {name: _both([PROVED if s.verified else s.symbols[name] for s in alive]) for name in names}
    return State(all(state.verified for state in alive), shared)


def _both(verdicts: list[Verdict]) -> Verdict:
    return Verdict(all(v.true for v in verdicts), all(v.false for v in verdicts))


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out of a routine. `truth` is what the returned value surely is; `hands_on` says that it is what the sender sent."""

    verified: bool
    verdict: Verdict
    truth: bool | None
    span: Span
    hands_on: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the caller may take it for a proof that it is not."""
        return not self.verified and self.verdict == NOTHING and (self.truth is True or self.hands_on)
