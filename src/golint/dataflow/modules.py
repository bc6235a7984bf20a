"""An index over one program: its routines and classes, who owns what, and which statements stand in which arm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from golint import facts
from golint.facts import Block, Call, Class, Expr, Function, Name, Node, Program, Statement
from golint.model import Span

MODULE_BODY = "<module>"
Arm = tuple[tuple[int, int], ...]
"""The way into a statement: (start of the branching statement, number of its arm), outermost first."""


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


@dataclass(frozen=True, slots=True)
class Binding:
    """One assignment to a name: the value (None for a declaration or an opaque one), its place and the arm it stands in.

    `key` is set where the name takes one element of the value by unpacking or iteration.
    """

    value: Expr | None
    start: int
    arm: Arm
    element: bool = False
    augments: bool = False


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
            for name, binding in _bindings(routine.function.body, ()):
                table.setdefault(name, []).append(binding)
            self._bindings[routine] = {name: tuple(found) for name, found in table.items()}
        return self._bindings[routine]

    @cached_property
    def _bindings(self) -> dict[Routine, Mapping[str, tuple[Binding, ...]]]:
        return {}

    def arm_of(self, routine: Routine, offset: int) -> Arm:
        """The arms of branching statements that hold an offset within a routine."""
        return _arm_of(routine.function.body, offset)


def _still_inside(function: Function, owner: Class | None) -> Class | None:
    return owner if owner is not None and function in owner.body else None


def arms(statement: Statement) -> tuple[Block, ...]:
    """The blocks of a statement of which only some run, or which may end early; () for a plain statement."""
    match statement:
        case facts.Branch():
            return (statement.then, statement.otherwise)
        case facts.Switch():
            return tuple(case.body for case in statement.cases)
        case facts.Loop():
            return (statement.body, statement.otherwise)
        case facts.Attempt():
            return (statement.body, *(handler.body for handler in statement.handlers), statement.otherwise, statement.final)
        case facts.Within():
            return (statement.items, statement.body)
    return ()


def _runs_always(statement: Statement, number: int) -> bool:
    """Whether an arm runs whenever the statement does: a `with` body, a try body (up to its first exception), a finally block."""
    match statement:
        case facts.Within():
            return True
        case facts.Attempt():
            return number == 0 or number >= len(statement.handlers) + 1
    return False


def _bindings(block: Block, arm: Arm) -> Iterator[tuple[str, Binding]]:
    for statement in block:
        if isinstance(statement, Function | Class):
            continue
        yield from _own_bindings(statement, arm)
        for number, inner in enumerate(arms(statement)):
            inside = arm if _runs_always(statement, number) else (*arm, (statement.span.start, number))
            yield from _bindings(inner, inside)


def _own_bindings(statement: Statement, arm: Arm) -> Iterator[tuple[str, Binding]]:
    start = statement.span.start
    match statement:
        case facts.Assign():
            for target in statement.targets:
                yield from _targets(target, statement.value, start, arm, augments=bool(statement.operator))
        case facts.Loop(targets=targets, source=source) if targets:
            for target in targets:
                for name, binding in _targets(target, source, start, (*arm, (start, 0))):
                    yield name, Binding(binding.value, binding.start, binding.arm, element=True)
        case facts.Attempt():
            for number, handler in enumerate(statement.handlers, 1):
                if handler.name:
                    caught = facts.Other(handler.types, handler.span)
                    yield handler.name, Binding(caught, handler.span.start, (*arm, (start, number)))
    for node in own_expressions(statement):
        for part in facts.walk(node, into_functions=False):
            if isinstance(part, facts.Bind):
                yield from _targets(part.target, part.value, part.span.start, arm)


def _targets(target: Expr, value: Expr | None, start: int, arm: Arm, *, augments: bool = False) -> Iterator[tuple[str, Binding]]:
    match target:
        case Name():
            yield target.written or target.path, Binding(value, start, arm, augments=augments)
        case facts.Sequence(items=items):
            parts = value.items if isinstance(value, facts.Sequence) and len(value.items) == len(items) else None
            for number, item in enumerate(items):
                for name, binding in _targets(item, parts[number] if parts else value, start, arm):
                    yield name, Binding(binding.value, start, arm, element=parts is None)
        case facts.Index(base=Name() as base, key=facts.Literal(value=str() as key)):
            yield f"{base.written}[{key}]", Binding(value, start, arm)
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from _targets(
                    entry.value, facts.Index(value, entry.key, entry.value.span) if value and entry.key else value, start, arm
                )


def own_expressions(statement: Statement) -> Iterator[Expr]:
    """The expressions that a statement evaluates itself, those of its arms left out, in evaluation order."""
    match statement:
        case facts.Assign():
            if statement.value is not None:
                yield statement.value
            yield from (t for t in statement.targets if not isinstance(t, Name))
        case facts.Evaluate():
            yield statement.value
        case facts.Branch():
            yield statement.condition
        case facts.Switch():
            yield statement.subject
        case facts.Loop():
            if statement.source is not None:
                yield statement.source
        case facts.Return() | facts.Raise():
            if statement.value is not None:
                yield statement.value


def _arm_of(block: Block, offset: int) -> Arm:
    for statement in block:
        if not (statement.span.start <= offset < statement.span.end) or isinstance(statement, Function | Class):
            continue
        for number, inner in enumerate(arms(statement)):
            if inner and inner[0].span.start <= offset < inner[-1].span.end:
                here: Arm = () if _runs_always(statement, number) else ((statement.span.start, number),)
                return (*here, *_arm_of(inner, offset))
        return ()
    return ()
