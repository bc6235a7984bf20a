"""The one of several of a kind that is picked while the shop runs: `desks.Single(d => d.Takes(kind))`, `desks.get(kind)`."""

from __future__ import annotations

from golint.dataflow.names import last_of, owner_of
from golint.facts import Call, Expr, Index, Name
from golint.lazily import compiled

_PICKING = frozenset({
    "Single", "SingleOrDefault", "First", "FirstOrDefault", "Last", "LastOrDefault", "GetValueOrDefault", "findFirst", "findAny",
    "orElseThrow", "orElse", "orElseGet", "first", "firstOrNull", "single", "singleOrNull", "get", "getOrDefault", "getValue", "find",
})  # fmt: skip
_NARROWING = frozenset({"Where", "OrderBy", "stream", "filter", "toList", "ToList"})
_KINDS = compiled(r"^[\w.]*(?:Enumerable|Collection|List|Set|Iterable|Array)<\s*([\w.]+)\s*>\??$|^([\w.]+)\??\[\]\??$")
_KEYED = compiled(r"^[\w.]*(?:Map|Dictionary)<[\w.]+\??,\s*([\w.]+)\s*>\??$")


def picked_from(value: Expr) -> Name | None:
    """The variable or field of which a value is one element: `desks["cards"]`; None for any other value."""
    base: Expr | None = None
    match value:
        case Index():
            base = value.base
        case Call() if last_of(value) in _PICKING:
            base = owner_of(value)
            while isinstance(base, Call) and last_of(base) in _PICKING | _NARROWING:
                base = owner_of(base)
    return base if isinstance(base, Name) else None


def element_of(annotation: str) -> str:
    """The type of the elements of a collection that is declared so; "" for what is none."""
    found = _KINDS.match(annotation) or _KEYED.match(annotation)
    return next((kind for kind in found.groups() if kind), "") if found is not None else ""
