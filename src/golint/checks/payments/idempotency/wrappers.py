"""Functions of the shop that send every request: who moves money through them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from golint.catalog.providers import Provider
from golint.checks.callers import callers
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.requests.money import Money, route_fits
from golint.dataflow.values.texts import HOLE
from golint.facts import Argument, Attribute, Call, Expr, Index, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 3
VERBS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


class Use(Struct, frozen=True):
    """A request whose route its function is told, and the calls by which money moves through it. `between`: for each of them, those that
    hand it on from there to the function of the request."""

    call: Call
    routine: Routine
    users: tuple[Money, ...]
    between: tuple[tuple[Money, ...], ...]


def uses(view: FileView) -> tuple[Use, ...]:
    """The wrappers of a file through which money moves."""
    return view.own(_uses)


def _uses(view: FileView) -> tuple[Use, ...]:
    return tuple(_found(view))


def _found(view: FileView) -> Iterator[Use]:
    flow = view.flow
    provider = flow.pack if flow.traces.may_ask("http.request") else None
    if provider is None:
        return
    known = {money.call.span for money in flow.money}
    for asked in _requests(flow):
        routine = flow.routine_at(asked.span.start)
        call = _told_method(asked, routine)
        if (
            routine.start < 0
            or "http.request" not in flow.money_calls.asks(call, routine)
            or call.span in known
            or flow.money_calls.verb(call, routine) == "GET"
        ):
            continue
        if _is_told_the_route(flow, call, routine) and not flow.money_calls.asks_shop(call, routine):
            users = tuple(_users(flow, provider, routine, HOPS, reads=_reads(flow, call, routine)))
            if users:
                yield Use(call, routine, tuple(user for user, _ in users), tuple(between for _, between in users))


def _told_method(call: Call, routine: Routine) -> Call:
    """A call whose function is told by its name, `axios[method](url)`, `Http::asForm()->$method($url)`, as one that is told a method."""
    match call.callee:
        case Index(base=base, key=Name() as key, span=span) if call.arguments and _is_parameter(key, routine):
            path = f"{base.path}.request" if isinstance(base, Name) else ".request"
            written = f"{base.written}.request" if isinstance(base, Name) else ""
            callee = Name(path, span, written) if isinstance(base, Name) else Attribute(base, path, span)
            return Call(callee, path, (Argument(key), *call.arguments), call.span)
    return call


def _requests(flow: Flow) -> Iterator[Call]:
    """The calls of a file, each with all that it is told. Of a request that one opens and another sends it is the one that is handed the
    address: `curl_init(BASE . $path)`, or else the one that sends it."""
    opened: dict[Span, Call] = {}
    for call in flow.requests:
        sent, opening = flow.assembly.runs(call), opened.get(call.span)
        if sent is not None:
            opened[sent] = call
        if opening is not None and not _is_addressed(opening):
            yield replace(call, arguments=(*call.arguments, *opening.arguments))
        elif opening is None and (sent is None or _is_addressed(call)):
            yield call


def _is_addressed(call: Call) -> bool:
    return any(argument.name is None and not argument.spread for argument in call.arguments)


def _is_told_the_route(flow: Flow, call: Call, routine: Routine) -> bool:
    at = 3 if last_of(call.argument(1)).startswith("Method") or text_of(call.argument(1)).isupper() else 2
    return any(HOLE in flow.texts.of(a.value, routine) for a in call.arguments[:at] if a.name in (None, "url"))


def _reads(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a request only reads unless its function is told a method: `fetch(BASE + path, options)`."""
    if text_of(_default(call.argument(0), routine)).upper() == "GET":
        return True
    told = any(field.name == "method" for field in flow.fields.named(call, routine))
    return "http.reading" in flow.money_calls.asks(call, routine) and not told


def _default(expr: Expr | None, routine: Routine) -> Expr | None:
    """What a parameter is where a function is not told: "get" of `request($url, $method = "get")`."""
    return next((p.default for p in routine.function.parameters if isinstance(expr, Name) and p.name == expr.written), None)


def _users(flow: Flow, provider: Provider, wrapper: Routine, hops: int, *, reads: bool) -> Iterator[tuple[Money, tuple[Money, ...]]]:
    for call, routine in callers(flow, wrapper):
        texts = [flow.texts.of(a.value, routine) for a in call.arguments]
        texts += [
            flow.texts.of(field.value, field.routine)
            for field in flow.fields.named(call, routine)
            if field.name in ("method", "url", "path")
        ]
        verbs = {text.upper() for text in texts} & VERBS
        if last_of(call) == "get" or "GET" in verbs or (reads and not verbs and not _is_unseen(flow, call, routine)):
            continue
        entry = next((e for e in provider.money if not e.language and any(route_fits(e.call, t) for t in texts if t != HOLE)), None)
        if entry is not None:
            yield Money(call, routine, provider, entry, sdk=False), ()
        elif hops > 1 and any(_is_parameter(a.value, routine) for a in call.arguments) and routine != wrapper:
            for user, between in _users(flow, provider, routine, hops - 1, reads=reads):
                yield user, (*between, Money(call, routine, provider, user.entry, sdk=False))


def _is_unseen(flow: Flow, call: Call, routine: Routine) -> bool:
    return any(flow.fields.of(argument.value, routine).open for argument in call.arguments[1:])


def _is_parameter(value: Expr, routine: Routine) -> bool:
    return isinstance(value, Name) and any(p.name == value.written for p in routine.function.parameters)
