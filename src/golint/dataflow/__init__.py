"""The questions that a check may ask of a program.

What does a call mean, where did a value come from, which doors are there, what is proved on the way?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.catalog.languages import Language
from golint.catalog.messages import kin_of
from golint.catalog.providers import Provider, Webhook
from golint.catalog.words import speaks_of
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.doors.controllers import Controllers
from golint.dataflow.doors.handlers import Handler, Handlers, hook_words
from golint.dataflow.doors.onwards import hands_on
from golint.dataflow.doors.parsers import Parsers
from golint.dataflow.doors.routes import Routes, Wrapper
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import receiver_of
from golint.dataflow.proof.effects import Effects
from golint.dataflow.proof.guards import Guards
from golint.dataflow.proof.judge import Judge
from golint.dataflow.proof.read_backs import ReadBacks
from golint.dataflow.proof.recognition import Recognition, sender_headers
from golint.dataflow.proof.verdicts import Summary
from golint.dataflow.proof.walk import HOPS, Prover
from golint.dataflow.requests.assembly import Assembly
from golint.dataflow.requests.declared import DeclaredRequests
from golint.dataflow.requests.money import Money, MoneyCalls
from golint.dataflow.requests.nearby import Nearby
from golint.dataflow.requests.parties import Parties
from golint.dataflow.requests.sdks import Sdks, sdks
from golint.dataflow.tags import Tags
from golint.dataflow.values.fields import FieldReader
from golint.dataflow.values.origins import Origins
from golint.dataflow.values.texts import Texts
from golint.dataflow.vocabulary import AMBIGUOUS, HOOK_WORDS, MAYBE_HOOK_WORDS, OTHER_SENDERS, PAYMENT_WORDS, WORKERS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.frontends.names import ANONYMOUS
from golint.model import Side
from golint.traces import Text, Traces

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.dataflow.seen import Seen
    from golint.project import Project


_PLAIN = PAYMENT_WORDS - (AMBIGUOUS - {"balance"})  # `transferToHuman` is a chat's


@lru_cache(maxsize=4)
def _events(catalog: Catalog) -> frozenset[str]:
    """What providers call their events, where that is no plain word: `charge.success`."""
    return frozenset(event for one in catalog.providers.values() for event in one.events if "." in event)


@lru_cache(maxsize=4)
def _sender_headers(catalog: Catalog) -> frozenset[str]:
    """The headers that providers sign with, and few others send."""
    return sender_headers(header for way in _ways(catalog) for header in way.headers)


@lru_cache(maxsize=4)
def _queried(catalog: Catalog) -> frozenset[str]:
    """What providers put into the query of the address that they call."""
    return frozenset(name for way in _ways(catalog) for name in way.queried)


def _ways(catalog: Catalog) -> Iterator[Webhook]:
    return (way for provider in catalog.providers.values() for way in provider.webhooks)


class Analysis(Struct, frozen=True):
    """What is asked of all files of one language together: what one file's question found out is ready for the next."""

    origins: Origins
    judge: Judge
    effects: Effects
    prover: Prover
    read_backs: ReadBacks
    routes: Routes


class Analyses:
    """The analyses of a project, one a language."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._resolver = project.own(Resolver)
        self._made: dict[str, Analysis] = {}

    def of(self, name: str, language: Language) -> Analysis:
        """The analysis of a language, which goes by `name`."""
        if name not in self._made:
            origins = Origins(self._resolver, language)
            judge = Judge(self._resolver, origins, language)
            routes = Routes(
                self._resolver,
                language.roles,
                language.route_tables,
                hooks=language.route_words,
                callables=language.callables,
                doors=language.door_types,
                exchange=(language.request_names, language.response_names),
                elsewhere=_Elsewhere(self._project, name, language) if self._project.home else None,
            )
            effects = Effects(self._resolver, origins, language)
            self._made[name] = Analysis(origins, judge, effects, Prover(judge, effects), ReadBacks(judge), routes)
        return self._made[name]


class _Elsewhere(Struct, frozen=True):
    """The routes of a project's files in a language, each as they are read from the file that they stand in."""

    project: Project
    name: str
    language: Language

    def routes_of(self, path: str) -> Routes:
        """Those with which a file is read."""
        return self._seen_by(self.project if path == self.project.home else self.project.seen_from(path))

    def targets(self, path: str) -> frozenset[str]:
        """The files that the routes of a file lead into."""
        return self.project.answer(path, f"routes in {self.name}", lambda seen: self._seen_by(seen).targets(path))

    def _seen_by(self, project: Project) -> Routes:
        return project.own(Analyses).of(self.name, self.language).routes


class Flow:
    """One file's program with its project around it. Everything is answered lazily and remembered."""

    def __init__(self, view: Seen) -> None:
        self._view = view
        self.language: Language = view.catalog.language(view.language)
        self.roles = self.language.roles
        self.resolver = view.project.own(Resolver)
        shared = view.project.own(Analyses).of(self.kin, self.language)
        self.origins, self.judge, self.effects = shared.origins, shared.judge, shared.effects
        self.prover, self._read_backs, self._routes = shared.prover, shared.read_backs, shared.routes
        self.texts = Texts(self.resolver)
        self.fields = FieldReader(self.resolver, self.texts)

    @cached_property
    def module(self) -> Module:
        """The file's program. It is read when a question asks for it: many are answered by its bytes."""
        path = self._view.source.path
        if self.traces.are_constants:
            return Module(path, facts.Program(self._view.language, ()))
        found = self.resolver.module(path)
        return found if found is not None else Module(path, self._view.program or facts.Program(self._view.language, ()))

    @property
    def has_read(self) -> bool:
        """Whether a question has asked for the program."""
        return "module" in self.__dict__ and not self.traces.are_constants

    @cached_property
    def traces(self) -> Traces:
        """What the file's bytes tell of its program."""
        view = self._view
        return Traces(
            view.source.path,
            view.language,
            Text(view.source.data, view.caseless),
            kin=self.kin,
            catalog=view.catalog,
            project=view.project,
            spoken=bool(view.mentions),
        )

    @property
    def kin(self) -> str:
        """The language that the file's own is a dialect of, or that itself."""
        return kin_of(self._view.language)

    @cached_property
    def known_roles(self) -> frozenset[str]:
        """The roles that the language's table speaks of."""
        return frozenset().union(*self.roles.table.values())

    # -- values --

    def origin(self, expr: Expr | None, routine: Routine, given: Mapping[str, Tags] | None = None) -> Tags:
        """Where a value may come from."""
        return self.origins.of(expr, routine, given)

    def asks_store(self, call: Call, routine: Routine) -> bool:
        """Whether a call looks something up in a store."""
        roles = self.roles.by(call)
        if roles & {"store.read", "store.exists", "store.must_find"}:
            return True
        return "store.asks" in roles and "store.read" in self.origin(receiver_of(call), routine)

    def asked_with(self, call: Call, routine: Routine) -> Tags:
        """Where what a call and those that it is chained to are given may come from, the parts of a condition counted in:
        `Find(order => order.Id == id)`."""
        given = [argument.value for link in _chain(call) for argument in link.arguments]
        lambdas = [value.function for value in given if isinstance(value, facts.Lambda)]
        parts = [(n, self.routine_at(f.span.start)) for f in lambdas for n in facts.walk(f.body) if isinstance(n, Name | facts.Index)]
        inner = routine.path == self.module.path
        return frozenset[str]().union(
            *(self.origin(value, routine) for value in given), *(self.origin(n, scope) for n, scope in parts if inner)
        )

    def routine_at(self, offset: int) -> Routine:
        """The innermost function around a byte offset; the module's own body outside any."""
        return self.module.enclosing(offset)

    def symbol(self, routine: Routine) -> str:
        """The name by which a finding tells the function that it stands in; "" outside any."""
        return routine.function.qualname if routine.start >= 0 else ""

    def known_as(self, routine: Routine) -> str:
        """How people call a function: by its name; a door without one by its route, what a file does by the file, and any other function
        without a name by the one that it is written in."""
        here: Routine | None = routine
        while here is not None and here.start >= 0:
            if here.function.name:
                return here.function.qualname.replace(f"{ANONYMOUS}.", "")
            door = next((handler.symbol for handler in self.handlers if handler.routine == here), "")
            if door and door != here.function.qualname:
                return door
            here = self.module.around(here)
        return routine.path.rpartition("/")[2]

    def called(self, handler: Handler) -> str:
        """How people who write the language call a door; what a script does they call by its file."""
        return handler.symbol if handler.is_script else self.language.names.spelled(handler.symbol, door=True)

    def calls(self, role: str) -> list[Call]:
        """The file's calls that play a role. Most files have none, and their bytes say so."""
        if not self.traces.may_ask(role):
            return []
        return [call for call in self.requests if role in self.roles.by(call)]

    @cached_property
    def assembly(self) -> Assembly:
        """How such requests are put together."""
        return Assembly(self.module, self.fields, self.language.requests)

    @cached_property
    def requests(self) -> tuple[Call, ...]:
        """The file's calls; a request whose parts several calls set is one call that has them all."""
        return tuple(self.assembly.whole(call) for call in self.module.calls) if self.language.requests.opens else self.module.calls

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """The calls of this file that move money. Most files have none, and their bytes say so."""
        return self.money_calls.found if self.traces.may_charge else ()

    def money_in(self, routine: Routine) -> tuple[Money, ...]:
        """The money calls of a function, of another file too."""
        return tuple(money for money in self._money_of(routine.path) if money.routine == routine)

    def money_within(self, routine: Routine) -> tuple[Money, ...]:
        """The same, with those of functions that are written inside it: `return once(key, async () => acme.charge(order))`."""
        return tuple(money for money in self._money_of(routine.path) if money.call.span in routine.function.span)

    def _money_of(self, path: str) -> tuple[Money, ...]:
        if path != self.module.path and path not in self._elsewhere:
            other = self._view.sibling(path)
            self._elsewhere[path] = other.flow.money if other is not None and other.program is not None else ()
            if other is not None:
                other.forget()
        return self._elsewhere.get(path, self.money)

    @property
    def sent_through(self) -> tuple[Money, ...]:
        """The calls of this file by which the shop's own function sends a request that moves money."""
        return self.money_calls.sent_through if self.traces.may_charge else ()

    def sent_through_in(self, routine: Routine) -> tuple[Money, ...]:
        """The same of a function, of another file too."""
        if routine.path != self.module.path and routine.path not in self._sent_elsewhere:
            other = self._view.sibling(routine.path)
            self._sent_elsewhere[routine.path] = other.flow.sent_through if other is not None and other.program is not None else ()
            if other is not None:
                other.forget()
        found = self._sent_elsewhere.get(routine.path, self.sent_through)
        return tuple(money for money in found if money.routine == routine)

    @cached_property
    def _sent_elsewhere(self) -> dict[str, tuple[Money, ...]]:
        return {}

    @cached_property
    def _elsewhere(self) -> dict[str, tuple[Money, ...]]:
        return {}

    @cached_property
    def money_calls(self) -> MoneyCalls:
        """How requests of this file are judged."""
        catalog = self._view.catalog
        providers = tuple(catalog.providers.values())
        in_browser = self._view.side is Side.CLIENT
        declared = DeclaredRequests(self.resolver, self.language)
        return MoneyCalls(
            self.module,
            self.roles,
            self.texts,
            self.libraries,
            providers,
            self.providers,
            self.requests,
            in_browser=in_browser,
            requests=declared,
        )

    @property
    def libraries(self) -> Sdks:
        """The client libraries that providers give out for the file's language."""
        return sdks(self._view.catalog, kin_of(self.module.program.language))

    def stays_here(self, call: Call, routine: Routine) -> bool:
        """Whether a request goes to the machine that it is made on, and so to no provider."""
        return self._nearby.stays(call, routine)

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby(self.texts, self.money_calls.bases, frozenset(self._view.catalog.words["hosts"]["loopback"]))

    def is_payment_code(self, routine: Routine, telling: frozenset[str] = PAYMENT_WORDS) -> bool:
        """Whether a function stands in code about payments: its file is about a provider, its own text names one, or its path or its name
        says a telling word."""
        return self.parties.are_the_subject or self.says_payment(routine, telling)

    def says_payment(self, routine: Routine, telling: frozenset[str] = PAYMENT_WORDS) -> bool:
        """Whether a function says so itself: by its own text, its path or its name."""
        owner = routine.owner.name if routine.owner else ""
        if words_of(f"{routine.path} {routine.function.qualname} {owner}") & telling:
            return True
        return bool(self.parties.named_by(routine))

    # -- doors --

    @property
    def handlers(self) -> tuple[Handler, ...]:
        """The routines of this file that answer requests. Most files have none, and their bytes say so."""
        return self.doors if self.may_answer else ()

    @cached_property
    def doors(self) -> tuple[Handler, ...]:
        """The same, as the program says."""
        return tuple(Handlers(self.module, self.resolver, self.origins, self.language, self._routes).all())

    def routes_to(self, routine: Routine) -> Iterator[tuple[str, Call]]:
        """The calls that register a routine of this file, each with the file that it stands in."""
        return self._routes.calls_to(routine, self.module)

    @cached_property
    def may_answer(self) -> bool:
        """Whether a routine of this file may be a door, as far as its bytes and the routes of other files tell."""
        return self.traces.may_answer() or self._routes.lead_to(self._view.source.path, self.traces.may_register)

    @cached_property
    def webhooks(self) -> tuple[Handler, ...]:
        """The handlers that take a provider's calls about payments."""
        found = tuple(
            handler
            for handler in self.handlers
            if self._is_for_machines(handler)
            and self.is_about_payments(handler)
            and self._recognition.takes_webhooks(handler, self.packs_of(handler))
            and not self._sells(handler)
            and not self.money_calls.manages_endpoints(handler.routine)  # who asks for an endpoint is no provider that calls it
        )
        return self._recognition.surely(found, self.names_provider)

    def _sells(self, handler: Handler) -> bool:
        """Whether the events by which alone a door is named are such that people go to: it starts a payment for one, or its address says
        for which. So does a door that stands beside the webhook in its class, and says nothing of webhooks itself."""
        own = words_of(f"{handler.routine.function.name} {handler.route}") & (HOOK_WORDS | MAYBE_HOOK_WORDS)
        named = hook_words(handler) & (HOOK_WORDS | MAYBE_HOOK_WORDS)
        if (own and named != {"event"}) or self._recognition.reads_signature(handler):
            return False
        if self._recognition.waits_for_event(handler, self.packs_of(handler)):
            return False
        if named == {"event"} and self._recognition.is_told_which(handler):
            return True
        called = (self.judge.callee(call, handler.routine) for call in handler.routine.calls)
        charging = (handler.routine, *(routine for routine in called if routine is not None))
        return any(money.entry.opens for routine in charging for money in self.money_in(routine))

    def hands_on(self, handler: Handler) -> bool:
        """Whether what looks like a door hands the request on to what it stands in front of."""
        return hands_on(self.module, handler.routine, self.roles)

    def _is_for_machines(self, handler: Handler) -> bool:
        """Whether a door asks for no signed-in person, or looks at a signature all the same: who signs in does not sign."""
        return not handler.signed_in or self._recognition.reads_signature(handler)

    def is_about_payments(self, handler: Handler) -> bool:
        """Whether a provider or the words of payments occur in the handler's file or own code, and it is not named after another sender."""
        owner, file = handler.routine.owner, handler.routine.path.rpartition("/")[2]
        called = f"{handler.routine.function.name} {owner.name if owner is not None else ''} {handler.route} {file}"
        if (own := words_of(called)) & OTHER_SENDERS and not own & PAYMENT_WORDS and not self.names_provider(called):
            return False
        if (
            self.providers
            or self.names_provider(f"{handler.routine.path} {handler.symbol} {handler.route}")
            or (hook_words(handler) | words_of(handler.routine.path)) & PAYMENT_WORDS
        ):
            return True
        names = " ".join(n.written for n in handler.routine.nodes if isinstance(n, Name))
        return bool(words_of(names) & _PLAIN) or self._waits_for_payments(handler)

    def _waits_for_payments(self, handler: Handler) -> bool:
        """Whether a door that is named a webhook waits, or runs what waits, for an event of a provider, `"charge.success"`, or runs what
        stands in a file that is about one."""
        if not hook_words(handler) & HOOK_WORDS:
            return False
        events = _events(self._view.catalog)
        called = (self.judge.callee(call, handler.routine) for call in handler.routine.calls)
        run = dict.fromkeys(routine for routine in called if routine is not None)
        texts = (n.value for routine in (handler.routine, *run) for n in routine.nodes if isinstance(n, facts.Literal))
        if any(text in events for text in texts if isinstance(text, str)):
            return True
        others = map(self._view.sibling, dict.fromkeys(routine.path for routine in run if routine.path != handler.routine.path))
        return any(other.flow.parties.are_the_subject for other in others if other is not None)

    def names_provider(self, text: str) -> bool:
        """Whether a text, a path or a host, speaks of any provider."""
        data = text.encode("utf-8", "surrogateescape")
        return any(speaks_of(provider, data, data.lower()) for provider in self._view.catalog.providers.values())

    @cached_property
    def parties(self) -> Parties:
        """The providers of the file."""
        return Parties(self._view)

    @property
    def providers(self) -> tuple[str, ...]:
        """Those that it names, most often named first."""
        return self.parties.named

    @property
    def provider(self) -> str | None:
        """The one that it names first."""
        return self.providers[0] if self.providers else None

    def provider_at(self, routine: Routine) -> str | None:
        """The one that a function is about."""
        return self.parties.of(routine) or None

    def provider_of(self, handler: Handler) -> str | None:
        """The one that a door is about, by its route too."""
        return self.parties.of(handler.routine, f"{handler.symbol} {handler.route}") or None

    @property
    def pack(self) -> Provider | None:
        """What golint knows of the one that the file names first."""
        return self._view.catalog.providers.get(self.provider or "")

    @property
    def packs(self) -> tuple[Provider, ...]:
        """What golint knows of all that it names."""
        return tuple(self._view.catalog.providers[one] for one in self.providers)

    def pack_of(self, place: Handler | Routine) -> Provider | None:
        """What golint knows of the one that a door, or a function, is about."""
        provider = self.provider_of(place) if isinstance(place, Handler) else self.provider_at(place)
        return self._view.catalog.providers.get(provider or "")

    def packs_of(self, handler: Handler) -> tuple[Provider, ...]:
        """What golint knows of those whom a door may be about: of that one, or, where nothing tells which it is, of all that the file
        names."""
        pack = self.pack_of(handler)
        return (pack,) if pack is not None else self.packs

    def name_of_provider(self, place: Handler | Routine) -> str:
        """What people call it."""
        pack = self.pack_of(place)
        return pack.name if pack is not None else "the payment provider"

    # -- proof --

    def proof(self, handler: Handler) -> Summary:
        """What is proved and done behind a door, the guards in front of it counted in."""
        return self.prover.summary(handler.routine, {}, verified=self._guards.verify(handler))

    def may_read_back(self, handler: Handler, hops: int = HOPS) -> bool:
        """Whether something behind a door, as many functions away, may ask the provider about what was sent. Where not, no proof of it
        says so."""
        return self._read_backs.behind(handler.routine, hops=hops)

    def may_read_back_later(self) -> bool:
        """Whether something that works off a queue may ask the provider about what it finds there."""
        files = self.resolver.files
        paths = dict.fromkeys(path for word in WORKERS for path in files.mentioning(word, self.module.path))
        modules = (module for path in paths if (module := files.module(path)) is not None)
        return any(self._read_backs.may_be_behind(routine) for module in modules for routine in module.routines)

    def verifying(self, handler: Handler) -> tuple[Routine, ...]:
        """The routines in front of a door that verify the sender, as far as the repository holds them."""
        return self._guards.verifying(handler)

    def in_front(self, handler: Handler) -> tuple[Routine, ...]:
        """The repository's own routines that run before a door, whatever they are for."""
        return tuple(self._guards.in_front(handler))

    def verified_before(self, handler: Handler) -> bool:
        """Whether what stands in front of a door verifies the sender."""
        return self._guards.verify(handler)

    def tables(self, handler: Handler) -> frozenset[str]:
        """The files whose routes lead to a door."""
        return frozenset(self._routes.tables(handler.routine, self.module))

    def unknown_guards(self, handler: Handler) -> tuple[Expr, ...]:
        """What stands in front of a door, outside the repository, and may be a guard."""
        return self._guards.unknown(handler)

    def verifies(self, wrapper: Wrapper) -> bool:
        """Whether one thing that stands in front of a door verifies the sender."""
        return self._guards.verifies(wrapper)

    @cached_property
    def parsers(self) -> Parsers:
        """What takes the bodies of this file's doors before they answer."""
        return Parsers(self.module, self.resolver, self.language)

    @cached_property
    def guards(self) -> frozenset[Routine]:
        """The routines of this file whose answer is the last word: declared to stand in front of others."""
        return frozenset(Controllers(self.resolver, self.language).guards_in(self.module)) if self.language.halts else frozenset()

    @cached_property
    def _guards(self) -> Guards:
        return Guards(self.module, self.resolver, self.judge, self.prover, self.language, _sender_headers(self._view.catalog))

    @cached_property
    def _recognition(self) -> Recognition:
        catalog = self._view.catalog
        return Recognition(self.judge, self.origins, self.language, _sender_headers(catalog), _queried(catalog))


def _chain(call: Call | None) -> Iterator[Call]:
    while call is not None:
        yield call
        call = call.receiver if isinstance(call.receiver, Call) else None


__all__ = ["Flow", "Handler", "Routine"]
