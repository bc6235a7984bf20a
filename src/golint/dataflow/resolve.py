"""From a call to the routine that it runs, within the file and through imports inside the repository.

Names are enough: no types are inferred beyond "this variable was built by that class" and written annotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.files import Files
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.project import Project

Definition = Routine | ClassPlace


class Resolver:
    """Finds definitions across the files of a project."""

    def __init__(self, project: Project) -> None:
        self.files = Files(project)
        self.module = self.files.module
        self._definitions: dict[tuple[Routine, int, int, str], Definition | None] = {}
        self._classes: dict[tuple[Routine, int, int, str], ClassPlace | None] = {}

    # -- questions --

    def callee(self, call: Call, routine: Routine) -> Definition | None:
        """What a call inside `routine` runs: a routine, a class that it builds, or None for anything outside the repository."""
        return self.definition(call.callee, routine)

    def definition(self, expr: Expr, routine: Routine) -> Definition | None:
        """The routine or class that an expression names."""
        key = (routine, expr.span.start, expr.span.end, expr.path if isinstance(expr, Name | Call) else "")
        if key not in self._definitions:
            self._definitions[key] = None  # a name that leads back to itself names nothing
            self._definitions[key] = self._definition(expr, routine)
        return self._definitions[key]

    def _definition(self, expr: Expr, routine: Routine) -> Definition | None:
        match expr:
            case Name():
                return self._named(expr, routine)
            case facts.Attribute(base=base, path=path):
                place = self.class_of(base, routine)
                return self.member(place, path.split(".")[1]) if place and path.count(".") == 1 else None
            case Call():
                return self.callee(expr, routine)
        return None

    def class_of(self, value: Expr, routine: Routine) -> ClassPlace | None:
        """The class that a value was built by, as far as constructors, `self`, annotations and assignments tell."""
        key = (routine, value.span.start, value.span.end, value.path if isinstance(value, Name | Call) else "")
        if key not in self._classes:
            self._classes[key] = None  # a value that leads back to itself tells nothing
            self._classes[key] = self._class_of(value, routine)
        return self._classes[key]

    def _class_of(self, value: Expr, routine: Routine) -> ClassPlace | None:
        match value:
            case Call(path=path) if path.endswith("super") and routine.owner:
                return next(self.bases(ClassPlace(routine.path, routine.owner)), None)
            case Call():
                found = self.callee(value, routine)
                return found if isinstance(found, ClassPlace) else None
            case Name(written=written):
                return self._class_of_name(written, routine)
            case facts.Logic(operands=operands):
                return next((c for o in operands if (c := self.class_of(o, routine))), None)
        return None

    def member(self, place: ClassPlace, name: str) -> Routine | None:
        """A method of a class or of its bases inside the repository."""
        for owner in self.lineage(place):
            module = self.module(owner.path)
            found = module.method(owner.definition, name) if module else None
            if found:
                return found
        return None

    def lineage(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """A class and its bases inside the repository, nearest first."""
        waiting, seen = [place], set()
        while waiting:
            here = waiting.pop(0)
            mark = (here.path, here.definition.span.start)
            if mark in seen:
                continue
            seen.add(mark)
            yield here
            waiting.extend(self.bases(here))

    def bases(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """The direct bases that are defined in the repository."""
        module = self.module(place.path)
        if module is None:
            return
        for base in place.definition.bases:
            found = self.definition(base, module.body)
            if isinstance(found, ClassPlace):
                yield found

    # -- names --

    def _named(self, name: Name, routine: Routine) -> Definition | None:
        module = self.module(routine.path)
        if module is None:
            return None
        first, *rest = name.written.split(".")
        if first in ("self", "cls", "this") and routine.owner and rest:
            return self._through_self(rest, routine)
        local = self._local(module, first, routine)
        if local is None and first in module.imports:
            return self._imported(module, module.imports[first], rest)
        if local is None:
            place = self._class_of_name(first, routine) if rest else None
            return self.member(place, rest[0]) if place and len(rest) == 1 else None
        return self._descend(local, rest)

    def _through_self(self, rest: list[str], routine: Routine) -> Definition | None:
        place = ClassPlace(routine.path, routine.owner) if routine.owner else None
        if place is None:
            return None
        if len(rest) == 1:
            return self.member(place, rest[0])
        inner = self._class_of_name("self." + rest[0], routine)
        return self.member(inner, rest[1]) if inner and len(rest) == 2 else None

    def _local(self, module: Module, first: str, routine: Routine) -> Definition | None:
        """A function or class of this file, the nearest enclosing scope first."""
        scopes = routine.function.qualname.split(".")
        for cut in range(len(scopes), -1, -1):
            qualname = ".".join([*scopes[:cut], first])
            if qualname in module.functions and not (cut and ".".join(scopes[:cut]) in module.classes):
                return module.functions[qualname]
            if qualname in module.classes:
                return ClassPlace(module.path, module.classes[qualname])
        return None

    def _descend(self, found: Definition | None, rest: list[str]) -> Definition | None:
        if not rest:
            return found
        if isinstance(found, ClassPlace) and len(rest) == 1:
            return self.member(found, rest[0])
        return None

    def _imported(self, module: Module, imported: facts.Import, rest: list[str]) -> Definition | None:
        steps = [*imported.path.split("."), *rest] if imported.path else rest
        return self._walk(module.path, steps, imported.level, depth=3)

    def _walk(self, importer: str, steps: list[str], level: int, depth: int) -> Definition | None:
        """Split a dotted path into a file of the repository and a member of it, the longest file path first."""
        if depth == 0:
            return None
        for cut in range(len(steps), 0, -1):
            path = self.files.of_import(importer, steps[:cut], level)
            module = self.module(path) if path else None
            if module is not None:
                return self._member_of(module, steps[cut:], depth)
        return None

    def _member_of(self, module: Module, rest: list[str], depth: int) -> Definition | None:
        if not rest:
            return None
        first, *more = rest
        if first in module.functions:
            return self._descend(module.functions[first], more)
        if first in module.classes:
            return self._descend(ClassPlace(module.path, module.classes[first]), more)
        if first in module.imports:
            again = module.imports[first]
            return self._walk(module.path, [*again.path.split("."), *more], again.level, depth - 1)
        for star in (item for item in module.program.imports if item.star):
            found = self._walk(module.path, [*star.path.split("."), *rest], star.level, depth - 1)
            if found:
                return found
        bindings = module.bindings(module.body).get(first, ())
        if bindings and more and bindings[-1].value is not None:
            place = self.class_of(bindings[-1].value, module.body)
            return self.member(place, more[0]) if place and len(more) == 1 else None
        return None

    def _class_of_name(self, written: str, routine: Routine) -> ClassPlace | None:
        if written == "self" and routine.owner:
            return ClassPlace(routine.path, routine.owner)
        for parameter in routine.function.parameters:
            if parameter.name == written and parameter.annotation:
                return self._class_named(parameter.annotation, routine)
        for place, value in self._values(written, routine):
            found = self.class_of(value, place)
            if found:
                return found
        return None

    def _class_named(self, annotation: str, routine: Routine) -> ClassPlace | None:
        module = self.module(routine.path)
        if module is None:
            return None
        span = Span(0, 0)
        last = annotation.rsplit(".", maxsplit=1)[-1]
        local = self.definition(Name(annotation, span, last), module.body)
        return local if isinstance(local, ClassPlace) else None

    def _values(self, written: str, routine: Routine) -> Iterator[tuple[Routine, Expr]]:
        """What a name or `self.attribute` is assigned: in the routine, in its class's methods, or at module level."""
        module = self.module(routine.path)
        if module is None:
            return
        if written.startswith(("self.", "this.")) and routine.owner:
            for place in self.lineage(ClassPlace(routine.path, routine.owner)):
                yield from self._attribute_values(place, written)
            return
        for scope in (routine, module.body):
            for binding in module.bindings(scope).get(written, ()):
                if binding.value is not None:
                    yield scope, binding.value

    def _attribute_values(self, place: ClassPlace, written: str) -> Iterator[tuple[Routine, Expr]]:
        module = self.module(place.path)
        if module is None:
            return
        bare = written.partition(".")[2]
        for statement in place.definition.body:
            match statement:
                case facts.Function():
                    method = Routine(place.path, statement.span.start, statement, place.definition)
                    for binding in module.bindings(method).get(written, ()):
                        if binding.value is not None:
                            yield method, binding.value
                case facts.Assign(value=value, targets=targets) if value is not None:
                    if any(isinstance(t, Name) and t.written == bare for t in targets):
                        yield module.body, value

    def attribute_values(self, written: str, routine: Routine) -> Iterator[tuple[Routine, Expr]]:
        """What is assigned to `self.name` anywhere in the class of `routine` and its bases, with the routine that assigns it."""
        yield from self._values(written, routine)

    def constant(self, written: str, routine: Routine) -> tuple[Routine, Expr] | None:
        """What another file of the repository assigns to a name that this one imports from it, or to `module.name`."""
        module = self.module(routine.path)
        first, *rest = written.split(".")
        imported = module.imports.get(first) if module is not None else None
        if module is None or imported is None:
            return None
        return self._constant(module.path, [*imported.path.split("."), *rest], imported.level, depth=3)

    def _constant(self, importer: str, steps: list[str], level: int, depth: int) -> tuple[Routine, Expr] | None:
        path = self.files.of_import(importer, steps[:-1], level) if depth and len(steps) > 1 else None
        module = self.module(path) if path else None
        if module is None:
            return None
        bindings = module.bindings(module.body).get(steps[-1], ())
        if bindings:
            value = bindings[-1].value
            return (module.body, value) if value is not None else None
        again = module.imports.get(steps[-1])
        return self._constant(module.path, again.path.split("."), again.level, depth - 1) if again else None
