"""Who runs a function: from it up to the doors of the shop, across the files of the repository."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.context import runs_in_shop
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.facts import Call, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler

MANY = 12  # files that name one function


def callers(flow: Flow, routine: Routine) -> Iterator[tuple[Call, Routine]]:
    """The calls that run a function, in its own file and in those that name it and its class or file."""
    name = routine.function.name
    if not name or routine.start < 0:
        return
    for path in (routine.path, *naming(flow, routine)[:MANY]):
        module = flow.resolver.module(path)
        if module is None:
            continue
        for call in module.calls:
            if last_of(call) == name and flow.judge.callee(call, place := module.enclosing(call.span.start)) == routine:
                yield call, place


def is_run_by_door(flow: Flow, handler: Handler) -> bool:
    """Whether what looks like a door is handed the request of another one: `pay(req, res) { return service.pay(req, res); }`. What is to be
    told is told there, with what guards that one."""
    if handler.registered:
        return False
    taken = {p.name for p in handler.routine.function.parameters} & flow.language.request_names
    return bool(taken) and any(_hands_on(flow, call, place) for call, place in callers(flow, handler.routine) if place != handler.routine)


def _hands_on(flow: Flow, call: Call, routine: Routine) -> bool:
    own = {p.name for p in routine.function.parameters} & flow.language.request_names
    return any(isinstance(argument.value, Name) and argument.value.written in own for argument in call.arguments)


def naming(flow: Flow, routine: Routine) -> list[str]:
    """The other files that name a function and its class or file: of more than `MANY`, the callers are not all looked at. What a test hands
    to the shop's functions is not what customers and providers do."""
    home = routine.owner.name if routine.owner else routine.path.rpartition("/")[2].partition(".")[0]
    files = flow.resolver.files
    found = set(files.mentioning(routine.function.name, routine.path)) & set(files.mentioning(home, routine.path)) - {routine.path}
    return sorted(path for path in found if runs_in_shop(path) or not runs_in_shop(routine.path))


def callees(flow: Flow, routine: Routine, hops: int, *, later: bool = True) -> Iterator[Routine]:
    """The repository's own functions that a function runs, and those that they run, each once; itself first. Without `later` they are not
    those that a queue runs."""
    seen, waiting = {routine}, [(routine, hops)]
    while waiting:
        here, left = waiting.pop(0)
        yield here
        for call in here.calls if left else ():
            found = flow.judge.callee(call, here)
            if found is not None and found not in seen and (later or "queue.enqueue" not in flow.roles.by(call)):
                seen.add(found)
                waiting.append((found, left - 1))
