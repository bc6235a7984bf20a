"""An index over one program: its routines and classes, who owns what, and which statements stand in which arm."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from golint import facts
from golint.dataflow.bindings import Arm, Binding, arm_of, bindings_of, elements_of, reaching
from golint.dataflow.handed_forms import handed_forms
from golint.dataflow.names import OWN
from golint.facts import Call, Class, Expr, Function, Node, Program
from golint.model import Span

MODULE_BODY = "<module>"


class Routine(Struct, frozen=True, dict=True):
    """A function where it is defined. Two routines are equal when file and place are."""

    path: str
    start: int
    function: Function
    owner: Class | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Routine) and self.start == other.start and self.path == other.path)

    def __hash__(self) -> int:
        return hash(self.path) ^ self.start

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All that stands in the function, outermost first, in source order."""
        return tuple(facts.walk(self.function.body))

    @cached_property
    def own(self) -> tuple[Node, ...]:
        """The same without what stands in functions and classes inside it; these are among it themselves."""
        return tuple(facts.walk(self.function.body, into_functions=False))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The calls in the function, those of functions inside it too."""
        return tuple([node for node in self.nodes if isinstance(node, Call)])

    @property
    def handed(self) -> list[str]:
        """The names of the parameters that callers fill one by one: neither the object itself nor what takes the rest."""
        return [p.name for p in self.function.parameters if p.name not in OWN and not p.spread]

    @cached_property
    def given_back(self) -> tuple[Expr | None, ...]:
        """What each `return` of the function itself gives back."""
        return tuple(node.value for node in self.own if isinstance(node, facts.Return))


class ClassPlace(Struct, frozen=True):
    """A class where it is defined."""

    path: str
    definition: Class


class Module:
    """A program with its indexes, each built when first asked for."""

    def __init__(self, path: str, program: Program) -> None:
        self.path = path
        self.program = program

    @cached_property
    def _outline(self) -> tuple[tuple[Node, ...], list[tuple[Function | Class, int]]]:
        nodes, definitions = facts.outline(self.program.body)
        return tuple(nodes), definitions

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All that stands in the file, outermost first, in source order."""
        return self._outline[0]

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        """Every function of the file, nested and anonymous ones too, in source order; the module's own body comes last."""
        return (*self._functions(), self.body)

    @cached_property
    def body(self) -> Routine:
        """The statements outside any function, as a routine of no parameters."""
        span = Span(-1, -1)
        return Routine(self.path, -1, Function(MODULE_BODY, MODULE_BODY, (), (), self.program.body, span, span))

    def body_of(self, definition: Class) -> Routine:
        """What stands in a class and in no method: as the module's own body, with the class around it."""
        return replace(self.body, function=replace(self.body.function, qualname=definition.qualname))

    def _functions(self) -> Iterator[Routine]:
        """Each function with the class whose method it is, or in whose method it stands without a name."""
        inside: list[Class | None] = []
        for definition, number in self._outline[1]:
            owner = inside[number] if number >= 0 else None
            if isinstance(definition, Class):
                inside.append(definition)
                continue
            yield Routine(self.path, definition.span.start, definition, owner)
            inside.append(owner if definition.name == "" else _still_inside(definition, owner))

    @cached_property
    def functions(self) -> Mapping[str, Routine]:
        """Top-level functions, and nested ones by qualname, as `name` or `Outer.name`. The key of a table is no name of its function."""
        entries = (node.value for node in self.nodes if isinstance(node, facts.Entry))
        keyed = {id(value.function) for value in entries if isinstance(value, facts.Lambda)}
        named = (r for r in reversed(self.routines) if r.function.name and id(r.function) not in keyed)
        return {routine.function.qualname: routine for routine in named}

    @cached_property
    def classes(self) -> Mapping[str, Class]:
        """Classes by qualname."""
        return {definition.qualname: definition for definition, _ in self._outline[1] if isinstance(definition, Class)}

    @cached_property
    def late_classes(self) -> Mapping[str, Class]:
        """Classes that a function defines when it runs, by their own names: in PHP everybody sees them then."""
        return {node.name: node for qualname, node in self.classes.items() if qualname.rpartition(".")[0] in self.functions}

    @cached_property
    def imports(self) -> Mapping[str, facts.Import]:
        """Imports by the local name that they bind."""
        return {item.local: item for item in self.program.imports if not item.star}

    def method(self, owner: Class, name: str) -> Routine | None:
        """The method that a class itself defines, or a function that it gives a field: `take = wrap(async (req) => ...)`."""
        key = (owner.span.start, name)
        if key not in self._methods:
            self._methods[key] = self._method(owner, name)
        return self._methods[key]

    @cached_property
    def _methods(self) -> dict[tuple[int, str], Routine | None]:
        return {}

    def _method(self, owner: Class, name: str) -> Routine | None:
        for statement in owner.body:
            match statement:
                case Function() if statement.name == name:
                    return Routine(self.path, statement.span.start, statement, owner)
                case facts.Assign(targets=(facts.Name(written=written),), value=value) if written == name and value is not None:
                    for node in facts.walk(value):
                        if isinstance(node, facts.Lambda):
                            return Routine(self.path, node.function.span.start, node.function, owner)
        return None

    def exported(self, name: str) -> Expr | None:
        """What the file gives out under a name by an assignment: `default`, `exports.verify`, an entry of `module.exports`."""
        table = self.bindings(self.body)
        for written in (name, f"exports.{name}", f"module.exports.{name}", *(("module.exports",) if name == "default" else ())):
            if written in table:
                return table[written][-1].value
        for whole in ("module.exports", "default"):
            value = table[whole][-1].value if whole in table else None
            if isinstance(value, facts.Name) and value.written in table:
                value = table[value.written][-1].value
            if isinstance(value, facts.Mapping):
                return next((e.value for e in value.entries if isinstance(e.key, facts.Literal) and e.key.value == name), None)
        return None

    def around(self, routine: Routine) -> Routine | None:
        """The routine whose text holds another one; None for the module's own body."""
        if routine.start < 0:
            return None
        return self._around.get(routine, self.body)

    @cached_property
    def _around(self) -> Mapping[Routine, Routine]:
        found: dict[Routine, Routine] = {}
        open_routines: list[Routine] = []
        for routine in sorted(self.routines[:-1], key=lambda r: (r.function.span.start, -r.function.span.end)):
            while open_routines and open_routines[-1].function.span.end <= routine.function.span.start:
                open_routines.pop()
            if open_routines:
                found[routine] = open_routines[-1]
            open_routines.append(routine)
        return found

    def enclosing(self, offset: int) -> Routine:
        """The innermost routine around a byte offset."""
        places, innermost = self._map
        return innermost[bisect_right(places, offset)]

    @cached_property
    def _map(self) -> tuple[list[int], list[Routine]]:
        """The offsets at which another routine becomes the innermost one, and that routine; one more than there are offsets."""
        places: list[int] = []
        innermost = [self.body]
        open_routines = [self.body]
        spans = [(routine.function.span, routine) for routine in self.routines[:-1]]
        edges = [*((span.start, 1, r) for span, r in spans), *((span.end, 0, r) for span, r in spans)]
        for at, opens, routine in sorted(edges, key=lambda edge: edge[:2]):
            if opens:
                open_routines.append(routine)
            else:
                open_routines.remove(routine)
            places.append(at)
            innermost.append(max(open_routines, key=lambda r: r.start))
        return places, innermost

    def scopes(self, offset: int) -> Iterator[Routine]:
        """The routines around a byte offset, the innermost first; the module's own body is left out."""
        scope: Routine | None = self.enclosing(offset)
        while scope is not None and scope.start >= 0:
            yield scope
            scope = self.around(scope)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call of the file in source order."""
        return tuple([node for node in self.nodes if isinstance(node, Call)])

    @cached_property
    def given_names(self) -> Mapping[str, Sequence[Call]]:
        """The calls of the file by each step of the names that stand anywhere in what they are given, in source order."""
        table: dict[str, dict[int, Call]] = {}
        for call in self.calls:
            for argument in call.arguments:
                for node in facts.walk(argument.value):
                    for step in node.written.split(".") if isinstance(node, facts.Name) else ():
                        table.setdefault(step, {})[id(call)] = call
        return {step: tuple(calls.values()) for step, calls in table.items()}

    @cached_property
    def handed(self) -> Mapping[int, Call]:
        """The calls that functions are handed to where they are written, by the functions' places."""
        given = ((call, argument.value) for call in self.calls for argument in call.arguments)
        return {value.function.span.start: call for call, value in given if isinstance(value, facts.Lambda)}

    def bindings(self, routine: Routine) -> Mapping[str, tuple[Binding, ...]]:
        """Names and attribute paths (`self.key`) assigned in a routine's own statements, oldest first."""
        key = (routine.path, routine.start)  # as routines are told apart, and quicker to look up
        found = self._bindings.get(key)
        if found is None:
            table: dict[str, list[Binding]] = {}
            for name, binding in (*self._handed_to(routine), *bindings_of(routine.function.body)):
                table.setdefault(name, []).append(binding)
            self._bindings[key] = found = {name: tuple(bindings) for name, bindings in table.items()}
        return found

    def _handed_to(self, routine: Routine) -> Iterator[tuple[str, Binding]]:
        return handed_forms(routine.function) if routine.owner is not None and self.program.language == "python" else iter(())

    @cached_property
    def _bindings(self) -> dict[tuple[str, int], Mapping[str, tuple[Binding, ...]]]:
        return {}

    def reaching(self, routine: Routine, written: str, at: int) -> list[Binding]:
        """The assignments to a name in a routine that may hold at an offset."""
        if (element := self.element_at(written, at)) is not None:
            return [element]
        bindings = self.bindings(routine).get(written)
        return reaching(bindings, self.arm_of(routine, at), at) if bindings else []

    def element_at(self, written: str, at: int) -> Binding | None:
        """What a name stands for in the innermost comprehension around an offset that gives it something."""
        around = (pair for pair in self._elements.get(written, ()) if pair[0].start <= at < pair[0].end)
        bound = ((span, one) for span, one in around if one.value is None or not one.value.span.start <= at < one.value.span.end)
        return max(bound, key=lambda pair: pair[0].start, default=(None, None))[1]

    @cached_property
    def _elements(self) -> Mapping[str, Sequence[tuple[Span, Binding]]]:
        """The names of comprehensions, each with where it holds."""
        table: dict[str, list[tuple[Span, Binding]]] = {}
        for node in self.nodes if self.program.language == "python" else ():
            if isinstance(node, facts.Bind) and node.each:
                for name, binding in elements_of(node):
                    table.setdefault(name, []).append((node.span, binding))
        return table

    def arm_of(self, routine: Routine, offset: int) -> Arm:
        """The arms of branching statements that hold an offset within a routine."""
        return arm_of(routine.function.body, offset)


def _still_inside(function: Function, owner: Class | None) -> Class | None:
    return owner if owner is not None and function in owner.body else None
