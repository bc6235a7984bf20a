"""What the methods of a class, and its body, assign to the attributes of its objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.dataflow.bindings import Binding
from golint.dataflow.calls.files import Files
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import text_of
from golint.facts import Call, Expr, Name
from golint.linking.families import family_of

LOADING = ("this.load.model", "this.load.library")
"""CodeIgniter's loader makes an object of a class that it is told by a text, and keeps it under the class's name or an alias."""
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
                    yield from ((name, method, made) for name, made in _loaded(method))
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


def _loaded(method: Routine) -> Iterator[tuple[str, Expr]]:
    """What a loader puts into fields: `$this->load->model('payments/Order_model', 'orders')`."""
    for call in method.calls:
        if call.path not in LOADING:
            continue
        told, alias = call.argument(0), text_of(call.argument(2 if call.path.endswith("library") else 1))
        several = told.entries if isinstance(told, facts.Mapping) else told.items if isinstance(told, facts.Sequence) else ()
        for each in several or (told,):
            key, value = (each.key, each.value) if isinstance(each, facts.Entry) else (None, each)
            name = text_of(key or value).rpartition("/")[2]
            if name:
                made = f"{name[:1].upper()}{name[1:]}"
                field = (text_of(value) if key is not None else "") or alias or name
                yield field, Call(Name(made, call.span, made), made, (), call.span)


def _declared(definition: facts.Class) -> Iterator[str]:
    """The fields that stand in a class's body."""
    for statement in definition.body:
        if isinstance(statement, facts.Assign):
            yield from (target.written for target in statement.targets if isinstance(target, Name))
