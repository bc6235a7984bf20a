"""What the methods of a class, and its body, assign to the attributes of its objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.dataflow.bindings import Binding
from golint.dataflow.files import Files
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.facts import Expr, Name
from golint.linking.families import family_of

Values = Mapping[str, tuple[tuple[Routine, Expr], ...]]


class Attributes:
    """Reads each class once: by attribute, the values in source order, each with the routine that assigns it."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[tuple[str, int], Values] = {}

    def of(self, place: ClassPlace) -> Values:
        """The attributes that a class itself assigns, without those of its bases."""
        key = (place.path, place.definition.span.start)
        if key not in self._known:
            module = self._files.module(place.path)
            table: dict[str, list[tuple[Routine, Expr]]] = {}
            for name, routine, value in self._read(module, place) if module is not None else ():
                table.setdefault(name, []).append((routine, value))
            self._known[key] = {name: tuple(values) for name, values in table.items()}
        return self._known[key]

    def _read(self, module: Module, place: ClassPlace) -> Iterator[tuple[str, Routine, Expr]]:
        fields = frozenset(_declared(place.definition))
        for statement in place.definition.body:
            match statement:
                case facts.Function():
                    method = Routine(place.path, statement.span.start, statement, place.definition)
                    yield from ((name, method, b.value) for name, b in _assigned(module, method, fields) if b.value is not None)
                case facts.Assign(value=value, targets=targets) if value is not None:
                    yield from ((target.written, module.body, value) for target in targets if isinstance(target, Name))


def _assigned(module: Module, method: Routine, fields: frozenset[str]) -> Iterator[tuple[str, Binding]]:
    """Assignments of a method to `this.key`, and to `key` where that is a field that needs no `this`."""
    parameters = {parameter.name for parameter in method.function.parameters}
    plain = fields - parameters if family_of(method.path).unqualified else frozenset[str]()
    for written, bindings in module.bindings(method).items():
        if written.startswith(("self.", "this.")):
            yield from ((written.partition(".")[2], binding) for binding in bindings)
        elif written in plain and not any(binding.annotation for binding in bindings):
            yield from ((written, binding) for binding in bindings)


def _declared(definition: facts.Class) -> Iterator[str]:
    """The fields that stand in a class's body."""
    for statement in definition.body:
        if isinstance(statement, facts.Assign):
            yield from (target.written for target in statement.targets if isinstance(target, Name))
