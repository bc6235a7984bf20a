"""Where a value came from, as a set of tags.

A tag is the role of the call or path that made the value ("request.body.raw", "hmac.digest", "request.header", "config.secret", "random"
...), "part" of a whole ("request.part"), or one of literal, null, parameter, error, response, reencoded (JSON written again from a
parsed body), verified (a vendor's helper returned it). Tags pass through assignments, containers, text functions, parameters and the
returns of functions inside the repository, and gather at joins: an origin says "may come from".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.bindings import Binding
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.calls.type_aliases import spelled_out
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import OWN, last_of, name_of, receiver_of, text_of
from golint.dataflow.tags import BODY, DIGESTS, DRAWN, FOUND, NONE, OF_CLIENTS, REQUEST, SOURCES, STANDING, Tags, is_secret_name, part_of
from golint.dataflow.values.clients import by_type, roles_through
from golint.dataflow.values.clouds import is_run_by_cloud
from golint.dataflow.values.collections import reads_collection
from golint.dataflow.values.fills import FILLING, Fills, handed
from golint.dataflow.values.form_fields import FormFields
from golint.dataflow.values.promises import settled
from golint.dataflow.values.streams import PIECES, Streams
from golint.dataflow.values.texts import Texts
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

_VERSION = compiled(r"\.v\d+(?=\.)")
ERRORS = frozenset({"err", "error"})
FOUND_OR_MADE = (".get_or_create", ".update_or_create", ".aget_or_create", ".aupdate_or_create")
SAYING_LITTLE = frozenset({"redact", "value.measure", "compare.constant_time"})
"""Calls whose outcome holds nothing of what they are given: a mask, a length, whether two digests are the same."""
LOOKING_UP = REQUEST | {"request.session", "parameter", FOUND}
PROCEDURE = "procedure"
INPUTS = frozenset({"input", "rawInput", "data"})
"""Where a procedure finds what the client sends: in tRPC, and in a callable function of Firebase."""
DEPTH = 14
HOPS = 3  # functions inside one another that a value is followed through
_NOWHERE = 1 << 30
_NOTHING_GIVEN = frozenset[tuple[str, Tags]]()
_LITERAL, _NULL = frozenset({"literal"}), frozenset({"null"})
_Place = tuple[str, int, int, int, str]
"""An expression by the file and the start of the routine that it stands in, its span, and its name where it has one."""


class Origins:
    """Answers for expressions of one project; asks the resolver for the functions that values pass through."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._language = language
        self._roles = language.roles
        self._answers: dict[_Place, Tags] = {}
        self._asked: dict[tuple[str, int, int, int, str, frozenset[tuple[str, Tags]], int, int], Tags] = {}
        self._same: dict[Tags, Tags] = {}  # of the few that there are, thousands of answers hold one object each
        self._given: dict[frozenset[tuple[str, Tags]], frozenset[tuple[str, Tags]]] = {}
        self._fills = Fills(resolver, language.roles)
        self._form_fields = FormFields(resolver, language)
        self._streams = Streams(language)
        self._texts = Texts(resolver)
        self._active: dict[_Place, int] = {}
        self._lowest = _NOWHERE  # how far out the expressions lie that what is being traced leads back to
        self._returned: dict[tuple[Routine, frozenset[tuple[str, Tags]], int, int], Tags] = {}
        self._hops = 0

    def of(self, expr: Expr | None, routine: Routine, given: Mapping[str, Tags] | None = None, depth: int = DEPTH) -> Tags:
        """The tags of an expression that stands in `routine`, whose parameters have the origins `given`."""
        if expr is None or depth <= 0:
            return NONE
        if isinstance(expr, facts.Literal):  # a quarter of all that is asked about, and the same wherever it stands
            return _NULL if expr.kind == "null" else _LITERAL
        # A name that a question makes up (`client` for `client.payments`) may borrow the span of a whole call.
        span = expr.span
        place = (routine.path, routine.start, span.start, span.end, expr.written if isinstance(expr, Name) else "")
        known = self._answers.get(place) if not given else None
        if known is not None:
            return known
        if place in self._active:
            self._lowest = min(self._lowest, self._active[place])
            return NONE
        asked = (*place, frozenset(given.items()) if given else _NOTHING_GIVEN, depth, self._hops)
        known = self._asked.get(asked)
        if known is not None:
            return known
        found, alone = self._traced(place, expr, routine, given or {}, depth)
        found = self._same.setdefault(found, found)
        if not given and depth > DEPTH - 4 and self._hops == 0:
            self._answers[place] = found
        elif alone:
            self._asked[*place, self._given.setdefault(asked[5], asked[5]), depth, self._hops] = found
        return found

    def _traced(self, place: _Place, expr: Expr, routine: Routine, given: Mapping[str, Tags], depth: int) -> tuple[Tags, bool]:
        """The tags of an expression, and whether they hold wherever it is asked for: they do not where the way to them leads back to one
        that is being traced itself."""
        outer, self._lowest = self._lowest, _NOWHERE
        number = self._active[place] = len(self._active)
        try:
            found = self._trace(expr, routine, given, depth)
            alone = self._lowest >= number
        finally:
            del self._active[place]
            self._lowest = outer if self._lowest >= number else min(outer, self._lowest)
        return found, alone

    # -- by kind of expression --

    def _trace(self, expr: Expr, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        match expr:
            case Name():
                return self._name(expr, routine, given, depth)
            case Call():
                return self._call(expr, routine, given, depth)
            case facts.Attribute(base=base, path=path):
                whole = self.of(base, routine, given, depth - 1)
                return self._roles.of(path) & STANDING or self._of_request(whole, path) or part_of(whole)
            case facts.Index(base=base):
                return self._index(expr, base, routine, given, depth)
            case facts.Compare() | facts.Logic(operator="not"):
                return NONE
            case facts.Logic(operands=operands):
                return NONE.union(*(self.of(operand, routine, given, depth) for operand in operands))
            case facts.Choice(then=then, otherwise=otherwise):
                return self.of(then, routine, given, depth - 1) | self.of(otherwise, routine, given, depth - 1)
            case facts.Bind(value=value):
                return self.of(value, routine, given, depth - 1)
            case facts.Sequence(items=items):  # the clause of a comprehension has the place of the whole
                parts = (item.value if isinstance(item, facts.Bind) else item for item in items)
                return NONE.union(*(self.of(part, routine, given, depth - 1) for part in parts))
            case facts.Lambda():
                return NONE
        return NONE.union(*(self.of(operand, routine, given, depth - 1) for operand in facts.operands(expr)))

    def _name(self, name: Name, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        roles = self._roles.by(name)
        if "value.measure" in roles and "." in name.written:
            return NONE  # `mine.length` says nothing of what it is the length of
        first, dot, _ = name.written.partition(".")
        apart = self._language.variables is not None and not dot and not self._language.variables.search(first)
        played = NONE if apart else roles & STANDING
        if played and not ((dot or self._language.unqualified) and self._rebinds(first, routine)):
            return played
        bound = self._bound(name.written or name.path, name.span.start, routine, given, depth)
        if dot and self._form_fields.hold(name.written, routine):
            return frozenset({"request.part"})
        if bound is not None:
            return bound
        if dot:
            return self._attribute(name, first, routine, given, depth)
        return frozenset({"config.secret"}) if is_secret_name(name.written) and self._is_field(name.written, routine) else NONE

    def _is_field(self, written: str, routine: Routine) -> bool:
        """Whether a name without `this` is a field of the own object."""
        return self._language.unqualified and self._resolver.is_field(written, routine)

    def _rebinds(self, first: str, routine: Routine) -> bool:
        """Whether `request` and its like were assigned something of the function's own (`request = frappe.get_doc(...)`), and not the
        request out of what the function is handed."""
        parameters = {p.name for p in routine.function.parameters} if first in self._language.request_names else set[str]()
        module = self._resolver.module(routine.path)
        bindings = module.bindings(routine).get(first, ()) if module else ()
        return any(not _is_part_of(binding.value, first, parameters) for binding in bindings)

    def _attribute(self, name: Name, first: str, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        """`event.data.id`: a part of what `event` is; `settings.HOOK_SECRET`: a secret by its name."""
        path, _, last = name.written.rpartition(".")
        while path:
            bound = self._bound(path, name.span.start, routine, given, depth)
            if bound is not None:
                return self._of_request(bound, name.written[len(path) :]) or part_of(bound) | self._named_secret(last, bound)
            whole = self._roles.of(self._with_imports(name, path)) & SOURCES
            if whole:
                return part_of(whole)
            path = path.rpartition(".")[0]
        if "config.read" in self._roles.of(self._with_imports(name, first)) and is_secret_name(last):
            return frozenset({"config.secret"})
        if first in OWN and is_secret_name(last):
            return frozenset({"config.secret"})
        return frozenset({"named.secret"}) if is_secret_name(last) else NONE

    def _of_request(self, whole: Tags, rest: str) -> Tags:
        """What a step from a request leads to, whatever the request is called here: `.body` of `r`, `["headers"]` of `#0`."""
        if PROCEDURE in whole:
            sent, dot, _ = rest.removeprefix(".").partition(".")
            return frozenset({"request.part" if dot else "request.body.parsed"}) if sent in INPUTS else NONE
        return self._roles.of("request" + rest) & SOURCES if "request" in whole else NONE

    def _with_imports(self, name: Name, written: str) -> str:
        """A leading part of a name as its path through imports."""
        return (
            name.path[: len(name.path) - (len(name.written) - len(written))]
            if name.path.endswith(name.written[len(written) :])
            else written
        )

    def _named_secret(self, last: str, bound: Tags) -> Tags:
        return frozenset({"named.secret"}) if is_secret_name(last) and not bound & REQUEST else NONE

    def _bound(self, written: str, at: int, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags | None:
        """What is assigned to a name, seen from `at`; None for a name that nothing here binds."""
        module = self._resolver.module(routine.path)
        if module is None:
            return None
        bindings = self._fills.reaching(module, routine, written, at)
        if bindings:
            gathered = self._streams.gathered(module, routine, written)
            return gathered.union(*(self._binding(b, written, routine, given, depth) for b in bindings))
        if written in given:
            return given[written]
        parameter = next((p for p in routine.function.parameters if p.name == written), None)
        if parameter is not None:
            return self._parameter(parameter, routine)
        if written.startswith(("self.", "this.")):
            values = list(self._resolver.attribute_values(written, routine))
            return NONE.union(*(self.of(v, place, None, depth - 1) for place, v in values)) if values else None
        if written in OWN and self._form_fields.are_of_request(routine):
            return frozenset({"request"})
        return self._around(module, routine, written, depth)

    def _around(self, module: Module, routine: Routine, written: str, depth: int) -> Tags | None:
        """What an enclosing function, the module, or a field of the own object that needs no `this` gives a free name."""
        outer = module.around(routine)
        while outer is not None:
            bindings = self._fills.bindings(module, outer, written)
            if bindings:
                gathered = self._streams.gathered(module, outer, written)
                return gathered.union(*(self._binding(b, written, outer, {}, depth) for b in bindings))
            parameter = next((p for p in outer.function.parameters if p.name == written), None)
            if parameter is not None:
                return self._parameter(parameter, outer)
            outer = module.around(outer)
        for other in self._resolver.included(routine) if self._language.ambient else ():
            if other.bindings(other.body).get(written):
                return NONE.union(*(self._binding(b, written, other.body, {}, depth) for b in other.bindings(other.body)[written]))
        if routine.owner is None or not self._language.unqualified or written in OWN:
            return None
        values = list(self._resolver.attribute_values(f"this.{written}", routine))
        if not values and self._is_store(self._resolver.declared(written, routine)):
            return frozenset({"store.read"})
        return NONE.union(*(self.of(v, place, None, depth - 1) for place, v in values)) if values else None

    def _binding(self, binding: Binding, written: str, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        if self._language.errors and mentions(written, ERRORS):
            return frozenset({"error"})  # it may speak of what a function was given, and is none of it
        if binding.filled:
            return self._filled(binding.value, written, routine, given, depth - 1) if isinstance(binding.value, Call) else NONE
        tags = self.of(binding.value, routine, given, depth - 1)
        if isinstance(binding.value, facts.Other) and binding.value.span.start == binding.start:
            return frozenset({"error"})
        if binding.inside:
            return tags - DIGESTS  # a list that holds a digest is none
        return part_of(tags) if binding.element and not (binding.whole and self._language.errors) else tags

    def _parameter(self, parameter: facts.Parameter, routine: Routine) -> Tags:
        if called := self._of_procedure(parameter, routine):
            return called
        if is_request(parameter, self._language):
            return frozenset({"request"})
        if parameter is routine.function.parameters[0] and is_run_by_cloud(routine, self._language):
            return frozenset({"request"})
        if parameter.name.startswith("#") and self._takes_request_apart(parameter, routine):
            return frozenset({"request"})
        parameter = self._declared(parameter, routine)
        told = NONE.union(*(self._roles.by(d) & SOURCES for d in parameter.decorators if isinstance(d, Name | Call)))
        if told:
            plain = _last_type(parameter) in self._language.raw_types
            return frozenset("request.body.raw" if plain and tag == "request.body.parsed" else tag for tag in told)
        match parameter.default:
            case Call() as made if "route.dependency" in self._roles.by(made):
                asked = made.argument(0)
                sent = asked is not None and "request.header" in self.of(asked, routine)  # `Depends(HTTPBearer())`
                return frozenset({"request.header" if sent else "dependency"})
        settings = [d for d in parameter.decorators if isinstance(d, Call) and "config.read" in self._roles.by(d)]
        if settings:
            return NONE.union(*(self._setting(setting) for setting in settings))
        if self._is_injected(parameter):
            return frozenset({"dependency"})
        if self._is_store(parameter.annotation):
            return frozenset({"store.read"})
        if self.is_body_parameter(parameter, routine):
            plain = not parameter.decorators and _last_type(parameter) in self._language.raw_types
            return frozenset({"request.body.raw" if plain else "request.body.parsed"})
        if parameter.name in OWN:
            return NONE  # what an object holds is not what it is called with
        if self._is_door(routine):
            return frozenset({"request.query"})
        return self._handed(parameter, routine) or frozenset({"parameter"})

    def _handed(self, parameter: facts.Parameter, routine: Routine) -> Tags:
        """What a function that is written as an argument is called with: an element of the list, what is waited for, a piece of the body,
        or what the sender gave to be let in."""
        module = self._resolver.module(routine.path)
        call = module.handed.get(routine.start) if module is not None else None
        if module is None or call is None or not call.path:
            return NONE
        roles = self._roles.by(call)
        if "value.credentials" in roles:
            return frozenset({"request.header"})
        if parameter is not routine.function.parameters[0]:
            return NONE
        if "route.verified" in roles:
            return frozenset({"signature.verify"})
        if self._streams.hands_pieces(call):
            return PIECES
        place = module.around(routine)
        if place is None or not roles & {"value.each", "value.awaited"}:
            return NONE
        whole = self._receiver(call, place, {}, DEPTH - 2)
        if "value.each" not in roles:
            return whole
        return part_of(whole if receiver_of(call) is not None else self.inputs(call, place, {}, DEPTH - 2))  # `array_map(f, $lines)`

    def _of_procedure(self, parameter: facts.Parameter, routine: Routine) -> Tags:
        """What the first parameter of a function is that is handed to what registers it as a procedure: an object whose `input` the client
        sends, `procedure.input(schema).mutation(({ ctx, input }) => ...)`, or what he sends itself, `onCall((data, context) => ...)`."""
        module = self._resolver.module(routine.path)
        call = module.handed.get(routine.start) if module is not None else None
        if call is None or parameter is not routine.function.parameters[0]:
            return NONE
        roles = self._roles.of(facts.trail(call))
        if "route.callable" in roles and (len(routine.function.parameters) > 1 or parameter.name == "data"):
            return frozenset({"request.body.parsed"})
        return frozenset({PROCEDURE}) if roles & {"route.procedure", "route.callable"} else NONE

    def _takes_request_apart(self, parameter: facts.Parameter, routine: Routine) -> bool:
        """`({ body, headers }, response) => ...`: the first parameter of a function is a request that is taken apart at once."""
        for statement in routine.function.body[:3]:
            match statement:
                case facts.Assign(value=Name(path=path)) if path == parameter.name and (taken := self._taken_apart(statement)) & BODY:
                    return "request.header" in taken or self._answers_route(routine)
        return False

    def takes_body(self, statement: facts.Assign, routine: Routine) -> bool:
        """Whether an assignment takes the body out of a request."""
        return bool(self._taken_apart(statement) & BODY) and "request" in self.of(statement.value, routine)

    def _taken_apart(self, statement: facts.Assign) -> Tags:
        """What an assignment would take out of a request: `const { body, headers } = context`."""
        entries = (entry for target in statement.targets if isinstance(target, facts.Mapping) for entry in target.entries)
        return NONE.union(*(self._roles.of(f"request.{text_of(entry.key)}") & REQUEST for entry in entries))

    def _answers_route(self, routine: Routine) -> bool:
        """Whether a function is written where a route is registered."""
        module = self._resolver.module(routine.path)
        call = module.handed.get(routine.start) if module is not None else None
        return call is not None and "route.table" in self._roles.by(call)

    def _is_door(self, routine: Routine) -> bool:
        function = self._resolver.declaration(routine) if self._language.typed else routine.function
        return any(isinstance(d, Name | Call) and "route.register" in self._roles.by(d) for d in function.decorators)

    def _takes_entity(self, routine: Routine) -> bool:
        """Whether a door is handed the body in a parameter without a decorator, whatever its type: `@POST Response take(String body)`."""
        return any(isinstance(d, Name | Call) and "route.entity" in self._roles.by(d) for d in routine.function.decorators)

    def _declared(self, parameter: facts.Parameter, routine: Routine) -> facts.Parameter:
        """A parameter with the decorators that a base or an interface gives it, and with what its type is a name for."""
        if not self._language.typed:
            spelled = spelled_out(parameter, routine, self._resolver)
            return spelled[0] if spelled is not None else parameter
        if parameter.decorators:
            return parameter
        declared = self._resolver.declaration(routine)
        if declared is routine.function or parameter not in routine.function.parameters:
            return parameter
        return replace(parameter, decorators=declared.parameters[routine.function.parameters.index(parameter)].decorators)

    def is_body_parameter(self, parameter: facts.Parameter, routine: Routine) -> bool:
        """Whether the framework fills a parameter with the parsed body: a model or a dictionary of a registered function."""
        parameter = self._declared(parameter, routine)
        if any("request.body.parsed" in self._roles.by(d) for d in parameter.decorators if isinstance(d, Name | Call)):
            return True
        if self._is_injected(parameter):
            return False
        if self._language.body_types and self._is_handed_over(routine):
            return bool(self._language.body_types.search(_last_type(parameter)))
        if not self._is_door(routine) or parameter.name in OWN or not self._language.plain_types:
            return False
        if not parameter.decorators and self._takes_entity(routine):
            return not is_request(parameter, self._language)
        if parameter.spread == "**":
            return True
        kind = _last_type(parameter).partition("[")[0]
        if isinstance(parameter.default, Call):
            return parameter.default.path.rpartition(".")[2] in ("Body", "Form")
        return bool(kind) and kind not in self._language.plain_types

    def _is_handed_over(self, routine: Routine) -> bool:
        """Whether a closure answers requests: the call that it is handed to registers it."""
        module = self._resolver.module(routine.path)
        if routine.function.name or module is None:
            return False
        around = (call for call in module.calls if routine.function.span in call.span and "route.table" in self._roles.by(call))
        return any(isinstance(a.value, facts.Lambda) and a.value.function == routine.function for call in around for a in call.arguments)

    def _is_store(self, declared: str) -> bool:
        """Whether a declared type is that of a store: `ShopDbContext`, `IRepository<Order>`."""
        kind = declared.partition("<")[0].rstrip("?").rpartition(".")[2]
        return bool(kind and self._language.store_types and self._language.store_types.search(kind))

    def _is_injected(self, parameter: facts.Parameter) -> bool:
        """Whether a decorator says that the framework hands in a part of the shop: `[FromServices] Orders orders`."""
        return any("route.dependency" in self._roles.by(d) for d in parameter.decorators if isinstance(d, Name | Call))

    def _index(self, expr: facts.Index, base: Expr, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        if isinstance(base, Name) and text_of(expr.key):
            bound = self._bound(f"{base.written}[{text_of(expr.key)}]", expr.span.start, routine, given, depth)
            if bound is not None:
                return bound
        whole = self.of(base, routine, given, depth)  # as deep as the expression is written, which is not far
        named = text_of(expr.key)
        if (taken := self._of_request(whole, f".{named}")) and named:
            return taken
        if isinstance(base, Name) and "config.read" in self._roles.by(base) and is_secret_name(named):
            return frozenset({"config.secret"})
        return part_of(whole) | self._named_secret(named, whole)

    # -- calls --

    def _call(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        found = self._outcome(call, routine, given, depth)
        if "store.read" not in found or FOUND in found:
            return found
        told = (part for argument in call.arguments for part in _parts(argument.value))
        looked_up = any(self.of(value, routine, given, depth - 1) & LOOKING_UP for value in (*told, receiver_of(call)))
        return found | {FOUND} if looked_up else found

    def _outcome(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        roles = self._roles.by(call)
        if roles & REQUEST and (self._is_own(call, routine) or self._is_of_answer(call, routine, given, depth)):
            roles = NONE  # `request(verb)` of a client of the shop's own; `const req = await fetch(url)`, and then `req.json()`
        bare = call.callee if call.span == call.callee.span and roles <= SOURCES else None
        if isinstance(bare, Name) and (found := self._name(bare, routine, given, depth)):
            return found  # a call without parentheses or arguments may as well be a field
        if roles & FILLING:
            return roles & {"store.read"}  # what was decoded stands in what the call fills, and its own outcome is none of it
        theirs = self.through_client(call, routine)
        if not (theirs and roles & REQUEST and "request" in self._receiver(call, routine, given, depth)):
            roles = theirs or roles or self._asked_of_request(call, routine, given, depth)  # `all` of a form request is no list's
        if roles & SAYING_LITTLE and "hash.digest" not in roles:
            return NONE  # a digest hides what is in it, and is one all the same: `md5($amount . $secret)`
        if "provider.read" in roles and self._language.typed and not call.arguments:
            sent = self._receiver(call, routine, given, depth)
            if sent and sent <= REQUEST:
                return part_of(sent)  # `checkout.getPayment()` of what was sent asks nobody
        if "config.read" in roles:
            return self._setting(call)
        if reads_collection(call):
            return frozenset({"store.read"})
        if "store.open" in roles:
            return frozenset({"store.read"})  # whatever it is told: `new PrismaClient({ log: ["warn"] })`
        if "value.taken" in roles:
            return part_of(self.inputs(call, routine, given, depth - 1) - {"literal"})
        if isinstance(call.receiver, Call) and "provider.read" in self._roles.of(facts.trail(call)):
            return frozenset({"provider.read"})  # `new Payment(client).get({ id })`
        if "value.part" in roles:
            whole = self._receiver(call, routine, given, depth) | (roles & {"request.header", "request.query"})
            if "store.read" in roles and whole <= {"literal"}:
                return frozenset({"store.read"})  # `session.get(Order, 1)`, where `session` is nothing that was sent
            asks = "http.request" in roles and (whole <= OF_CLIENTS or self._makes_client(call.receiver))
            if roles & SOURCES and (asks or not whole):
                return roles & SOURCES  # `httpx.get`, `Order.objects.get` and `Http::withToken($key)->get` are no part of anything
            return part_of(whole) | self._named_secret(text_of(call.argument(0)), whole)
        inputs = self.inputs(call, routine, given, depth - 1)
        if roles & {"json.decode", "query.decode"}:
            decoded = frozenset("request.body.parsed" if tag == "request.body.raw" else tag for tag in inputs)
            return decoded or roles & SOURCES  # `new URLSearchParams(location.search)`
        if "json.encode" in roles:
            inputs |= self._receiver(call, routine, given, depth)
            return inputs | ({"reencoded"} if inputs & {"request.body.parsed", "request.part", "request.query", "parameter"} else NONE)
        if roles & {"hmac.digest", "hash.digest"}:
            seeds = DRAWN if "hash.digest" in roles else NONE  # what is drawn anew makes each digest a new one
            return (roles & SOURCES) | (inputs & ({"reencoded"} | seeds))
        if roles & SOURCES:
            return roles & SOURCES
        if "text.same" in roles:
            return inputs | self._receiver(call, routine, given, depth)
        if "value.settled" in roles and (module := self._resolver.module(routine.path)) is not None:
            return NONE.union(*(self.of(value, place, given, depth - 2) for value, place in settled(call, module)))
        if call.path.endswith(FOUND_OR_MADE):  # what a record is looked for with does not come back from it, what it is made with does
            return self.of(call.argument(None, "defaults", "create_defaults"), routine, given, depth - 1) - {"literal"} or frozenset(
                {"store.read"}
            )
        return self._unlisted(call, inputs, routine, given, depth)

    def _makes_client(self, receiver: Expr | None) -> bool:
        """Whether a request is made on a client that is put together there, whatever that is told: `Http::withHeaders([...])->post()`."""
        return isinstance(receiver, Call) and "http.client" in self._roles.by(receiver)

    def _asked_of_request(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> frozenset[str]:
        """The roles of a method of a request that goes by another name here: `r.json()`, `(await incoming).text()`."""
        receiver = receiver_of(call)
        if (
            receiver is None
            or not self._roles.of(f"request.{last_of(call)}")
            or "request" not in self.of(receiver, routine, given, depth - 1)
        ):
            return NONE
        return self._roles.of(f"request.{last_of(call)}")

    def _unlisted(self, call: Call, inputs: Tags, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        found = self._resolver.callee(call, routine)
        if isinstance(found, Routine):
            returned = self.returned(found, self.bind(call, found, routine, given, depth), depth - 2)
            return returned | (self._kept_in(call, returned, routine, given, depth) if _is_getter(found) else NONE)
        if isinstance(found, ClassPlace):
            return inputs
        receiver = self._receiver(call, routine, given, depth)
        if receiver & DIGESTS:
            return (inputs | receiver) - {"store.read"}  # `createHash(...).update(order.id).digest()` is no record of the shop
        if "store.read" in receiver:
            return receiver & {"store.read", FOUND}  # what a record is asked with does not come back from it
        inputs |= part_of(receiver)
        return inputs | (NONE if call.arguments else self._named_secret(name_of(call), inputs))

    def _kept_in(self, call: Call, returned: Tags, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        """What a getter's object says of the field that it gives back, and its name, where only a setter ever fills that: a framework reads
        it from the settings, `settings.getHookPassword()`."""
        whole = part_of(self._receiver(call, routine, given, depth))
        settled = "store.read" in whole or not returned <= {"parameter"}
        return whole & REQUEST | (NONE if settled else self._named_secret(name_of(call), whole))

    def _is_own(self, call: Call, routine: Routine) -> bool:
        """Whether a bare word calls a method of the own object."""
        plain = isinstance(call.callee, Name) and "." not in call.callee.written
        return plain and self._language.unqualified and isinstance(self._resolver.callee(call, routine), Routine)

    def _is_of_answer(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> bool:
        """Whether what is called like a request here was given the answer to one."""
        receiver = receiver_of(call)
        if not isinstance(receiver, Name) or not self._rebinds(receiver.written, routine):
            return False
        return "http.request" in self.of(receiver, routine, given, depth - 1)

    def _setting(self, call: Call) -> Tags:
        keys = [text for a in call.arguments if (text := text_of(a.value))] or [call.path.rpartition(".")[2]]
        return frozenset({"config.secret"}) if any(is_secret_name(key) for key in keys) else frozenset({"config"})

    def roles(self, call: Call, routine: Routine) -> frozenset[str]:
        """The roles of a call, also of one that asks a request which goes by another name here."""
        return self._roles.by(call) | self._asked_of_request(call, routine, {}, DEPTH) | self.through_client(call, routine)

    def client_of(self, call: Call, routine: Routine) -> str:
        """The class of what a call is made on, where that stands outside the repository: `RefundService` of `refunds.Create()`."""
        return by_type(call, routine, self._texts).rpartition(".")[0]

    def through_client(self, call: Call, routine: Routine) -> frozenset[str]:
        """The roles of `axios.get` for a call of `get` on what `axios.create` made."""
        return roles_through(call, routine, self._roles, self._texts)

    def _filled(self, call: Call, written: str, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        """What a call puts into a variable that it is handed."""
        callee = self._resolver.callee(call, routine)
        if isinstance(callee, Routine) and depth > 0:
            bound = self.bind(call, callee, routine, given, depth)
            names = [name for name, value in handed(call, callee) if isinstance(value, Name) and value.written == written]
            inner = [(name, binding.value) for name in names for binding in self._fills.of(callee).get(name, ())]
            return NONE.union(*(self._filled(c, name, callee, bound, depth - 2) for name, c in inner if isinstance(c, Call)))
        receiver = receiver_of(call)
        adds = isinstance(receiver, Name) and receiver.written == written  # what it held before has bindings of its own
        roles = self._roles.by(call) | (NONE if adds else self._asked_of_request(call, routine, given, depth))
        if roles & SOURCES:
            return roles & SOURCES
        others = (a.value for a in call.arguments if not (isinstance(a.value, Name) and a.value.written == written))
        held = NONE if adds else self._receiver(call, routine, given, depth)
        tags = held.union(*(self.of(o, routine, given, depth - 1) for o in others))
        decoded = {"request.body.raw", "request"} if "json.decode" in roles else {"request"}
        return frozenset("request.body.parsed" if tag in decoded else tag for tag in tags)

    def inputs(self, call: Call, routine: Routine, given: Mapping[str, Tags] | None = None, depth: int = DEPTH) -> Tags:
        """Where what a call is given may come from."""
        return NONE.union(*(self.of(a.value, routine, given, depth) for a in call.arguments))

    def _receiver(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        return self.of(receiver_of(call), routine, given, depth - 1)

    def bind(
        self, call: Call, callee: Routine, routine: Routine, given: Mapping[str, Tags] | None = None, depth: int = DEPTH
    ) -> dict[str, Tags]:
        """The origins of a callee's parameters at one call."""
        parameters = [p for p in callee.function.parameters if not p.spread]
        if callee.owner and parameters and parameters[0].name in OWN:
            parameters = parameters[1:]
        bound: dict[str, Tags] = {}
        positional = [a for a in call.arguments if a.name is None and not a.spread]
        for parameter, argument in zip(parameters, positional, strict=False):
            bound[parameter.name] = self.of(argument.value, routine, given, depth - 1)
        for argument in call.arguments:
            if argument.name:
                bound[argument.name] = self.of(argument.value, routine, given, depth - 1)
        return bound

    def returned(self, routine: Routine, given: Mapping[str, Tags], depth: int = DEPTH) -> Tags:
        """The origins of what a routine gives back, with its parameters bound."""
        if depth <= 0 or self._hops == HOPS:
            return NONE
        key = (routine, frozenset(given.items()), depth, self._hops)
        if key not in self._returned:
            self._hops += 1
            try:
                self._returned[key] = NONE.union(*(self.of(v, routine, given, depth - 1) for v in routine.given_back))
            finally:
                self._hops -= 1
        return self._returned[key]


def _last_type(parameter: facts.Parameter) -> str:
    """The last step of a parameter's declared type."""
    return _plain_type(parameter).rpartition(".")[2]


def is_of_type(parameter: facts.Parameter, types: frozenset[str]) -> bool:
    """Whether a parameter is declared with one of some types, which are told by their last step, or by the last two: `gin.Context`."""
    plain = _VERSION.sub("", _plain_type(parameter))
    return bool(types) and bool({plain, plain.rpartition(".")[2], ".".join(plain.split(".")[-2:])} & types)


def _is_getter(routine: Routine) -> bool:
    """Whether a method does nothing but give back a field of its object."""
    match routine.function.body:
        case (facts.Return(value=Name(written=written)),):
            return not routine.function.parameters and routine.owner is not None and written.removeprefix("this.").isidentifier()
    return False


def is_request(parameter: facts.Parameter, language: Language) -> bool:
    """Whether a parameter is the request, by its type or by its name."""
    told = parameter.name in language.request_names and not (language.typed and parameter.annotation)
    return (told and not is_record(parameter, language)) or is_of_type(parameter, language.request_types)


def _is_part_of(value: Expr | None, name: str, parameters: set[str]) -> bool:
    """Whether a value is what a parameter holds under a name: `const { request } = context`, `const request = context.request`."""
    match value:
        case facts.Index(base=Name(path=base), key=key):
            return text_of(key) == name and base in parameters
        case Name(written=written):
            head, _, last = written.rpartition(".")
            return last == name and head in parameters
    return False


def is_record(parameter: facts.Parameter, language: Language) -> bool:
    """Whether a parameter is by its type a record of the shop's own: `request: PaymentRequest` of a function that charges."""
    if language.record_types is None or parameter.decorators:
        return False
    return language.record_types.search(_last_type(parameter)) is not None


def _plain_type(parameter: facts.Parameter) -> str:
    return parameter.annotation.partition("<")[0].rstrip("?&").strip("*& ")


def _parts(asked: Expr) -> Iterator[Expr]:
    """What a record is looked up by; of a condition its parts: `Find(order => order.Id == id)`."""
    if not isinstance(asked, facts.Lambda):
        yield asked
        return
    yield from (part for part in facts.walk(asked.function.body) if isinstance(part, Name | facts.Index))
