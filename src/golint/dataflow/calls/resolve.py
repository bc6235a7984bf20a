"""From a call to the routine that it runs, within the file and through imports inside the repository.

Names are enough: no types are inferred beyond "this variable was built by that class" and written annotations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.calls import convex, strapi
from golint.dataflow.calls.attributes import Attributes
from golint.dataflow.calls.elements import element_of, picked_from
from golint.dataflow.calls.files import Files
from golint.dataflow.calls.interfaces import inheriting, is_interface, is_stand_in, satisfying
from golint.dataflow.calls.provided import provided
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import OWN, last_of, owner_of, text_of
from golint.facts import Call, Expr, Name
from golint.linking.families import family_of
from golint.linking.places import nearest
from golint.model import Span

if TYPE_CHECKING:
    from golint.project import Project

Definition = Routine | ClassPlace
MANY = 40  # files of one name
_Place = tuple[str, int, int, int, str]
"""An expression by the file and the start of the routine that it stands in, its span, and its path where it has one."""


def entry(value: Expr, name: str) -> Expr | None:
    """What an object that is written out holds under a name."""
    entries = value.entries if isinstance(value, facts.Mapping) else ()
    return next((e.value for e in entries if text_of(e.key) == name), None)


DECLARING = ("Override", "Transactional", "SneakyThrows")
"""Decorators that say nothing of what a method is for."""

INJECTING = frozenset({"inject", "resolve", "make", "app", "get"})
"""What containers of services call it to hand out the one of a class: `inject(PaymentService)`."""

_HELD_BY = {"get_serializer": "serializer_class", "get_form": "form_class"}
"""What makes an object of the class that an attribute of a view holds."""

SINGLE = frozenset({"getInstance", "get_instance", "instance"})
"""What gives out the one object of a class."""
_ITSELF = ("self", "static")


class Resolver:
    """Finds definitions across the files of a project."""

    def __init__(self, project: Project) -> None:
        self.files = Files(project)
        self.module = self.files.module
        self._attributes = Attributes(self.files)
        self._lineages: dict[tuple[str, int], tuple[ClassPlace, ...]] = {}
        self._definitions: dict[_Place, Definition | None] = {}
        self._classes: dict[_Place, ClassPlace | None] = {}
        self._declarations: dict[Routine, facts.Function] = {}
        self._namespaces: dict[tuple[str, str], ClassPlace | None] = {}
        self._annotated: dict[tuple[str, int], Mapping[str, Sequence[str]]] = {}

    # -- questions --

    def callee(self, call: Call, routine: Routine) -> Definition | None:
        """What a call inside `routine` runs: a routine, a class that it builds, or None for anything outside the repository."""
        return self.definition(call.callee, routine) or self._run_by_name(call, routine)

    def definition(self, expr: Expr, routine: Routine) -> Definition | None:
        """The routine or class that an expression names."""
        key = _place(expr, routine)
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
                found = self.member(place, path.split(".")[1]) if place and path.count(".") == 1 else None
                return found or self._served(expr, routine)
            case Call():
                return self.callee(expr, routine)
            case facts.Index(base=Name() as table, key=facts.Literal(value=str() as key)) if "." not in key:  # `TABLE["paid"]`
                return self._named(Name(f"{table.path}.{key}", expr.span, f"{table.written}.{key}"), routine)
            case facts.Lambda(function=function):
                return Routine(routine.path, function.span.start, function, routine.owner)
        return None

    def class_of(self, value: Expr, routine: Routine) -> ClassPlace | None:
        """The class that a value was built by, as far as constructors, `self`, annotations and assignments tell."""
        key = _place(value, routine)
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
                if isinstance(found, Routine):
                    return self._class_made(found)
                found = found or self._injected(value, routine) or self._kind_picked(value, routine) or self._single(value, routine)
                return found or self._made_of_field(value, routine)
            case facts.Index():
                return self._kind_picked(value, routine)
            case Name(written=written):
                return self._class_of_name(written, routine)
            case facts.Logic(operands=operands):
                return next((c for o in operands if (c := self.class_of(o, routine))), None)
        return None

    def _injected(self, call: Call, routine: Routine) -> ClassPlace | None:
        """The class that a container, which is none of the repository's own, is asked for."""
        asked = call.argument(0) if len(call.arguments) == 1 and last_of(call) in INJECTING else None
        found = self.definition(asked, routine) if isinstance(asked, Name) else None
        return found if isinstance(found, ClassPlace) else None

    def _kind_picked(self, value: Expr, routine: Routine) -> ClassPlace | None:
        """What all have in common of which a value is one, by how they are declared: `IEnumerable<IDesk> desks`."""
        several = picked_from(value)
        return self._kind_of(several, routine) if several is not None else None

    def _kind_of(self, several: Expr, routine: Routine) -> ClassPlace | None:
        kind = element_of(self.declared(several.written, routine)) if isinstance(several, Name) else ""
        return self._class_named(kind, routine) if kind else None

    def _class_made(self, maker: Routine) -> ClassPlace | None:
        """The class of what a function makes and gives back: `func NewService() *Service { return &Service{} }`."""
        first = (value.items[0] if isinstance(value, facts.Sequence) and value.items else value for value in maker.given_back)
        made = next((c for value in first if isinstance(value, Call | Name) and (c := self.class_of(value, maker))), None)
        return made or self._class_promised(maker)

    def _class_promised(self, maker: Routine) -> ClassPlace | None:
        """The class that a function is declared to give back: `public function ledger(): Ledger`."""
        kind = maker.function.returns
        if kind in _ITSELF:
            return ClassPlace(maker.path, maker.owner) if maker.owner else None
        return self._class_named(kind, maker) if kind else None

    def _single(self, call: Call, routine: Routine) -> ClassPlace | None:
        """The class that is asked for its one object, where it has that from a framework: `Plugin::getInstance()`."""
        owner = owner_of(call) if last_of(call) in SINGLE and not call.arguments else None
        found = self.definition(owner, routine) if isinstance(owner, Name) else None
        return found if isinstance(found, ClassPlace) else None

    def _made_of_field(self, call: Call, routine: Routine) -> ClassPlace | None:
        """The class that a field of the object holds and that makes a value: `self.serializer_class(...)`, `self.get_serializer(...)`."""
        own, _, called = call.path.partition(".")
        if own not in OWN or routine.owner is None or family_of(routine.path).name != "python":
            return None
        held = self._values(f"{own}.{_HELD_BY.get(called, called)}", routine)
        found = (self.definition(value, place) for place, value in held if isinstance(value, Name))
        return next((kind for kind in found if isinstance(kind, ClassPlace)), None)

    def member(self, place: ClassPlace, name: str) -> Routine | None:
        """A method of a class or of its bases inside the repository; of an interface, that of the class that is named after it."""
        declared: Routine | None = None
        for owner in (*self.lineage(place), *self._implementations(place, name)):
            module = self.module(owner.path)
            found = module.method(owner.definition, name) if module else None
            if found and found.function.body:
                return found
            declared = declared or found
        return declared

    def _implementations(self, place: ClassPlace, asked: str) -> Iterator[ClassPlace]:
        """`PaymentServiceImpl` for `PaymentService`, `PaymentService` for `IPaymentService`; in Go, what has all methods."""
        if family_of(place.path).structural:
            if is_interface(place.definition):
                yield from (ClassPlace(module.path, found) for module, found in satisfying(self.files, place, asked))
            return
        if family_of(place.path).namespaced:
            return  # no language of these has interfaces
        name = place.definition.name
        if family_of(place.path).erased and self.files.holds(place.path, (f"abstract class {name}".lower().encode(),)):
            yield from self._provided(place)
        for other in (f"{name}Impl", f"Default{name}", *((name[1:],) if name[:1] == "I" and name[1:2].isupper() else ())):
            found = self._seen_elsewhere(place.path, [other]) if self.files.may_define(place.path, other) else None
            if isinstance(found, ClassPlace):
                yield found
                return
        heirs = tuple(self._heirs(place))
        yield from heirs if len(heirs) == 1 else ()

    def _provided(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """The one class that a container of services hands out for another."""
        given = (self.definition(value, module.body) for module, value in provided(self.files, place.definition.name, place.path))
        found = dict.fromkeys(one for one in given if isinstance(one, ClassPlace) and not is_stand_in(one.definition.name))
        yield from found if len(found) == 1 else ()

    def implementing(self, call: Call, routine: Routine) -> Iterator[Routine]:
        """The methods that a call may run of what is known by an interface, or a class that leaves them to others."""
        owner = owner_of(call)
        place = self.class_of(owner, routine) if owner is not None else None
        found = (self._own_method(heir, last_of(call)) for heir in self._heirs(place)) if place is not None else ()
        yield from (one for one in found if one is not None and one.function.body)

    def _heirs(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """The classes of the repository that name a class among their bases, in languages that say what a variable holds."""
        family, name = family_of(place.path), place.definition.name
        says_so = (f"interface {name}".lower().encode(), f"abstract class {name}".lower().encode())
        if family.unqualified or ((family.declared or family.erased) and self.files.holds(place.path, says_so)):
            for module in self.files.modules(dict.fromkeys(self.files.heirs(name, place.path))):
                yield from (ClassPlace(module.path, heir) for heir in inheriting(module, name) if not is_stand_in(heir.name))

    def declaration(self, routine: Routine) -> facts.Function:
        """The function as it was declared: where a method has no decorators, that of the base or the interface which has some."""
        function, owner = routine.function, routine.owner
        own = any(d.path not in DECLARING for d in function.decorators if isinstance(d, Name | Call))
        if own or owner is None or not owner.bases or not function.name:
            return function
        if routine not in self._declarations:
            methods = (m for place in self.lineage(ClassPlace(routine.path, owner)) if (m := self._own_method(place, function.name)))
            told = (m.function for m in methods if m.function.decorators and len(m.function.parameters) == len(function.parameters))
            self._declarations[routine] = next((f for f in told if f is not function), function)
        return self._declarations[routine]

    def _own_method(self, place: ClassPlace, name: str) -> Routine | None:
        module = self.module(place.path)
        return module.method(place.definition, name) if module is not None else None

    def lineage(self, place: ClassPlace) -> Sequence[ClassPlace]:
        """A class and its bases inside the repository, nearest first."""
        key = (place.path, place.definition.span.start)
        if key not in self._lineages:
            self._lineages[key] = tuple(self._lineage(place))
        return self._lineages[key]

    def _lineage(self, place: ClassPlace) -> Iterator[ClassPlace]:
        waiting, seen, joined = deque([place]), set(), set()
        while waiting:
            here = waiting.popleft()
            mark = (here.path, here.definition.span.start)
            if mark in seen:
                continue
            seen.add(mark)
            yield here
            if here.definition.qualname not in joined:  # each part would name all the others once more
                joined.add(here.definition.qualname)
                waiting.extend(islice(self._parts(here), MANY))
            waiting.extend(self.bases(here))

    def _parts(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """What other files of its package add to a class, in languages where they can."""
        if not family_of(place.path).scattered:
            return
        for module in self.files.visible(place.path, place.definition.name):
            if place.definition.name in module.classes:
                yield ClassPlace(module.path, module.classes[place.definition.name])

    def bases(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """The direct bases that are defined in the repository."""
        module = self.module(place.path)
        if module is None:
            return
        scope = module.body_of(place.definition)
        for base in place.definition.bases:
            found = self.definition(base, scope)
            if isinstance(found, ClassPlace):
                yield found

    # -- names --

    def _named(self, name: Name, routine: Routine) -> Definition | None:
        module = self.module(routine.path)
        if module is None:
            return None
        first, *rest = (name.path.removesuffix(".class") if name.path.endswith(".class") else name.written).split(".")
        if first in OWN and routine.owner and rest:
            return self._through_self(rest, routine)
        local = self._local(module, first, routine)
        found = self._descend(local, rest) if local is not None else None
        if found is not None or (local is not None and not _holds_namespaces(routine)):
            return found
        if first in module.imports and not (name.path == name.written and self._is_given(first, routine, module)):
            return self._imported(module, module.imports[first], rest)
        if first not in OWN:
            named = self._in_namespace(name.written.split("."), routine) if _holds_namespaces(routine) else None
            named = named or self._loaded(name, routine) or (self._served(name, routine) if first == strapi.ROOT else None)
            named = named or self._built(first, rest, routine)
            if named is not None or self._is_given(first, routine, module):
                return named
            return self._unqualified(first, rest, routine) if self.files.may_be_seen(routine.path, name) else None
        return None

    def _served(self, expr: Expr, routine: Routine) -> Definition | None:
        """A function of the service that Strapi is asked for by its name, of the nearest file that is called so."""
        asked = strapi.asked_of(expr)
        module = self._nearest(strapi.file_of(asked[0]), routine) if asked is not None else None
        value = strapi.held(module, asked[1]) if module is not None and asked is not None else None
        return self._held(value, module.body) if module is not None and value is not None else None

    def _run_by_name(self, call: Call, routine: Routine) -> Definition | None:
        """A function that Convex is told to run by its name."""
        asked = convex.asked_of(call)
        module = self._nearest(convex.file_of(asked[0]), routine) if asked is not None else None
        value = convex.held(module, asked[1]) if module is not None and asked is not None else None
        return self._held(entry(value, "handler") or value, module.body) if module is not None and value is not None else None

    def _nearest(self, pattern: str, routine: Routine) -> Module | None:
        """The file of such a path that stands nearest to a routine's own."""
        paths = self.files.named(pattern, routine.path)
        return self.module(max(paths, key=lambda path: nearest(path, routine.path))) if paths else None

    def _loaded(self, name: Name, routine: Routine, rest: Sequence[str] = ()) -> Definition | None:
        """`require("./verify").check`, where the module's name stands in the expression, and a member of that."""
        if not name.path.startswith((".", "#")):
            return None
        module = next((item.module for item in self._imports(routine) if item.module and name.path.startswith(item.module)), None)
        if module is None:
            return None
        return self._imported(self._home(routine), facts.Import("", name.path, name.span, module=module), [*rest])

    def _imports(self, routine: Routine) -> tuple[facts.Import, ...]:
        module = self.module(routine.path)
        return module.program.imports if module else ()

    def _home(self, routine: Routine) -> Module:
        found = self.module(routine.path)
        assert found is not None  # a routine stands in a file that was read
        return found

    def _is_given(self, first: str, routine: Routine, module: Module) -> bool:
        """Whether a function has a variable of its own that hides an import of the same name."""
        scopes = tuple(self._scopes(module, routine))
        return any(first in module.bindings(scope) or any(p.name == first for p in scope.function.parameters) for scope in scopes[:-1])

    def _within(self, place: ClassPlace | None, steps: list[str]) -> Definition | None:
        """A method of what the fields of an object hold: `service.repository.Save`."""
        for field in steps[:-1]:
            held = next(self._field_types(place, field), None) if place is not None else None
            place = self._class_named(held[1], held[0]) if held is not None else None
        return self.member(place, steps[-1]) if place is not None else None

    def _field_types(self, place: ClassPlace, field: str) -> Iterator[tuple[Routine, str]]:
        for owner in self.lineage(place):
            module = self.module(owner.path)
            for statement in owner.definition.body if module is not None else ():
                if isinstance(statement, facts.Assign) and statement.annotation and _names(statement, field):
                    assert module is not None
                    yield module.body, statement.annotation

    def _built(self, first: str, rest: list[str], routine: Routine) -> Definition | None:
        """A method of what a variable holds, or a function that a variable was given."""
        if rest:
            place = self._class_of_name(first, routine)
            if place is not None or len(rest) != 1:
                return self._within(place, rest)
            held = ((scope, entry(value, rest[0])) for scope, value in self._values(first, routine))
            return next((found for scope, value in held if value and (found := self._held(value, scope))), None)
        for scope, value in self._values(first, routine):
            found = self._function_in(value, scope)
            if found is not None:
                return found
        return None

    def _held(self, value: Expr, routine: Routine) -> Definition | None:
        """What a value that is given out or held by an object means."""
        found = self.definition(value, routine) if isinstance(value, Name | facts.Lambda) else None
        return found or self._function_in(value, routine)

    def _function_in(self, value: Expr, routine: Routine) -> Routine | None:
        """The function that a value is, or that a wrapper such as `asyncHandler(...)` is given."""
        match value:
            case facts.Lambda():
                found = self.definition(value, routine)
                return found if isinstance(found, Routine) else None
            case Call(arguments=arguments):
                inner = (self._function_in(a.value, routine) for a in reversed(arguments) if isinstance(a.value, facts.Lambda | Call))
                return next((found for found in inner if found), None)
        return None

    def _in_namespace(self, steps: list[str], routine: Routine) -> Definition | None:
        """A class of another file by its name, or the end of it, as seen from the namespaces around a place; then its member."""
        constants = next((at for at, step in enumerate(steps) if not step[:1].isupper()), len(steps))
        scope = _scope(routine)
        for cut in range(len(scope) if constants else -1, -1, -1):
            for at in range(constants, 0, -1):
                place = self._class_called(".".join([*scope[:cut], *steps[:at]]), routine.path)
                if place is not None:
                    return self._descend(place, steps[at:])
        return None

    def _class_called(self, name: str, path: str) -> ClassPlace | None:
        """The class of a whole name that a file may mean."""
        key = (path, name)  # asked for each use of a name, and from each namespace around it
        if key not in self._namespaces:
            found = (ClassPlace(module.path, module.classes[name]) for module in self._naming(name, path) if name in module.classes)
            self._namespaces[key] = next(found, None)
        return self._namespaces[key]

    def _naming(self, name: str, path: str) -> Iterator[Module]:
        """The files that a class may stand in by its namespaces and its name, and that hold them all."""
        steps, named = name.split("."), facts.Import("", name, Span(0, 0))
        paths = (found for found, _ in islice(self.files.targets(path, named), MANY))
        yield from self.files.modules(found for found in paths if all(self.files.may_give(found, step) for step in reversed(steps)))

    def _unqualified(self, first: str, rest: list[str], routine: Routine) -> Definition | None:
        """A member of the own class without `this`, or a definition that the language finds without an import."""
        if routine.owner is not None and family_of(routine.path).unqualified:
            found = self._through_self([first, *rest], routine)
            if found is not None:
                return found
        return self._seen_elsewhere(routine.path, [first, *rest])

    def _seen_elsewhere(self, path: str, steps: list[str]) -> Definition | None:
        """A definition of another file by its name, or by its namespaces and its name: `\\App\\Services\\Trust`."""
        spaces = next((at for at, step in enumerate(steps) if not step[:1].isupper()), len(steps))
        if spaces > 1 and (found := self._walk(path, facts.Import("", ".".join(steps[:spaces]), Span(0, 0)), steps[spaces:], depth=2)):
            return found
        for module in self.files.visible(path, steps[0]):
            found = self._member_of(module, steps, depth=2)
            if found is not None:
                return found
        here = self.module(path)
        for star in (item for item in here.program.imports if item.star) if here is not None else ():
            found = self._walk(path, star, steps, depth=3)  # a package gives out all of another, which takes it from a file
            if found is not None:
                return found
        return None

    def _through_self(self, rest: list[str], routine: Routine) -> Definition | None:
        place = ClassPlace(routine.path, routine.owner) if routine.owner else None
        if place is None:
            return None
        if len(rest) == 1:
            return self.member(place, rest[0])
        inner = next((c for own in OWN if (c := self._class_of_name(f"{own}.{rest[0]}", routine))), None)
        return self._within(inner, rest[1:])

    def _local(self, module: Module, first: str, routine: Routine) -> Definition | None:
        """A function or class of this file, the nearest enclosing scope first."""
        scopes = _scope(routine)
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
        if not isinstance(found, ClassPlace):
            return None
        module = self.module(found.path)
        inner = module.classes.get(f"{found.definition.qualname}.{rest[0]}") if module else None
        if inner is not None:
            return self._descend(ClassPlace(found.path, inner), rest[1:])
        return self.member(found, rest[0]) if len(rest) == 1 else None

    def _imported(self, module: Module, imported: facts.Import, rest: list[str]) -> Definition | None:
        return self._walk(module.path, imported, rest, depth=3)

    def _walk(self, importer: str, imported: facts.Import, rest: list[str], depth: int) -> Definition | None:
        """From an import to the file that it means, and to a member of that."""
        if depth == 0:
            return None
        found = (self._member_of(module, steps, depth) for module, steps in self.files.giving(importer, imported, rest))
        return next((definition for definition in found if definition), None)

    def _member_of(self, module: Module, rest: list[str], depth: int) -> Definition | None:
        first, *more = rest or ["default"]
        if first in module.functions:
            return self._descend(module.functions[first], more)
        if first in module.classes:
            return self._descend(ClassPlace(module.path, module.classes[first]), more)
        if first in module.late_classes:
            return self._descend(ClassPlace(module.path, module.late_classes[first]), more)
        if first in module.imports and not module.imports[first].star:
            return self._walk(module.path, module.imports[first], more, depth - 1)
        for star in (item for item in module.program.imports if item.star):
            found = self._walk(module.path, star, rest, depth - 1)
            if found:
                return found
        return self._given_out(module, first, more)

    def _given_out(self, module: Module, first: str, more: list[str]) -> Definition | None:
        value = module.exported(first)
        if value is None:
            return self._of_the_whole(module, first) if not more else None
        if not more:
            return self._held(value, module.body)
        inner = entry(value, more[0]) or (module.exported(more[0]) if first == "default" else None)
        if inner is not None and len(more) > 1:
            given = module.imports.get(inner.written) if isinstance(inner, Name) else None
            return self._imported(module, given, more[1:]) if given is not None else None
        if inner is not None:
            return self._held(inner, module.body)
        loaded = self._loaded(value, module.body, more) if isinstance(value, Name) else None
        place = self._class_given(value, module) if loaded is None else None
        return self.member(place, more[0]) if place and len(more) == 1 else loaded

    def _of_the_whole(self, module: Module, name: str) -> Definition | None:
        """A method of the one object or class that a file gives out: `module.exports = new Ledger()`, `module.exports = Ledger`."""
        whole = module.exported("module.exports")
        place = self._class_given(whole, module) if whole is not None else None
        return self.member(place, name) if place is not None else None

    def _class_given(self, value: Expr, module: Module) -> ClassPlace | None:
        """The class of what a file gives out, or that class itself, whose static methods are called."""
        found = self.class_of(value, module.body) or (self.definition(value, module.body) if isinstance(value, Name) else None)
        return found if isinstance(found, ClassPlace) else None

    def _class_of_name(self, written: str, routine: Routine) -> ClassPlace | None:
        if written in OWN and routine.owner:
            return ClassPlace(routine.path, routine.owner)
        module = self.module(routine.path)
        for scope in self._scopes(module, routine) if module is not None else ():
            for parameter in scope.function.parameters:
                if parameter.name == written and parameter.annotation:
                    return self._class_named(parameter.annotation, routine)
        for place, value in self._values(written, routine):
            found = self.class_of(value, place)
            if found:
                return found
        declared = next(self._declared(written, routine), "")
        return self._class_named(declared, routine) if declared else self._kind_of_each(written, routine)

    def _kind_of_each(self, written: str, routine: Routine) -> ClassPlace | None:
        """What a variable is that runs through several of a kind: `foreach (var desk in desks)`."""
        module = self.module(routine.path)
        bound = (b for scope in self._scopes(module, routine) for b in module.bindings(scope).get(written, ())) if module else ()
        sources = (binding.value for binding in bound if binding.element and binding.value is not None)
        return next((found for source in sources if (found := self._kind_of(source, routine))), None)

    def declared(self, written: str, routine: Routine) -> str:
        """The type that a parameter, a variable or a field is declared with, or the parameter that a field is given; "" where none is."""
        own = (p.annotation for p in routine.function.parameters if p.name == written and p.annotation)
        return next(own, "") or next(self._declared(written, routine), "")

    def _declared(self, written: str, routine: Routine) -> Iterator[str]:
        """The types that a variable or a field is declared with."""
        module = self.module(routine.path)
        if module is None:
            return
        for scope in (routine, module.body):
            yield from (b.annotation for b in module.bindings(scope).get(written, ()) if b.annotation)
        bare = written.removeprefix("this.").removeprefix("self.")
        for place in self.lineage(ClassPlace(routine.path, routine.owner)) if routine.owner else ():
            yield from self._annotations(place).get(bare, ())
        for where, value in self.attribute_values(written, routine) if bare != written else ():
            given = value.written if isinstance(value, Name) else ""
            yield from (p.annotation for p in where.function.parameters if p.name == given and p.annotation)

    def _annotations(self, place: ClassPlace) -> Mapping[str, Sequence[str]]:
        """The types that the fields of a class are declared with in its own body, by their names."""
        key = (place.path, place.definition.span.start)
        if key not in self._annotated:
            table: dict[str, list[str]] = {}
            for statement in place.definition.body:
                if isinstance(statement, facts.Assign) and statement.annotation:
                    for name in dict.fromkeys(target.written for target in statement.targets if isinstance(target, Name)):
                        table.setdefault(name, []).append(statement.annotation)
            self._annotated[key] = table
        return self._annotated[key]

    def _class_named(self, annotation: str, routine: Routine) -> ClassPlace | None:
        module = self.module(routine.path)
        if module is None:
            return None
        span = Span(0, 0)
        if annotation.startswith(_OF_VALUE):
            return self._class_of_value(annotation.removeprefix(_OF_VALUE), module)
        plain = annotation.partition("<")[0].partition("[")[0].strip("*&? ")
        for named in (plain, plain[1:]) if _is_interface_name(plain) else (plain,):
            local = self.definition(Name(named, span, _as_imported(named, module)), module.body)
            if isinstance(local, ClassPlace):
                return local
        return self._only_implementing(plain, module) if family_of(module.path).erased else None

    def _only_implementing(self, path: str, module: Module) -> ClassPlace | None:
        """The one class that is declared to implement an interface of the repository's, where interfaces are no part of a program."""
        name = path.rpartition(".")[2]
        item = next((item for item in module.program.imports if item.path == path), None) if "." in path else None
        declared = (p for p, _ in self.files.targets(module.path, item)) if item is not None else (module.path,)
        if not name[:1].isupper() or not any(self.files.holds(p, (f"interface {name.lower()}".encode(),)) for p in declared):
            return None
        modules = self.files.modules(p for p in self.files.mentioning(f"implements {name}", module.path) if not is_stand_in(p))
        found = [ClassPlace(one.path, definition) for one in modules for definition in inheriting(one, name)]
        return found[0] if len(found) == 1 else None

    def _class_of_value(self, path: str, module: Module) -> ClassPlace | None:
        """The class of a value that a file holds, or imports from the one that made it."""
        local = next((item.local for item in module.program.imports if item.path == path), path)
        held = self.constant(local, module.body) if local != path else None
        place, value = held or (module.body, Name(path, Span(0, 0), local))
        return self.class_of(value, place)

    def _values(self, written: str, routine: Routine) -> Iterator[tuple[Routine, Expr]]:
        """What a name or `self.attribute` is assigned: in the routine, in its class's methods, or at module level."""
        module = self.module(routine.path)
        if module is None:
            return
        if written.startswith(("self.", "this.")) and routine.owner:
            for place in self.lineage(ClassPlace(routine.path, routine.owner)):
                yield from self._attributes.of(place).get(written.partition(".")[2], ())
            return
        for scope in self._scopes(module, routine):
            for binding in module.bindings(scope).get(written, ()):
                if binding.value is not None:
                    yield scope, binding.value
        if routine.owner and "." not in written and family_of(routine.path).unqualified:
            yield from self._values(f"this.{written}", routine)

    def _scopes(self, module: Module, routine: Routine) -> Iterator[Routine]:
        """A routine and those around it, the module's body last."""
        scope: Routine | None = routine
        while scope is not None:
            yield scope
            scope = module.around(scope)

    def attribute_values(self, written: str, routine: Routine) -> Iterator[tuple[Routine, Expr]]:
        """What is assigned to `self.name` anywhere in the class of `routine` and its bases, with the routine that assigns it."""
        yield from self._values(written, routine)

    def is_field(self, written: str, routine: Routine) -> bool:
        """Whether the class of a routine, or a base of it, declares a field of that name."""
        places = self.lineage(ClassPlace(routine.path, routine.owner)) if routine.owner else ()
        return any(isinstance(s, facts.Assign) and _names(s, written) for place in places for s in place.definition.body)

    def included(self, routine: Routine) -> Iterator[Module]:
        """The files that a file runs in its own place, so that it shares their variables."""
        for item in self._imports(routine):
            if item.star and item.path.startswith("./"):
                yield from self.files.modules(path for path, _ in self.files.targets(routine.path, item) if path != routine.path)

    def constant(self, written: str, routine: Routine) -> tuple[Routine, Expr] | None:
        """What another file of the repository assigns to a name that this one imports from it, or to `module.name`."""
        module = self.module(routine.path)
        first, *rest = written.split(".")
        imported = module.imports.get(first) if module is not None else None
        if module is None or imported is None:
            given = ((other.body, other.bindings(other.body).get(written, ())) for other in self.included(routine))
            return next(((body, found[-1].value) for body, found in given if found and found[-1].value is not None), None)
        return self._constant(module.path, imported, rest, depth=3)

    def whole(self, written: str, routine: Routine) -> tuple[Routine, Expr] | None:
        """The one value that a file gives out which this one imports as it is: `const gateways = require("./gateways")`."""
        module = self.module(routine.path)
        imported = module.imports.get(written) if module is not None else None
        for path, steps in self.files.targets(routine.path, imported) if imported is not None else ():
            other = self.module(path) if not steps else None
            value = other.exported("module.exports") if other is not None else None
            if other is not None and value is not None:
                return other.body, value
        return None

    def _constant(self, importer: str, imported: facts.Import, rest: list[str], depth: int) -> tuple[Routine, Expr] | None:
        for path, steps in self.files.targets(importer, imported, rest) if depth else ():
            if len(steps) != 1 or not self.files.may_assign(path, steps[0]) or (module := self.module(path)) is None:
                continue
            value = module.exported(steps[0])
            if value is not None:
                return module.body, value
            again = module.imports.get(steps[0])
            if again is not None:
                return self._constant(module.path, again, [], depth - 1)
        return None


_OF_VALUE = "typeof "  # `ledger: typeof ledgerService`, where that is the one object of a class


def _place(expr: Expr, routine: Routine) -> _Place:
    span = expr.span
    return routine.path, routine.start, span.start, span.end, expr.path if isinstance(expr, Name | Call) else ""


def _holds_namespaces(routine: Routine) -> bool:
    return family_of(routine.path).namespaced


def _scope(routine: Routine) -> list[str]:
    """The definitions around a place, outermost first: a closure stands in the class of its method."""
    if not routine.function.name and routine.owner is not None:
        return routine.owner.qualname.split(".")
    return routine.function.qualname.split(".")


def _as_imported(path: str, module: Module) -> str:
    """A path in the words of the file that it is written in: `stripe.Event` for `github.com.stripe.stripe-go.Event`."""
    for item in module.program.imports:
        if item.local and path.startswith(f"{item.path}.") and "." not in path[len(item.path) + 1 :]:
            return f"{item.local}{path[len(item.path) :]}"
    return path.rpartition(".")[2]


def _is_interface_name(name: str) -> bool:
    """`IPayments`, whose class is `Payments`."""
    return name[:1] == "I" and name[1:2].isupper()


def _names(statement: facts.Assign, bare: str) -> bool:
    """Whether a statement of a class's body declares a field of that name."""
    return any(isinstance(target, Name) and target.written == bare for target in statement.targets)
