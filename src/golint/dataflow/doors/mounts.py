"""Where a router hangs: `APIRouter(prefix="/hooks")`, `app.register_blueprint(hooks, url_prefix="/hooks")`, `app.use("/hooks", hooks)`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Module
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Name
from golint.linking.families import family_of

_MOUNTING = {
    "python": ("include_router", "register_blueprint", "mount"),
    "javascript": ("use", "register", "route", "mount"),
}
_BASES = frozenset({"basePath", "Namespace"})  # `new Hono().basePath("/hooks")`, `Namespace("hooks")` of Flask-RESTX
_PREFIX = ("prefix", "url_prefix")
_DEPTH = 3


class Mounts:
    """The beginnings of the addresses of a project's routers, as far as they are written down."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[tuple[str, str], str] = {}

    def prefix(self, module: Module, router: str, depth: int = _DEPTH) -> str:
        """What stands before each route of a router that a file makes; "" where nothing does."""
        words = _MOUNTING.get(family_of(module.path).name, ())
        if not words or not router or not depth:
            return ""
        key = (module.path, router)
        if key not in self._known:
            self._known[key] = ""  # a router that mounts itself
            made = (told_prefix(binding.value) for binding in module.bindings(module.body).get(router, ()))
            self._known[key] = join(next(self._mounted(module, router, words, depth), ""), next(filter(None, made), ""))
        return self._known[key]

    def _mounted(self, module: Module, router: str, words: tuple[str, ...], depth: int) -> Iterator[str]:
        """Where the file itself, or one that imports it, mounts the router."""
        for other in (module, *self._others(module, words)):
            for call in other.calls:
                if last_of(call) in words and self._is_handed(call, other, module, router):
                    outer = self.prefix(other, facts.trail(call).partition(".")[0], depth - 1)
                    if found := join(outer, told_prefix(call) or _first(call)):
                        yield found

    def _others(self, module: Module, words: tuple[str, ...]) -> Iterator[Module]:
        files = self._resolver.files
        if "include_router" not in words:
            yield from files.modules(files.users(module.path, [f".{word}(".encode() for word in words]))
            return
        paths = dict.fromkeys(path for word in words[:2] for path in files.mentioning(word, module.path) if path != module.path)
        yield from files.modules(paths)

    def _is_handed(self, call: Call, other: Module, module: Module, router: str) -> bool:
        given = [argument.value for argument in call.arguments]
        if other is module:
            return any(isinstance(value, Name) and value.written == router for value in given)
        return any(self._leads_to(value, other, module) for value in given)

    def _leads_to(self, value: facts.Expr, other: Module, module: Module) -> bool:
        """Whether a value comes from a file: imported by its name, or `require("./hooks")`."""
        head = value.callee if isinstance(value, Call) else value
        if not isinstance(head, Name):
            return False
        item = other.imports.get(head.written.partition(".")[0])
        item = item or next((one for one in other.program.imports if head.path.startswith(".") and one.module == head.path), None)
        return item is not None and self._resolver.files.leads_to(other.path, item, module.path)


def join(before: str, text: str) -> str:
    """A route behind what it hangs on."""
    return f"{before.rstrip('/')}/{text.lstrip('/')}" if before and text else before or text


def told_prefix(value: facts.Expr | None) -> str:
    """The beginning that a call is told by name, in options too: `fastify.register(hooks, { prefix: "/hooks" })`."""
    if not isinstance(value, Call):
        return ""
    options = (entry for a in value.arguments if isinstance(a.value, facts.Mapping) for entry in a.value.entries)
    told = text_of(value.argument(None, *_PREFIX)) or next((text_of(e.value) for e in options if text_of(e.key) in _PREFIX), "")
    return told or (text_of(value.argument(None, "path") or value.argument(0)) if last_of(value) in _BASES else "")


def _first(call: Call) -> str:
    text = text_of(call.argument(0))
    return text if text.startswith("/") else ""
