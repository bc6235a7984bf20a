"""Which doors take a provider's webhooks: those that read what was sent, are about payments, and say so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from golint import facts
from golint.catalog.languages import Language
from golint.catalog.providers import Provider
from golint.dataflow.doors.elsewhere import paths_asked
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.doors.subrouters import Subrouters
from golint.dataflow.modules import Routine
from golint.dataflow.names import guard_name, text_of
from golint.dataflow.proof.judge import Judge
from golint.dataflow.proof.telltales import Telltales
from golint.dataflow.tags import BODY
from golint.dataflow.values.origins import Origins, is_of_type
from golint.dataflow.values.streams import Streams
from golint.dataflow.vocabulary import (
    ASKING,
    BEGINNING_WORDS,
    CALLED_BACK_WORDS,
    CALLED_BY_PROVIDERS,
    HOOK_WORDS,
    LIMITING_WORDS,
    LOGIN_WORDS,
    MANAGING_WORDS,
    MAYBE_HOOK_WORDS,
    PAYMENT_WORDS,
    REPEATING_WORDS,
    SENDING_WORDS,
)
from golint.dataflow.words import words_of
from golint.facts import Call, Name
from golint.lazily import compiled

# What an address leaves open: `{event}`, `{event:slug}`, `<int:event_id>`, `/:eventId`, `[eventId]`.
_OPEN = compiled(r"(?:\{|<(?:\w+:)?|(?<=/):|\[)(\w+)")
# The first two are sent to providers more often than read from them; the third is a plain word, which fields go by; the others may stand in
# front of any request.
_ANYBODYS = frozenset({"authorization", "x-api-key", "signature", "x-request-id", "x-date"})
_NAMING = frozenset({"event", "id", "slug", "uuid", "ulid", "code", "pk", "key", "number"})


def sender_headers(headers: Iterable[str]) -> frozenset[str]:
    """Those of providers' headers, in lower case, by which a sender is told: few others send them."""
    return frozenset(header.lower().removeprefix("http_") for header in headers) - _ANYBODYS


class Recognition:
    """Recognises webhooks among the doors of one module. `headers` are those by which senders are told; `queried` what providers put into
    the query of the address that they call."""

    def __init__(self, judge: Judge, origins: Origins, language: Language, headers: Collection[str], queried: Collection[str] = ()) -> None:
        self._judge = judge
        self._origins = origins
        self._language = language
        self._roles = language.roles
        self._telltales = Telltales(judge, origins)
        self._subrouters = Subrouters(judge.resolver, language.roles)
        self._streams = Streams(language)
        self._headers = headers
        self._queried = frozenset(queried) | {name.replace(".", "_") for name in queried}  # PHP knows no dot there

    def takes_webhooks(self, handler: Handler, packs: Collection[Provider] = ()) -> bool:
        """Whether a door that is about payments, of these providers as far as that is known, takes webhooks."""
        words = hook_words(handler) | frozenset[str]().union(*map(words_of, _paths_asked(handler)))
        if "query" in words or _asks_status(handler):
            return False  # a query is answered, an event is taken
        if not self._says_so(handler, words) and not self.waits_for_event(handler, packs):
            return False
        if not words & HOOK_WORDS and _ends_login(handler.routine):
            return False
        if words & REPEATING_WORDS or _sends(handler):
            return False  # though it may send the provider's header on
        if _manages(handler) and not self.reads_signature(handler):
            return False
        if _begins(handler) and not self.reads_signature(handler):
            return False
        if not packs and not words & CALLED_BY_PROVIDERS and _answers_browsers(handler) and not self.reads_signature(handler):
            return False
        # The body is asked for last: that leads through all that it calls.
        return self._reads_query(handler.routine) or self.reads_body(handler)

    def surely(self, found: tuple[Handler, ...], names_provider: Callable[[str], bool]) -> tuple[Handler, ...]:
        """Those of a file's webhooks that remain where one of them says outright that it is one: beside it, a door by which a shop's own
        apps `notify` each other of other things, and which speaks of no payments, is none."""
        outright = [one for one in found if hook_words(one) & HOOK_WORDS or self.reads_signature(one)]
        if not outright or len(outright) == len(found):
            return found
        said = ((one, _said(one)) for one in found)
        return tuple(one for one, text in said if one in outright or words_of(text) & PAYMENT_WORDS or names_provider(text))

    def _says_so(self, handler: Handler, words: frozenset[str]) -> bool:
        """Whether a door says, by its names, by a header that it looks at, by what guards it or by its texts, that what it takes is an
        event."""
        if words & HOOK_WORDS or self.reads_signature(handler):
            return True
        guards = (words_of(guard_name(w.expr)) for w in handler.wrappers if not self._subrouters.only_route(w))
        if any(told & HOOK_WORDS and not told & LIMITING_WORDS for told in guards):
            return True  # a router for webhooks that hangs in front of others says nothing of them, and a limiter counts whoever comes
        if handler.public:
            words |= words_of(" ".join(_texts_of(handler)))
        return bool(words & MAYBE_HOOK_WORDS and not words & LOGIN_WORDS) or self._opens_itself(handler)

    def _opens_itself(self, handler: Handler) -> bool:
        """A view that asks nobody who he is, `authentication_classes = []`, and says that it takes a webhook."""
        owner = handler.routine.owner
        if owner is None or not words_of(" ".join(_texts_of(handler))) & HOOK_WORDS:
            return False
        assigned = (s for s in owner.body if isinstance(s, facts.Assign) and isinstance(s.value, facts.Sequence) and not s.value.items)
        return any(isinstance(t, Name) and t.written in self._language.guard_attributes for s in assigned for t in s.targets)

    def reads_body(self, handler: Handler) -> bool:
        """Whether the handler, a function that it hands the request to, or one in front of it reads what was sent, or a library that hands
        it on."""
        if any(isinstance(w.expr, Name) and "route.verified" in self._roles.by(w.expr) for w in handler.wrappers):
            return True
        if self._reads(handler.routine, 3, set()):
            return True
        before = (self._judge.resolver.definition(wrapper.expr, wrapper.place) for wrapper in handler.wrappers)
        if any(isinstance(found, Routine) and self._reads(found, 3, set()) for found in before):
            return True
        return self.reads_signature(handler) and any(self._reads_unseen(call, handler.routine) for call in handler.routine.calls)

    def _reads_unseen(self, call: Call, routine: Routine) -> bool:
        """Whether what cannot be followed is handed the whole request, as what reads a stream is: `await raw(req)`."""
        handed = (argument.value for argument in call.arguments)
        whole = any(isinstance(value, Name) and "request" in self._origins.of(value, routine) for value in handed)
        return whole and self._judge.callee(call, routine) is None

    def _reads(self, routine: Routine, hops: int, seen: set[Routine]) -> bool:
        if routine in seen or hops == 0:
            return False
        seen.add(routine)
        for node in routine.nodes:
            if isinstance(node, Name | Call | facts.Attribute) and (self._roles.by(node) & BODY or self._reads_part(node.path)):
                return True
            if isinstance(node, Name | Call | facts.Attribute) and self._asks_parameter(node, routine):
                return True
            if isinstance(node, Name) and self._language.request_fields and "." in node.written and self._origins.of(node, routine) & BODY:
                return True  # `$request->id`
            if isinstance(node, facts.Index) and "request" in self._origins.of(node.base, routine):
                return True  # `request["data"]`
            if isinstance(node, facts.Loop) and self._streams.takes_pieces(node):
                return True
            if isinstance(node, facts.Assign) and self._origins.takes_body(node, routine):
                return True  # `({ body }) => ...`
            if isinstance(node, Call):
                if self._language.ambient and not node.arguments and "signature.verify" in self._roles.by(node):
                    return True  # `new Midtrans\Notification()` reads what was sent by itself
                if "value.part" in self._roles.by(node) and self._roles.of(node.path.rpartition(".")[0]) & BODY:
                    return True  # `request.data.get("id")`
                if self._origins.roles(node, routine) & (BODY | {"value.part"}) and self._origins.of(node, routine) & BODY:
                    return True  # `$request->input("id")`, `$this->getRequest()->getContent()`
                callee = self._judge.callee(node, routine)
                if callee is not None and self._reads(callee, hops - 1, seen):
                    return True
                if callee is None and self._hands_request_on(node, routine):
                    return True
        return any(self._origins.is_body_parameter(parameter, routine) for parameter in routine.function.parameters)

    def _asks_parameter(self, node: Name | Call | facts.Attribute, routine: Routine) -> bool:
        """`incoming.Body`, `ctx.Request().Body`, `ctx.Bind(&event)`, where a parameter's type says that it is a request."""
        first, dot, _ = facts.trail(node).partition(".")
        if not dot or not any(p.name == first and is_of_type(p, self._language.request_types) for p in routine.function.parameters):
            return False
        asked = self._origins.roles(node, routine) if isinstance(node, Call) else self._origins.of(node, routine)
        return bool(asked & (BODY - {"request.part"}))

    def _reads_part(self, path: str) -> bool:
        """`req.body.data.id`: a path that leads through what was sent."""
        steps = path.split(".")
        return any(self._roles.of(".".join(steps[:count])) & BODY for count in range(2, len(steps)))

    def _reads_query(self, routine: Routine) -> bool:
        """Whether a door takes from the query what only a provider puts there: `req.query["data.id"]`, `@RequestParam("data.id")`."""
        if any(self._is_queried(parameter) for parameter in routine.function.parameters):
            return True
        for node in routine.nodes:
            match node:
                case facts.Index(key=facts.Literal(value=str() as key), base=base):
                    asked = key in self._queried and "request.query" in self._origins.of(base, routine)
                case Call(arguments=(facts.Argument(value=facts.Literal(value=str() as key)), *_)):
                    asked = key in self._queried and "request.query" in self._origins.of(node, routine)
                case _:
                    asked = False
            if asked:
                return True
        return False

    def _is_queried(self, parameter: facts.Parameter) -> bool:
        """Whether a decorator says that a parameter is what a provider puts into the query, by the name that it has there."""
        asking = (d for d in parameter.decorators if isinstance(d, Call) and "request.query" in self._roles.by(d))
        return any(text_of(argument.value) in self._queried for decorator in asking for argument in decorator.arguments)

    def _hands_request_on(self, call: Call, routine: Routine) -> bool:
        """Whether a function outside the repository is given the whole request: it may read what it likes."""
        handed = (a.value for a in call.arguments if isinstance(a.value, Name))
        return not self._roles.by(call) and any("request" in self._origins.of(value, routine) for value in handed)

    def waits_for_event(self, handler: Handler, packs: Collection[Provider]) -> bool:
        """Whether a door looks in what was sent for an event of one of these providers."""
        return self._telltales.seen_in(handler.routine, packs)

    def is_told_which(self, handler: Handler) -> bool:
        """Whether the address says which event a door is about, so that it is a record of the shop's: `/event/{event}/purchase`, and
        `$event = Event::where('slug', $slug)->first()` behind `/events/{slug}`. An event of a provider's comes in the body."""
        left_open = frozenset(_OPEN.findall(handler.route))
        if any("event" in (words := words_of(name)) and words <= _NAMING for name in left_open):
            return True
        kept = (node for node in handler.routine.nodes if left_open and isinstance(node, facts.Assign))
        return any(_is_event(one) and self._looks_up(one.value, left_open, handler.routine) for one in kept)

    def _looks_up(self, value: facts.Expr | None, by: Collection[str], routine: Routine) -> bool:
        """Whether a value is a record that is looked up by one of these names."""
        asked = (n.written.rpartition(".")[2] for n in (facts.walk(value) if value is not None else ()) if isinstance(n, Name))
        return any(name in by for name in asked) and "store.read" in self._origins.of(value, routine)

    def reads_signature(self, handler: Handler) -> bool:
        """Whether a door looks at a header that a provider signs with."""
        texts = (n.value for n in handler.routine.nodes if isinstance(n, facts.Literal) and isinstance(n.value, str))
        return any(text.lower().removeprefix("http_").replace("_", "-") in self._headers for text in texts)


def _paths_asked(handler: Handler) -> Iterator[str]:
    """The paths that a door which answers all of them tells apart itself: `url.pathname === "/webhooks/acme"`."""
    if handler.route.startswith("/"):
        return
    yield from paths_asked(handler.routine)


def _is_event(assigned: facts.Assign) -> bool:
    """Whether what is assigned is called an event."""
    return any(isinstance(target, Name) and target.written == "event" for target in assigned.targets)


def _said(handler: Handler) -> str:
    """All that a door writes down: its name, its route, its names and texts."""
    nodes = handler.routine.nodes
    written = (node.path if isinstance(node, Call) else node.written for node in nodes if isinstance(node, Name | Call))
    texts = (node.value for node in nodes if isinstance(node, facts.Literal) and isinstance(node.value, str))
    return " ".join([handler.symbol, handler.route, *written, *texts])


def _asks_status(handler: Handler) -> bool:
    """`get_order_status` among the doors of a class for webhooks: the shop's own page asks."""
    own = words_of(handler.routine.function.name)
    return "status" in own and bool(own & ASKING) and not own & HOOK_WORDS


def _begins(handler: Handler) -> bool:
    """Whether a door is asked to begin a payment, by its own name: `initiateStkPush`, `stkPush`."""
    own = words_of(handler.routine.function.name)
    return bool(own & BEGINNING_WORDS or own >= {"stk", "push"}) and not (own | words_of(handler.route)) & CALLED_BACK_WORDS


def _manages(handler: Handler) -> bool:
    """Whether a door is there to say where webhooks go, by its own name."""
    own = words_of(handler.routine.function.name)
    return bool(own & HOOK_WORDS and own & MANAGING_WORDS)


def _sends(handler: Handler) -> bool:
    """Whether a door sends webhooks to others, or notifications to people, by a name of one piece: `fireWebhook`, `/send-webhook`,
    `send-pause-notification.ts`, but not `/send-money/webhook`."""
    names = (handler.routine.function.name, *handler.route.split("/"), *handler.routine.path.split("/")[-2:])
    return any(said & (HOOK_WORDS | MAYBE_HOOK_WORDS) and said & SENDING_WORDS for said in map(words_of, names))


def _answers_browsers(handler: Handler) -> bool:
    """Whether a door answers what a browser asks before it posts from elsewhere, `if (req.method === "OPTIONS")`: no provider asks it."""
    asked = (side for n in handler.routine.nodes if isinstance(n, facts.Compare) for side in (n.left, n.right))
    return any(text_of(side) == "OPTIONS" for side in asked)


def _texts_of(handler: Handler) -> Iterator[str]:
    """What a door says of itself: its docstring, its class's, and the keys that it reads."""
    body = handler.routine.function.body
    for block in (body, handler.routine.owner.body if handler.routine.owner else ()):
        if block and isinstance(block[0], facts.Evaluate) and isinstance(block[0].value, facts.Literal):
            yield str(block[0].value.value)
    for node in facts.walk(body):
        if isinstance(node, facts.Index) and isinstance(node.key, facts.Literal):
            yield str(node.key.value)


def _ends_login(routine: Routine) -> bool:
    """Whether a door takes the code that a login ends with, and the state that it began with: `stripe.OAuth.token(code=code)`."""
    if not any(words_of(call.path) & LOGIN_WORDS for call in routine.calls):
        return False
    texts = {node.value for node in routine.nodes if isinstance(node, facts.Literal)}
    return {"code", "state"} <= texts | {node.written.rpartition(".")[2] for node in routine.nodes if isinstance(node, Name)}
