"""Whether anything behind a routine may ask the provider about what was sent: found out call by call, before every path is walked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.proof.judge import Judge
from golint.dataflow.proof.walk import HOPS
from golint.dataflow.tags import Tags
from golint.facts import Call


class ReadBacks:
    """Says no only where the walk over the same routine notes no check of the kind "read-back"."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._possible: dict[tuple[Routine, int], bool] = {}
        self._known: dict[tuple[Routine, frozenset[tuple[str, Tags]], int], bool] = {}
        self._calling: dict[Routine, Sequence[tuple[Call, Routine]]] = {}

    def behind(self, routine: Routine, given: Mapping[str, Tags] | None = None, hops: int = HOPS) -> bool:
        """Whether the routine, its parameters having the origins `given`, or one that it leads to, may ask."""
        key = (routine, frozenset((given or {}).items()), hops)
        if key not in self._known:
            self._known[key] = self.may_be_behind(routine, hops) and self._is_behind(routine, given or {}, hops)
        return self._known[key]

    def may_be_behind(self, routine: Routine, hops: int = HOPS) -> bool:
        """The same whatever the parameters are given: told once for all who call the routine, and almost always no."""
        key = (routine, hops)
        if key not in self._possible:
            self._possible[key] = self._is_known_by_name(routine, hops) or (hops >= 0 and self._may_ask(routine, hops))
        return self._possible[key]

    def _is_known_by_name(self, routine: Routine, hops: int) -> bool:
        """Whether a routine that is called says that it asks. One behind the last hop is not walked, and can be known by nothing else."""
        return hops < HOPS and self._judge.asks_outside(routine)

    def _may_ask(self, routine: Routine, hops: int) -> bool:
        calls = self._calls(routine)
        if any(self._judge.may_read_back(call, place) for call, place in calls):
            return True
        called = (self._judge.callee(call, place) for call, place in calls)
        return any(callee is not None and self.may_be_behind(callee, hops - 1) for callee in called)

    def _is_behind(self, routine: Routine, given: Mapping[str, Tags], hops: int) -> bool:
        if self._is_known_by_name(routine, hops):
            return True
        for call, place in self._calls(routine) if hops >= 0 else ():
            known = given if place == routine else {}  # what closures are handed is not followed
            if self._judge.may_read_back(call, place) and self._judge.verifies(call, place, known) == "read-back":
                return True
            callee = self._judge.callee(call, place)
            if callee is None or not self.may_be_behind(callee, hops - 1):
                continue
            if self.behind(callee, self._judge.bound(call, callee, place, known), hops - 1):
                return True
        return False

    def _calls(self, routine: Routine) -> Sequence[tuple[Call, Routine]]:
        """The calls that a walk over a routine comes to, each with the function that it stands in: the routine, or a closure that runs
        there."""
        if routine not in self._calling:
            self._calling[routine] = tuple(self._walked(routine))
        return self._calling[routine]

    def _walked(self, place: Routine) -> Iterator[tuple[Call, Routine]]:
        for call in (node for node in place.own if isinstance(node, Call)):
            yield call, place
            for closure in facts.operands(call) if self._judge.runs_closures else ():
                if isinstance(closure, facts.Lambda):
                    yield from self._walked(Routine(place.path, closure.function.span.start, closure.function, place.owner))
