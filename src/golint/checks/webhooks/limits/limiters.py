"""What limits how often a door may be knocked at, by the names that say so in code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.roles import Roles
from golint.checks.webhooks.limits import proxies
from golint.dataflow.names import last_of, owner_of, text_of
from golint.dataflow.vocabulary import LIMITING_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name, Node
from golint.model import Observation, Side, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

LIFTING = frozenset({"skip", "disable", "exempt", "without"})
AFTERWARDS = frozenset({"error", "exception", "exceeded", "handle", "on"})  # what is done about a limit that was met elsewhere
ROUTERS = frozenset({"Router", "Group", "Blueprint", "APIRouter"})

Found = tuple[Span, str]
"""Where a limiter stands, and what it reaches: "" for every door, "/prefix", or the name of some way in (see `limits.ways`)."""


def observe(view: FileView) -> Iterator[Observation]:
    """The limiters of a file that stand in front of more than one door."""
    program = view.program is not None
    found = proxies.limiters(view) if not program else _in_code(view) if view.side is not Side.CLIENT else ()
    language = view.flow.kin if program else ""
    for span, reach in found:
        yield Observation("limiter", reach, view.location(span), view.side, view.stage, {"reach": reach, "language": language})


# -- names --


def limits(roles: Roles, node: Node) -> bool:
    """Whether a name, a call or an alias is a limiter's: by its role, else by its words."""
    match node:
        case Name() | Call() | facts.Attribute():
            return "limit.rate" in roles.by(node) or _says(facts.trail(node))
        case facts.Literal(value=str() as text):
            return text.partition(":")[0] == "throttle"
    return False


def lifts(node: Node) -> bool:
    """Whether something takes the limits off a door: `@limiter.exempt`, `throttle_classes = []`."""
    match node:
        case Call(arguments=(facts.Argument(value=facts.Sequence(items=())),)):
            return _says(node.path)
        case Name() | Call() | facts.Attribute():
            told = _told(facts.trail(node))
            return bool(told & LIFTING) and _is_limit(told)
        case facts.Assign(targets=(Name(written=written), *_), value=facts.Sequence(items=())):
            return _says(written)
    return False


def _says(path: str) -> bool:
    told = _told(path)
    return _is_limit(told) and not told & (LIFTING | AFTERWARDS)


def _told(path: str) -> frozenset[str]:
    return words_of(".".join(path.split(".")[-2:]))


def _is_limit(told: frozenset[str]) -> bool:
    return bool(told & LIMITING_WORDS or {"rate", "limit"} <= told or {"rate", "limiting"} <= told)


# -- code --


def _in_code(view: FileView) -> Iterator[Found]:
    """The calls, settings and classes that put a limiter in front of every door."""
    flow = view.flow
    for node in flow.module.nodes:
        match node:
            case Call():
                yield from _installed(flow, node)
            case facts.Entry(key=facts.Literal(value=str() as key, span=span), value=value):
                yield from _set(flow, key, value, span)
            case facts.Assign(targets=(Name(path=path, span=span), *_), value=value) if value is not None:
                yield from _set(flow, path.rpartition(".")[2], value, span)
            case facts.Class() if _stands_in_front(flow, node):
                yield node.name_span, ""


def _installed(flow: Flow, call: Call) -> Iterator[Found]:
    """`app.use("/hooks", rateLimit({ max: 20 }))`, `Rack::Attack.throttle(...) { ... }`, `Limiter(app, default_limits=["60/minute"])`."""
    roles = flow.roles.by(call)
    yield from ((call.callee.span, f"group:{role.rpartition('.')[2]}") for role in roles if role.startswith("limit.group."))
    if "limit.everywhere" in roles:
        yield from ((call.callee.span, prefix) for prefix in _paths(call))
    elif roles & {"route.middleware", "limit.install"} and not _is_for_some(flow, call):
        values = [argument.value for argument in call.arguments]
        if any(limits(flow.roles, node) or _makes_limiter(flow, node, call) for value in values for node in facts.walk(value)):
            yield call.callee.span, _prefix(call)
    elif limits(flow.roles, call) and _given(call, "default_limits", "application_limits"):
        yield call.callee.span, ""


def _makes_limiter(flow: Flow, node: Node, call: Call) -> bool:
    """Whether a variable holds a limiter, whatever it is called: `const slow = rateLimit({ max: 20 })`."""
    held = flow.texts.value_of(node, flow.routine_at(call.span.start)) if isinstance(node, Name) else None
    return held is not None and any(limits(flow.roles, inner) for inner in facts.walk(held[0]))


def _is_for_some(flow: Flow, call: Call) -> bool:
    """Whether what a middleware is put before are the doors of one router, which are asked for their own."""
    owner = owner_of(call)
    made = flow.texts.maker(owner, flow.routine_at(call.span.start)) if owner is not None else ""
    return made.rpartition(".")[2] in ROUTERS


def _prefix(call: Call) -> str:
    text = text_of(call.argument(0))
    return text if text.startswith("/") and text.strip("/*") else ""


def _paths(call: Call) -> tuple[str, ...]:
    """The addresses that a limiter is told, in what it is handed; every address where it names none."""
    asked = (node for a in call.arguments for node in facts.walk(a.value) if isinstance(node, facts.Compare | Call))
    texts = [text_of(part) for node in asked for part in facts.walk(node) if isinstance(part, facts.Literal)]
    plain = tuple(dict.fromkeys(text for text in texts if text.startswith("/")))
    return plain if plain and any(_asks_path(node) for a in call.arguments for node in facts.walk(a.value)) else ("",)


def _asks_path(node: Node) -> bool:
    return isinstance(node, facts.Compare) and any(last_of(side) in ("path", "fullpath", "path_info") for side in (node.left, node.right))


def _given(call: Call, *names: str) -> bool:
    value = call.argument(None, *names)
    return value is not None and not (isinstance(value, facts.Sequence) and not value.items)


def _set(flow: Flow, key: str, value: Expr, span: Span) -> Iterator[Found]:
    """`DEFAULT_THROTTLE_CLASSES`, the lists of an application's middlewares, `{ provide: APP_GUARD, useClass: ThrottlerGuard }`."""
    told = flow.roles.of(key)
    empty = isinstance(value, facts.Sequence | facts.Mapping) and not (value.items if isinstance(value, facts.Sequence) else value.entries)
    if "limit.framework" in told and not empty:
        yield span, "framework"
    elif "limit.everywhere" in told and not empty:
        yield span, ""
    elif "limit.list" in told:
        yield from ((span, reach) for reach in _listed(flow, value))


def _listed(flow: Flow, value: Expr) -> Iterator[str]:
    """What the limiters in a list of middlewares, or in a table of such lists by group, reach."""
    if isinstance(value, facts.Mapping):
        yield from (f"group:{text_of(e.key)}" for e in value.entries if any(True for _ in _listed(flow, e.value)))
    elif any(limits(flow.roles, node) or _says(text_of(node) if isinstance(node, facts.Literal) else "") for node in facts.walk(value)):
        yield ""


def _stands_in_front(flow: Flow, node: facts.Class) -> bool:
    """Whether a class stands in front of every request and asks a limiter."""
    bases = {last_of(base) for base in node.bases}
    if not (bases & flow.language.middleware_bases or "iddleware" in node.name or node.name.endswith("Filter")):
        return False
    methods = [one for one in node.body if isinstance(one, facts.Function) and one.name in flow.language.middleware_methods]
    calls = (n for one in methods for n in facts.walk(one.body) if isinstance(n, Call))
    return bool(methods) and (_says(node.name) or any(limits(flow.roles, call) for call in calls))
