"""Calls of what was picked out while the shop runs: `HANDLERS[kind](event)`, `registry.get(kind).handle(event)`, an interface's method,
`getattr(self, "on_" + kind)(event)`.

Which functions those may be can be told where the table is written out, classes name the interface, or the name is known in part; a
registry that fills itself cannot be followed.
"""

from __future__ import annotations

from msgspec import Struct

from golint import facts
from golint.dataflow.calls.resolve import Definition, Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.tags import REQUEST
from golint.dataflow.values.named_methods import looked_up, meant, told_first
from golint.dataflow.values.origins import Origins
from golint.dataflow.values.texts import Texts
from golint.dataflow.vocabulary import ASKING, HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

_CALLED = (".call", ".new", ".apply")  # `HANDLERS[kind].call(event)`
_RUNNING = frozenset({"handle", "process", "run", "execute", "perform", "invoke", "dispatch"})
_VALUES = REQUEST | {"store.read", "provider.read", "http.request"}  # what has these origins is a record, and no function or class


DEPTH = 4  # what a name was given, and what that was made of: `taker = taker or TAKERS[kind]`


class Pick(Struct, frozen=True):
    """What a call runs: the value that was picked, the functions that it may be, None where that cannot be told, and the call of those."""

    value: Expr
    among: tuple[Routine, ...] | None
    call: Call


class Picks:
    """Tells of the calls of one project."""

    def __init__(self, resolver: Resolver, origins: Origins) -> None:
        self._resolver = resolver
        self._origins = origins
        self._texts = Texts(resolver)

    def of(self, call: Call, routine: Routine) -> Pick | None:
        """What was picked for a call to run, None where it runs what its name says."""
        if (told := told_first(call)) is not None and (among := meant(told, routine, self._resolver, self._texts)):
            return Pick(told.name, among, told.call)
        value = self._picked(_called(call), routine)
        if value is not None:
            return Pick(value, self._among(value, routine) or self._by_its_name(value, call, routine), call)
        if (found := self._by_method(call, routine)) is not None:
            return found
        value = self._running(call, routine)
        return Pick(value, None, call) if value is not None else self._by_interface(call, routine)

    def _by_its_name(self, value: Expr, call: Call, routine: Routine) -> tuple[Routine, ...] | None:
        """The methods that a look-up by a name may give, `getattr(self, "on_" + kind)`; None where none can be told."""
        found = looked_up(value, call)
        return (meant(found, routine, self._resolver, self._texts) if found is not None else ()) or None

    def _by_method(self, call: Call, routine: Routine) -> Pick | None:
        """A method of an object, or of a class, out of a table that is written down: `GATEWAYS.get(name).parse(event)`."""
        owner = owner_of(call)
        value = self._picked(owner, routine) if owner is not None else None
        among = self._among(value, routine, last_of(call)) if value is not None else None
        return Pick(value, among, call) if value is not None and among is not None else None

    def _by_interface(self, call: Call, routine: Routine) -> Pick | None:
        """What is called by an interface that several classes of the repository implement: which one is run, settings say."""
        among = tuple(self._resolver.implementing(call, routine))
        return Pick(call.callee, among, call) if len(among) > 1 else None

    def _running(self, call: Call, routine: Routine) -> Expr | None:
        """What is asked to take the event: `registry.get(kind)` of `registry.get(kind).handle(event)`."""
        owner = owner_of(call) if words_of(last_of(call)) & (_RUNNING | HOOK_WORDS) else None
        value = self._picked(owner, routine) if owner is not None else None
        return None if value is None or self._origins.of(value, routine) & _VALUES else value

    def _picked(self, callee: Expr, routine: Routine, depth: int = DEPTH) -> Expr | None:
        """The look-up that gave what is called, by a key that is not written down."""
        if not depth:
            return None
        match callee:
            case facts.Index(key=key) if not isinstance(key, facts.Literal):
                return callee
            case Call(arguments=(facts.Argument(value=key), *_)) if not isinstance(key, facts.Literal) and _looks_up(callee):
                return callee
            case Call(callee=maker) if not isinstance(maker, Name):  # `GATEWAYS[name]()`
                return self._picked(maker, routine, depth - 1)
            case facts.Logic(operands=(first, *_)):
                return self._picked(first, routine, depth - 1)
            case Name(written=written) if "." not in written:
                module = self._resolver.module(routine.path)
                bound = (b.value for b in module.bindings(routine).get(written, ())) if module is not None else ()
                return next((found for value in bound if value is not None and (found := self._picked(value, routine, depth - 1))), None)
        return None

    def _among(self, value: Expr, routine: Routine, method: str = "") -> tuple[Routine, ...] | None:
        table = value.base if isinstance(value, facts.Index) else owner_of(value) if isinstance(value, Call) else None
        held = self._held(table, routine) if isinstance(table, Name) else (table, routine)
        if held is None or not isinstance(held[0], facts.Mapping) or not held[0].entries:
            return None
        found = [self._meant(entry.value, held[1], method) for entry in held[0].entries]
        routines = tuple(one for one in found if isinstance(one, Routine))
        return routines if len(routines) == len(found) else None

    def _held(self, table: Name, routine: Routine) -> tuple[Expr, Routine] | None:
        """What a table is, also where a file is nothing but that table."""
        whole = None if (held := self._texts.value_of(table, routine)) else self._resolver.whole(table.written, routine)
        return (whole[1], whole[0]) if whole is not None else held

    def _meant(self, value: Expr, routine: Routine, method: str) -> Definition | None:
        """What an entry of a table names, or the method of it."""
        found = self._resolver.definition(value, routine)
        if not method:
            return found
        place = found if isinstance(found, ClassPlace) else self._resolver.class_of(value, routine)
        if place is not None:
            return self._resolver.member(place, method)
        step = Name(f"{value.path}.{method}", value.span, f"{value.written}.{method}") if isinstance(value, Name) else None
        return self._resolver.definition(step, routine) if step is not None else None


def _looks_up(call: Call) -> bool:
    return last_of(call) == "getattr" or (owner_of(call) is not None and bool(words_of(last_of(call)) & ASKING))


def _called(call: Call) -> Expr:
    """What a call calls: `HANDLERS[kind]` of `HANDLERS[kind].call(event)` too."""
    owner = owner_of(call) if call.path.endswith(_CALLED) else None
    return owner if owner is not None else call.callee
