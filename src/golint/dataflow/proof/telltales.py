"""What a provider alone sends: who looks for that in a body takes its webhooks, whatever his door is called."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from golint import facts
from golint.catalog.providers import Provider
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.proof.judge import Judge
from golint.dataflow.tags import BODY, Tags
from golint.dataflow.values.origins import Origins
from golint.facts import Call, Expr, Index, Literal, Name

_HOPS = 1  # functions inside one another that an event is handed to


class Telltales:
    """Looks for it in what doors do with what was sent."""

    def __init__(self, judge: Judge, origins: Origins) -> None:
        self._judge = judge
        self._origins = origins

    def seen_in(self, routine: Routine, packs: Collection[Provider]) -> bool:
        """Whether a routine, or a function that it hands the body to, compares a part of that with the name of an event that one of the
        providers sends, `req.body.event === "charge.success"`, or takes a field from it that only their webhooks have."""
        told = {event for pack in packs for event in pack.events if "." in event}  # `payment` is an ordinary word
        told |= {field for pack in packs for webhook in pack.webhooks for field in webhook.fields}
        return bool(told) and self._seen(routine, told, {}, _HOPS)

    def _seen(self, routine: Routine, told: Collection[str], given: Mapping[str, Tags], hops: int) -> bool:
        if any(self._origins.of(value, routine, given) & BODY for value in self._telling(routine, told)):
            return True
        for call in routine.calls if hops else ():
            callee = self._judge.callee(call, routine)
            if callee is None or callee == routine or not any(True for _ in self._telling(callee, told)):
                continue
            if self._seen(callee, told, self._judge.bound(call, callee, routine, given), hops - 1):
                return True
        return False

    def _telling(self, routine: Routine, told: Collection[str]) -> Iterator[Expr]:
        """What a routine compares with the name of an event, and what it calls as a field is called, wherever either comes from."""
        for node in routine.nodes:
            match compared(node, self._judge.roles) or node:
                case facts.Compare(operator="==" | "!=", left=left, right=right):
                    yield from (other for one, other in ((left, right), (right, left)) if _is_one(one, told))
                case facts.Switch(subject=subject, cases=cases) if any(_is_one(p, told) for case in cases for p in case.patterns):
                    yield subject
                case facts.Assign(targets=targets, value=value) if value is not None and any(_takes(one, told) for one in targets):
                    yield value  # `const { signature: sent } = req.body`
                case Name(written=written) as asked if written.rpartition(".")[2] in told:
                    yield asked
                case Index(key=key) as asked if _is_one(key, told):
                    yield asked
                case Call(arguments=(facts.Argument(value=value), *_)) as asked if _is_one(value, told):
                    yield asked


def _takes(target: Expr, told: Collection[str]) -> bool:
    """Whether a pattern takes a field out of what it is given."""
    return isinstance(target, facts.Mapping) and any(entry.key is not None and _is_one(entry.key, told) for entry in target.entries)


def _is_one(expr: Expr, told: Collection[str]) -> bool:
    return isinstance(expr, Literal) and isinstance(expr.value, str) and expr.value in told
