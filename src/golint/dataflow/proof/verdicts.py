"""What a walk keeps and gives: verdicts on expressions, the state on a path, and the summary of a routine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from golint.dataflow.proof.conditions import Facts, Held, parting
from golint.facts import Block
from golint.model import Span


class Verdict(Struct, frozen=True):
    """What the outcome of an expression proves: the sender is verified when it is true, when it is false, when it is one of some
    constants."""

    true: bool = False
    false: bool = False
    when: frozenset[str] = frozenset()

    @property
    def anyway(self) -> bool:
        """Whether it proves the sender whatever the outcome."""
        return self.true and self.false

    def negated(self) -> Verdict:
        """The verdict on `not` of the expression."""
        return Verdict(self.false, self.true)

    def then(self, other: Verdict) -> Verdict:
        """The verdict on `and` of the expression and another, which is asked only where the first is true."""
        return Verdict(self.true or other.true, self.false and (self.true or other.false))


Told = tuple[Verdict, bool | None]
"""What a value proves, and whether it is surely true or surely not."""

NOTHING = Verdict()
PROVED = Verdict(True, True)
WHEN_TRUE = Verdict(True, False)
WHEN_FALSE = Verdict(False, True)


class Check(Struct, frozen=True):
    """A verifying expression: where it stands in the walked routine, its kind (compare, helper, read-back, token, address, opaque) and,
    for one that stands in a helper, the helper's file and place. The kind is "open" where the helper also says yes without a look.
    `ignored`: its answer is thrown away."""

    span: Span
    kind: str
    inner: tuple[str, Span] | None = None
    ignored: bool = False


class Effect(Struct, frozen=True):
    """Something that changes the world, reached while nothing was proved. `call` is the site in the walked routine."""

    span: Span
    role: str
    path: str
    inner: tuple[str, Span] | None = None


class Summary(Struct, frozen=True):
    """What walking a routine showed: what its outcome proves, its checks, and the effects that it has while nothing is proved.

    Of several results the first is the outcome; `last` is what the last of them proves, an error in languages that answer with one.
    `open_exits` are the returns that let the caller go on although nothing was proved, in a routine that checks on other paths.
    `bare_exits` are those that give nothing back, in a routine that checks by raising and never gives anything back.
    `refused` are the arms that are taken where a check failed, and that leave. `lost` are the calls, each with its file,
    that run what golint cannot follow while nothing is proved: whether that checks the sender is not known. `fields` are those of a result
    that prove something. `runs` are the parameters that the routine calls, or hands on to one that does, and whether it does so only where
    the sender is verified.
    """

    verdict: Verdict = NOTHING
    checks: tuple[Check, ...] = ()
    effects: tuple[Effect, ...] = ()
    all_effects: tuple[Effect, ...] = ()
    open_exits: tuple[Span, ...] = ()
    bare_exits: tuple[Span, ...] = ()
    last: Verdict = NOTHING
    refused: tuple[Block, ...] = ()
    lost: tuple[tuple[str, Span], ...] = ()
    fields: Mapping[str, Verdict] = field(default_factory=dict)
    runs: Mapping[str, bool] = field(default_factory=dict)


class State(Struct, frozen=True):
    """What is known at one point of a path: whether the sender is verified, what the outcomes kept in variables prove, which errors surely
    are one, or none, which conditions held; and what must hold, all of it, for the sender to be verified after all."""

    verified: bool
    symbols: Mapping[str, Verdict] = field(default_factory=dict)
    truths: Mapping[str, bool] = field(default_factory=dict)
    held: Facts = frozenset()
    means: frozenset[Facts] = frozenset()

    def proved(self, proved: bool) -> State:
        """The state after a check that proved, or did not."""
        return self if self.verified or not proved else State(True, self.symbols, self.truths, self.held)

    def knowing(self, name: str, verdict: Verdict) -> State:
        """The state after an assignment."""
        truths = {other: truth for other, truth in self.truths.items() if other != name}
        others = {other: known for other, known in self.symbols.items() if not other.startswith(f"{name}.")}
        return self.having({**others, name: verdict}, truths)

    def having(self, symbols: Mapping[str, Verdict], truths: Mapping[str, bool]) -> State:
        """The state with other outcomes in its variables."""
        return State(self.verified, symbols, truths, self.held, self.means)

    def sure(self, truths: Mapping[str, bool]) -> State:
        """The state in an arm that these truths lead into."""
        return self.having(self.symbols, {**self.truths, **truths}) if truths else self

    def holding(self, told: Facts) -> State:
        """The state where this holds too."""
        if not told:
            return self
        known = self.held | told
        return State(self.verified, self.symbols, self.truths, known, self.means).proved(any(needed <= known for needed in self.means))

    def changing(self, names: Iterable[str]) -> State:
        """The state after what these names stand for has changed."""
        if not self.held and not self.means:
            return self
        changed = tuple(names)
        gone = {fact for fact in self.held.union(*self.means) if any(fact.speaks_of(name) for name in changed)}
        means = frozenset(needed for needed in self.means if not needed & gone)
        return State(self.verified, self.symbols, self.truths, self.held - gone, means)


def join(states: Iterable[State | None]) -> State | None:
    """What holds whichever of the paths was taken; None when none of them goes on."""
    alive = [state for state in states if state is not None]
    return meet(alive) if alive else None


def meet(alive: list[State]) -> State:
    """What holds where paths, one at least, meet."""
    if len(alive) == 1:
        return alive[0]
    names = set.intersection(*(set(state.symbols) for state in alive))
    shared = {name: both([PROVED if s.verified else s.symbols[name] for s in alive]) for name in names}
    truths = dict(set.intersection(*(set(state.truths.items()) for state in alive)))
    held = frozenset[Held].intersection(*(state.held for state in alive))
    return State(all(state.verified for state in alive), shared, truths, held, _means(alive))


def _means(states: list[State]) -> frozenset[Facts]:
    """What must hold where paths meet for the sender to be verified: what was known to mean so on one of them, what holds on none of those
    on which he is not, and what together holds on a path on which he is and on none of those."""
    open_ = [state for state in states if not state.verified]
    if not open_:
        return frozenset()
    parted = (parting(state.held, [other.held for other in open_]) for state in states if state.verified)
    never = frozenset[Held].intersection(*(state.held for state in open_)) if len(open_) < len(states) else ()
    alone = (frozenset({fact.opposite}) for fact in never)
    known = frozenset[Facts]().union(*(state.means for state in open_), (needed for needed in parted if needed), alone)
    return frozenset(needed for needed in known if all(_is_meant(needed, state) for state in open_))


def _is_meant(needed: Facts, state: State) -> bool:
    """Whether what holds together means that the sender is verified, on a path on which he is not: known to, or never holding there."""
    return needed in state.means or any(fact.opposite in state.held for fact in needed)


def both(verdicts: list[Verdict]) -> Verdict:
    """What all of some verdicts prove, one at least."""
    when = frozenset[str].intersection(*(verdict.when for verdict in verdicts)) if verdicts else frozenset[str]()
    return Verdict(all(v.true for v in verdicts), all(v.false for v in verdicts), when)


class Exit(Struct, frozen=True):
    """One way out of a routine. `truth` is what the returned value surely is, `last` and `last_truth` tell of the last of several results;
    `says_yes`: the caller takes it for an assent. `spoken`: a word says that it is returned, which a last value needs not.
    `constant` names what is returned, where that is one; `bare`: nothing is. `fields` tells of each field of an object that is returned;
    None where they are not known."""

    verified: bool
    verdict: Verdict
    truth: bool | None
    span: Span
    says_yes: bool = False
    last: Verdict = NOTHING
    last_truth: bool | None = False
    spoken: bool = True
    constant: str = ""
    bare: bool = False
    fields: Mapping[str, Told] | None = None

    @property
    def proves(self) -> bool:
        """Whether the caller learns from it that the sender is verified, or can."""
        return self.verified or self.verdict != NOTHING or self.last != NOTHING or self._tells_in_fields

    @property
    def is_open(self) -> bool:
        """Whether the caller may take it for a proof that it is not."""
        return not self.verified and self.verdict == NOTHING and self.says_yes and not self._tells_in_fields

    @property
    def _tells_in_fields(self) -> bool:
        return self.fields is not None and any(verdict != NOTHING for verdict, _ in self.fields.values())
