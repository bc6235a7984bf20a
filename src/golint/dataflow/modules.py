"""An index over one program: its routines and classes, who owns what, and which statements stand in which arm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from golint import facts
from golint.dataflow.bindings import Arm, Binding, arm_of, bindings_of, reaching
from golint.facts import Block, Call, Class, Function, Node, Program
from golint.model import Span

MODULE_BODY = "<module>"


@dataclass(frozen=True, slots=True)
class Routine:
    """A function where it is defined. Two routines are equal when file and place are."""

    path: str
    start: int
    function: Function
    owner: Class | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Routine) and (self.path, self.start) == (other.path, other.start)

    def __hash__(self) -> int:
        return hash((self.path, self.start))


@dataclass(frozen=True, slots=True)
class ClassPlace:
    """A class where it is defined."""

    path: str
    definition: Class


class Module:
    """A program with its indexes, each built when first asked for."""

    def __init__(self, path: str, program: Program) -> None:
        self.path = path
        self.program = program

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        """Every function of the file, nested and anonymous ones too, in source order; the module's own body comes last."""
        found = [*self._definitions(self.program.body, None), self.body]
        return tuple(found)

    @cached_property
    def body(self) -> Routine:
        """The statements outside any function, as a routine of no parameters."""
        span = Span(-1, -1)
        return Routine(self.path, -1, Function(MODULE_BODY, MODULE_BODY, (), (), self.program.body, span, span))

    def _definitions(self, nodes: Block | Node, owner: Class | None) -> Iterator[Routine]:
        stack: list[tuple[Node, Class | None]] = [(n, owner) for n in reversed(nodes if isinstance(nodes, tuple) else (nodes,))]
        while stack:
            node, inside = stack.pop()
            if isinstance(node, Function):
                yield Routine(self.path, node.span.start, node, inside)
                inside = inside if node.name == "" else _still_inside(node, inside)
            elif isinstance(node, Class):
                inside = node
            stack.extend((child, inside) for child in reversed(list(facts.children(node))))

    @cached_property
    def functions(self) -> Mapping[str, Routine]:
        """Top-level functions, and nested ones by qualname, as `name` or `Outer.name`."""
        return {routine.function.qualname: routine for routine in reversed(self.routines) if routine.function.name}

    @cached_property
    def classes(self) -> Mapping[str, Class]:
        """Classes by qualname."""
        return {node.qualname: node for node in facts.walk(self.program.body) if isinstance(node, Class)}

    @cached_property
    def imports(self) -> Mapping[str, facts.Import]:
        """Imports by the local name that they bind."""
        return {item.local: item for item in self.program.imports if not item.star}

    def method(self, owner: Class, name: str) -> Routine | None:
        """The method that a class itself defines."""
        for statement in owner.body:
            if isinstance(statement, Function) and statement.name == name:
                return Routine(self.path, statement.span.start, statement, owner)
        return None

    def enclosing(self, offset: int) -> Routine:
        """The innermost routine around a byte offset."""
        best = self.body
        for routine in self.routines:
            span = routine.function.span
            if span.start <= offset < span.end and (best.start < 0 or span.start >= best.start):
                best = routine
        return best

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call of the file in source order."""
        return tuple(node for node in facts.walk(self.program.body) if isinstance(node, Call))

    def bindings(self, routine: Routine) -> Mapping[str, tuple[Binding, ...]]:
        """Names and attribute paths (`self.key`) assigned in a routine's own statements, oldest first."""
        if routine not in self._bindings:
            table: dict[str, list[Binding]] = {}
            for name, binding in bindings_of(routine.function.body):
                table.setdefault(name, []).append(binding)
            self._bindings[routine] = {name: tuple(found) for name, found in table.items()}
        return self._bindings[routine]

    @cached_property
    def _bindings(self) -> dict[Routine, Mapping[str, tuple[Binding, ...]]]:
        return {}

    def reaching(self, routine: Routine, written: str, at: int) -> list[Binding]:
        """The assignments to a name in a routine that may hold at an offset."""
        return reaching(self.bindings(routine).get(written, ()), self.arm_of(routine, at), at)

    def arm_of(self, routine: Routine, offset: int) -> Arm:
        """The arms of branching statements that hold an offset within a routine."""
        return arm_of(routine.function.body, offset)


def _still_inside(function: Function, owner: Class | None) -> Class | None:
    return owner if owner is not None and function in owner.body else None
