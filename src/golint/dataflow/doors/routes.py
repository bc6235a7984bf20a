"""Routes that are registered by a call: `app.post("/hook", verify, handler)`, `Route::post("/hook", [Hooks::class, "take"])`.

Each leads to the routine that answers it, with what stands in front of it: guards in the call itself, those that the router was given
before, and those under which another file mounts the router.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Protocol

from msgspec import Struct

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import Resolver, entry
from golint.dataflow.doors import adonis, groups
from golint.dataflow.doors import tables as route_tables
from golint.dataflow.doors.mounts import Mounts, join
from golint.dataflow.doors.places import place_of
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import begins_with, last_of, owner_of, text_of
from golint.dataflow.values.origins import is_of_type
from golint.dataflow.values.texts import Texts
from golint.facts import Call, Expr, Lambda, Name
from golint.lazily import compiled
from golint.traces.doors import LISTED, WAITING

# jQuery and HTTP clients ask by the same words as routers answer.
ASKING = frozenset(
    {"$", "jQuery", "axios", "fetch", "http", "https", "got", "superagent", "client", "httpClient", "api", "request", "mock", "nock"}
)
VERBS = frozenset({"get", "post", "put", "patch", "delete", "all", "on"})
_ACTION = compiled(r"^(?P<owner>[\w\\/:]+)(?:@|#|::)(?P<method>\w+)$")
CALLED = ("__invoke", "call", "ServeHTTP")  # the method that answers for an object
MANY = 12  # files that mount one router
HOOKING = "add_action"  # WordPress's, and that of the loaders which its plugins make
GUARDING = frozenset({"route.middleware", "route.guard"})


class Wrapper(Struct, frozen=True):
    """Something in front of a door, and the routine whose names it is written in: a route table names its guards in its own file."""

    expr: Expr
    place: Routine


class Route(Struct, frozen=True):
    """A routine that answers a route, the text of the route, and what runs before it, in order."""

    routine: Routine
    text: str
    before: tuple[Wrapper, ...]


class Elsewhere(Protocol):
    """The routes of files, each read as it is seen from there: what one check has read of a file is ready for whoever asks next."""

    def routes_of(self, path: str) -> Routes:
        """Those with which a file is read."""

    def targets(self, path: str) -> frozenset[str]:
        """The files that the routes of a file lead into. It is kept longer than the routes: many ask the same tables."""


class Routes:
    """The routes of a project's routers, read file by file as they are asked for."""

    def __init__(
        self,
        resolver: Resolver,
        roles: Roles,
        tables: str,
        *,
        hooks: tuple[str, ...] = (),
        callables: bool = False,
        doors: frozenset[str] = frozenset(),
        exchange: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._elsewhere = elsewhere
        self._doors = doors  # types of parameters that only a function which answers requests has
        self._exchange = exchange  # what a request and an answer are called as parameters
        self._resolver = resolver
        self._roles = roles
        self._tables = tables
        self._hooks = tuple(word.encode() for word in hooks)
        self._callables = callables
        self.mounts = Mounts(resolver)
        self._texts = Texts(resolver)
        self._written: dict[str, tuple[Route, ...]] = {}
        self._mounted: dict[str, tuple[Wrapper, ...]] = {}
        self._guards: dict[str, tuple[tuple[Call, frozenset[str]], ...]] = {}

    def to(self, module: Module) -> Iterator[Route]:
        """The routes that lead into a file: its own first, then those of other files."""
        yield from self.written_in(module)
        for other in self._leading(module.path) if len(module.routines) > 1 else ():  # nothing leads to a file without functions
            yield from (route for route in self.written_in(other) if route.routine.path == module.path)

    def lead_to(self, path: str, registers: Callable[[bytes], bool]) -> bool:
        """Whether a route of another file leads into one, of those whose bytes may register any. The file itself is not read."""
        return any(True for _ in self._leading(path, registers))

    def tables(self, routine: Routine, module: Module) -> Iterator[str]:
        """The files whose routes lead to a routine of this one."""
        for other in (module, *self._leading(module.path)):
            if any(route.routine == routine for route in self.written_in(other)):
                yield other.path

    def calls_to(self, routine: Routine, module: Module) -> Iterator[tuple[str, Call]]:
        """The calls that register a routine of this file, each with the file that it stands in."""
        for path in self.tables(routine, module):
            other = self._resolver.files.module(path)
            for call in other.calls if other is not None else ():
                place = other.enclosing(call.span.start) if other is not None and self._registers(call, other) else None
                if place is not None and any(self.answering(value, place) == routine for value in _split(call)[1]):
                    yield path, call

    def written_in(self, module: Module) -> tuple[Route, ...]:
        """The routes that a file registers, in source order."""
        reader = self._elsewhere.routes_of(module.path) if self._elsewhere is not None else self
        if reader is not self:
            return reader.written_in(module)
        if module.path not in self._written:
            self._written[module.path] = ()  # a file that mounts itself
            self._written[module.path] = tuple(self._read(module))
        return self._written[module.path]

    def targets(self, path: str) -> frozenset[str]:
        """The files that the routes of a file lead into."""
        module = self._resolver.module(path)
        return frozenset(route.routine.path for route in self.written_in(module)) if module is not None else frozenset()

    def _leading(self, path: str, registers: Callable[[bytes], bool] | None = None) -> Iterator[Module]:
        """The other files whose routes lead into one."""
        targets = self._elsewhere.targets if self._elsewhere is not None else self.targets
        yield from self._resolver.files.modules(other for other in self._others(path, registers) if path in targets(other))

    def _others(self, path: str, registers: Callable[[bytes], bool] | None = None) -> Iterator[str]:
        """The files that may register routes to a file: those that hold routes by their name, or name it and register something."""
        if self._tables:
            return (other for other in (*self._resolver.files.named(self._tables, path), *self._hooking(path)) if other != path)
        return self._users(path) if self._doors else self._naming(path, registers)

    def _hooking(self, path: str) -> Iterator[str]:
        """The files that name a class of a file and hook something: `add_action("woocommerce_api_paid", [new Hooks(), "take"])`."""
        module = self._resolver.module(path) if self._hooks else None
        for name in module.classes if module is not None else ():
            found = self._resolver.files.mentioning(name, path) if "." not in name else ()
            yield from (other for other in found if self._resolver.files.holds(other, self._hooks))

    def _users(self, path: str) -> Iterator[str]:
        """The files that may register the doors of a package."""
        module = self._resolver.module(path)
        if module is not None and any(self._takes_request(routine) for routine in module.routines):
            yield from self._resolver.files.users(path, self._words)

    @cached_property
    def _words(self) -> tuple[bytes, ...]:
        """What a file that registers or mounts something holds."""
        telling = {"route.table", "route.middleware"}
        patterns = (pattern for pattern, played in self._roles.table.items() if played & telling)
        return (LISTED.encode(), *sorted({f"{pattern.rpartition('.')[2]}(".lower().encode() for pattern in patterns}))

    @cached_property
    def _guarding_words(self) -> re.Pattern[bytes]:
        """What calls that put something before routes are called."""
        names = {re.escape(pattern.rpartition(".")[2].encode()) for pattern, played in self._roles.table.items() if played & GUARDING}
        return re.compile(rb"\b(?:%b)\b" % b"|".join(sorted(names)))

    @cached_property
    def _groups(self) -> bool:
        """Whether a router may be a group that a variable holds: `var hooks = app.MapGroup("/hooks").RequireAuthorization()`."""
        return self._roles.plays("route.grouped")

    def _takes_request(self, routine: Routine) -> bool:
        return any(is_of_type(parameter, self._doors) for parameter in routine.function.parameters)

    def _importers(self, path: str, fits: Callable[[bytes], object] | None = None) -> Iterator[str]:
        """The first files that import a file and register or mount something, those of them whose bytes fit."""
        files = self._resolver.files
        first = islice(files.users(path, self._words), MANY)
        return (other for other in first if fits is None or fits(files.read(other)))

    def _naming(self, path: str, fits: Callable[[bytes], object] | None = None) -> Iterator[str]:
        """The files that import a file and register something, and those that name a controller by its file."""
        yield from self._importers(path, fits)
        yield from (other for other in adonis.tables(path, self._resolver.files) if other != path)

    def _means(self, importer: Module, item: facts.Import, module: Module) -> bool:
        return bool(item.module) and self._resolver.files.leads_to(importer.path, item, module.path)

    def matched(self, module: Module) -> Iterator[Wrapper]:
        """What a table of matchers puts in front of the doors of a file: `{ matcher: "/hooks/*", middlewares: [verify] }`."""
        files = self._resolver.files
        tables = (files.module(path) for path in files.mentioning("matcher", module.path) if "middleware" in path)
        for table in (table for table in tables if table is not None and table.path != module.path):
            for node in facts.walk(table.program.body):
                guards = entry(node, "middlewares") if isinstance(node, facts.Mapping) and _matches(node, module.path) else None
                if guards is not None:
                    yield from (Wrapper(value, table.body) for value in _flat([guards]))
            config, answer = table.exported("config"), table.functions.get("middleware")
            if config is not None and answer is not None and _matches(config, module.path):
                yield Wrapper(Name("middleware", answer.function.name_span, "middleware"), table.body)

    # -- one file --

    def _read(self, module: Module) -> Iterator[Route]:
        for call in module.calls:
            if not self._registers(call, module) or _asks(call):
                continue
            place = module.enclosing(call.span.start)
            if table := tuple(route_tables.rows(call, place, self._texts)):
                yield from self._of_table(table, module, call, place)
                continue
            text, values = _split(call)
            values = _paired(values) if last_of(call) == HOOKING else values
            around = (*self._made_groups(module, call, place), *groups.links(module, call))
            found = [(value, routine) for value in values if (routine := self.answering(value, place)) is not None]
            found = found or [(v, r) for v in values if (r := self._of_controller(v, groups.controller(around, self._roles), place))]
            found = [(value, routine) for value, routine in found if not is_error_handler(routine)]
            verified = "route.verified" in self._roles.by(call)
            if verified and self._filters(module):
                continue
            if self._doors:
                found = [(value, routine) for value, routine in found if self._takes_request(routine)]
            if not found:
                continue
            if not text and (told := place_of(values, place, self._texts, self._roles)) is not None:
                text, values = told[0], [value for value in values if value is not told[1]]
            inline = [Wrapper(value, place) for value in _flat(v for v in values if v is not found[-1][0])]
            router = self._given(module, _router(call), call, text, place)
            outer = [Wrapper(value, place) for value in _flat((*groups.guards(around, self._roles), *_options(found[-1][0])))]
            if self._doors:
                outer = [wrapper for wrapper in outer if not isinstance(wrapper.expr, facts.Literal)]
                outer += [wrapper for link in around for wrapper in self._given(module, _router(link), link, "", place)]
            wrapped = self.around(found[-1][0], place, found[-1][1])
            library = (Wrapper(call.callee, place),) if verified else ()
            before = (*library, *self._made_with(call, place), *self._mounts(module), *outer, *router, *inline, *wrapped)
            yield Route(found[-1][1], self._text(module, call, text, around) or _given_to(call, module), before)
        if not self._tables and not self._doors and LISTED.encode() in self._resolver.files.read(module.path):
            yield from self._of_rows(route_tables.listed(module, self._texts))

    def _filters(self, module: Module) -> bool:
        """Whether a file says which events never come to those that it subscribes: what that looks at is not followed."""
        assigned = (node for node in module.nodes if isinstance(node, facts.Assign))
        return any(isinstance(t, Name) and "route.filter" in self._roles.by(t) for node in assigned for t in node.targets)

    def _registers(self, call: Call, module: Module) -> bool:
        """Whether a call registers a route. What is put before others at an address, and can hand nothing on, answers there:
        `app.use("/hook", (req, res) => ...)`."""
        played = self._roles.by(call)
        if "route.table" in played or "route.middleware" not in played or not text_of(call.argument(0)).startswith("/"):
            return "route.table" in played
        last = self.answering(call.arguments[-1].value, module.enclosing(call.span.start))
        match last.function.parameters if last is not None else ():
            case (facts.Parameter(name=request), facts.Parameter(name=response)):
                return request in self._exchange[0] and response in self._exchange[1]
        return False

    def _of_table(self, table: Iterable[route_tables.Row], module: Module, call: Call, place: Routine) -> Iterator[Route]:
        """The routes of the objects that a call is handed as a whole."""
        for row in table:
            router = self._given(module, _router(call), call, row.text, place)
            yield from self._of_rows([row], (*self._made_with(call, place), *self._mounts(module), *router))

    def _of_rows(self, rows: Iterable[route_tables.Row], before: tuple[Wrapper, ...] = ()) -> Iterator[Route]:
        """The routes of objects, with what runs before all of them and what they say themselves runs before each."""
        for row in rows:
            routine = self.answering(row.answer, row.answered_in)
            if routine is not None:
                own = (Wrapper(value, row.place) for value in (*_flat([row.options]), *row.before))
                yield Route(routine, row.text, (*before, *own, *self.around(row.answer, row.answered_in, routine)))

    def _made_groups(self, module: Module, call: Call, place: Routine, depth: int = 4) -> Iterator[Call]:
        """The groups of routes that the router of a route was made as, the outermost first."""
        made = groups.made(module, _router(call), call, place) if depth and (self._doors or self._groups) else ()
        for link in sorted(made, key=lambda one: one.span.end):
            if (self._groups or "route.group" in self._roles.by(link)) and link is not call:
                yield from self._made_groups(module, link, place, depth - 1)
                yield link

    def _text(self, module: Module, call: Call, text: str, around: tuple[Call, ...]) -> str:
        """A route's text with what its groups and the places of its router put before it; of a call that registers hooks alone, with that
        word."""
        hook = " hook" if text and "route.hook" in self._roles.by(call) else ""
        before = groups.prefix(around, call, self._roles)
        if not before and text.startswith("/"):
            return join(self.mounts.prefix(module, _router(call)), text) + hook
        return before + (text.lstrip("/") if before else text) + hook

    def _of_controller(self, value: Expr, owner: Expr | None, place: Routine) -> Routine | None:
        """`Route::controller(Hooks::class)->group(function () { Route::post("/hook", "take"); })`."""
        return self._method(owner, text_of(value), place) if owner is not None and text_of(value) else None

    def answering(self, value: Expr, place: Routine) -> Routine | None:
        """The routine that an argument is, names, is wrapped in or makes."""
        match value:
            case Lambda(function=function):
                own = Routine(place.path, function.span.start, function, place.owner)
                return self._handed_on(own) or own
            case Name():
                return self._named(value, place)
            case Call(path=path) if path.endswith(".bind"):
                owner = owner_of(value)
                return self.answering(owner, place) if owner is not None else None
            case Call():
                inner = (self.answering(a.value, place) for a in reversed(value.arguments))
                return next((found for found in inner if found), None) or self._made(value, place)
            case facts.Sequence(items=items):
                if len(items) == 2 and text_of(items[1]):
                    return self._method(items[0], text_of(items[1]), place)
                return self.answering(items[-1], place) if items else None
            case facts.Mapping(entries=entries):
                handlers = (e.value for e in entries if text_of(e.key) in HANDLER_OPTIONS)
                return next((found for handler in handlers if (found := self.answering(handler, place))), None)
            case facts.Literal(value=str() as text):
                action = _ACTION.match(text)
                if action is not None:
                    return self._action(action["owner"], action["method"], place)
                return adonis.answer(text, place, self._resolver) or self._callable(text, value, place)
        return None

    def _handed_on(self, own: Routine) -> Routine | None:
        """The function that a closure without parameters does nothing but call: `post("/hook") { hooks.take(call) }`."""
        body = own.function.body
        value = body[0].value if len(body) == 1 and isinstance(body[0], facts.Return | facts.Evaluate) else None
        if own.function.parameters or not isinstance(value, Call) or not all(isinstance(a.value, Name) for a in value.arguments):
            return None
        found = self._resolver.callee(value, own) if value.arguments else None
        return found if isinstance(found, Routine) else None

    def _callable(self, text: str, value: Expr, place: Routine) -> Routine | None:
        """`"take_payment"`, in languages where a text may name a function."""
        if not self._callables or not text.isidentifier():
            return None
        found = self._resolver.definition(Name(text, value.span, text), place)
        return found if isinstance(found, Routine) else None

    def _named(self, name: Name, place: Routine) -> Routine | None:
        found = self._resolver.definition(name, place)
        found = found or (self._resolver.class_of(name, place) if self._doors else None)
        if isinstance(found, ClassPlace):
            return next((method for called in CALLED if (method := self._resolver.member(found, called))), None)
        return found

    def _made(self, call: Call, place: Routine) -> Routine | None:
        """`makeHandler(deps)`, where that returns the function that answers."""
        maker = self._resolver.callee(call, place)
        if isinstance(maker, Routine):
            values = [*maker.given_back]
            values += [v.arguments[-1].value for v in values if isinstance(v, Call) and v.arguments]
            found = next((self.answering(v, maker) for v in values if isinstance(v, Lambda)), None)
            if found is not None:
                return found
        owner = self._resolver.class_of(call, place) if self._doors else None
        return self._resolver.member(owner, "ServeHTTP") if owner is not None else None

    def _method(self, owner: Expr, method: str, place: Routine) -> Routine | None:
        """`[Hooks::class, "take"]`, `[$this, "take"]`."""
        if not isinstance(owner, Name):
            return None
        path, written = owner.path.removesuffix(".class"), owner.written.removesuffix(".class")
        holder = Name(path, owner.span, written)
        found = self._resolver.definition(holder, place)
        if isinstance(found, Routine) and len(found.given_back) == 1 and isinstance(found.given_back[0], Name):
            found = self._resolver.definition(found.given_back[0], found)  # `() => import("#controllers/hooks")`
        owned = found if isinstance(found, ClassPlace) else self._resolver.class_of(holder, place)
        return self._resolver.member(owned, method) if owned else None

    def _action(self, owner: str, method: str, place: Routine) -> Routine | None:
        """`"HooksController@take"`, `"payments/hooks#take"`."""
        name = re.split(r"[\\/:]", owner)[-1]
        for called in (name, f"{name.title().replace('_', '')}Controller"):
            found = self._resolver.definition(Name(called, place.function.span, called), place)
            if isinstance(found, ClassPlace):
                return self._resolver.member(found, method)
        return None

    # -- what runs before --

    def around(self, value: Expr, place: Routine, door: Routine | None = None) -> Iterator[Wrapper]:
        """The functions that a handler is wrapped in: `verified(async (req, res) => ...)`; one that makes the door is no wrapper."""
        while isinstance(value, Call) and not value.path.endswith(".bind"):
            maker = self._resolver.callee(value, place) if door is not None else None
            if isinstance(maker, Routine) and door is not None and maker.path == door.path and door.function.span in maker.function.span:
                return
            yield Wrapper(value.callee, place)
            value = next((a.value for a in reversed(value.arguments) if isinstance(a.value, Lambda | Call | Name)), value.callee)

    def said_in(self, objects: Sequence[Expr], place: Routine) -> Iterator[Wrapper]:
        """What objects say runs before what they hold: `{ middleware: [verify], handlers: { POST: take } }`."""
        yield from (Wrapper(value, place) for value in _flat([one for one in objects if isinstance(one, facts.Mapping)]))

    def _given(self, module: Module, router: str, call: Call, text: str, place: Routine) -> Iterator[Wrapper]:
        for other, played in self._guarding(module):
            if call.span in other.span and call.span != other.span:
                if "route.around" in played:
                    yield Wrapper(groups.named(other), place)
                given = (a.value for a in other.arguments if not isinstance(a.value, Lambda) or call.span not in a.value.span)
                yield from (Wrapper(value, place) for value in _flat(given))
            elif self._is_put_before(other, router) and self._is_before(module, other, call, place):
                prefix, values = _split(other)
                if not prefix.startswith("/") or f"{text}/".startswith(prefix.rstrip("/*") + "/"):
                    yield from (Wrapper(value, place) for value in _flat(values))

    def _guarding(self, module: Module) -> tuple[tuple[Call, frozenset[str]], ...]:
        """The calls of a file that put something before routes, with their roles."""
        if module.path not in self._guards:
            told = ((call, self._roles.by(call)) for call in module.calls)
            self._guards[module.path] = tuple((c, played) for c, played in told if played & GUARDING)
        return self._guards[module.path]

    def _is_put_before(self, guard: Call, router: str) -> bool:
        """Whether a call puts something before the later routes of a router; a file's own word, `before do`, before those without one."""
        played = self._roles.by(guard)
        return "route.middleware" in played and router == _router(guard) and bool(router or "route.before" in played)

    def _is_before(self, module: Module, guard: Call, route: Call, place: Routine) -> bool:
        """Whether a guard of a router of the same name stands before a route: earlier in its function, or in one around it."""
        if guard.span.start >= route.span.start or not self._doors or _router(guard).startswith("this."):
            return guard.span.start < route.span.start
        scope: Routine | None = place
        while scope is not None and scope != module.enclosing(guard.span.start):
            scope = module.around(scope)
        return scope is not None

    def _mounts(self, module: Module) -> tuple[Wrapper, ...]:
        """What stands before a whole file where another one mounts its router: `app.use("/hooks", verify, hooks)`, `hooks(app)`."""
        if module.path not in self._mounted:
            self._mounted[module.path] = ()  # files that mount each other
            importers = self._importers(module.path, self._guarding_words.search) if not self._tables and not self._doors else ()
            self._mounted[module.path] = tuple(
                wrapper for other in self._resolver.files.modules(importers) for wrapper in self._mounted_by(other, module)
            )
        return self._mounted[module.path]

    def _mounted_by(self, other: Module, module: Module) -> Iterator[Wrapper]:
        for call in other.calls:
            place = other.enclosing(call.span.start)
            if "route.middleware" in self._roles.by(call) and any(self._leads_to(a.value, other, module) for a in call.arguments):
                text, values = _split(call)
                yield from self._mounts(other)
                yield from self._given(other, _router(call), call, text, place)
                yield from (Wrapper(v, place) for v in _flat(values) if not self._leads_to(v, other, module))
            elif isinstance(call.callee, Name | Call) and self._leads_to(call.callee, other, module):
                handed = (argument.value.written for argument in call.arguments if isinstance(argument.value, Name))
                yield from (wrapper for router in handed for wrapper in self._given(other, router, call, "", place))

    def _made_with(self, call: Call, place: Routine) -> Iterator[Wrapper]:
        """What parses each body because of how the router, or the door itself, is made: `fastify()`, `https.onRequest(...)`."""
        if "body.parser" in self._roles.by(call):
            yield Wrapper(call, place)
        router = _router(call)
        scope: Routine | None = place
        module = self._resolver.module(place.path)
        while router and module is not None and scope is not None:
            made = [b.value for b in module.bindings(scope).get(router, ())]
            kinds = [p.annotation or p.name for p in scope.function.parameters if p.name == router]  # `function plugin(fastify)`
            made += [Name(kind, call.span, kind) for kind in kinds]
            yield from (Wrapper(v, place) for v in made if isinstance(v, Name | Call) and "body.parser" in self._roles.by(v))
            scope = module.around(scope)

    def _leads_to(self, value: Expr, importer: Module, module: Module) -> bool:
        head = value.callee if isinstance(value, Call) else value
        if not isinstance(head, Name):
            return False
        item = importer.imports.get(head.written.partition(".")[0])
        return (item is not None and self._means(importer, item, module)) or self._loads(head, importer, module)

    def _loads(self, head: Name, importer: Module, module: Module) -> bool:
        """`app.use("/hooks", require("./hooks"))`."""
        if not head.path.startswith("."):
            return False
        item = next((i for i in importer.program.imports if i.module == head.path), None)
        return item is not None and self._means(importer, item, module)


def _given_to(call: Call, module: Module) -> str:
    """What a door is called that no route names: `exports.hook = https.onRequest(...)`."""
    made = (s for s in module.program.body if isinstance(s, facts.Assign) and s.value is not None and s.value.span == call.span)
    return next((target.written for assign in made for target in assign.targets if isinstance(target, Name)), "")


def _router(call: Call) -> str:
    """What a route is registered at: `app` of `app.post(...)` and of `app.route("/x").post(...)`, `this.app` of `this.app.use()`."""
    first, *rest = facts.trail(call).split(".")
    return f"{first}.{rest[0]}" if first == "this" and len(rest) > 1 else first if rest else ""


def _matches(table: Expr, path: str) -> bool:
    """Whether the fixed beginning of a matcher's path is on the way to a file."""
    matchers = entry(table, "matcher")
    texts = (text_of(node) for node in facts.walk(matchers) if isinstance(node, facts.Literal)) if matchers is not None else ()
    fixed = (re.split(r"[*:(\[]", text)[0].strip("/") for text in texts)
    return any(f"/{beginning}/" in f"/{path}" for beginning in fixed if beginning)


def _asks(call: Call) -> bool:
    """Whether a call asks another server, by its receiver or by a whole address, or only waits for others: `Promise.all(answers)`."""
    if isinstance(call.callee, Name) and call.callee.written.startswith(f"{WAITING}."):
        return True
    before, _, last = facts.trail(call).rpartition(".")
    return (last in VERBS and before.rpartition(".")[2] in ASKING) or "://" in text_of(call.argument(0))


def _split(call: Call) -> tuple[str, list[Expr]]:
    """The route's text, and the other arguments. The text may stand in the call before: `router.route("/hook").post(handler)`."""
    values = [a.value for a in call.arguments if not _is_label(a)]
    told = [text for v in values if (text := begins_with(v))]
    texts = [text for text in told if "/" in text and not _names_action(text)] or told[:1]
    rest = [v for v in values if begins_with(v) not in texts] if texts else values
    if texts and _names_action(texts[0]):
        rest = values
    text = "".join(texts)
    before = call.receiver
    while not text and isinstance(before, Call):
        text, before = text_of(before.argument(0)), before.receiver
    if not text:
        text = " ".join(_texts(values))
    return text, rest


def _paired(values: list[Expr]) -> list[Expr]:
    """An object and the name of its method, which a loader of hooks takes one by one: `$loader->add_action("init", $hooks, "take")`."""
    match values:
        case [Name() as owner, facts.Literal(value=str() as method) as named] if method.isidentifier():
            return [facts.Sequence((owner, named), owner.span)]
    return values


def _names_action(text: str) -> bool:
    """`"HooksController@take"`, `"Site/HooksController.take"`."""
    return (_ACTION.match(text) or adonis.ACTION.match(text)) is not None


def _is_label(argument: facts.Argument) -> bool:
    """`name="hook"`, `as: "hook"`: a text that says neither where a route is nor what answers or guards it."""
    text = text_of(argument.value)
    return bool(argument.name and text) and argument.name not in (*GUARD_OPTIONS, *PLACES) and not _ACTION.match(text)


def _texts(values: Sequence[Expr]) -> Iterator[str]:
    for value in values:
        if isinstance(value, facts.Mapping):
            yield from (text_of(e.value) for e in value.entries if text_of(e.key) in ("url", "path", "method") and text_of(e.value))


def _options(value: Expr) -> Iterator[Expr]:
    """Options that name the door itself may name its guards too."""
    match value:
        case facts.Mapping():
            yield value
        case facts.Sequence(items=items):
            yield from (item for item in items if isinstance(item, facts.Mapping))


def _flat(values: Iterator[Expr] | Sequence[Expr]) -> Iterator[Expr]:
    """The values, and the items of lists and the `preHandler` and `middleware` entries of options among them."""
    for value in values:
        match value:
            case facts.Sequence(items=(Name(path=path, written=written, span=span), facts.Literal(value=str() as method))) if (
                written == "this" or written.endswith(".class")
            ):
                owner = path.removesuffix(".class"), written.removesuffix(".class")
                yield Name(f"{owner[0]}.{method}", span, f"{owner[1]}.{method}")
            case facts.Sequence(items=items):
                yield from _flat(items)
            case facts.Mapping(entries=entries):
                yield from _flat([e.value for e in entries if text_of(e.key) in GUARD_OPTIONS])
            case facts.Literal():
                if text_of(value) and not text_of(value).isupper() and text_of(value) not in METHODS:  # `["get", "post"]` are no guards
                    yield value
            case _:
                yield value


HANDLER_OPTIONS = frozenset({"handler", "to", "uses", "onRequest", "callback", "controller", "_controller"})
GUARD_OPTIONS = frozenset({
    "preHandler", "onRequest", "preValidation", "preParsing", "middleware", "before", "pre", "permission_callback", "filter",
    "beforeHandle",
})  # fmt: skip


METHODS = frozenset({"get", "post", "put", "patch", "delete", "options", "head"})
PLACES = ("path", "route", "url", "rule", "pattern", "uri", "prefix", "value")


def is_error_handler(routine: Routine) -> bool:
    """Whether a function takes an error first, as the last one of a chain does."""
    parameters = routine.function.parameters
    return len(parameters) == 4 and parameters[0].name.startswith(("err", "e"))
