"""Objects that the client fills: public fields of a Livewire component, whatever the page shows, but for `#[Locked]`; and Laravel's form
requests, which are the request themselves."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, path_of
from golint.facts import Class, Name

_PLAIN = frozenset({"", "int", "float", "string", "mixed", "array", "?int", "?float", "?string", "?array"})
_KEPT = "Locked"


class FormFields:
    """Answers for the classes of one project."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._classes = language.form_classes
        self._requests = language.guard_parameters

    def are_of_request(self, routine: Routine) -> bool:
        """Whether a method is one of a request's own: `$this->input("amount")` of a class that extends `FormRequest`."""
        return bool(self._requests) and routine.owner is not None and is_form(self._resolver, routine.path, routine.owner, self._requests)

    def hold(self, written: str, routine: Routine) -> bool:
        """Whether `this.amount` is such a field, and the shop's own code puts nothing into it but literals."""
        first, _, field = written.partition(".")
        if not self._classes or routine.owner is None or first != "this" or "." in field:
            return False
        lineage = self._resolver.lineage(ClassPlace(routine.path, routine.owner))
        if not any(path_of(base) in self._classes for place in lineage for base in place.definition.bases):
            return False
        if not any(self._declares(place, field) for place in lineage):
            return False
        return all(isinstance(value, facts.Literal) for _, value in self._resolver.attribute_values(written, routine))

    def _declares(self, place: ClassPlace, field: str) -> bool:
        data = self._resolver.files.read(place.path)
        for start, marks, statement in _fields(place.definition):
            if any(isinstance(target, Name) and target.written == field for target in statement.targets):
                return b"public" in data[start : statement.span.start] and _KEPT not in marks and statement.annotation in _PLAIN
        return False


def _fields(definition: Class) -> Iterator[tuple[int, set[str], facts.Assign]]:
    """The fields of a class, each with where the statement before it ends, and the attributes that stand in front of it."""
    end, marks = definition.name_span.end, set[str]()
    for statement in definition.body:
        match statement:
            case facts.Evaluate(value=value):
                marks.add(last_of(value))
            case facts.Assign():
                yield end, marks, statement
                marks = set()
            case _:
                marks = set()
        end = statement.span.end


def is_form(resolver: Resolver, path: str, definition: Class, requests: frozenset[str]) -> bool:
    """Whether a class of a file extends one of those by which a framework hands over a request that it has looked at."""
    bases = (last_of(base) for place in resolver.lineage(ClassPlace(path, definition)) for base in place.definition.bases)
    return not requests.isdisjoint(bases)
