"""A date without a time of day: drawn from the clock, and the same until midnight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of, text_of
from golint.dataflow.tags import DRAWN
from golint.facts import Call, Expr, Literal, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 3
DAYS = frozenset({"Date.today", "Date.current", "LocalDate.now", "java.time.LocalDate.now"})
WRITTEN_OUT = frozenset({"toDateString", "toLocaleDateString"})
CUTS = frozenset({"slice", "substring", "substr"})
_STRFTIME, _PATTERN = re.compile(r"(%-?[YymdjbBeGVUuaAF]|[^%])+"), re.compile(r"[yYMdDuwWQLEe\W\d_]+")
LAYOUTS = {  # of a date alone
    "python": _STRFTIME,
    "ruby": _STRFTIME,
    "php": re.compile(r"[dDjlNSwzWFmMntLoYy\W\d_]+"),
    "go": re.compile(r"(?!.*(15|03|04|05))(?=.*2006).+"),
    "javascript": _PATTERN,
    "java": _PATTERN,
    "csharp": _PATTERN,
}


def is_of_day(flow: Flow, made: Expr, routine: Routine) -> bool:
    """Whether what is drawn in a value is nothing but the date, beside what else it is made of: `"plan-" . $plan->id . date("Ymd")`. The
    date alone is one for all who pay on that day."""
    return not _tells_day(flow, made) and _draws_days(flow, made, routine, HOPS)


def _draws_days(flow: Flow, value: Expr, routine: Routine, hops: int) -> bool:
    if _tells_day(flow, value):
        return True
    if isinstance(value, Name):
        held = flow.texts.value_of(value, routine) if hops else None
        return held is not None and _draws_days(flow, *held, hops - 1)
    drawn = [part for part in facts.operands(value) if flow.origin(part, routine) & DRAWN]
    return bool(drawn) and all(_draws_days(flow, part, routine, hops) for part in drawn)


def _tells_day(flow: Flow, value: Expr) -> bool:
    if isinstance(value, facts.Index):  # `new Date().toISOString().split("T")[0]`
        return isinstance(value.base, Call) and last_of(value.base) == "split" and text_of(value.base.argument(0)) == "T"
    if not isinstance(value, Call):
        return False
    if any(f"{value.path}.".startswith(f"{day}.") for day in DAYS) or last_of(value) in WRITTEN_OUT:
        return True
    if last_of(value) in CUTS:  # `new Date().toISOString().slice(0, 10)`
        end = value.argument(1)
        return isinstance(end, Literal) and isinstance(end.value, int) and end.value <= len("2025-01-31")
    clocks = (value, *chained(value))
    if not any("time.now" in flow.roles.by(one) or flow.roles.leads(one.path, "time.now") for one in clocks):
        return False
    layout = text_of(value.argument(0))
    return bool(layout) and LAYOUTS[flow.kin].fullmatch(layout) is not None
