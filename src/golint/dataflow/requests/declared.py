"""Requests that an interface declares and a framework makes: a method of a `@FeignClient` with `@GetMapping("/payments/{id}")`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.dataflow.values.texts import HOLE, Texts
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

_PATHS = (None, "value", "path", "url")
_PLACES = ("url", "baseUri", None, "value", "path")
_PREFIXES = ("Path", "RequestMapping", "Client")
_UNKNOWN = compiled(r"\$\{[^{}]*\}")  # `${acme.url}`: a setting
_HOST = compiled(r"^(?:https?://|\{\}|[\w-]+(?:\.[\w-]+)+(?:/|$))")


class Declared(Struct, frozen=True):
    """A request by the method that it is made with and its address, as far as both are written down, and by the names that say whose
    interface it is: `AcmeClient`, `${acme.url}`."""

    verb: str
    url: str
    names: str


class DeclaredRequests:
    """Answers for the interfaces of one project."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._texts = Texts(resolver)
        self._requests = language.requests
        self._signs = (*sorted(language.requests.clients), *language.requests.client_imports)

    def of(self, call: Call, routine: Routine) -> Declared | None:
        """The request that a call makes by calling a method which nobody in the repository writes; None for any other call."""
        if not self._signs or not self._resolver.files.mentioned(self._signs, routine.path):
            return None
        owner = owner_of(call)
        place = self._resolver.class_of(owner, routine) if isinstance(owner, Name) else None
        lineage = self._resolver.lineage(place) if place is not None else ()
        found = next((m for p in lineage if (m := self._method(p, last_of(call))) is not None), None)
        if found is None or found.function.body or not any(map(self._is_client, lineage)):
            return None
        return next((Declared(verb, self._url(path, lineage), self._names(lineage)) for verb, path in self._told(found)), None)

    def _is_client(self, place: ClassPlace) -> bool:
        """Whether an interface says so, or its file imports what only clients are declared with."""
        module = self._resolver.module(place.path)
        imported = (item.path for item in module.program.imports) if module is not None else ()
        named = any(last_of(decorator) in self._requests.clients for decorator in place.definition.decorators)
        return named or any(path.startswith(self._requests.client_imports) for path in imported)

    def _method(self, place: ClassPlace, name: str) -> Routine | None:
        module = self._resolver.module(place.path)
        return module.method(place.definition, name) if module is not None else None

    def _told(self, method: Routine) -> Iterator[tuple[str, str]]:
        """The method and the path that decorators tell, which may be two: `@GET @Path("/payments")`."""
        decorators = method.function.decorators
        path = next((text for d in decorators if last_of(d) == "Path" and (text := self._path(d, method))), "")
        for decorator in decorators:
            verb = self._requests.declared.get(last_of(decorator))
            if verb is None:
                continue
            text = self._path(decorator, method)
            if verb == "":  # it stands beside the path, or in front of it: `@RequestLine("GET /payments/{id}")`
                named = decorator.argument(None, "method") if isinstance(decorator, Call) else None
                first, _, rest = text.partition(" ")
                verb, text = (first, rest) if rest else (_verb(named), text)
            yield verb, text or path

    def _url(self, path: str, lineage: Sequence[ClassPlace]) -> str:
        """The path behind what the interfaces say of the host, and of all their paths."""
        steps = [step for place in reversed(lineage) for step in self._before(place)]
        hosts = [step for step in steps if _HOST.search(step)]
        steps = [hosts[0] if hosts else HOLE, *(step for step in steps if step not in hosts), path]
        return "/".join(step.strip("/") for step in steps if step.strip("/"))

    def _before(self, place: ClassPlace) -> Iterator[str]:
        module = self._resolver.module(place.path)
        for decorator in place.definition.decorators if module is not None else ():
            if isinstance(decorator, Call) and last_of(decorator) in (*self._requests.clients, *_PREFIXES):
                assert module is not None
                told = {argument.name: self._text(argument.value, module.body) for argument in decorator.arguments}
                yield from (text for name in _PLACES if (text := told.get(name, "")) and ("/" in text or HOLE in text or "." in text))

    def _names(self, lineage: Sequence[ClassPlace]) -> str:
        texts = (
            text_of(node) for p in lineage for d in p.definition.decorators for node in facts.walk(d) if isinstance(node, facts.Literal)
        )
        return " ".join([*(place.definition.name for place in lineage), *texts])

    def _path(self, decorator: Expr, place: Routine) -> str:
        given = decorator.arguments if isinstance(decorator, Call) else ()
        return next((self._text(a.value, place) for a in given if a.name in _PATHS), "")

    def _text(self, value: Expr, place: Routine) -> str:
        first = value.items[0] if isinstance(value, facts.Sequence) and value.items else value
        return _UNKNOWN.sub(HOLE, self._texts.of(first, place))


def _verb(named: Expr | None) -> str:
    """`RequestMethod.POST`; a mapping that names no method is asked with GET."""
    value = named.items[0] if isinstance(named, facts.Sequence) and named.items else named
    return last_of(value) or "GET"
