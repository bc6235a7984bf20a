"""Methods that are called by a name which is put together while the shop runs: `getattr(self, "on_" + kind)(event)`, `this[name](event)`,
`send("on_#{kind}", event)`, `$this->{$method}($event)`. They may be all of the object whose names begin, and end, as that does.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from golint import facts
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.values.texts import HOLE, Texts
from golint.facts import Call, Expr

SENDING = frozenset({"send", "public_send", "__send__", "try"})
"""Ruby's methods that run the one which they are told the name of, with what else they are told."""

HANDING = frozenset({"call_user_func"})
"""PHP's functions that do."""

LEAST = 2
"""The letters that a name must be known by."""


class NamedMethod(Struct, frozen=True):
    """A method of an `owner`, None for the own object, by its `name`, and the `call` of it with what it is handed itself."""

    name: Expr
    owner: Expr | None
    call: Call


def told_first(call: Call) -> NamedMethod | None:
    """The method that a call is told the name of first."""
    first, rest = call.argument(0), replace(call, arguments=call.arguments[1:])
    match first:
        case None | facts.Literal():
            return None
        case facts.Sequence(items=(owner, name)) if last_of(call) in HANDING:
            return NamedMethod(name, owner, rest)
    return NamedMethod(first, owner_of(call), rest) if last_of(call) in SENDING else None


def looked_up(value: Expr, call: Call) -> NamedMethod | None:
    """The method that is looked up by its name and called later."""
    match value:
        case facts.Index(base=owner, key=name):
            return NamedMethod(name, owner, call)
        case Call(path="getattr", arguments=(owner, name, *_)):
            return NamedMethod(name.value, owner.value, call)
    return None


def meant(method: NamedMethod, routine: Routine, resolver: Resolver, texts: Texts) -> tuple[Routine, ...]:
    """The methods of the repository that a name may mean; none where it, or the object, is not known well enough."""
    known = texts.of(method.name, routine).split(HOLE)
    first, last = known[0], known[-1]
    place = resolver.class_of(method.owner, routine) if method.owner is not None else _own(routine)
    if place is None or len(known) == 1 or len(first + last) < LEAST:
        return ()
    written = (one.name for each in resolver.lineage(place) for one in each.definition.body if isinstance(one, facts.Function))
    fitting = dict.fromkeys(name for name in written if name.startswith(first) and name.endswith(last))
    found = (resolver.member(place, name) for name in fitting)
    return tuple(one for one in found if one is not None and one != routine)


def _own(routine: Routine) -> ClassPlace | None:
    return ClassPlace(routine.path, routine.owner) if routine.owner is not None else None
