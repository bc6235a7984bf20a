"""What a request over HTTP is told: the method, and the texts that may be its address."""

from __future__ import annotations

from collections.abc import Iterator

from golint.catalog.roles import Roles
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of
from golint.dataflow.values.clients import roles_through
from golint.dataflow.values.fields import FieldReader
from golint.dataflow.values.texts import Texts
from golint.facts import Attribute, Call, Choice, Expr, Literal, Name, Template

VERBS = ("get", "post", "put", "patch", "delete", "head")


def written_address(call: Call) -> Expr | None:
    """The text that the chain begins with which a call ends, where that is the address: `$"https://{host}/payments/{id}".GetJsonAsync()`."""
    root = (call, *chained(call))[-1].callee
    base = root.base if isinstance(root, Attribute) else None
    return base if isinstance(base, Literal | Template) else None


class Verbs:
    """Reads what the requests of one language are told, through variables, options and the calls that are chained to them."""

    def __init__(self, roles: Roles, texts: Texts, fields: FieldReader) -> None:
        self._roles = roles
        self._texts = texts
        self._fields = fields

    def of(self, call: Call, routine: Routine) -> str:
        """The HTTP method of a request: by the client's function, else by the argument; POST where it is not written down."""
        last = last_of(call).lower()
        if last in VERBS:
            return last.upper()
        told, own = self._fields.named(call, routine), sum(bool(argument.name) for argument in call.arguments)
        told = (*told[:own], *reversed(told[own:]))  # what an object is told last holds: `options.method = "POST"`
        options = [field.value for field in told if field.name.lower() in ("method", "type")]
        if named := next((verb for expr in (*options, call.argument(0), call.argument(1)) if (verb := self.named(expr, routine))), ""):
            return named
        if links := self._building(call, routine):
            return next((verb for link in links if (verb := self._linked(link, routine))), "GET")
        if not options and "http.reading" in self._played(call, routine) and not self._is_open(call, routine):
            return "GET"  # `fetch(url)`
        if "http.unsent" in self._roles.by(call):
            return self._sent_with(call, routine)
        return "GET" if "get" in last or (last in ("urlopen", "open") and call.argument(1, "data") is None) else "POST"

    def _sent_with(self, made: Call, routine: Routine) -> str:
        """The method that a request has which says none, by what sends it: `client.PostAsync(new RestRequest(url))`."""
        module = self._texts.resolver.module(routine.path)
        bindings = module.bindings(routine).items() if module is not None else ()
        names = {name for name, bound in bindings if any(b.value is not None and made.span in b.value.span for b in bound)}
        for call in routine.calls:
            values = [argument.value for argument in call.arguments]
            if any(value.span == made.span or (isinstance(value, Name) and value.written in names) for value in values):
                sender = last_of(call).lower()
                return next((verb.upper() for verb in VERBS if verb in sender), "GET")
        return "GET"

    def _played(self, call: Call, routine: Routine) -> frozenset[str]:
        return self._roles.by(call) or roles_through(call, routine, self._roles, self._texts)

    def named(self, expr: Expr | None, routine: Routine) -> str:
        """The method that a value says: "POST", `http.MethodPost`; "" for another value."""
        text = self._texts.of(expr, routine).lower() if expr is not None else ""
        constant = last_of(expr).removeprefix("Method").lower() if isinstance(expr, Name) else ""
        return next((found.upper() for found in (text, constant) if found in VERBS), "")

    def urls(self, call: Call, routine: Routine) -> Iterator[str]:
        """The texts that may be a request's URL: its arguments by place, and what it is told by name."""
        told = {field.name.lower(): field.value for field in self._fields.named(call, routine)}
        placed = (call.argument(0), call.argument(1), call.argument(2))
        for expr in (call.argument(None, "url"), *placed, told.get("url", told.get("uri", told.get("requesturi")))):
            if expr is not None:
                yield self._texts.of(expr, routine)
        for later in self._fields.links_after(call, routine):
            if last_of(later) in ("uri", "url") and later.arguments:  # `client.post().uri(url)`
                yield self._texts.of(later.arguments[0].value, routine)
        if (address := written_address(call)) is not None:
            yield self._texts.of(address, routine)
        if host := told.get("hostname", told.get("host")):
            yield f"https://{self._texts.of(host, routine)}{self._texts.of(told.get('path'), routine)}"

    def chained(self, call: Call, routine: Routine) -> str:
        """The method of the request that is told its address in a chain, `.uri(url)` of `client.get().uri(url)`; "" where nothing tells."""
        links = (*chained(call), *self._fields.links_after(call, routine))
        told = next((verb for link in links if (verb := self._linked(link, routine))), "")
        return told or ("GET" if any("http.builder" in self._roles.by(link) for link in links) else "")

    def _building(self, call: Call, routine: Routine) -> tuple[Call, ...]:
        """The calls that put the request together which is opened or handed over here: `newBuilder().uri(url).GET()`."""
        if "http.builder" in self._roles.by(call):
            return (call, *self._fields.links_after(call, routine))
        return self.handed(call, routine)

    def handed(self, call: Call, routine: Routine) -> tuple[Call, ...]:
        """The calls that put a request together that a call is handed whole: `client.send(request)`."""
        for expr in (call.argument(0), call.argument(1)):
            held = self._texts.value_of(expr, routine) if isinstance(expr, Name) else None
            made = held[0] if held is not None else expr
            for one in (made.then, made.otherwise) if isinstance(made, Choice) else (made,):
                links = (one, *chained(one)) if isinstance(one, Call) else ()
                if any("http.builder" in self._roles.by(link) for link in links):
                    return links
        return ()

    def _linked(self, link: Call, routine: Routine) -> str:
        last = last_of(link).lower()
        if last == "method":
            return self.named(link.argument(0), routine) or "POST"
        return last.upper() if last in VERBS else ""

    def _is_open(self, call: Call, routine: Routine) -> bool:
        """Whether the method may stand in options that cannot be seen."""
        return any(self._fields.of(a.value, routine).open for a in call.arguments[1:])
