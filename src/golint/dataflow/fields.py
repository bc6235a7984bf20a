"""What is in a mapping or an options object: its named values, wherever they were put into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from golint import facts
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.resolve import Resolver
from golint.dataflow.texts import Texts, returned
from golint.facts import Call, Expr, Name

DEPTH = 6
_SAME = ("copy", "deepcopy", "dumps", "urlencode", "dict", "items", "encode", "CaseInsensitiveDict", "json_encode")
_ADDING = ("update", "setdefault")


@dataclass(frozen=True, slots=True)
class Field:
    """One named value, and the routine that its expression stands in."""

    name: str
    value: Expr
    routine: Routine


@dataclass(frozen=True, slots=True)
class Fields:
    """Named values. `open`: there may be others that cannot be seen."""

    known: tuple[Field, ...] = ()
    open: bool = False

    def __or__(self, other: Fields) -> Fields:
        return Fields((*self.known, *other.known), self.open or other.open)

    @property
    def names(self) -> frozenset[str]:
        """The names in lower case."""
        return frozenset(field.name.lower() for field in self.known)


NOTHING = Fields()
UNSEEN = Fields(open=True)


class FieldReader:
    """Reads mappings through variables, attributes, functions of the repository and what is added to them later."""

    def __init__(self, resolver: Resolver, texts: Texts) -> None:
        self._resolver = resolver
        self._texts = texts

    def of(self, expr: Expr | None, routine: Routine, depth: int = DEPTH) -> Fields:
        """The fields of one value; those of values inside it are left out."""
        if depth == 0:
            return UNSEEN
        match expr:
            case None | facts.Literal():
                return NOTHING
            case facts.Mapping(entries=entries):
                return self._sum(self._entry(entry, routine, depth) for entry in entries)
            case facts.Sequence(items=items):
                return self._sum(self._pair(item, routine) for item in items)
            case facts.Logic(operands=operands):
                return self._sum(self.of(operand, routine, depth - 1) for operand in operands)
            case facts.Binary(operator="|", left=left, right=right):
                return self.of(left, routine, depth - 1) | self.of(right, routine, depth - 1)
            case facts.Choice(then=then, otherwise=otherwise):
                return self.of(then, routine, depth - 1) | self.of(otherwise, routine, depth - 1)
            case Call():
                return self._call(expr, routine, depth)
            case Name():
                return self._name(expr, routine, depth)
        return UNSEEN

    def deep(self, expr: Expr | None, routine: Routine, depth: int = DEPTH) -> Iterator[Field]:
        """The fields of a value, and of the values inside it."""
        if depth == 0 or expr is None:
            return
        if isinstance(expr, facts.Sequence):
            for item in expr.items:
                yield from self.deep(item, routine, depth - 1)
        for field in self.of(expr, routine).known:
            yield field
            if not isinstance(field.value, facts.Literal):
                yield from self.deep(field.value, field.routine, depth - 1)

    def _sum(self, parts: Iterator[Fields]) -> Fields:
        found = NOTHING
        for part in parts:
            found = found | part
        return found

    def _entry(self, entry: facts.Entry, routine: Routine, depth: int) -> Fields:
        if entry.key is None:
            return self.of(entry.value, routine, depth - 1)
        return Fields((Field(self._texts.of(entry.key, routine), entry.value, routine),))

    def _pair(self, item: Expr, routine: Routine) -> Fields:
        """`[("amount", 100)]` is a mapping too."""
        match item:
            case facts.Sequence(items=(facts.Literal(value=str() as name), value)):
                return Fields((Field(name, value, routine),))
        return NOTHING

    def _call(self, call: Call, routine: Routine, depth: int) -> Fields:
        named = Fields(tuple(Field(a.name, a.value, routine) for a in call.arguments if a.name))
        spread = [a.value for a in call.arguments if a.spread == "**"]
        if last_of(call) in _SAME:
            whole = [*spread, *(a.value for a in call.arguments if not a.name and not a.spread)]
            owner = owner_of(call)
            parts = [*whole, owner] if owner is not None and not whole else whole
            return named | self._sum(self.of(part, routine, depth - 1) for part in parts)
        found = self._resolver.callee(call, routine)
        if isinstance(found, Routine):
            return self._returned(found, depth)
        return named | (NOTHING if isinstance(found, ClassPlace) or last_of(call)[:1].isupper() else UNSEEN)

    def _returned(self, routine: Routine, depth: int) -> Fields:
        return self._sum(self.of(value, routine, depth - 1) for value in returned(routine))

    def _name(self, name: Name, routine: Routine, depth: int) -> Fields:
        held = self._texts.value_of(name, routine)
        if held is not None:
            return self.of(held[0], held[1], depth - 1) | self._added(name.written, routine, depth)
        found = self._resolver.definition(name, routine) if "." in name.written else None
        if isinstance(found, Routine):  # a property
            return self._returned(found, depth)
        return UNSEEN | self._added(name.written, routine, depth)

    def _added(self, written: str, routine: Routine, depth: int) -> Fields:
        """What is put in by `name[key] = value`, `name.key = value` and `name.update(...)`."""
        module = self._resolver.module(routine.path)
        if module is None:
            return NOTHING
        found = NOTHING
        for place in _users(module, routine, written):
            for mark, bindings in module.bindings(place).items():
                rest = mark.removeprefix(written)
                if rest != mark and rest[:1] in ("[", ".") and bindings[-1].value is not None:
                    found |= Fields((Field(rest.strip("[]."), bindings[-1].value, place),))
            for call in facts.walk(place.function.body, into_functions=False):
                if isinstance(call, Call) and last_of(call) in _ADDING and _written_owner(call) == written:
                    found |= self._put(call, place, depth)
        return found

    def _put(self, call: Call, routine: Routine, depth: int) -> Fields:
        first, second = call.argument(0), call.argument(1)
        if last_of(call) == "setdefault" and first is not None and second is not None:
            return Fields((Field(self._texts.of(first, routine), second, routine),))
        named = Fields(tuple(Field(a.name, a.value, routine) for a in call.arguments if a.name))
        return named | (self.of(first, routine, depth - 1) if first is not None else NOTHING)


def _written_owner(call: Call) -> str:
    owner = owner_of(call)
    return owner.written if isinstance(owner, Name) else ""


def _users(module: Module, routine: Routine, written: str) -> Iterator[Routine]:
    """The routines that may add to a name: for an attribute of `self` every method of the class, for a free name the module too."""
    if written.startswith(("self.", "this.")) and routine.owner is not None:
        yield from (other for other in module.routines if other.owner is routine.owner)
        return
    yield routine
    first = written.partition(".")[0]
    own = first in module.bindings(routine) or any(parameter.name == first for parameter in routine.function.parameters)
    if routine is not module.body and not own:
        yield module.body
