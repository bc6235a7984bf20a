"""The doors of a shop: the routines that answer a request, what guards them, and which of them take a provider's webhooks.

Registrations come first (decorators, route tables, methods of view classes); names are a hint only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from golint import facts
from golint.catalog.languages import Language
from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import Resolver, entry
from golint.dataflow.calls.type_aliases import spelled_out
from golint.dataflow.doors import strapi as strapi_routes
from golint.dataflow.doors.controllers import Controllers, concerns, is_about
from golint.dataflow.doors.mounts import join
from golint.dataflow.doors.picked_guards import picked
from golint.dataflow.doors.routes import CALLED, Routes, Wrapper
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import guard_name, last_of, path_of, text_of
from golint.dataflow.tags import BODY
from golint.dataflow.values.clouds import is_run_by_cloud
from golint.dataflow.values.form_fields import is_form
from golint.dataflow.values.origins import Origins, is_of_type, is_record
from golint.dataflow.values.texts import Texts
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.traces.doors import VIEW_ENDINGS

ANSWERING = ("Controller", "Action")  # what a class is called whose one method answers
PASSING_ON = frozenset({"next", "handler", "delegate"})  # what stands in front of others is handed the next one


class Handler(Struct, frozen=True):
    """One door. `route` is its path as far as it is written down; `registered` is False for one known by its shape alone; `wrappers` are
    the decorators, dependencies and guards in front of it that are not the framework's own, `before` all of them in the order in which they
    run. `public` doors say that anybody may call."""

    routine: Routine
    route: str
    registered: bool
    wrappers: tuple[Wrapper, ...] = ()
    signed_in: bool = False
    public: bool = False
    before: tuple[Wrapper, ...] = ()

    @property
    def is_script(self) -> bool:
        """Whether the whole file answers, under its own name: `payment_success.php`."""
        return self.routine.start < 0

    @property
    def symbol(self) -> str:
        """The name by which people find the door: that of its function, or its route where the function has none."""
        function = self.routine.function
        if self.is_script:
            return self.routine.path.rpartition("/")[2]
        return function.qualname if function.name else self.route.strip() or function.qualname


class Handlers:
    """Finds the doors of one module."""

    def __init__(self, module: Module, resolver: Resolver, origins: Origins, language: Language, routes: Routes) -> None:
        self._module = module
        self._routes = routes
        self._resolver = resolver
        self._origins = origins
        self._roles: Roles = language.roles
        self._language = language
        self._controllers = Controllers(resolver, language)
        self._texts = Texts(resolver)

    def all(self) -> Iterator[Handler]:
        """Every door, in source order; what only the shop's own people reach is none."""
        if self._language.staff_paths and re.search(self._language.staff_paths, self._module.path):
            return
        for routine in self._module.routines:
            handler = self._registered(routine) or self._door(routine)
            if handler is not None:
                yield handler

    def _registered(self, routine: Routine) -> Handler | None:
        """A door that a router's call or the file's own place makes one."""
        found = self._by_routine.get(routine)
        own = self._controllers.before(routine) if found and self._controllers.answers(routine) else ()
        return self._made(routine, found[0], registered=True, before=(*found[1], *own)) if found else None

    @cached_property
    def _by_routine(self) -> dict[Routine, tuple[str, tuple[Wrapper, ...]]]:
        table: dict[Routine, tuple[str, tuple[Wrapper, ...]]] = {}
        for route in self._routes.to(self._module):
            table.setdefault(route.routine, (route.text or self._module.path, route.before))
        for routine, before in self._given_out():
            table.setdefault(routine, (self._module.path, before))
        return table

    def _given_out(self) -> Iterator[tuple[Routine, tuple[Wrapper, ...]]]:
        """What a file gives out, where its place in the tree says that this answers requests."""
        for files in self._language.route_files:
            if not files.path.search(self._module.path):
                continue
            for routine in self._module.routines if files.takes else ():
                if files.takes & {p.name for p in routine.function.parameters[:1]}:
                    yield routine, tuple(strapi_routes.guards(routine, self._resolver.files))
            for routine in (r for pattern in files.exports if "*" in pattern for r in self._fitting(pattern)):
                yield routine, ()
            for name in (export for export in files.exports if "*" not in export):
                found = self._module.functions.get(name)
                *objects, value = (None,) if found else self._exported(name)
                answer = found or (self._routes.answering(value, self._module.body) if value is not None else None)
                if answer is not None and answer.path == self._module.path:
                    around = tuple(self._routes.around(value, self._module.body)) if value is not None else ()
                    said = self._routes.said_in([one for one in objects if one is not None], self._module.body)
                    yield answer, (*self._routes.matched(self._module), *said, *around)

    def _fitting(self, pattern: str) -> Iterator[Routine]:
        """The functions whose qualified names fit a pattern such as `*.execute`. What its decorators or its own request make a door is
        known by these, with what stands in front of it."""
        fitting = (routine for name, routine in self._module.functions.items() if fnmatchcase(name, pattern))
        yield from (one for one in fitting if not self._takes_request(one) and not any(map(self.registers, one.function.decorators)))

    def _exported(self, name: str) -> tuple[Expr | None, ...]:
        """What the file gives out under a name, or in an object that it gives out, or hands to what makes that, `default.fetch`, behind the
        objects that hold it."""
        whole, *steps = name.split(".")
        value = self._module.exported(whole)
        objects: list[Expr | None] = []
        for step in steps:
            objects.append(value.argument(0) if isinstance(value, Call) else value)
            value = entry(objects[-1], step) if objects[-1] is not None else None
        return (*objects, value)

    def _door(self, routine: Routine) -> Handler | None:
        function = routine.function
        if routine.start < 0:
            return self._script(routine) if self._language.scripts else None
        if not function.name or function.name.startswith(("__", "test_")):
            return self._invoked(routine)
        declared = self._resolver.declaration(routine) if self._language.typed else function
        decorated = [d for d in declared.decorators if self.registers(d)]
        if decorated:
            routes = self._table_routes(function.name) if routine.owner is None else ()
            return self._made(routine, " ".join([*self._told(decorated, routine), *routes]), registered=True)
        if routine.owner and (self._is_view(routine) or self._is_resource(routine)):
            return self._made(routine, " ".join([*self._class_routes(routine), *self._table_routes(routine.owner.name)]), registered=True)
        if self._controllers.answers(routine):
            return self._made(routine, "", registered=True, before=tuple(self._controllers.before(routine)))
        if is_run_by_cloud(routine, self._language):
            return self._made(routine, "", registered=True)
        if self._takes_request(routine):
            routes = self._table_routes(function.name) if routine.owner is None else ()
            return self._made(routine, " ".join(routes), registered=bool(routes))
        if self._language.ambient and self._reads_bytes(routine) and routine not in self._run_by_script:
            return self._made(routine, "", registered=False)
        return None

    @cached_property
    def _run_by_script(self) -> tuple[Routine, ...]:
        """The functions of the file that its own statements run, and that read the bytes of a request: the script is the door."""
        if not (self._language.scripts and self._language.ambient):
            return ()
        names = {call.callee.written for call in self._module.body.own if isinstance(call, Call) and isinstance(call.callee, Name)}
        functions = (self._module.functions.get(name) for name in sorted(names))
        return tuple(one for one in functions if one is not None and self._reads_bytes(one))

    def _invoked(self, routine: Routine) -> Handler | None:
        """The one action of a class that a decorator registers as a whole, `#[Route("/hook")] class Hook { function __invoke() }`, or one
        that is called as what answers requests is: a route in a file of settings leads there."""
        owner = routine.owner if routine.function.name in CALLED else None
        if owner is None:
            return None
        if any(map(self.registers, owner.decorators)):
            return self._made(routine, " ".join(self._class_routes(routine)), registered=True)
        stands_in_front = any(p.name in PASSING_ON for p in routine.function.parameters)
        if not owner.name.endswith(ANSWERING) or stands_in_front or not self._takes_request(routine):
            return None
        return self._made(routine, "", registered=False)

    def _reads_bytes(self, routine: Routine) -> bool:
        """Whether a function reads the bytes of a request that it need not be handed."""
        nodes = routine.own
        return any(isinstance(node, Call) and "request.body.raw" in self._roles.by(node) for node in nodes)

    def _script(self, body: Routine) -> Handler | None:
        """A file whose own statements read what was sent, or run what does: a script that answers by itself."""
        own = tuple(s for s in body.function.body if not isinstance(s, facts.Function | facts.Class))
        nodes = (n for n in facts.walk(own, into_functions=False) if isinstance(n, Name | Call | facts.Index))
        reads = next((node.span for node in nodes if self._origins.of(node, body) & (BODY | {"request.query"})), None)
        reads = reads or next((routine.function.name_span for routine in self._run_by_script), None)
        if reads is None:
            return None
        told = replace(body, function=replace(body.function, body=own, name_span=reads))
        return self._made(told, self._module.path, registered=True)

    def registers(self, decorator: Expr) -> bool:
        """Whether a decorator makes a function answer requests. `mock.patch("...")` looks like a route and is none."""
        if not isinstance(decorator, Name | Call | facts.Attribute):
            return False
        return "route.register" in self._roles.by(decorator) and "mock" not in decorator.path and decorator.path != "patch"

    def _is_view(self, routine: Routine) -> bool:
        methods = self._language.handler_methods
        if routine.owner is None or (routine.function.name not in methods and "*" not in methods):
            return False
        return any(
            last_of(base) in self._language.handler_bases or last_of(base).endswith(VIEW_ENDINGS) for base in self._base_names(routine)
        )

    def _is_resource(self, routine: Routine) -> bool:
        """Whether a table of routes names the class of a method that answers, which need have no base: `app.add_route("/x", Hooks())`."""
        if routine.owner is None or routine.function.name not in self._language.handler_methods:
            return False
        return any(True for _ in self._registrations(routine.owner.name))

    def _base_names(self, routine: Routine) -> Iterator[Expr]:
        owner = ClassPlace(routine.path, routine.owner) if routine.owner else None
        for place in self._resolver.lineage(owner) if owner else ():
            yield from place.definition.bases

    def _takes_request(self, routine: Routine) -> bool:
        parameters = routine.function.parameters[:3]
        if parameters and parameters[0].name in self._language.staff_parameters:
            return False
        if any(is_of_type(parameter, self._language.door_types) for parameter in parameters):
            return True
        return any(p.name in self._language.request_names and not is_record(p, self._language) for p in parameters)

    def _lets_all_through(self, wrapper: Wrapper) -> bool:
        """Whether a part of the framework says nothing of who is let in: what it is known by, or that it reads the body."""
        guard = wrapper.expr
        if guard_name(guard) in self._language.plain_wrappers or self._is_of_plain_package(guard, wrapper.place):
            return True
        return isinstance(guard, Name | Call) and bool(self._roles.by(guard) & {"body.parser", "body.keeper"})

    def _is_of_plain_package(self, guard: Expr, place: Routine) -> bool:
        """Whether a package of which nothing asks who calls gives a guard out, or made it: `const limiter = rateLimit({ max: 9 })`."""
        known = self._language.plain_packages
        if not known:
            return False
        if path_of(guard).partition(".")[0] in known:
            return True
        made = self._texts.value_of(guard, place) if isinstance(guard, Name) else None
        return made is not None and isinstance(made[0], Call) and path_of(made[0]).partition(".")[0] in known

    def _made(self, routine: Routine, route: str, *, registered: bool, before: tuple[Wrapper, ...] = ()) -> Handler:
        around = (*before, *self._wrappers(routine))
        wrappers = tuple(w for w in around if not self._lets_all_through(w))
        guards = (*(w.expr for w in wrappers), *routine.function.decorators)
        signed_in = any(self._asks_who(guard) for guard in guards) or self._is_handed_person(routine)
        signed_in = signed_in or self._knows_who(routine)
        signed_in = signed_in or bool(routine.owner and any(last_of(base).endswith("ModelAdmin") for base in routine.owner.bases))
        opened = any(last_of(d) in self._language.open_doors for d in (*routine.function.decorators, *(w.expr for w in around)))
        public = opened or any(_is_public(d) for d in routine.function.decorators) or self._controllers.is_open(routine)
        return Handler(routine, route, registered, wrappers, signed_in and not opened, public, around)

    def _class_routes(self, routine: Routine) -> Iterator[str]:
        """What the class of a door says of its address: `@RequestMapping("/hooks")`, `[Route("hooks")]`."""
        for decorator in routine.owner.decorators if routine.owner is not None else ():
            if self.registers(decorator):
                yield from self._mounted(decorator)

    def _told(self, decorators: Sequence[Expr], routine: Routine) -> Iterator[str]:
        """What decorators say of a door's address, behind what its class says, or what its router hangs on."""
        around, *others = [*self._class_routes(routine), ""]
        told = list(_texts(decorators))
        if around:
            yield from (join(around, next(iter(told), "")), *told[1:], *filter(None, others))
            return
        yield from (text for decorator in decorators for text in self._mounted(decorator))

    def _mounted(self, decorator: Expr) -> Iterator[str]:
        """What a decorator says, an address behind what its router hangs on."""
        before = self._routes.mounts.prefix(self._module, facts.trail(decorator).partition(".")[0])
        yield from (join(before, text) if text.startswith("/") else text for text in _texts([decorator]))

    def _knows_who(self, routine: Routine) -> bool:
        """Whether an action works with the person who is signed in."""
        nodes = routine.nodes if self._roles.plays("request.user") else ()
        heads = {".".join(node.path.split(".")[:count]) for node in nodes if isinstance(node, Name | Call) for count in (1, 2)}
        return any("request.user" in self._roles.of(head) for head in heads)

    def _asks_who(self, guard: Expr) -> bool:
        """Whether a guard asks for a signed-in person."""
        for node in facts.walk(guard):
            if not isinstance(node, Name | Call | facts.Literal):
                continue
            if guard_name(node) in self._language.signed_in or "current_user" in path_of(node):
                return True
        return False

    def _is_handed_person(self, routine: Routine) -> bool:
        """Whether the framework hands over who is signed in: a parameter of such a type, or with such a decorator."""
        known = self._language.signed_in if self._language.typed else frozenset[str]()
        return any(is_of_type(p, known) or any(last_of(d) in known for d in p.decorators) for p in routine.function.parameters)

    def _wrappers(self, routine: Routine) -> Iterator[Wrapper]:
        yield from (Wrapper(self._in_full(expr, routine), routine) for expr in self._own_wrappers(routine))
        yield from self._listed_guards(routine)
        yield from self._depended_on_by_types(routine)
        yield from self._around_in_tables(routine)

    def _in_full(self, expr: Expr, routine: Routine) -> Expr:
        """A decorator under the whole name of its class: `[Signed]` is `SignedAttribute`."""
        suffix = self._language.decorator_suffix
        if not suffix or not isinstance(expr, Name | Call) or self._resolver.definition(expr, routine) is not None:
            return expr
        named = expr.callee if isinstance(expr, Call) else expr
        full = Name(expr.path + suffix, expr.span, (named.written if isinstance(named, Name) else expr.path) + suffix)
        return full if self._resolver.definition(full, routine) is not None else expr

    def _own_wrappers(self, routine: Routine) -> Iterator[Expr]:
        for decorator in routine.function.decorators:
            yield from self._decorating(decorator)
        yield from (guard for parameter in routine.function.parameters for guard in self._depended_on(parameter))
        if routine.owner:
            yield from self._class_guards(routine.owner, routine.function)
        yield from self._typed_guards(routine)
        yield from self._router_dependencies()

    def _depended_on(self, parameter: facts.Parameter) -> Iterator[Expr]:
        """What a framework runs first for a parameter: `event = Depends(verified)`."""
        if isinstance(parameter.default, Call) and "route.dependency" in self._roles.by(parameter.default):
            yield from (a.value for a in parameter.default.arguments)

    def _depended_on_by_types(self, routine: Routine) -> Iterator[Wrapper]:
        """`event: StripeEvent`, where that is a name for `Annotated[stripe.Event, Depends(verified)]`."""
        for parameter in routine.function.parameters:
            match spelled_out(parameter, routine, self._resolver):
                case told, place:
                    yield from (Wrapper(guard, place) for guard in self._depended_on(told))

    def _decorating(self, decorator: Expr) -> Iterator[Expr]:
        match decorator:
            case Call() if self._is_transparent(decorator):
                for argument in decorator.arguments:
                    yield from self._dependencies(argument.value)
                    if argument.name in self._language.guard_attributes:  # `@action(permission_classes=[Signed])`
                        yield from _flattened(argument.value)
                    if last_of(decorator) in self._language.guard_decorators and argument.name != "name":  # that of the method
                        yield from _flattened(argument.value)
            case _ if last_of(decorator) not in self._language.plain_wrappers and not self.registers(decorator):
                yield decorator

    def _is_transparent(self, decorator: Call) -> bool:
        last = last_of(decorator)
        plain = last in self._language.plain_wrappers or last in self._language.guard_decorators
        return plain or "route.register" in self._roles.by(decorator)

    def _dependencies(self, value: Expr) -> Iterator[Expr]:
        for node in facts.walk(value):
            if isinstance(node, Call) and "route.dependency" in self._roles.by(node):
                yield from (a.value for a in node.arguments)

    def _class_guards(self, owner: facts.Class, action: facts.Function) -> Iterator[Expr]:
        for decorator in owner.decorators:
            yield from self._decorating(decorator)
        makers = self._language.guard_makers
        made = {makers[s.name]: picked(s, action.name) for s in owner.body if isinstance(s, facts.Function) and s.name in makers}
        told = {a.name for decorator in action.decorators if isinstance(decorator, Call) for a in decorator.arguments}
        yield from (guard for guards in made.values() for guard in guards)
        attributes = self._language.guard_attributes - told - {name for name, guards in made.items() if guards}
        for statement in owner.body:
            if isinstance(statement, facts.Assign) and statement.value is not None:
                names = {t.written for t in statement.targets if isinstance(t, Name)}
                if names & attributes:
                    yield from _flattened(statement.value)
            elif isinstance(statement, facts.Function) and statement.name in self._language.constructors:
                yield from self._told_in(statement, action.name)

    def _told_in(self, constructor: facts.Function, action: str) -> Iterator[Expr]:
        """`$this->middleware("signed")` in a constructor, where it concerns an action."""
        calls = [node for node in facts.walk(constructor.body) if isinstance(node, Call)]
        for call in calls:
            told = call.path.startswith("this.") and "route.guard" in self._roles.by(call)
            if told and all(concerns(link, action) for link in calls if link.receiver is call):
                yield from (value for argument in call.arguments for value in _flattened(argument.value))

    def _listed_guards(self, routine: Routine) -> Iterator[Wrapper]:
        """What a method of the class, or of what that extends, lists for an action: `return [Signed::class, new Middleware("auth",
        except: ["hook"])]`."""
        if routine.owner is None:
            return
        place = ClassPlace(routine.path, routine.owner)
        methods = (self._resolver.member(place, name) for name in self._language.guard_lists)
        for method in (found for found in methods if found):
            listed = (value for given in method.given_back if given is not None for value in _flattened(given))
            yield from (Wrapper(guard, method) for value in listed for guard in self._meant_for(value, routine.function.name))

    def _meant_for(self, value: Expr, action: str) -> Iterator[Expr]:
        """What a list of guards puts in front of an action by one of its items."""
        match value:
            case Call() if last_of(value) in self._language.guard_decorators:
                handed = (argument.value for argument in value.arguments if argument.name is None)
                yield from (guard for one in handed for guard in _flattened(one)) if is_about(value, action) else ()
            case Call(receiver=Call() as declared):
                yield from self._meant_for(declared, action) if concerns(value, action) else ()
            case _:
                yield value

    def _typed_guards(self, routine: Routine) -> Iterator[Expr]:
        """The types of parameters that the framework lets decide before it hands them over: form requests."""
        for parameter in routine.function.parameters if self._language.guard_parameters else ():
            named = Name(parameter.annotation, routine.function.name_span, parameter.annotation.rpartition(".")[2])
            found = self._resolver.definition(named, self._module.body) if parameter.annotation else None
            if isinstance(found, ClassPlace) and is_form(self._resolver, found.path, found.definition, self._language.guard_parameters):
                yield named

    def _router_dependencies(self) -> Iterator[Expr]:
        """`APIRouter(dependencies=[Depends(check)])` and `app.include_router(..., dependencies=[...])` guard the whole file."""
        for call in self._module.calls:
            if call.argument(None, "dependencies") is not None and last_of(call) in ("APIRouter", "FastAPI", "include_router"):
                yield from self._dependencies(call)

    # -- route tables --

    def _registrations(self, name: str) -> Iterator[tuple[Module, Call]]:
        """The calls of route tables, in this file and in those named after urls or routes, that name a routine or a class."""
        if not self._language.handler_bases:
            return
        for module in (*self._tables, self._module):
            yield from ((module, call) for call in module.given_names.get(name, ()) if "route.table" in self._roles.by(call))

    @cached_property
    def _tables(self) -> tuple[Module, ...]:
        pattern = self._language.route_tables
        files = self._resolver.files
        return tuple(files.modules(files.named(pattern, self._module.path))) if pattern else ()

    def _table_routes(self, name: str) -> tuple[str, ...]:
        return tuple(" ".join(_texts([call])) + " " for _, call in self._registrations(name))

    def _around_in_tables(self, routine: Routine) -> Iterator[Wrapper]:
        name = routine.owner.name if routine.owner else routine.function.name
        if routine.owner is None and routine.function.decorators and not self._takes_request(routine):
            return
        for module, registration in self._registrations(name):
            for argument in registration.arguments:
                for node in facts.walk(argument.value):
                    if isinstance(node, Call) and any(_names(a.value, name) for a in node.arguments):
                        yield Wrapper(node.callee, module.body)


def _is_public(decorator: Expr) -> bool:
    """`csrf_exempt`, `auth="public"`, `allow_guest=True`: calls from outside are expected."""
    if last_of(decorator) in ("csrf_exempt", "exempt"):
        return True
    if not isinstance(decorator, Call):
        return False
    named = {a.name: a.value for a in decorator.arguments if a.name}
    guest, auth = named.get("allow_guest"), named.get("auth")
    return (isinstance(guest, facts.Literal) and guest.value is True) or text_of(auth) in ("public", "none")


def _names(value: Expr, name: str) -> bool:
    return any(isinstance(node, Name) and name in node.written.split(".") for node in facts.walk(value))


def _flattened(value: Expr) -> Iterator[Expr]:
    if isinstance(value, facts.Sequence):
        for item in value.items:
            yield from _flattened(item)
    else:
        yield value


def _texts(nodes: Sequence[Expr]) -> Iterator[str]:
    for node in nodes:
        for part in facts.walk(node):
            if isinstance(part, facts.Literal) and text_of(part):
                yield text_of(part)


def hook_words(handler: Handler) -> frozenset[str]:
    """The words of a door's own name, class, route and file; of one that answers at the root of what it is mounted at, also of the folder,
    by which plugins that load whole folders mount it."""
    owner = handler.routine.owner.qualname if handler.routine.owner else ""
    *folders, file = handler.routine.path.split("/")
    folder = folders[-1] if folders and handler.registered and handler.route == "/" else ""
    return words_of(" ".join([handler.routine.function.name, owner, handler.route, folder, file]))
