"""An error's text that a function gives back, `return { success: false, message: error.message }`, and that a door which asked it sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.checks.callers import callers
from golint.checks.data.errors.passing import sends
from golint.checks.payments.amounts.actions import is_action
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, text_of
from golint.facts import Branch, Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

Key = str | int
HOPS = 1  # a service that gives back what its client gave back
GOOD = frozenset({"success", "successful", "succeeded", "ok", "status", "valid", "is_success", "issuccess"})
BAD = frozenset({"error", "errors", "err", "failed", "failure", "is_error", "iserror"})
REFUSED = frozenset({"error", "failed", "failure", "fail"})
WRITTEN = frozenset({"text.same", "json.encode"})


class Sent(NamedTuple):
    """Where a door sends what it was given, all of it or the error's text alone."""

    path: str
    span: Span
    whole: bool = False


class Held(NamedTuple):
    """What a door calls what it was given: all of it, or the error's text alone."""

    whole: frozenset[str]
    text: frozenset[str]


def given_back(view: FileView, handler: facts.Handler, routine: Routine, is_raw: Callable[[Expr], bool]) -> Iterator[tuple[Expr, Sent]]:
    """The texts of an error that a handler gives back beside what says that it failed, and that reach a customer: through a door, or at
    once where a page calls the function."""
    for node in (one for one in facts.walk(handler.body, into_functions=False) if isinstance(one, facts.Return)):
        for key, value in _fields(node.value):
            if is_raw(value):
                sent = Sent(routine.path, node.span) if is_action(view.flow, routine) else _sent(view, routine, key, HOPS)
                yield from ((value, sent),) if sent is not None else ()


def _fields(value: Expr | None) -> Iterator[tuple[Key, Expr]]:
    """What an object or a tuple that is given back holds, by its name or its place."""
    match value:
        case facts.Mapping(entries=entries):
            yield from ((text_of(e.key) or name_of(e.key), e.value) for e in entries if e.key is not None)
        case facts.Sequence(items=items) if len(items) > 1:
            yield from enumerate(items)


def _sent(view: FileView, routine: Routine, key: Key, hops: int) -> Sent | None:
    """Where a door that calls a function sends the text that this gives back, or all of it."""
    for call, place in callers(view.flow, routine):
        home = view if place.path == view.source.path else view.sibling(place.path)
        if place == routine or home is None or home.program is None:
            continue
        hooks = {door.routine for door in home.flow.webhooks}  # the provider reads what these answer
        doors = {door.routine for door in home.flow.handlers} - hooks
        sent = None
        if place in doors:
            sent = _shown(home.flow, place, call, key)
        elif hops and any(value is not None and value.span == call.span for value in place.given_back):
            sent = _sent(view, place, key, hops - 1)
        if sent is not None:
            return sent
    return None


def _shown(flow: Flow, door: Routine, call: Call, key: Key) -> Sent | None:
    """Where a door sends what a call gave back, on a way that is open where that failed."""
    held = _held(door, call, key)
    for answer, values in _answers(flow, door):
        parts = [part for value in values for part in inside(flow, value)]
        told = next((part for part in parts if part.span == call.span or _is_told(part, held, key)), None)
        if told is not None and (told.span == call.span or _is_open(door, answer, held)):
            return Sent(door.path, told.span, whole=told.span == call.span or name_of(told) in held.whole)
    return None


def _held(door: Routine, call: Call, key: Key) -> Held:
    """The names that are given to what a call gives back."""
    whole, text = set[str](), set[str]()
    for node in door.own:
        match node:
            case facts.Assign(targets=(Name(written=written),), value=value) if value is not None and value.span == call.span:
                whole.add(written)
            case facts.Assign(targets=(facts.Mapping(entries=entries),), value=value) if value is not None and value.span == call.span:
                text |= {name_of(entry.value) for entry in entries if (text_of(entry.key) or name_of(entry.key)) == key}
            case facts.Assign(targets=(facts.Sequence(items=items),), value=value) if value is not None and value.span == call.span:
                text |= {name_of(item) for at, item in enumerate(items) if at == key}
    return Held(frozenset(whole), frozenset(text) - {""})


def _answers(flow: Flow, door: Routine) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    """What a door sends: the arguments of what sends, and what a framework sends that it gives back."""
    for node in door.own:
        match node:
            case Call() if sends(flow, node):
                yield node, tuple(argument.value for argument in node.arguments)
            case facts.Return(value=value) if value is not None and gives_answers(flow, door):
                yield value, (value,)


def gives_answers(flow: Flow, door: Routine) -> bool:
    """Whether what a door gives back is the answer, whoever has made it."""
    return bool(door.function.decorators) or flow.kin in ("python", "php")


def inside(flow: Flow, value: Expr) -> Iterator[Expr]:
    """The parts of an answer that are put into it as they are."""
    yield value
    match value:
        case facts.Mapping(entries=entries):
            inner: tuple[Expr, ...] = tuple(entry.value for entry in entries)
        case facts.Sequence(items=items):
            inner = items
        case facts.Template() | facts.Binary(operator="+" | "."):
            inner = tuple(facts.operands(value))
        case facts.Choice(then=then, otherwise=otherwise):
            inner = (then, otherwise)
        case facts.Logic(operator="or", operands=operands):
            inner = operands
        case Call(arguments=arguments) if flow.roles.by(value) & WRITTEN:
            inner = tuple(argument.value for argument in arguments)
        case _:
            return
    for part in inner:
        yield from inside(flow, part)


def _is_told(part: Expr, held: Held, key: Key) -> bool:
    match part:
        case Name(written=written):
            return written in held.whole or written in held.text or any(written == f"{name}.{key}" for name in held.whole)
        case facts.Index(base=Name(written=written), key=asked):
            at = asked.value if isinstance(asked, facts.Literal) else None
            return written in held.whole and (at == key or text_of(asked) == key)
        case Call(arguments=(facts.Argument(value=first), *_), callee=Name(written=written)):
            return any(written == f"{name}.get" for name in held.whole) and text_of(first) == key
    return False


# -- the way to an answer --


def _is_open(door: Routine, answer: Expr, held: Held) -> bool:
    """Whether an answer is given where the call has failed: not behind a branch that has left by then, nor in the arm for success."""
    for branch in (node for node in door.own if isinstance(node, Branch) and _asks(node.condition, held)):
        failed = _says_failed(branch.condition, held)
        if any(answer.span in statement.span for statement in branch.then):
            if failed is not True:
                return False
        elif any(answer.span in statement.span for statement in branch.otherwise):
            if failed is not False:
                return False
        elif branch.span.end <= answer.span.start and _leaves(branch) and failed is not False:
            return False
    return True


def _asks(condition: Expr, held: Held) -> bool:
    names = (node.written.partition(".")[0] for node in facts.walk(condition) if isinstance(node, Name))
    return any(name in held.whole or name in held.text for name in names)


def _leaves(branch: Branch) -> bool:
    return any(isinstance(node, facts.Return | facts.Raise) for node in facts.walk(branch.then, into_functions=False))


def _says_failed(condition: Expr, held: Held) -> bool | None:
    """Whether a condition holds where the call has failed, or where it has not; None where it says neither."""
    match condition:
        case facts.Logic(operator="not", operands=(one,)):
            said = _says_failed(one, held)
            return None if said is None else not said
        case facts.Logic(operator="or", operands=operands):
            return True if any(_says_failed(one, held) for one in operands) else None
        case facts.Logic(operator="and", operands=operands):
            return next((said for one in operands if (said := _says_failed(one, held)) is not None), None)
        case facts.Compare(operator="==" | "!=" as operator, left=left, right=facts.Literal(value=value)):
            said = _says_failed(left, held)
            good = value is True or (isinstance(value, str) and value.lower() not in REFUSED)
            if said is None or (said is True and not isinstance(value, bool)):
                return None
            return said if good is (operator == "==") else not said
        case Name() | facts.Index() | Call():
            last = name_of(condition).lower()
            return True if last in BAD else False if last in GOOD else None
    return None
