"""Whether anything behind a routine may ask the provider about what was sent: found out by names, before every path is walked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from golint import facts
from golint.dataflow.judge import Judge
from golint.dataflow.modules import Routine
from golint.dataflow.proof import HOPS
from golint.facts import Call


class ReadBacks:
    """Says no only where the walk over the same routine notes no check of the kind "read-back"."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[Routine, int], bool] = {}
        self._calling: dict[Routine, Sequence[tuple[Call, Routine]]] = {}

    def behind(self, routine: Routine, hops: int = HOPS) -> bool:
        """Whether the routine, or one that it leads to, may ask."""
        key = (routine, hops)
        if key not in self._known:
            self._known[key] = self._asks(routine, hops) or (hops >= 0 and self._leads_on(routine, hops))
        return self._known[key]

    def _asks(self, routine: Routine, hops: int) -> bool:
        """Whether a routine may ask by itself; the one behind the last hop is not walked, and known by its name alone."""
        if hops < HOPS and self._judge.asks_outside(routine):
            return True
        return hops >= 0 and any(self._judge.may_read_back(call, place) for call, place in self._calls(routine))

    def _leads_on(self, routine: Routine, hops: int) -> bool:
        found = (self._judge.callee(call, place) for call, place in self._calls(routine))
        return any(callee is not None and self.behind(callee, hops - 1) for callee in found)

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
