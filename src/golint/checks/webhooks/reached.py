"""What a handler has functions of other files do before it answers, whose errors become its answer: `await this.payments.settle(event)`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.webhooks.acknowledgement import answered_before, is_waited_for
from golint.checks.webhooks.closures import LATER, gives_back, run_there, runs_later
from golint.checks.webhooks.ways import EVENT, Given, catching
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.facts import Block, Call, Expr, Index, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler

HOPS = 3
_FIELD = "this."
Refusing = Callable[[Block, Routine], bool]
"""Whether a block of a function answers with an error."""
Place = tuple[str, Span]
"""A file and a span of it."""
Beside = tuple[tuple[str | None, Span, str], ...]
"""What is shown beside a fault, as a hit has it."""


class Reached(Struct, frozen=True):
    """A function of another file, where what it is given comes from, the place of the door's call that leads there, and whether what it
    gives back is given back by all on the way."""

    routine: Routine
    given: Given
    door: Span
    returned: bool = True


def reached(flow: Flow, handler: Handler, refuses: Refusing) -> Iterator[Reached]:
    """The functions of other files that a handler waits for, where nothing on the way makes light of an error: what catches one, if
    anything does, `refuses`."""
    stack = [(Reached(handler.routine, {}, handler.routine.function.span), 0)]
    seen = {handler.routine}
    while stack:
        here, hops = stack.pop()
        for call in here.routine.calls if hops < HOPS else ():
            callee = flow.judge.callee(call, here.routine)
            if (
                callee is None
                or callee in seen
                or not _comes_back(flow, call, here.routine, refuses)
                or is_asked_first(flow, call, here.routine)
            ):
                continue
            seen.add(callee)
            returned = here.returned and any(call.span == value.span for value in here.routine.given_back if isinstance(value, Call))
            given = handed(flow, call, callee, here.routine, here.given)
            found = Reached(callee, given, here.door if hops else call.span, returned)
            stack.append((found, hops + 1))
            if callee.path != handler.routine.path:
                yield found
                for closure, runs in run_there(flow, callee):
                    if _comes_back(flow, runs, callee, refuses):
                        yield Reached(closure, given, found.door, returned and gives_back(callee, runs))


def told_beyond(flow: Flow, handler: Handler, fault: Place, door: Span, deeper: str) -> tuple[Place, Beside]:
    """Where a fault of another file is told that a handler runs, and what is shown beside it: the door, and the fault itself, in the words
    of `deeper`, where that lies further down."""
    place = _told_at(flow, handler, *fault)
    further = ((*fault, deeper),) if place != fault else ()
    return place, (*further, (None, door, "the delivery comes from here"))


def _told_at(flow: Flow, handler: Handler, path: str, span: Span) -> Place:
    """In the first file beyond the door's own, at the fault's place or at the call that leads on to it: what lies deeper serves others
    too."""
    own = handler.routine.path
    waiting: deque[tuple[Routine, Place | None, int]] = deque([(handler.routine, None, 0)])
    seen = {handler.routine}
    while waiting:
        here, left, hops = waiting.popleft()
        if here.path == path and span in here.function.span:
            return left or (path, span)
        for call in here.calls if hops <= HOPS else ():
            callee = flow.judge.callee(call, here)
            if callee is not None and callee not in seen:
                seen.add(callee)
                leaves = here.path not in (own, callee.path)
                waiting.append((callee, left or ((here.path, call.span) if leaves else None), hops + 1))
    return path, span


def handed(flow: Flow, call: Call, callee: Routine, routine: Routine, given: Given) -> Given:
    """Where what a function is given comes from: its parameters, and the fields of the object that it belongs to, which were set where that
    was made, `SettleOrder.new(reference).call`, or are those of the caller."""
    bound = flow.judge.bound(call, callee, routine, given)
    if callee.owner is None or call.receiver is None:
        own = callee.owner is not None and callee.owner is routine.owner
        return {**{name: tags for name, tags in given.items() if name.startswith(_FIELD)}, **bound} if own else bound
    maker = flow.judge.callee(call.receiver, routine) if isinstance(call.receiver, Call) else None
    if maker is None or maker.owner is not callee.owner or not isinstance(call.receiver, Call):
        return bound
    told = flow.judge.bound(call.receiver, maker, routine, given)
    kept = [
        (one.written, node.value) for node in maker.own if isinstance(node, facts.Assign) for one in node.targets if isinstance(one, Name)
    ]
    return {**{name: flow.origin(value, maker, told) for name, value in kept if name.startswith(_FIELD)}, **bound}


def _comes_back(flow: Flow, call: Call, routine: Routine, refuses: Refusing) -> bool:
    """Whether an error of what is called goes on through the caller: it waits for it, has not answered yet, and catches nothing, or answers
    with what it catches."""
    if flow.roles.by(call) & LATER or not is_waited_for(flow, call, routine) or answered_before(flow, routine, call.span):
        return False
    if any(last_of(node) == "catch" and receiver_of(node) is call for node in routine.calls) or runs_later(flow, call, routine):
        return False
    return all(any(refuses(handler.body, routine) for handler in attempt.handlers) for attempt in catching(routine.own, call.span))


def is_asked_first(flow: Flow, call: Call, caller: Routine) -> bool:
    """Whether the caller finds out who asks only after this call: until then nobody is known to."""
    checks = flow.prover.summary(caller).checks
    return bool(checks) and min(check.span.start for check in checks) > call.span.start


def is_of_event(flow: Flow, expr: Expr, routine: Routine, given: Given) -> bool:
    """Whether a value depends on what the event says: it is a part of it, or was looked up by one."""
    for node in facts.walk(expr):
        if not isinstance(node, Name | Index | Call):
            continue
        if flow.origin(node, routine, given) & EVENT:
            return True
        held = flow.texts.value_of(node, routine) if isinstance(node, Name) and "." not in node.written else None
        made = facts.walk(held[0]) if held is not None else ()
        if any(isinstance(n, Name | Index) and flow.origin(n, routine, given) & EVENT for n in made):
            return True
    return False
