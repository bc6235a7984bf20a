"""What has become of a request's body by the time that a door answers: its bytes still, or what a parser has made of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from golint import facts
from golint.catalog.bodies import Bootstrap
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.doors.routes import Wrapper
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import text_of
from golint.facts import Call, Expr, Name
from golint.model import Span

PARSER = "body.parser"
KEEPER = "body.keeper"


class Parsed(Struct, frozen=True):
    """A parser that takes the body before a door answers: how people call it, and where it is put there, if a line says so."""

    written: str
    place: tuple[str, Span] | None = None


class Parsers:
    """Judges what runs before the doors of one module, by the order in which it was registered."""

    def __init__(self, module: Module, resolver: Resolver, language: Language) -> None:
        self._module = module
        self._resolver = resolver
        self._roles = language.roles
        self._language = language

    def before(self, handler: Handler, count: int | None = None) -> Parsed | None:
        """The parser that comes first, before the first `count` of what stands in front of a door; None where the bytes are left or where
        nothing tells."""
        if self._resolver.files.mentioned(self._language.bodies.replacers, self._module.path):
            return None
        for wrapper in handler.before[:count]:
            value = self._value(wrapper)
            played = self._roles.by(value) if isinstance(value, Name | Call) else frozenset[str]()
            if PARSER in played and isinstance(value, Name | Call):
                return Parsed(_shown(value), (wrapper.place.path, wrapper.expr.span))
            if KEEPER in played or self._decides(value, wrapper):
                return None
        return self._by_place(handler) or self._by_bootstrap(handler)

    def leaves_bytes(self, handler: Handler) -> bool:
        """Whether what stands in front of a door hands it the bytes: `express.raw()`, with no parser before it."""
        if self.before(handler) is not None:
            return False
        values = (self._value(wrapper) for wrapper in handler.before)
        return any(isinstance(value, Name | Call) and KEEPER in self._roles.by(value) for value in values)

    def keeps_bytes(self) -> bool:
        """Whether the project keeps the bytes beside what is parsed: by a hook of the parser, an option, or a package."""
        bodies, files = self._language.bodies, self._resolver.files
        if files.mentioned(bodies.keepers, self._module.path):
            return True
        modules = (files.module(path) for field in bodies.fields for path in files.mentioning(field, self._module.path))
        return any(self._writes(module) for module in modules if module is not None)

    def _writes(self, module: Module) -> bool:
        bodies = self._language.bodies
        for node in module.nodes:
            match node:
                case facts.Assign(targets=targets):
                    if any(_field(target) in bodies.fields for target in targets):
                        return True
                case facts.Entry(key=key) if text_of(key) in bodies.options:
                    return True
        return False

    # -- one thing in front of a door --

    def _value(self, wrapper: Wrapper) -> Expr:
        """What stands in front of a door, or what its name was given: `const json = express.json()`."""
        module = self._resolver.module(wrapper.place.path)
        if module is None or not isinstance(wrapper.expr, Name):
            return wrapper.expr
        bound = [b.value for scope in (wrapper.place, module.body) for b in module.bindings(scope).get(wrapper.expr.written, ())]
        return next((value for value in bound if isinstance(value, Call)), wrapper.expr)

    def _decides(self, value: Expr, wrapper: Wrapper) -> bool:
        """Whether a function of the repository parses some bodies and leaves others: which, cannot be seen."""
        found = self._resolver.definition(value, wrapper.place)
        if not isinstance(found, Routine):
            return False
        calls = found.calls
        return any(self._roles.by(call) & {PARSER, KEEPER, "request.body.raw"} for call in calls)

    # -- what parses without being asked --

    def _by_place(self, handler: Handler) -> Parsed | None:
        """The parser of a framework that finds its handlers by the place of their files."""
        for files in self._language.route_files:
            if handler.registered and files.path.search(self._module.path):
                config = self._module.exported("config")
                return Parsed(files.parses) if files.parses and not _is_false(config, files.unless) else None
        return None

    def _by_bootstrap(self, handler: Handler) -> Parsed | None:
        """The parser of an application that another file makes for all decorated doors."""
        if not any(isinstance(d, Name | Call) and "route.register" in self._roles.by(d) for d in handler.routine.function.decorators):
            return None
        found = [(module, call, made) for made in self._language.bodies.bootstraps for module, call in self._calls(made, self._module.path)]
        if not found or any(self._leaves_bytes(module, call, made) for module, call, made in found):
            return None
        module, call, made = found[0]
        return None if self._raw_elsewhere() else Parsed(made.parses, (module.path, call.span))

    def _calls(self, made: Bootstrap, path: str) -> Iterator[tuple[Module, Call]]:
        for other in self._resolver.files.mentioning(made.call, path):
            module = self._resolver.module(other)
            yield from ((module, call) for call in module.calls if call.path.endswith(made.call)) if module else ()

    def _leaves_bytes(self, module: Module, call: Call, made: Bootstrap) -> bool:
        options = (argument.value for argument in call.arguments)
        return any(_is_false(option, made.unless) for option in options) or any(KEEPER in self._roles.by(c) for c in module.calls)

    def _raw_elsewhere(self) -> bool:
        """Whether a file of the project asks for the bytes of some bodies."""
        files = self._resolver.files
        modules = (files.module(path) for path in files.mentioning("raw(", self._module.path))
        return any(KEEPER in self._roles.by(call) for module in modules if module for call in module.calls)


def _shown(value: Name | Call) -> str:
    written = value.path.replace(".default", "").replace("body-parser", "bodyParser").removeprefix("node:")
    return f"`{written}{'()' * isinstance(value, Call)}`"


def _field(target: Expr) -> str:
    """`rawBody` of `req.rawBody` and of `req["rawBody"]`."""
    match target:
        case Name(written=written):
            return written.rpartition(".")[2] if "." in written else ""
        case facts.Attribute(path=path):
            return path.rpartition(".")[2]
        case facts.Index(key=key):
            return text_of(key)
    return ""


def _is_false(value: Expr | None, path: str) -> bool:
    """Whether a table of options says no at a dotted path."""
    first, _, rest = path.partition(".")
    if not isinstance(value, facts.Mapping) or not first:
        return False
    found = next((entry.value for entry in value.entries if text_of(entry.key) == first), None)
    return _is_false(found, rest) if rest else isinstance(found, facts.Literal) and found.value is False
