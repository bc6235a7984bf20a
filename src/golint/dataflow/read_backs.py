"""Whether anything behind a routine may ask the provider about what was sent: found out by names, before every path is walked."""

from __future__ import annotations

from golint.dataflow.judge import Judge
from golint.dataflow.modules import Routine
from golint.dataflow.proof import HOPS
from golint.dataflow.vocabulary import POSTING_BACK
from golint.facts import Call

_POSTING_BACK = tuple(sorted(word.encode() for word in POSTING_BACK))


class ReadBacks:
    """Says no only where the walk over the same routine notes no check of the kind "read-back"."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[Routine, int], bool] = {}

    def behind(self, routine: Routine, hops: int = HOPS) -> bool:
        """Whether the routine, or one that it leads to, may ask."""
        key = (routine, hops)
        if key not in self._known:
            self._known[key] = self._asks(routine, hops) or (hops >= 0 and self._leads_on(routine, hops))
        return self._known[key]

    def _asks(self, routine: Routine, hops: int) -> bool:
        named = hops < HOPS and self._judge.sounds_like_a_check(routine.function.name)
        return named or any(self._may_ask(call, place) for call, place in self._calls(routine))

    def _may_ask(self, call: Call, place: Routine) -> bool:
        roles = self._judge.roles.by(call) | self._judge.origins.through_client(call, place)
        if self._judge.asks_provider(call, roles):
            return True
        return bool(roles & {"http.request", "http.write"}) and self._judge.resolver.files.holds(place.path, _POSTING_BACK)

    def _leads_on(self, routine: Routine, hops: int) -> bool:
        found = (self._judge.callee(call, place) for call, place in self._calls(routine))
        return any(callee is not None and callee != routine and self.behind(callee, hops - 1) for callee in found)

    def _calls(self, routine: Routine) -> list[tuple[Call, Routine]]:
        """The calls of a routine, each with the function that it stands in."""
        module = self._judge.resolver.module(routine.path)
        return [(call, module.enclosing(call.span.start)) for call in routine.calls] if module is not None else []
