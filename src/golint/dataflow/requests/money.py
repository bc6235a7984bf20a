"""Calls that move money: a provider's SDK by its call paths, or its REST routes through any HTTP client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct

from golint import facts
from golint.catalog.providers import Host, MoneyCall, Provider
from golint.catalog.roles import Roles
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.requests.bases import Bases
from golint.dataflow.requests.declared import DeclaredRequests
from golint.dataflow.requests.mixins import lent
from golint.dataflow.requests.sdks import Sdks
from golint.dataflow.requests.senders import Senders
from golint.dataflow.requests.verbs import VERBS, Verbs
from golint.dataflow.values.clients import by_maker, by_type, roles_through
from golint.dataflow.values.fields import FieldReader
from golint.dataflow.values.texts import HOLE, Texts
from golint.dataflow.words import words_of
from golint.facts import Argument, Call, Expr, Literal, Name
from golint.lazily import compiled
from golint.linking.families import family_of
from golint.model import Span

CLIENT = "<client>"
ENDPOINTS = frozenset({"webhooks", "webhook_endpoints", "webhook-endpoints"})
OWN_TABLES = "/rest/v1/"  # by which Supabase reads and writes the shop's own tables, whatever they are called
TABLES = frozenset({"repository", "model", "collection"})  # what the types of a shop's own tables are called
SENDING = frozenset({"POST", "PUT", "PATCH"})
UNSENT = frozenset({"sign", "signature", "hmac", "hash", "digest", "log", "header", "auth", "authorize", "canonical", "key", "match"})
PARTS = frozenset({"url", "uri", "endpoint", "address", "path", "payload", "body", "json", "data", "content", "param", "dto"})
_SHORT = 6  # letters of a provider's name that may be those of other words
_VERSION = compiled(r"v(?:\d+(?:\.\d+)*(?:_\d+)?|\{\})")  # also one that a setting says: `/v{version}/payments`


class Money(Struct, frozen=True):
    """One money call in the code: who is asked, what for, and whether through the SDK or by raw HTTP. Where an interface has `declared` the
    request, a framework makes it, and may send more than stands here."""

    call: Call
    routine: Routine
    provider: Provider
    entry: MoneyCall
    sdk: bool
    declared: bool = False


class MoneyCalls:
    """Finds the money calls of one module. `named` are the providers that the file names, most often named first; `calls` are the module's,
    put together where several make one request. What runs `in_browser` has no key: it asks the shop where it names no provider."""

    def __init__(
        self,
        module: Module,
        roles: Roles,
        texts: Texts,
        sdks: Sdks,
        providers: Sequence[Provider],
        named: Sequence[str],
        calls: Sequence[Call] | None = None,
        *,
        in_browser: bool = False,
        requests: DeclaredRequests,
    ) -> None:
        self._module = module
        self._calls = module.calls if calls is None else calls
        self._roles = roles
        self.texts = self._texts = texts
        self.fields = self._fields = FieldReader(texts.resolver, texts)
        self.verbs = self._verbs = Verbs(roles, texts, self._fields)
        self._requests = requests
        self.bases = Bases(texts, self._fields)
        self._sdks = sdks
        self._named = tuple(named)
        self._in_browser = in_browser
        self._providers = sorted(providers, key=self._rank)

    @cached_property
    def found(self) -> tuple[Money, ...]:
        """Every money call, in source order."""
        return tuple(money for call in self._calls if (money := self._judged(call)) is not None)

    @cached_property
    def sent_through(self) -> tuple[Money, ...]:
        """The calls of functions of the shop's own that send a request which moves money, in source order."""
        known = {money.call.span for money in self.found}
        return tuple(money for money in Senders(self).found(self._module.calls) if money.call.span not in known)

    @cached_property
    def route_words(self) -> frozenset[str]:
        """The words of the routes by which money is moved."""
        routes = (entry.call for provider in self._providers for entry in provider.money if not entry.language and "/" in entry.call)
        steps = (step for route in routes for step in route.partition("/")[2].split("/") if step and not step.startswith("{"))
        return frozenset(word for step in steps for word in step.split("|"))

    def enclosing(self, call: Call) -> Routine:
        """The function that a call stands in."""
        return self._module.enclosing(call.span.start)

    def _rank(self, provider: Provider) -> int:
        """Whom the file names most often comes first."""
        return self._named.index(provider.id) if provider.id in self._named else len(self._named)

    def _judged(self, call: Call) -> Money | None:
        return self._sdk(call) or self._declared(call) or self._rest(call)

    # -- by SDK --

    def _sdk(self, call: Call) -> Money | None:
        trail, routine = facts.trail(call), self._module.enclosing(call.span.start)
        known = self._sdks.calls.get(trail.rpartition(".")[2], ())
        readings = {trail, *self._readings(call, routine)} if known else {trail}
        fitting = [
            (provider, entry)
            for provider, entry in sorted(known, key=lambda pair: self._rank(pair[0]))
            if any(is_call(reading, entry.call) for reading in readings) and not self._is_of_table(call, routine)
        ]
        # Several providers' libraries have calls of one name: what the file imports and builds says more than whom it names.
        found = next((pair for pair in fitting if self._is_theirs(*pair, call, routine)), None)
        found = found or next((pair for pair in fitting if self._is_plainly(*pair) or self._is_of_class(*pair, call, routine)), None)
        if found is None:
            return None
        callee = self._texts.resolver.callee(call, routine)
        if callee is not None and not self._is_copied(callee.path, found[1]):
            return None  # a function of the repository may be called as the library's is: the money call stands in it
        return Money(call, routine, *found, sdk=True)

    def _is_copied(self, path: str, entry: MoneyCall) -> bool:
        """Whether a file is one of the library's that the shop keeps a copy of, by its folder, `acme-php`, or where that mostly lies."""
        return self._sdks.has(path) or path.lower().endswith(tuple(end.lower() for end in entry.copied))

    def _is_of_table(self, call: Call, routine: Routine) -> bool:
        """Whether what is called is declared to be a table of the shop's own: `private readonly refunds: Repository<Refund>`."""
        owner, resolver = owner_of(call), self._texts.resolver
        if not isinstance(owner, Name):
            return False
        declared = resolver.declared(owner.written, routine)
        return bool(words_of(declared.partition("<")[0].rpartition(".")[2]) & TABLES)

    def _readings(self, call: Call, routine: Routine) -> Iterator[str]:
        """The paths of a call by the class of what it is called on."""
        yield by_type(call, routine, self._texts)
        yield from (path for path in by_maker(call, routine, self._texts) if path[:1].isupper())
        yield self._by_part(call, routine)
        yield self._by_interface(call, routine)
        yield from lent(call, routine, self._texts.resolver)

    def _by_part(self, call: Call, routine: Routine) -> str:
        """The path of a call by the part of a client that a variable holds: `this.api = new CheckoutAPI(client).PaymentsApi`."""
        owner = owner_of(call)
        held = self._texts.value_of(owner, routine) if isinstance(owner, Name) else None
        match held[0] if held is not None else None:
            case facts.Attribute(path=path) | Name(path=path) if "." in path and path.rpartition(".")[2][:1].isupper():
                return f"{path.rpartition('.')[2]}.{last_of(call)}"
        return ""

    def _by_interface(self, call: Call, routine: Routine) -> str:
        """The path of a call by what a field or a parameter is declared to be, in Go, where that names the package: `payment.Client`."""
        owner = owner_of(call) if family_of(routine.path).structural else None
        declared = self._texts.resolver.declared(owner.written, routine) if isinstance(owner, Name) else ""
        return f"{declared}.{last_of(call)}" if "." in declared else ""

    def _is_theirs(self, provider: Provider, entry: MoneyCall, call: Call, routine: Routine) -> bool:
        """Whether the provider's library is called. Records are created by `create` as well: what is called so it must have built."""
        told = provider.id in self._imported and entry.call.lower() != f"{CLIENT}.create"
        return (told and not self._is_of_others(provider, call)) or self._is_built(provider, call, routine)

    def _is_of_others(self, provider: Provider, call: Call) -> bool:
        """Whether what is called comes from elsewhere under a name of the library's parts: `invoice.Create` of a package of the shop's own,
        `import com.shop.Invoice`."""
        head = call.callee.written.partition(".")[0] if isinstance(call.callee, Name) else ""
        imported = [item.path for item in self._module.program.imports if item.local == head]
        return bool(imported) and not any(provider.id in self._sdks.behind(path) for path in (head, *imported))

    def _is_built(self, provider: Provider, call: Call, routine: Routine) -> bool:
        """Whether the client was built by one of the provider's constructors, in another file maybe."""
        owner = owner_of(call)
        while owner is not None:
            if self._texts.maker(owner, routine) in self._sdks.constructors[provider.id]:
                return True
            head = owner.written.rpartition(".")[0] if isinstance(owner, Name) else ""
            owner = Name(owner.path.rpartition(".")[0], owner.span, head) if isinstance(owner, Name) and head else None
        return False

    @cached_property
    def _imported(self) -> frozenset[str]:
        return frozenset[str]().union(*(self._sdks.behind(item.path) for item in self._module.program.imports))

    def _is_plainly(self, provider: Provider, entry: MoneyCall) -> bool:
        """Whether a client from another file may be taken for the provider's: this file names it first, and the path is long enough, or
        begins with the provider's own name, as Ruby's and PHP's constants do that need no import."""
        if entry.vendor == provider.id and entry.call[:1].isupper():
            return True
        return self._named[:1] == (provider.id,) and entry.call.startswith(CLIENT) and entry.call.count(".") > 1

    def _is_of_class(self, provider: Provider, entry: MoneyCall, call: Call, routine: Routine) -> bool:
        """Whether a call is of a class that no file of the repository defines and that is called like the library's, in a file that names
        the provider first: another file imports the library for all, `global using Stripe;`."""
        return self._named[:1] == (provider.id,) and is_call(by_type(call, routine, self._texts), entry.call) and CLIENT not in entry.call

    # -- by route --

    def _declared(self, call: Call) -> Money | None:
        """`acme.charge(order)`, where an interface says of `charge` where it posts to; its name or its address says to whom."""
        routine = self._module.enclosing(call.span.start)
        told = self._requests.of(call, routine) if call.arguments else None
        if told is None or told.verb == "GET":
            return None
        names = told.names.lower()
        hosts = [p for p in self._providers if _names_host(p, told.url)]
        theirs = hosts or [p for p in self._providers if p.id in words_of(told.names) or (len(p.id) > _SHORT and p.id in names)]
        fitting = ((p, entry) for p in theirs for entry in p.money if not entry.language and route_fits(entry.call, told.url))
        return next((Money(call, routine, provider, entry, sdk=False, declared=True) for provider, entry in fitting), None)

    def _rest(self, call: Call) -> Money | None:
        routine = self._module.enclosing(call.span.start)
        roles = self.asks(call, routine)
        asking = roles & {"http.request", "http.write"} or self._is_alias(call, routine) or self._names_verb(call)
        if not asking and not self.is_handed_on(call, routine):
            return None
        if self._texts.resolver.callee(call, routine) is not None:
            return None  # a function of the repository: the request stands in it
        if call.span in self._decorators:
            return None  # a door of the shop's own: `@app.post("/payments")`
        if any("http.request" in self._roles.by(link) for link in self._verbs.handed(call, routine)):
            return None  # `client.send(request)`: the request stands where it was put together
        url = self.url(call, routine)
        if not url or self.verb(call, routine) == "GET":
            return None
        return next(self.routes(call, routine, url), None)

    @cached_property
    def _decorators(self) -> frozenset[Span]:
        return frozenset(mark.span for routine in self._module.routines for mark in routine.function.decorators)

    def url(self, call: Call, routine: Routine) -> str:
        """A request's URL, as far as it is written down, behind the address that its client was made with; "" where nothing looks so."""
        texts = list(self.urls(call, routine))
        url = next((text for text in texts if "/" in text), "")
        if "://" in url or not (bases := self.bases.of(call, routine)):
            return url
        told = url or next((text for text in texts if text.lower() not in VERBS and text != HOLE), "")
        return self.bases.joined(told, bases) if told else ""

    def asks(self, call: Call, routine: Routine) -> frozenset[str]:
        """The roles of a call, those of the client's own function where it goes through a client that was made by it."""
        return self._roles.by(call) | roles_through(call, routine, self._roles, self._texts)

    def asks_provider(self, routine: Routine) -> bool | None:
        """Whether all requests of a function go to providers; None where it makes none, or their addresses are not written down."""
        asking = (call for call in routine.calls if self.asks(call, routine) & {"http.request", "http.write"})
        theirs = {self.goes_to_provider(call, routine) for call in asking}
        return next(iter(theirs)) if len(theirs) == 1 else None

    def goes_to_provider(self, call: Call, routine: Routine) -> bool | None:
        """Whether a request goes to a provider; None where its address is not written down."""
        url = self.url(call, routine)
        if any(_names_host(provider, url) for provider in self._providers):
            return True
        return False if _is_written_down(url) else None

    def asks_shop(self, call: Call, routine: Routine) -> bool:
        """Whether a request goes from a browser to the shop: it says of no provider that it is theirs."""
        if not self._in_browser:
            return False
        return not any(_names_host(provider, self.url(call, routine)) for provider in self._providers)

    def manages_endpoints(self, routine: Routine) -> bool:
        """Whether a function asks a provider about the endpoints to which that sends events: `POST https://api.paymongo.com/v1/webhooks`."""
        asking = (call for call in routine.calls if self.asks(call, routine) & {"http.request", "http.write"})
        urls = (url for call in asking for url in self.urls(call, routine) if not ENDPOINTS.isdisjoint(_steps(url)))
        return any(_names_host(provider, url) for url in urls for provider in self._providers)

    def _names_verb(self, call: Call) -> bool:
        """A framework's own helper: `self._send_api_request("POST", "v1/refunds", json=body)`."""
        first = call.argument(0, "method", "verb")
        return isinstance(first, Literal) and first.value in SENDING

    def is_handed_on(self, call: Call, routine: Routine) -> bool:
        """Whether a helper that is not known for a client is told how a provider's own address is to be asked, and what for, and no more:
        `client.invoke("https://api.acme.example/v1/refunds", HttpMethod.POST, body)`. What signs or writes down a request sends none."""
        given = call.arguments
        if not 2 <= len(given) <= 3 or not any(_is_sending(one.value) for one in given) or not all(_is_part(one) for one in given):
            return False
        if self._names_verb(call) or words_of(last_of(call)) & UNSENT or self.asks(call, routine):
            return False
        return self.goes_to_provider(call, routine) is True

    def _is_alias(self, call: Call, routine: Routine) -> bool:
        """`send = requests.post; send(url, json=body)`."""
        if not isinstance(call.callee, Name) or "." in call.callee.written or call.callee.written in self._module.imports:
            return False
        held = self._texts.value_of(call.callee, routine)
        return held is not None and isinstance(held[0], Name) and bool(self._roles.by(held[0]) & {"http.request", "http.write"})

    def urls(self, call: Call, routine: Routine) -> Iterator[str]:
        """The texts that may be a request's URL."""
        return self._verbs.urls(call, routine)

    def verb(self, call: Call, routine: Routine) -> str:
        """The HTTP method of a request."""
        return self._verbs.of(call, routine)

    def routes(self, call: Call, routine: Routine, url: str) -> Iterator[Money]:
        """What a request to an address moves, with each provider that it may go to."""
        hosts = [provider for provider in self._providers if _names_host(provider, url)]
        if not hosts and (_is_written_down(url) or OWN_TABLES in url):
            return  # somebody else's address
        base = words_of(self.bases.names(self.bases.of(call, routine))) if not hosts else frozenset[str]()
        named = [] if self._in_browser else [p for p in self._providers if p.id in self._named]
        for provider in hosts or [p for p in self._providers if p.id in base] or named:
            for entry in provider.money:
                if not entry.language and route_fits(entry.call, url) and self._may_ask(entry, call, routine):
                    yield Money(call, routine, provider, entry, sdk=False)

    def _may_ask(self, entry: MoneyCall, call: Call, routine: Routine) -> bool:
        """Whether a request is made by a route's method, as far as it says another one than POST, which is taken where nothing is said."""
        return self.verb(call, routine) in ("POST", entry.call.partition(" ")[0])


def is_call(path: str, call: str) -> bool:
    """Whether a call path is that of `<client>.refunds.create|capture`; "()" on the way is a call, which paths leave out. Paths of Go's
    packages are long in front."""
    return f".{path}".endswith(_endings(call)) and "." in path


@cache
def _endings(call: str) -> tuple[str, ...]:
    head, _, last = call.replace("()", "").rpartition(".")
    inner = head.replace(CLIENT, "").lstrip(".") if CLIENT in head else head
    before = "" if CLIENT in head and not inner else f".{inner}"
    return tuple(f"{before}.{name}" for name in last.split("|"))


def _is_sending(value: Expr) -> bool:
    """`"POST"`, `HttpMethod.POST`, `http.MethodPost`"""
    match value:
        case Literal(value=str() as text):
            return text in SENDING
        case Name() | facts.Attribute():
            return last_of(value).removeprefix("Method").upper() in SENDING and "." in value.path
    return False


def _is_part(argument: Argument) -> bool:
    """Whether an argument is a method, an address or a body, by its name; headers and options are none."""
    if argument.spread or argument.name:
        return False
    match argument.value:
        case facts.Mapping() | Literal() | facts.Template() | facts.Binary():
            return True
        case Name() | facts.Attribute() | Call() as value:
            return _is_sending(value) or bool(words_of(last_of(value)) & PARTS)
    return False


def _is_written_down(url: str) -> bool:
    """Whether a URL says whose it is."""
    return "://" in url and HOLE not in url.partition("://")[2].partition("/")[0]


def _names_host(provider: Provider, url: str) -> bool:
    return any(host.role == "api" and _is_at(host, url) for host in provider.hosts)


def _is_at(host: Host, url: str) -> bool:
    name = url.partition("://")[2].partition("/")[0]
    match host.match:
        case "exact":
            return host.value in url
        case "suffix":
            return name.endswith(host.value)
    return bool(name) and re.fullmatch(host.value, name) is not None


def route_fits(route: str, url: str) -> bool:
    """Whether a URL's path ends in a route such as "POST /v1/refunds/{id}/capture".

    A step of the route in braces fits any one step; an unknown part of the URL fits such a step, or what comes before the route's first
    word (`BASE + "/refunds"`). The version may be left out where the host is not written down: it stands in the base then. One version is
    as good as another.
    """
    wanted = [step for step in route.partition(" ")[2].split("?")[0].split("/") if step]
    absolute = "://" in url
    steps = _steps(url)
    if not absolute and wanted and _VERSION.fullmatch(wanted[0]) and len(wanted) > 1 and (not steps or steps[0] != wanted[0]):
        wanted = wanted[1:]
        at = len(steps) - len(wanted)
        if at > 0 and not _VERSION.fullmatch(steps[at - 1]) and steps[at - 1] != HOLE:
            return False
    if not wanted or len(steps) < len(wanted) or all(step.startswith("{") for step in wanted):
        return False
    return all(_step_fits(w, s) for w, s in zip(wanted, steps[-len(wanted) :], strict=True))


def _step_fits(wanted: str, step: str) -> bool:
    return wanted.startswith("{") or step in wanted.split("|") or bool(_VERSION.fullmatch(wanted) and _VERSION.fullmatch(step))


def _steps(url: str) -> list[str]:
    """The steps of a URL's path. A hole in front of a word is a base that ends in a slash."""
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0]
    return [step for step in re.sub(r"^\{\}(?=\w)", HOLE + "/", path).split("/") if step]
