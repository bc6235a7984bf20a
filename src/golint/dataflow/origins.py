"""Where a value came from, as a set of tags.

A tag is the role of the call or path that made the value ("request.body.raw", "hmac.digest", "request.header", "config.secret", "random"
...), "part" of a whole ("request.part"), or one of literal, null, parameter, error, response, reencoded (JSON written again from a
parsed body), verified (a vendor's helper returned it). Tags pass through assignments, containers, text functions, parameters and the
returns of functions inside the repository, and gather at joins: an origin says "may come from".
"""

from __future__ import annotations

from collections.abc import Mapping

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.bindings import Binding
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import receiver_of, text_of
from golint.dataflow.resolve import Resolver
from golint.dataflow.tags import NONE, REQUEST, SOURCES, Tags, is_secret_name, part_of
from golint.facts import Call, Expr, Name

FOUND_OR_MADE = (".get_or_create", ".update_or_create", ".aget_or_create", ".aupdate_or_create")
DEPTH = 14
HOPS = 3  # functions inside one another that a value is followed through


class Origins:
    """Answers for expressions of one project; asks the resolver for the functions that values pass through."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._language = language
        self._roles = language.roles
        self._answers: dict[tuple[Routine, int, int, str], Tags] = {}
        self._active: set[tuple[Routine, int, int, str]] = set()
        self._returned: dict[tuple[Routine, frozenset[tuple[str, Tags]], int, int], Tags] = {}
        self._hops = 0

    def of(self, expr: Expr | None, routine: Routine, given: Mapping[str, Tags] | None = None, depth: int = DEPTH) -> Tags:
        """The tags of an expression that stands in `routine`, whose parameters have the origins `given`."""
        if expr is None or depth <= 0:
            return NONE
        # A name that a question makes up (`client` for `client.payments`) may borrow the span of a whole call.
        key = (routine, expr.span.start, expr.span.end, expr.written if isinstance(expr, Name) else "")
        if not given and key in self._answers:
            return self._answers[key]
        if key in self._active:
            return NONE
        self._active.add(key)
        try:
            found = self._trace(expr, routine, given or {}, depth)
        finally:
            self._active.discard(key)
        if not given and depth > DEPTH - 4 and self._hops == 0:
            self._answers[key] = found
        return found

    # -- by kind of expression --

    def _trace(self, expr: Expr, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        match expr:
            case facts.Literal(kind=kind):
                return frozenset({"null" if kind == "null" else "literal"})
            case Name():
                return self._name(expr, routine, given, depth)
            case Call():
                return self._call(expr, routine, given, depth)
            case facts.Attribute(base=base, path=path):
                return self._roles.of(path) & SOURCES or part_of(self.of(base, routine, given, depth - 1))
            case facts.Index(base=base):
                return self._index(expr, base, routine, given, depth)
            case facts.Compare() | facts.Logic(operator="not"):
                return NONE
            case facts.Choice(then=then, otherwise=otherwise):
                return self.of(then, routine, given, depth - 1) | self.of(otherwise, routine, given, depth - 1)
            case facts.Bind(value=value):
                return self.of(value, routine, given, depth - 1)
            case facts.Lambda():
                return NONE
        return NONE.union(*(self.of(operand, routine, given, depth - 1) for operand in facts.operands(expr)))

    def _name(self, name: Name, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        played = self._roles.by(name) & SOURCES
        first, dot, _ = name.written.partition(".")
        if played and not (dot and self._rebinds(first, routine)):
            return played
        bound = self._bound(name.written, name.span.start, routine, given, depth)
        if bound is not None:
            return bound
        if dot:
            return self._attribute(name, first, routine, given, depth)
        return NONE

    def _rebinds(self, first: str, routine: Routine) -> bool:
        """Whether `request` and its like were assigned something of the function's own (`request = frappe.get_doc(...)`)."""
        module = self._resolver.module(routine.path)
        return bool(module and module.bindings(routine).get(first))

    def _attribute(self, name: Name, first: str, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        """`event.data.id`: a part of what `event` is; `settings.HOOK_SECRET`: a secret by its name."""
        path, _, last = name.written.rpartition(".")
        while path:
            bound = self._bound(path, name.span.start, routine, given, depth)
            if bound is not None:
                return part_of(bound) | self._named_secret(last, bound)
            whole = self._roles.of(self._with_imports(name, path)) & SOURCES
            if whole:
                return part_of(whole)
            path = path.rpartition(".")[0]
        if "config.read" in self._roles.of(self._with_imports(name, first)) and is_secret_name(last):
            return frozenset({"config.secret"})
        if first in ("self", "cls") and is_secret_name(last):
            return frozenset({"config.secret"})
        return frozenset({"named.secret"}) if is_secret_name(last) else NONE

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
        bindings = module.reaching(routine, written, at)
        if bindings:
            return NONE.union(*(self._binding(b, routine, given, depth) for b in bindings))
        if written in given:
            return given[written]
        parameter = next((p for p in routine.function.parameters if p.name == written), None)
        if parameter is not None:
            return self._parameter(parameter, routine)
        if written.startswith(("self.", "this.")):
            values = list(self._resolver.attribute_values(written, routine))
            return NONE.union(*(self.of(v, place, None, depth - 1) for place, v in values)) if values else None
        outer = self._outer(module, routine, written)
        if outer is not None:
            return NONE.union(*(self._binding(b, outer, {}, depth) for b in module.bindings(outer)[written]))
        return None

    def _outer(self, module: Module, routine: Routine, written: str) -> Routine | None:
        """The enclosing function, or the module, that binds a free name."""
        scopes = routine.function.qualname.split(".")[:-1]
        while scopes:
            outer = module.functions.get(".".join(scopes))
            if outer and written in module.bindings(outer):
                return outer
            scopes.pop()
        return module.body if routine is not module.body and written in module.bindings(module.body) else None

    def _binding(self, binding: Binding, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        tags = self.of(binding.value, routine, given, depth - 1)
        if isinstance(binding.value, facts.Other) and binding.value.span.start == binding.start:
            return frozenset({"error"})
        return part_of(tags) if binding.element else tags

    def _parameter(self, parameter: facts.Parameter, routine: Routine) -> Tags:
        if parameter.name in self._language.request_names:
            return frozenset({"request"})
        match parameter.default:
            case Call() as made if "route.dependency" in self._roles.by(made):
                return frozenset({"dependency"})
        if self.is_body_parameter(parameter, routine):
            return frozenset({"request.body.parsed"})
        if parameter.name in ("self", "cls"):
            return NONE  # what an object holds is not what it is called with
        return frozenset({"request.query"} if self._is_door(routine) else {"parameter"})

    def _is_door(self, routine: Routine) -> bool:
        return any(isinstance(d, Name | Call) and "route.register" in self._roles.by(d) for d in routine.function.decorators)

    def is_body_parameter(self, parameter: facts.Parameter, routine: Routine) -> bool:
        """Whether the framework fills a parameter with the parsed body: a model or a dictionary of a registered function."""
        if not self._is_door(routine) or parameter.name in ("self", "cls"):
            return False
        if parameter.spread == "**":
            return True
        kind = parameter.annotation.rpartition(".")[2].partition("[")[0]
        if isinstance(parameter.default, Call):
            return parameter.default.path.rpartition(".")[2] in ("Body", "Form")
        return bool(kind) and kind not in self._language.plain_types

    def _index(self, expr: facts.Index, base: Expr, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        if isinstance(base, Name) and text_of(expr.key):
            bound = self._bound(f"{base.written}[{text_of(expr.key)}]", expr.span.start, routine, given, depth)
            if bound is not None:
                return bound
        whole = self.of(base, routine, given, depth - 1)
        named = text_of(expr.key)
        if isinstance(base, Name) and "config.read" in self._roles.by(base) and is_secret_name(named):
            return frozenset({"config.secret"})
        return part_of(whole) | self._named_secret(named, whole)

    # -- calls --

    def _call(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        roles = self._roles.by(call)
        if "redact" in roles or "value.measure" in roles:
            return NONE
        if "config.read" in roles:
            return self._setting(call)
        if "value.part" in roles:
            whole = self._receiver(call, routine, given, depth) | (roles & {"request.header", "request.query"})
            if "store.read" in roles and not whole:
                return frozenset({"store.read"})  # `session.get(Order, 1)`, where `session` is nothing that was sent
            if not whole and roles & SOURCES:
                return roles & SOURCES  # `httpx.get` and `Order.objects.get` are no part of anything
            return part_of(whole) | self._named_secret(text_of(call.argument(0)), whole)
        inputs = self._inputs(call, routine, given, depth)
        if "json.decode" in roles:
            return frozenset("request.body.parsed" if tag == "request.body.raw" else tag for tag in inputs)
        if "json.encode" in roles:
            inputs |= self._receiver(call, routine, given, depth)
            return inputs | ({"reencoded"} if inputs & {"request.body.parsed", "request.part", "request.query", "parameter"} else NONE)
        if roles & {"hmac.digest", "hash.digest"}:
            return (roles & SOURCES) | (inputs & {"reencoded"})
        if roles & SOURCES:
            return roles & SOURCES
        if "text.same" in roles:
            return inputs | self._receiver(call, routine, given, depth)
        if call.path.endswith(FOUND_OR_MADE):  # what a record is looked for with does not come back from it, what it is made with does
            return self.of(call.argument(None, "defaults", "create_defaults"), routine, given, depth - 1) - {"literal"} or frozenset(
                {"store.read"}
            )
        return self._unlisted(call, inputs, routine, given, depth)

    def _unlisted(self, call: Call, inputs: Tags, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        found = self._resolver.callee(call, routine)
        if isinstance(found, Routine):
            return self.returned(found, self.bind(call, found, routine, given, depth), depth - 2)
        if isinstance(found, ClassPlace):
            return inputs
        receiver = self._receiver(call, routine, given, depth)
        if "store.read" in receiver:
            return frozenset({"store.read"})  # what a record is asked with does not come back from it
        return inputs | (receiver if receiver & {"hmac.digest", "hash.digest"} else part_of(receiver))

    def _setting(self, call: Call) -> Tags:
        named = call.argument(0)
        key = text_of(named) or call.path.rpartition(".")[2]
        return frozenset({"config.secret"}) if is_secret_name(key) else frozenset({"config"})

    def _inputs(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        return NONE.union(*(self.of(a.value, routine, given, depth - 1) for a in call.arguments))

    def _receiver(self, call: Call, routine: Routine, given: Mapping[str, Tags], depth: int) -> Tags:
        return self.of(receiver_of(call), routine, given, depth - 1)

    def bind(
        self, call: Call, callee: Routine, routine: Routine, given: Mapping[str, Tags] | None = None, depth: int = DEPTH
    ) -> dict[str, Tags]:
        """The origins of a callee's parameters at one call."""
        parameters = [p for p in callee.function.parameters if not p.spread]
        if callee.owner and parameters and parameters[0].name in ("self", "cls"):
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
                values = (s.value for s in facts.walk(routine.function.body, into_functions=False) if isinstance(s, facts.Return))
                self._returned[key] = NONE.union(*(self.of(v, routine, given, depth - 1) for v in values))
            finally:
                self._hops -= 1
        return self._returned[key]
