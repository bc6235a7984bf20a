"""Connections to a provider that are opened for one request, and thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.catalog.words import speaks_of
from golint.checks.callers import callers
from golint.checks.subject import is_trial
from golint.dataflow.modules import Routine
from golint.dataflow.names import called, last_of, name_of, owner_of
from golint.dataflow.values.texts import HOLE
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Hit, Side, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow
    from golint.view import FileView

ALONE = "`{client}` opens a connection of its own for each call"
ANEW = "`{client}` is made anew for each call"
# Functions that run once, or whose result is kept.
ONCE = frozenset({"main", "init", "setup", "configure", "initialize", "register", "boot", "lifespan", "startup"})
KEPT = frozenset({"bean", "provide", "produce", "singleton", "cache", "cached", "lazy", "memoize", "memo"})
# What an address is called that is no provider's.
ELSEWHERE = frozenset(
    {"webhook", "hook", "callback", "endpoint", "image", "logo", "icon", "file", "newsletter", "slack", "notify", "notification"}
)
_SCRIPTS = compiled(
    r"(?:^|/)(?:dev|scripts?|commands?|management|bin|migrations?|tools?|console|examples?|cli|benchmarks?|lib/tasks|notebooks?)/|\.ipynb$"
)


class _Opening(Struct, frozen=True):
    """Where a connection is opened for one call: what does it, in which function, and what golint says of that."""

    span: Span
    client: str
    routine: Routine
    what: str


def no_connection_reuse(view: FileView) -> Iterator[Hit]:
    """A client or a session for each call to a provider; one report a file."""
    flow = view.flow
    if not flow.providers or not _serves(view):
        return
    found = sorted((*_alone(view), *_anew(view)), key=lambda one: one.span)
    if not found or (flow.language.scripts and len({one.routine for one in found}) < 2):
        return  # where nothing outlives a request, as in PHP, one call has nothing to share
    first, *others = found
    yield Hit(
        first.span,
        {"what": first.what.format(client=flow.language.names.spelled(first.client)), "provider": flow.name_of_provider(first.routine)},
        provider=flow.provider_at(first.routine),
        symbol=flow.symbol(first.routine),
        related=tuple((None, one.span, "and here") for one in others),
    )


def _serves(view: FileView) -> bool:
    """Whether a file answers customers, and is not run by hand or once."""
    path = view.source.path.lower()
    by_hand = b"__main__" in view.source.data and not view.flow.handlers
    return view.side is not Side.CLIENT and not by_hand and not _SCRIPTS.search(path) and not is_trial(path)


def _runs_by_hand(flow: Flow, routine: Routine) -> bool:
    """Whether only scripts and commands run a function."""
    paths = {place.path.lower() for _, place in callers(flow, routine)}
    return bool(paths) and all(_SCRIPTS.search(path) for path in paths)


# -- functions without a client --


def _alone(view: FileView) -> Iterator[_Opening]:
    flow = view.flow
    for call in flow.calls("http.alone"):
        routine = flow.routine_at(call.span.start)
        if routine.start < 0 or flow.judge.callee(call, routine) is not None or not _asks_provider(view, call, routine):
            continue
        if not _runs_by_hand(flow, routine):
            yield _Opening(call.callee.span, called(call), routine, ALONE)


def _asks_provider(view: FileView, call: Call, routine: Routine) -> bool:
    """Whether a request goes to a provider: by its address, else by what the function, its class and its file are called."""
    given = [a.value for a in call.arguments if a.name in (None, "url", "uri", "requestUri")]
    hosts = [text.partition("://")[2].partition("/")[0] for value in given if "://" in (text := view.flow.texts.of(value, routine))]
    written = [host for host in hosts if host and HOLE not in host]
    if written:
        return any(known.value in host for host in written for pack in _packs(view) for known in pack.hosts if known.role == "api")
    if any(words_of(name_of(value)) & ELSEWHERE for value in given):
        return False
    owner = routine.owner.name if routine.owner else ""
    told = f"{view.source.path} {owner} {routine.function.qualname}".encode("utf-8", "surrogateescape")
    return any(speaks_of(pack, told, told.lower()) for pack in _packs(view))


def _packs(view: FileView) -> Iterator[Provider]:
    yield from (view.catalog.providers[name] for name in view.flow.providers)


# -- clients that are made anew --


def _anew(view: FileView) -> Iterator[_Opening]:
    flow = view.flow
    for call in flow.calls("http.pool"):
        routine = flow.routine_at(call.span.start)
        if _runs_once(flow, routine) or flow.judge.callee(call, routine) is not None:
            continue
        requests = list(_made_with(call, routine))
        if any(_asks_provider(view, request, routine) for request in requests) and not _runs_by_hand(flow, routine):
            yield _Opening(call.span, called(call), routine, ANEW)


def _runs_once(flow: Flow, routine: Routine) -> bool:
    """Whether a function runs when the application starts, makes what is kept, or may do either."""
    name = routine.function.name
    told = frozenset[str]().union(*(words_of(last_of(decorator)) for decorator in routine.function.decorators))
    once = name in flow.language.constructors or bool(words_of(name) & ONCE) or name.startswith("New") or bool(told & KEPT)
    return routine.start < 0 or once or (not name and all(routine != handler.routine for handler in flow.handlers))


def _made_with(call: Call, routine: Routine) -> Iterator[Call]:
    """The requests that a client makes in the function that it is made in; none where the client goes elsewhere."""
    nodes = list(routine.nodes)
    chained = [node for node in nodes if isinstance(node, Call) and node.receiver is not None and call.span in node.receiver.span]
    names = {name for node in nodes if isinstance(node, facts.Assign) and node.value is not None for name in _locals(node, call)}
    if any(_goes_on(node, names, call) for node in nodes):
        return
    yield from chained
    yield from (node for node in nodes if isinstance(node, Call) and _head(node) in names)


def _locals(node: facts.Assign, call: Call) -> Iterator[str]:
    """The names that hold what a call gives; "" for anything but a plain local name."""
    if node.value is not None and call.span in node.value.span and not isinstance(node.value, facts.Lambda):
        yield from (t.written if isinstance(t, Name) and "." not in t.written and "@" not in t.written else "" for t in node.targets)


def _goes_on(node: facts.Node, names: set[str], call: Call) -> bool:
    """Whether a client outlives its function: it is given back, kept in a field, or handed to something else."""
    match node:
        case facts.Return(value=value) if value is not None:
            return _is(value, names, call)
        case facts.Assign(targets=targets, value=value) if value is not None:
            kept = any(not isinstance(t, Name) or "." in t.written or t.written.startswith("@") for t in targets)
            return kept and (_is(value, names, call) or call.span in value.span)
        case Call(arguments=arguments):
            handed = (a.value for a in arguments if isinstance(a.value, Name) or not names)
            return any(_is(value, names, call) for value in handed)
    return False


def _is(value: Expr, names: set[str], call: Call) -> bool:
    return (isinstance(value, Name) and value.written in names) or value.span == call.span


def _head(call: Call) -> str:
    """The name that a chain of calls begins with: `client` of `client.get(url).json()`."""
    owner = owner_of(call)
    while isinstance(owner, Call | facts.Attribute):
        owner = owner_of(owner) if isinstance(owner, Call) else owner.base
    return owner.written.partition(".")[0] if isinstance(owner, Name) else ""
