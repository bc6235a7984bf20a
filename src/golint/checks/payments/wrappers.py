"""Functions of the shop that send every request: who moves money through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from golint.catalog.providers import Provider
from golint.dataflow.modules import Routine
from golint.dataflow.money import Money, route_fits
from golint.dataflow.names import last_of
from golint.dataflow.texts import HOLE
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 3
MANY = 12


@dataclass(frozen=True, slots=True)
class Use:
    """A request whose route its function is told, and the calls by which money moves through it."""

    call: Call
    routine: Routine
    users: tuple[Money, ...]


def uses(view: FileView) -> Iterator[Use]:
    """The wrappers of a file through which money moves."""
    flow = view.flow
    provider = flow.pack
    if provider is None:
        return
    known = {money.call.span for money in flow.money}
    for call in flow.calls("http.request"):
        routine = flow.routine_at(call.span.start)
        if routine.start < 0 or call.span in known or flow.money_calls.verb(call, routine) == "GET":
            continue
        if _is_told_the_route(flow, call, routine):
            users = tuple(_users(flow, provider, routine, HOPS))
            if users:
                yield Use(call, routine, users)


def _is_told_the_route(flow: Flow, call: Call, routine: Routine) -> bool:
    return any(HOLE in flow.texts.of(a.value, routine) for a in call.arguments[:2] if a.name in (None, "url"))


def _users(flow: Flow, provider: Provider, wrapper: Routine, hops: int) -> Iterator[Money]:
    for call, routine in _callers(flow, wrapper):
        texts = [flow.texts.of(a.value, routine) for a in call.arguments]
        if last_of(call) == "get" or any(text.upper() == "GET" for text in texts):
            continue
        entry = next((e for e in provider.money if not e.language and any(route_fits(e.call, t) for t in texts if t != HOLE)), None)
        if entry is not None:
            yield Money(call, routine, provider, entry, sdk=False)
        elif hops > 1 and any(_is_parameter(a.value, routine) for a in call.arguments) and routine != wrapper:
            yield from _users(flow, provider, routine, hops - 1)


def _is_parameter(value: Expr, routine: Routine) -> bool:
    return isinstance(value, Name) and any(p.name == value.written for p in routine.function.parameters)


def _callers(flow: Flow, wrapper: Routine) -> Iterator[tuple[Call, Routine]]:
    """The calls that run a function, in its own file and in those that name it and its class or file."""
    name = wrapper.function.name
    home = wrapper.owner.name if wrapper.owner else wrapper.path.rpartition("/")[2].removesuffix(".py")
    others = sorted(set(flow.resolver.files.mentioning(name)) & set(flow.resolver.files.mentioning(home)) - {wrapper.path})
    for path in (wrapper.path, *others[:MANY]):
        module = flow.resolver.module(path)
        if module is None:
            continue
        for call in module.calls:
            if last_of(call) == name and flow.judge.callee(call, module.enclosing(call.span.start)) == wrapper:
                yield call, module.enclosing(call.span.start)
