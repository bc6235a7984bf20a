"""Records that are given a state which an event decides: a variable that says paid on one way, or the state as the event tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.amounts.folds import CONVERTED
from golint.checks.payments.marks import STATES, says_paid, states_in, writes
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of, receiver_of
from golint.dataflow.tags import BODY
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 1  # a service, and the model that it asks
_TOLD = frozenset({"status", "state"})
TOLD = BODY | {"provider.read"}
_BINDING = frozenset({"bind", "execute", "bind_param", "bindParam", "bindValue"})
_TABLES = _TOLD | {"statuses", "states"}


def gives_state(flow: Flow, routine: Routine) -> Span | None:
    """Where a record is given a state that may be that of a paid one, here or by a function of the shop's that is handed it."""
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if mentions(written.rpartition(".")[2], STATES) and _may_say_paid(flow, value, routine):
                    return node.span
            case Call():
                if _is_handed_state(flow, node, routine) and (_writes(flow, node, routine) or _has_written(flow, node, routine)):
                    return node.span
                if writes(flow, node, routine) and any(_may_say_paid(flow, state, routine) for state in _states_of(node)):
                    return node.span
    return None


def as_sent(flow: Flow, value: Expr) -> Expr:
    """A value without what only writes it otherwise: `status` of `String(status || "").toUpperCase()`."""
    match value:
        case Call(arguments=()) if (owner := receiver_of(value)) is not None:
            return as_sent(flow, owner)
        case Call(arguments=(only,)) if "text.same" in flow.roles.by(value) or last_of(value) in CONVERTED:
            return as_sent(flow, only.value)
        case facts.Logic(operator="or", operands=(first, facts.Literal())):
            return as_sent(flow, first)
    return value


def _states_of(call: Call) -> Iterator[Expr]:
    """The states by name that a call is given, in objects too."""
    for argument in call.arguments:
        if argument.name and mentions(argument.name, STATES):
            yield argument.value
        if isinstance(argument.value, facts.Mapping):
            yield from states_in(argument.value)


def _writes(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call changes a record, or is given what a statement that does so writes: `db.prepare("UPDATE ...").bind(state)`."""
    if writes(flow, call, routine):
        return True
    owner = owner_of(call) if last_of(call) in _BINDING else None
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    made = held[0] if held is not None else owner
    return isinstance(made, Call) and writes(flow, made, routine)


def _is_handed_state(flow: Flow, call: Call, routine: Routine) -> bool:
    given = (argument.value for argument in call.arguments if argument.name is None)
    return any(_is_state(flow, one, routine) for value in given for one in _items(value))


def _items(value: Expr) -> tuple[Expr, ...]:
    """The values that a statement is given: `[$status, $number]`."""
    return value.items if isinstance(value, facts.Sequence) else (value,)


def _is_state(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is the word for paid, or a state that may be it: `true` says nothing of what is so."""
    if isinstance(value, facts.Literal):
        return isinstance(value.value, str) and says_paid(value)
    return _may_say_paid(flow, value, routine)


def _may_say_paid(flow: Flow, value: Expr, routine: Routine) -> bool:
    value = as_sent(flow, value)
    if _is_told_state(flow, value, routine) or _translates(flow, value, routine):
        return True
    module = flow.resolver.module(routine.path) if isinstance(value, Name) else None
    given = module.bindings(routine).get(value.written, ()) if module is not None and isinstance(value, Name) else ()
    held = [bound.value for bound in given if bound.value is not None]
    return any(_says_paid(one) or _translates(flow, as_sent(flow, one), routine) for one in held)


def _says_paid(value: Expr) -> bool:
    if isinstance(value, facts.Choice):
        return _says_paid(value.then) or _says_paid(value.otherwise)
    return isinstance(value, facts.Literal) and isinstance(value.value, str) and says_paid(value)


def _is_told_state(flow: Flow, value: Expr, routine: Routine) -> bool:
    return isinstance(value, Name | facts.Index) and bool(words_of(name_of(value)) & _TOLD) and _is_of_event(flow, value, routine)


def _translates(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is what the shop calls the state that an event tells: `STATES[event.status]`, `mapStatus(event.status)`."""
    match value:
        case facts.Index(base=base, key=key):
            table, asked = base, [key]
        case Call(arguments=arguments):
            table, asked = value, [argument.value for argument in arguments]
        case _:
            return False
    return bool(words_of(facts.trail(table)) & _TABLES) and any(_is_told_state(flow, as_sent(flow, one), routine) for one in asked)


def _is_of_event(flow: Flow, value: Name | facts.Index, routine: Routine) -> bool:
    """Whether a state is a part of what was sent or read back, or of what a function is handed whole: `const { status } = event`."""
    tags = flow.origin(value, routine)
    handed = isinstance(value, Name) and any(parameter.name == value.written for parameter in routine.function.parameters)
    return bool(tags & TOLD) or ("parameter" in tags and not handed)


def _has_written(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call runs a function of the shop's that changes a record."""
    callee = flow.judge.callee(call, routine)
    reached = callees(flow, callee, HOPS) if callee is not None and callee != routine else ()
    return any(writes(flow, one, here) for here in reached for one in here.calls)
