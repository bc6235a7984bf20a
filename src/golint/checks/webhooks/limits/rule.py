"""Is there a limiter on the way to a webhook's door: around it, in it, or in front of everything?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.webhooks.limits.limiters import lifts, limits
from golint.checks.webhooks.limits.packages import is_package
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of
from golint.dataflow.vocabulary import HOOK_WORDS, MAYBE_HOOK_WORDS, PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.facts import Expr, Node
from golint.lazily import compiled
from golint.model import Observation, Related, RepositoryHit

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

HOPS = 2
FRAMEWORK_VIEWS = frozenset({"APIView", "ViewSet", "GenericViewSet", "ModelViewSet", "GenericAPIView", "CreateAPIView", "api_view"})
COMMON = HOOK_WORDS | MAYBE_HOOK_WORDS | PAYMENT_WORDS | {"api"}
"""Words of addresses below which a webhook may be, where its own is not known."""

_PLAIN = compiled(r"[^/\w.-].*")


def webhook_without_rate_limit(observations: Sequence[Observation], catalog: Catalog) -> Iterator[RepositoryHit]:
    """Doors for webhooks with no limiter on the way; one report for those of a language, since one limiter in front cures them all."""
    limiters = [one for one in observations if one.kind == "limiter"]
    bare: dict[str, list[Observation]] = defaultdict(list)
    for door in observations:
        if door.kind == "handler" and door.values.get("limited") == "no" and not any(_stands_before(one, door) for one in limiters):
            bare[door.values["language"]].append(door)
    for doors in bare.values():
        first, *others = sorted(doors, key=lambda one: (one.location.path, one.location.span))
        values = {"handler": first.values["symbol"], "others": _others(len(others))}
        related = tuple(Related(one.location, "nor is this one") for one in others)
        yield RepositoryHit(first.location, values, provider=first.values["provider"] or None, related=related)


def _others(count: int) -> str:
    return f", nor to {count} other{'s' if count > 1 else ''}" if count else ""


def _stands_before(limiter: Observation, door: Observation) -> bool:
    """Whether a limiter that stands in front of others stands in front of this door too."""
    language, reach = limiter.values["language"], limiter.values["reach"]
    if language not in ("", door.values["language"]) or (language and "exempt" in door.values["ways"].split()):
        return False
    if not reach.startswith("/"):
        return not reach or reach in door.values["ways"].split()
    steps = [step.strip("/") for step in door.values["route"].split() if "/" in step]
    if not steps:
        return bool(words_of(reach) & COMMON)
    routes = [f"/{step}/" for step in (*steps, "/".join(steps))]
    if door.values["language"] == "php" and "group:api" in door.values["ways"].split():
        routes += [f"/api{route}" for route in routes]  # where Laravel puts what routes/api.php holds
    return any(f"/{reach.strip('/')}/" in _PLAIN.sub("/", route) for route in routes)


# -- one door --


def limited(view: FileView, handler: Handler) -> str:
    """Whether the code shows a limiter on the way to a door: "yes", "no", or "unknown" for a door that nothing is seen to register, and for
    one in a package, which is put behind others' limiters."""
    flow = view.flow
    around = (node for one in _around(flow, handler) if not lifts(one) for node in facts.walk(one))
    if any(limits(flow.roles, node) for node in around) or _limits_inside(flow, handler):
        return "yes"
    return "no" if handler.registered and not flow.unknown_guards(handler) and not is_package(view) else "unknown"


def ways(flow: Flow, handler: Handler) -> str:
    """What limiters in front of many doors go by: the route groups that hold the door, the views of a framework, that it is exempt."""
    found = {f"group:{path.rpartition('/')[2].partition('.')[0]}" for path in flow.tables(handler)}
    owner = handler.routine.owner
    bases = [base for place in _lineage(flow, handler.routine) for base in place.definition.bases] if owner else []
    if any(_is_framework_view(expr) for expr in (*bases, *handler.routine.function.decorators)):
        found.add("framework")
    if any(lifts(node) for node in _around(flow, handler)):
        found.add("exempt")
    return " ".join(sorted(found))


def _is_framework_view(expr: Expr) -> bool:
    """Whether a base or a decorator makes a door one of those that a framework's own throttling covers."""
    return last_of(expr) in FRAMEWORK_VIEWS


def _around(flow: Flow, handler: Handler) -> Iterator[Node]:
    """What stands around a door: wrappers, decorators, what its class and those that it inherits from say of themselves."""
    yield from (wrapper.expr for wrapper in handler.before)
    yield from handler.routine.function.decorators
    for place in _lineage(flow, handler.routine):
        yield from place.definition.decorators
        yield from (one for one in place.definition.body if isinstance(one, facts.Assign | facts.Evaluate))


def _lineage(flow: Flow, routine: Routine) -> Iterator[ClassPlace]:
    if routine.owner is not None:
        yield from flow.resolver.lineage(ClassPlace(routine.path, routine.owner))


def _limits_inside(flow: Flow, handler: Handler) -> bool:
    """Whether the door itself, what it runs, or a function in front of it asks a limiter."""
    before = (flow.resolver.definition(wrapper.expr, wrapper.place) for wrapper in handler.before)
    routines = [handler.routine, *(found for found in before if isinstance(found, Routine))]
    inside = (inner for routine in routines for inner in callees(flow, routine, HOPS))
    return any(limits(flow.roles, node) for routine in inside for node in routine.nodes)
