"""Requests over plain HTTP that only ask for a record of a payment: `fetch(`${API}/payments/${id}`)`, `client.get().uri(url)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Routine
from golint.dataflow.names import begins_with, last_of, text_of
from golint.dataflow.requests.assembly import Assembly, is_assembled
from golint.dataflow.requests.declared import DeclaredRequests
from golint.dataflow.requests.one_call import METHODS, Known, filled_in, known, not_run, settled
from golint.dataflow.requests.verbs import VERBS, Verbs
from golint.dataflow.values.clients import roles_through
from golint.dataflow.values.fields import FieldReader
from golint.dataflow.values.named_methods import NamedMethod, looked_up
from golint.dataflow.values.texts import HOLE, Texts
from golint.dataflow.vocabulary import LOOKED_UP
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Literal, Mapping, Name
from golint.model import Span

REQUESTS = frozenset({"http.request", "http.write"})
_SENDING = REQUESTS | {"http.builder"}
_TOLD = frozenset({"uri", "url", "target"})  # what a request in a chain is told its address by
_ADDRESSES = _TOLD | {"path", "endpoint", "route", "resource", "address", "request"}  # what a variable is called that holds one
_READING = ("get", "open")
_SCHEMES = ("https://", "http://")
_HOPS = 2


class Inquiries:
    """Tells which calls of one project ask a provider for a record, by the method and the address of the request."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._language = language
        self._roles = language.roles
        self._texts = Texts(resolver)
        self._fields = FieldReader(resolver, self._texts)
        self._verbs = Verbs(language.roles, self._texts, self._fields)
        self._declared = DeclaredRequests(resolver, language)

    def may_ask(self, call: Call, roles: frozenset[str]) -> bool:
        """Whether a call is called like one that asks, which costs nothing to say."""
        last = last_of(call)
        if roles & _SENDING or last in _TOLD or any(word in last.lower() for word in _READING):
            return True
        return any(_is_get(argument.value) or _may_be_address(argument.value) for argument in call.arguments)

    def asks(self, call: Call, routine: Routine, roles: frozenset[str]) -> bool:
        """Whether a call outside the repository reads a record of a payment, or tells a request that does so where to ask."""
        if not self.may_ask(call, roles) or self._verbs.handed(call, routine):
            return False  # a request that is handed over was told its address before
        addressed = last_of(call) in _TOLD and bool(call.arguments)
        if (self._verbs.chained(call, routine) if addressed else self._verbs.of(call, routine)) != "GET":
            return False
        told = [self._texts.of(call.arguments[0].value, routine)] if addressed else list(self._verbs.urls(call, routine))
        address = next((text for text in told if "/" in text), HOLE if HOLE in told else "")
        return _is_of_payment(address, known=bool(roles & _SENDING) or addressed)

    def asks_through(self, call: Call, callee: Routine, routine: Routine) -> bool:
        """`request("GET", "/payments/" + id)`, `Api::get("/payments/" . $id)`, where the function of the repository is handed the address,
        and the method unless it is called so, and makes the request."""
        values = [argument.value for argument in call.arguments]
        if not any(_is_of_payment(path, known=True) for value in values for path in self._paths(value, routine)):
            return False
        if callee.function.name.lower() == "get" or any(self._says_get(value, routine) for value in values):
            return self._makes_request(callee)
        return self._only_asks(callee, known(call, callee))

    def _paths(self, value: Expr, routine: Routine) -> Iterator[str]:
        """The addresses that a value is, or holds: `$this->get(["uri" => "/payments/" . $id])`."""
        told = (field.value for field in self._fields.of(value, routine).known if field.name.lower() in _TOLD)
        yield from (text for one in (value, *told) if "/" in (text := self._texts.of(one, routine)))

    def _only_asks(self, callee: Routine, told: Known) -> bool:
        """Whether a function only asks for the arguments that a call hands to it: `request(path)` of `request(path, body = null)`."""
        apart = tuple(not_run(callee, told, self._roles))
        run = (c for c in callee.calls if c.path not in self._language.requests.runs and not any(c.span in part for part in apart))
        made = [call for call in run if self._requests(call, callee) and not self._verbs.handed(call, callee)]
        sent = [self.whole(filled_in(call, told), callee, apart) for call in made if not self._is_handed_answer(call, made, callee)]
        return bool(sent) and all(self._verb(call, callee, told, apart) == "GET" for call in sent)

    def _verb(self, call: Call, routine: Routine, told: Known, apart: Sequence[Span]) -> str:
        """The method of a request of a function of whose parameters some are known."""
        if (named := looked_up(call.callee, call)) is not None:
            return self._verbs.named(settled(named.name, told, self._roles), routine) or "POST"
        options = [field.value for field in self._fields.named(call, routine) if field.name.lower() in METHODS]
        for option in (*reversed(options), call.argument(0)) if last_of(call).lower() not in VERBS else ():
            said = self._given(option, routine, apart) if isinstance(option, Name) and option.written not in told else option
            if said is not None and (verb := self._verbs.named(settled(said, told, self._roles), routine)):
                return verb
        return self._verbs.of(call, routine)

    def _is_handed_answer(self, call: Call, made: Sequence[Call], routine: Routine) -> bool:
        """Whether a call takes apart what another one was answered: `wp_remote_retrieve_body($response)`."""
        first = call.argument(0)
        held = self._texts.value_of(first, routine) if isinstance(first, Name) else None
        return held is not None and any(other.span in held[0].span for other in made if other is not call)

    def _given(self, name: Name, routine: Routine, apart: Sequence[Span]) -> Expr:
        """What a variable holds before a place, save what is assigned `apart`: `method := "GET"; if body != nil { method = "POST" }`."""
        module = self._resolver.module(routine.path)
        bound = module.bindings(routine).get(name.written, ()) if module is not None else ()
        values = [b.value for b in bound if b.value is not None and b.start < name.span.start and not any(b.value.span in p for p in apart)]
        return values[-1] if values else name

    def _requests(self, call: Call, routine: Routine) -> bool:
        """Whether a call makes a request, or may: `getattr(requests, method)(url)`."""
        match looked_up(call.callee, call):
            case NamedMethod(owner=Call() as client):
                return "http.client" in self._roles.by(client)
            case NamedMethod(owner=Name(path=client)):
                return bool(self._roles.of(f"{client}.get") & REQUESTS)
        if last_of(call).lower() in VERBS and any(begins_with(argument.value).startswith(_SCHEMES) for argument in call.arguments):
            return True
        return bool((self._roles.by(call) | roles_through(call, routine, self._roles, self._texts)) & _SENDING)

    def _says_get(self, value: Expr, routine: Routine) -> bool:
        held = self._texts.value_of(value, routine) if isinstance(value, Name) and "." not in value.written else None
        return _is_get(value) or (held is not None and _is_get(held[0]))

    def declares(self, call: Call, routine: Routine) -> bool:
        """Whether a call reads a record of a payment through an interface that says how, and that no file of the repository implements."""
        told = self._declared.of(call, routine) if call.arguments else None
        return told is not None and told.verb == "GET" and _is_of_payment(told.url, known=True)

    def whole(self, call: Call, routine: Routine, apart: Sequence[Span] = ()) -> Call:
        """A request with all that it is told later, save `apart`, where several calls put it together."""
        requests = self._language.requests
        module = self._resolver.module(routine.path) if is_assembled(call, requests) else None
        return Assembly(module, self._fields, requests).whole(call, apart) if module is not None else call

    def is_assembled(self, call: Call) -> bool:
        """Whether a call makes a request that others put together."""
        return is_assembled(call, self._language.requests)

    def _makes_request(self, routine: Routine, hops: int = _HOPS) -> bool:
        if any(self._requests(call, routine) for call in routine.calls):
            return True
        found = (self._resolver.callee(call, routine) for call in routine.calls) if hops else ()
        return any(isinstance(callee, Routine) and self._makes_request(callee, hops - 1) for callee in found)


def _may_be_address(value: Expr) -> bool:
    """Whether a value may be the address of a record of a payment, by what is written of it or by its name."""
    if isinstance(value, Name):
        return mentions(last_of(value), _ADDRESSES)
    return any(
        "/" in text and mentions(text, LOOKED_UP) for text in (text_of(part) for part in facts.walk(value) if isinstance(part, Literal))
    )


def _is_get(value: Expr) -> bool:
    """ "GET", `HttpMethod.GET`, `Request::METHOD_GET`, and options that say so: `{ method: "GET" }`"""
    match value:
        case Mapping(entries=entries):
            return any(text_of(entry.key).lower() == "method" and _is_get(entry.value) for entry in entries)
        case Literal(value=str() as said):
            return said.lower() == "get"
        case Name():
            return last_of(value).removeprefix("METHOD_").removeprefix("Method").lower() == "get"
    return False


def _is_of_payment(url: str, known: bool) -> bool:
    """Whether an address, as far as it is written down, leads to a record of a payment. What is `known` to be an address may be a path, or
    handed in whole."""
    path = url.partition("://")[2].partition("/")[2] if "://" in url else url
    written = [step for step in path.partition("?")[0].split("/") if step and step != HOLE]
    if not written:
        return known and HOLE in url
    return (known or "://" in url) and mentions(path, LOOKED_UP)
