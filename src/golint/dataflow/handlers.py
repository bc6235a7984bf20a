"""The doors of a shop: the routines that answer a request, what guards them, and which of them take a provider's webhooks.

Registrations come first (decorators, route tables, methods of view classes); names are a hint only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from golint import facts
from golint.catalog.languages import Language
from golint.catalog.roles import Roles
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.origins import Origins
from golint.dataflow.resolve import Resolver
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name


@dataclass(frozen=True, slots=True)
class Wrapper:
    """Something in front of a door, and the routine whose names it is written in: a route table names its guards in its own file."""

    expr: Expr
    place: Routine


@dataclass(frozen=True, slots=True)
class Handler:
    """One door. `route` is its path as far as it is written down; `registered` is False for one known by its shape alone; `wrappers` are
    the decorators, dependencies and guards in front of it that are not the framework's own. `public` doors say that anybody may call."""

    routine: Routine
    route: str
    registered: bool
    wrappers: tuple[Wrapper, ...] = ()
    signed_in: bool = False
    public: bool = False

    @property
    def symbol(self) -> str:
        return self.routine.function.qualname


class Handlers:
    """Finds the doors of one module."""

    def __init__(self, module: Module, resolver: Resolver, origins: Origins, language: Language) -> None:
        self._module = module
        self._resolver = resolver
        self._origins = origins
        self._roles: Roles = language.roles
        self._language = language

    def all(self) -> Iterator[Handler]:
        """Every door, in source order."""
        for routine in self._module.routines:
            handler = self._door(routine)
            if handler is not None:
                yield handler

    def _door(self, routine: Routine) -> Handler | None:
        function = routine.function
        if not function.name or function.name.startswith(("__", "test_")):
            return None
        decorated = [d for d in function.decorators if self.registers(d)]
        if decorated:
            routes = self._table_routes(function.name) if routine.owner is None else ()
            return self._made(routine, " ".join([*_texts(decorated), *routes]), registered=True)
        if routine.owner and self._is_view(routine):
            return self._made(routine, " ".join(self._table_routes(routine.owner.name)), registered=True)
        if self._takes_request(routine):
            routes = self._table_routes(function.name) if routine.owner is None else ()
            return self._made(routine, " ".join(routes), registered=bool(routes))
        return None

    def registers(self, decorator: Expr) -> bool:
        """Whether a decorator makes a function answer requests. `mock.patch("...")` looks like a route and is none."""
        if not isinstance(decorator, Name | Call | facts.Attribute):
            return False
        return "route.register" in self._roles.by(decorator) and "mock" not in decorator.path and decorator.path != "patch"

    def _is_view(self, routine: Routine) -> bool:
        if routine.owner is None or routine.function.name not in self._language.handler_methods:
            return False
        return any(
            last_of(base) in self._language.handler_bases or last_of(base).endswith(("View", "ViewSet", "Resource"))
            for base in self._base_names(routine)
        )

    def _base_names(self, routine: Routine) -> Iterator[Expr]:
        owner = ClassPlace(routine.path, routine.owner) if routine.owner else None
        for place in self._resolver.lineage(owner) if owner else ():
            yield from place.definition.bases

    def _takes_request(self, routine: Routine) -> bool:
        names = [p.name for p in routine.function.parameters]
        return bool(self._language.request_names & set(names[:3]))

    def _made(self, routine: Routine, route: str, *, registered: bool) -> Handler:
        wrappers = tuple(w for w in self._wrappers(routine) if last_of(w.expr) not in self._language.plain_wrappers)
        guards = (*(w.expr for w in wrappers), *routine.function.decorators)
        signed_in = any(self._asks_who(guard) for guard in guards)
        signed_in = signed_in or bool(routine.owner and any(last_of(base).endswith("ModelAdmin") for base in routine.owner.bases))
        public = any(_is_public(d) for d in routine.function.decorators)
        return Handler(routine, route, registered, wrappers, signed_in, public)

    def _asks_who(self, guard: Expr) -> bool:
        """Whether a guard asks for a signed-in person."""
        names = (node for node in (guard, *facts.walk(guard)) if isinstance(node, Name | Call))
        return any(last_of(node) in self._language.signed_in or "current_user" in node.path for node in names)

    def _wrappers(self, routine: Routine) -> Iterator[Wrapper]:
        yield from (Wrapper(expr, routine) for expr in self._own_wrappers(routine))
        yield from self._around_in_tables(routine)

    def _own_wrappers(self, routine: Routine) -> Iterator[Expr]:
        for decorator in routine.function.decorators:
            yield from self._decorating(decorator)
        for parameter in routine.function.parameters:
            if isinstance(parameter.default, Call) and "route.dependency" in self._roles.by(parameter.default):
                yield from (a.value for a in parameter.default.arguments)
        if routine.owner:
            yield from self._class_guards(routine.owner)
        yield from self._router_dependencies()

    def _decorating(self, decorator: Expr) -> Iterator[Expr]:
        match decorator:
            case Call() if "route.register" in self._roles.by(decorator) or last_of(decorator) in self._language.plain_wrappers:
                for argument in decorator.arguments:
                    yield from self._dependencies(argument.value)
                    if last_of(decorator) in ("method_decorator", "permission_classes", "authentication_classes"):
                        yield from _flattened(argument.value)
            case _ if last_of(decorator) not in self._language.plain_wrappers:
                yield decorator

    def _dependencies(self, value: Expr) -> Iterator[Expr]:
        for node in facts.walk(value):
            if isinstance(node, Call) and "route.dependency" in self._roles.by(node):
                yield from (a.value for a in node.arguments)

    def _class_guards(self, owner: facts.Class) -> Iterator[Expr]:
        for decorator in owner.decorators:
            yield from self._decorating(decorator)
        for statement in owner.body:
            if isinstance(statement, facts.Assign) and statement.value is not None:
                names = {t.written for t in statement.targets if isinstance(t, Name)}
                if names & set(self._language.guard_attributes):
                    yield from _flattened(statement.value)

    def _router_dependencies(self) -> Iterator[Expr]:
        """`APIRouter(dependencies=[Depends(check)])` and `app.include_router(..., dependencies=[...])` guard the whole file."""
        for call in self._module.calls:
            if call.argument(None, "dependencies") is not None and last_of(call) in ("APIRouter", "FastAPI", "include_router"):
                yield from self._dependencies(call)

    # -- route tables --

    def _registrations(self, name: str) -> Iterator[tuple[Module, Call]]:
        """The calls of route tables, in this file and in those named after urls or routes, that name a routine or a class."""
        for module in (*self._resolver.files.route_tables, self._module):
            for call in module.calls:
                if "route.table" in self._roles.by(call) and any(_names(a.value, name) for a in call.arguments):
                    yield module, call

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
    """The words of a door's own name, class, route and file."""
    owner = handler.routine.owner.name if handler.routine.owner else ""
    return words_of(" ".join([handler.routine.function.name, owner, handler.route, handler.routine.path.rpartition("/")[2]]))
