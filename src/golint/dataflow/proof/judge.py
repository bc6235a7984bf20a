"""What a single expression means on the way from a webhook to its effects: a check of the sender, a refusal, a call that leads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.comparisons import comparison, may_meet_token, meets_written_token, names_signatures
from golint.dataflow.doors.onwards import hands_on
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, owner_of, receiver_of, subject_of, text_of
from golint.dataflow.proof.answers import Answers
from golint.dataflow.proof.ciphers import Ciphers
from golint.dataflow.proof.holders import Holders
from golint.dataflow.proof.picks import Picks
from golint.dataflow.proof.public_keys import PublicKeys
from golint.dataflow.proof.responders import Responders
from golint.dataflow.requests.inquiries import REQUESTS, Inquiries
from golint.dataflow.requests.verbs import written_address
from golint.dataflow.tags import BODY, DIGESTS, FOUND, HELD, NONE, REQUEST, Tags
from golint.dataflow.values.origins import Origins
from golint.dataflow.values.texts import returned
from golint.dataflow.vocabulary import (
    ADDRESS_WORDS,
    ASKED,
    ASKING,
    ASKING_STEPS,
    CAPTURED,
    CHECKING,
    GENUINE,
    HOOK_WORDS,
    PERSONAL,
    POSTING_BACK,
    PROOFS,
    PURE_WORDS,
)
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Compare, Expr, Name

SENT = frozenset({"request.header", "request.query", "request.part", "parameter"})
ERRORS = frozenset({"err", "error", "errorf"})
PASSWORDS = frozenset({"password", "passwd"})
SENDING = (PROOFS - {"hash"}) | HOOK_WORDS | {"payload", "body", "request", "req", "header"}
NO_PAYMENT = frozenset({"method", "customer", "setup", "price", "product", "coupon", "account"})
OWN_RECORDS = frozenset({"repository", "repo", "dao"})  # what is called so reads the shop's own tables
DISTINCT = 3  # the words of a name that says by itself which method is meant
FEW = 8  # files that name it
_POSTING_BACK = tuple(sorted(word.encode() for word in (*POSTING_BACK, *(f"/{step}" for step in ASKING_STEPS))))
DISPATCHED = ("Handle", "HandleAsync", "Execute", "ExecuteAsync")


class Judge:
    """Judges expressions of one project by roles, origins and, last, by the words of names."""

    def __init__(self, resolver: Resolver, origins: Origins, language: Language) -> None:
        self.resolver = resolver
        self.origins = origins
        self.roles = language.roles
        self.constructors = language.constructors
        self.answers_with_errors = language.errors
        self.runs_closures = language.blocks
        self._returns_through = language.returns_through
        self.leaves_switches = language.breaks
        self.declares_nothing = language.unset
        self.keys = PublicKeys(resolver, origins, language.roles)
        self._ciphers = Ciphers(resolver, origins, language.roles)
        self._holders = Holders(origins, language.roles)
        self._jobs = language.jobs
        self.picks = Picks(resolver, origins)
        self._answers = Answers(language.roles, language.response_names)
        self._responders = Responders(resolver, language.roles, self._answers)
        self._inquiries = Inquiries(resolver, language)

    # -- checks --

    def verifies(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> str:
        """The kind of check that a call outside the repository is, "" for none."""
        roles = self.roles.by(call) | self.origins.through_client(call, routine)
        if "compare.constant_time" in roles:
            return "compare"
        if "provider.asked" in roles:
            return "read-back"  # also where the library that asks is copied into the repository
        if self._inquiries.declares(call, routine):
            return "read-back" if self._reads_back(call, routine, given) else ""
        found = self.resolver.callee(call, routine)
        if isinstance(found, Routine):
            return "read-back" if self._asks_through(call, found, routine, given) else ""
        if call.path.endswith(".is_valid"):
            return "form" if self._form_verifies(call, routine) else ""
        if isinstance(found, ClassPlace):
            return ""
        signed = (roles | self.roles.of(facts.trail(call))) & {"signature.verify", "signature.answer"}
        if signed or self.keys.verifies(call, routine, given):
            return "helper"
        if self.asks_provider(call, roles) and self._reads_back(call, routine, given):
            return "read-back"
        if self._only_method(call, routine) is not None and self.origins.inputs(call, routine, given) & (SENT | BODY | {FOUND}):
            return "read-back"
        whole = self._inquiries.whole(call, routine)
        if self._looks_up(whole, routine, given, roles) or (roles & REQUESTS and self._posts_back(whole, routine, given)):
            return "read-back"
        if self._holders.looks_for_one(call, routine, given):
            return "token"
        if self.sounds_like_a_check(call.path) or self._judges_request(call, routine, given):
            return "opaque"
        return "opaque" if self._ciphers.opens(call, routine, given) else ""

    def may_read_back(self, call: Call, routine: Routine) -> bool:
        """Whether `verifies` may say "read-back" of a call, wherever what the routine is handed comes from. What costs nothing is asked
        first: most calls are called like nothing that asks."""
        own = self.roles.by(call)
        if "provider.asked" in own:
            return True
        if self._is_handed_nothing(call):
            return False
        may_play = own | self.roles.by_end(call.path.rpartition(".")[2])
        if self._inquiries.may_ask(call, may_play) or self._inquiries.declares(call, routine):
            return True
        asks = self.asks_provider(call, may_play) or self.asks_provider(call, own) or self._only_method(call, routine) is not None
        posts = (
            bool(may_play & REQUESTS)
            and self.resolver.files.holds(routine.path, _POSTING_BACK)
            and self._speaks_of_posting_back(self._inquiries.whole(call, routine), routine)
        )
        if not (asks or posts) or self.resolver.callee(call, routine) is not None:
            return False
        roles = own | self.origins.through_client(call, routine)
        return self.asks_provider(call, roles) or (posts and bool(roles & REQUESTS))

    def _is_handed_nothing(self, call: Call) -> bool:
        """Whether nothing that was sent is in what a call is handed, or its request is told later."""
        plain = all(isinstance(argument.value, facts.Literal | facts.Lambda) for argument in call.arguments)
        return plain and written_address(call) is None and not self._inquiries.is_assembled(call)

    def _looks_up(self, call: Call, routine: Routine, given: Mapping[str, Tags], roles: frozenset[str]) -> bool:
        """A request over plain HTTP for a record of a payment, by an id that the sender gave."""
        return self._inquiries.asks(call, routine, roles) and self._reads_back(call, routine, given)

    def _asks_through(self, call: Call, callee: Routine, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """The same through a function of the repository that any request is made by."""
        return bool(self.origins.inputs(call, routine, given) & (SENT | BODY)) and self._inquiries.asks_through(call, callee, routine)

    def _only_method(self, call: Call, routine: Routine) -> Routine | None:
        """The method that asks a provider for a payment, of a record that cannot be followed to its class, where the repository has no
        other one that is called so: `transaction.provider_id._acme_get_payment(reference)`."""
        last = last_of(call)
        told = words_of(last)
        if len(told) < DISTINCT or not (told & ASKING and told & ASKED) or owner_of(call) is None:
            return None
        paths = self.resolver.files.mentioning(last, routine.path)
        modules = self.resolver.files.modules(paths if len(paths) <= FEW else ())
        found = [one for module in modules for one in module.routines if one.function.name == last and one.owner is not None]
        asks = len(found) == 1 and any(self._may_ask(inner, found[0]) for inner in found[0].calls)
        return found[0] if asks else None

    def _may_ask(self, call: Call, routine: Routine) -> bool:
        """Whether a method asks a provider for a record, itself or by another one of its class."""
        callee = self.callee(call, routine)
        asked = ((call, routine), *((one, callee) for one in (callee.calls if callee is not None else ()) if callee is not None))
        known = ((one, self.roles.by(one) | self.origins.through_client(one, place)) for one, place in asked)
        return any(self.asks_provider(one, roles) or roles & REQUESTS for one, roles in known)

    def _judges_request(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """`verify(request)`, `gateway.is_genuine(raw, headers)`: outside the repository, and handed what a sender is judged by."""
        if not mentions(call.path.rpartition(".")[2], GENUINE):
            return False
        return any(self.origins.of(a.value, routine, given) & {"request", "request.body.raw", "request.header"} for a in call.arguments)

    def asks_provider(self, call: Call, roles: frozenset[str]) -> bool:
        """A provider's reading call by its role, along the trail of calls that leads to it, or by what its name says."""
        trail, words = facts.trail(call), frozenset[str]()
        reads = "provider.read" in roles or (trail != call.path and "provider.read" in self.roles.of(trail))
        if not reads:
            words = words_of(call.path.rpartition(".")[2]) if not roles and "." in call.path else words
            if not words & ASKING:
                return False  # as most calls
        told = words_of(trail)
        if told & PERSONAL or ("capture" in told and not told & CAPTURED) or words_of(subject_of(call)) & NO_PAYMENT:
            return False
        if not reads and words_of(subject_of(call)) & OWN_RECORDS:
            return False
        return reads or bool(words & ASKED) or bool(words & {"retrieve", "fetch", "lookup"} and told & ASKED)

    def _posts_back(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """What was sent goes back to the provider with the question whether it is genuine, as PayPal's notifications do, or what became of
        it, as M-Pesa's; the payment that is captured may stand in the door's address."""
        asked = self.origins.inputs(call, routine, given)
        return bool(asked & (BODY | {"request.query"})) and self._speaks_of_posting_back(call, routine)

    def _speaks_of_posting_back(self, call: Call, routine: Routine) -> bool:
        return any(mentions(text, POSTING_BACK) or _asks(text) for text in self._texts_in(call, routine))

    def _texts_in(self, call: Call, routine: Routine) -> Iterator[str]:
        """The names and texts of a call's arguments, and of what those names were given."""
        module = self.resolver.module(routine.path)
        for argument in call.arguments:
            for node in facts.walk(argument.value):
                match node:
                    case facts.Literal():
                        yield text_of(node)
                    case Name(written=written) if module:
                        yield written
                        bound = (b.value for scope in (routine, module.body) for b in module.bindings(scope).get(written, ()))
                        yield from (text_of(n) for value in bound if value for n in facts.walk(value) if isinstance(n, facts.Literal))

    def _reads_back(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """A look-up at the provider by an id that the sender gave, or that the shop keeps with what the sender named."""
        address = written_address(call)
        asked = self.origins.inputs(call, routine, given) | (self.origins.of(address, routine, given) if address is not None else NONE)
        if not asked & (SENT | BODY | {FOUND}):
            return False
        match call.callee:
            case facts.Attribute() if address is not None or self._inquiries.is_assembled(call):
                return True  # what it is called on is the address
            case facts.Attribute(base=base):
                held = frozenset[str]() if self._makes_client(base) else self.origins.of(base, routine, given)
            case Name(written=written):
                first = written.partition(".")[0]
                module = self.resolver.module(routine.path)
                made = (b.value for b in module.bindings(routine).get(first, ())) if module else ()
                if any(self._makes_client(value) for value in made):
                    return True
                held = self.origins.of(Name(first, call.span, first), routine, given)
            case _:
                return True
        return not held & (REQUEST | {"store.read"})

    def _makes_client(self, value: Expr | None) -> bool:
        """`createClient({ apiKey })`, `new Payment(client)`: what it is made with may come from anywhere."""
        return isinstance(value, Call) and receiver_of(value) is None and not self.roles.by(value)

    def sounds_like_a_check(self, path: str) -> bool:
        """Whether a name promises to verify a sender: what stands outside the repository is believed."""
        last = path.rpartition(".")[2]
        return mentions(last, CHECKING) and mentions(last, PROOFS)

    def guards_by_name(self, routine: Routine) -> bool:
        """Whether a function's name says that others rely on it to verify a sender, or that it gives out the event."""
        promised = promises_check(routine.function.name)
        return _is_about_senders(routine) if promised is None else promised

    def asks_outside(self, routine: Routine) -> bool:
        """A function that says that it verifies a sender, and asks somebody outside about it."""
        if not self.sounds_like_a_check(routine.function.name):
            return False
        for node in routine.nodes:
            match node:
                case Call() if self.roles.by(node) & {"http.request", "http.write"}:
                    return True
                case facts.Literal(value=str() as text) if "/" in text and mentions(text, POSTING_BACK):
                    return True  # `{ path: "/v1/notifications/verify-webhook-signature" }`
        return False

    def _form_verifies(self, call: Call, routine: Routine) -> bool:
        """`form.is_valid()` where the form's own cleaning compares a digest."""
        receiver = receiver_of(call)
        place = self.resolver.class_of(receiver, routine) if receiver is not None else None
        return place is not None and any(self._compares_within(method) for method in self._cleaners(place))

    def _cleaners(self, place: ClassPlace) -> list[Routine]:
        return [
            Routine(owner.path, s.span.start, s, owner.definition)
            for owner in self.resolver.lineage(place)
            for s in owner.definition.body
            if isinstance(s, facts.Function) and s.name.startswith(("clean", "is_valid", "full_clean", "validate"))
        ]

    def _compares_within(self, routine: Routine) -> bool:
        for node in routine.nodes:
            made = comparison(node, self.roles) if isinstance(node, Call) else node if isinstance(node, Compare) else None
            if made is not None and self.compares(made, routine, {}):
                return True
            if isinstance(node, Call) and "compare.constant_time" in self.roles.by(node):
                return True
        return False

    def compares(self, expr: Compare, routine: Routine, given: Mapping[str, Tags]) -> str:
        """The kind of check that a comparison is: of a digest, of a static token, of an address."""
        constant = _constant(expr.left) or _constant(expr.right)
        if expr.operator not in ("==", "!=", "in", "not in", "is", "is not"):
            return ""
        if constant and not may_meet_token(expr):
            return ""  # most comparisons
        left, right = self.origins.of(expr.left, routine, given), self.origins.of(expr.right, routine, given)
        if expr.operator in ("==", "!=") and meets_written_token(expr, left, right):
            return "token"  # told as a key in the code, it keeps others out all the same
        if constant:
            return ""
        if (left | right) & DIGESTS:
            return "" if _is_repeated(left, right) or _is_repeated(right, left) else "compare"
        if (left & SENT and right & HELD) or (right & SENT and left & HELD):
            return "token"
        if any(tags & SENT and mentions(_written(operand), PASSWORDS) for operand, tags in ((expr.left, left), (expr.right, right))):
            return "token"  # that of an `Authorization` header, whatever it is compared with
        if expr.operator in ("in", "not in") and mentions(_written(expr.left), ADDRESS_WORDS):
            return "address"
        return "compare" if names_signatures(expr) and not (left | right) & {"literal", "null", "store.read"} else ""

    def is_handed_what_was_sent(self, key: Expr, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a call is handed what was sent, or what it runs was looked up by that."""
        handed = (*(argument.value for argument in call.arguments), *facts.operands(key))
        return any(self.origins.of(value, routine, given) & (SENT | BODY | REQUEST) for value in handed)

    # -- exits --

    def demands(self, call: Call) -> tuple[Expr, bool] | None:
        """The condition after which a call refuses and ends, and what that must be to go on: `abort_unless($genuine, 403)`."""
        roles = self.roles.by(call)
        asked = call.argument(0) if roles & {"flow.abort_if", "flow.abort_unless"} else None
        return (asked, "flow.abort_unless" in roles) if asked is not None else None

    def tells(self, call: Call, routine: Routine) -> bool:
        """Whether a vendor's helper says by its answer, and by nothing else, whether the sender is genuine."""
        return "signature.answer" in self.roles.by(call) or self.keys.answers(call, routine)

    def is_error(self, value: Expr, routine: Routine) -> bool:
        """Whether a value is surely an error, in a language whose routines answer with one: `errors.New(...)`, `ErrSignature`."""
        if not self.answers_with_errors:
            return False
        match value:
            case Name(written=written):
                module = self.resolver.module(routine.path)
                own = module is not None and written in module.bindings(routine)
                return not own and mentions(written.rpartition(".")[2], ERRORS) and len(words_of(written.rpartition(".")[2])) > 1
            case Call(path=path):
                found = self.resolver.callee(value, routine)
                if isinstance(found, ClassPlace):
                    return self.resolver.member(found, "Error") is not None
                if found is None:
                    return "error.make" in self.roles.by(value) or mentions(path.rpartition(".")[2], ERRORS)
                made = returned(found)
                return found != routine and bool(made) and all(isinstance(v, Call) and self.is_error(v, found) for v in made)
        return False

    def aborts(self, call: Call) -> bool:
        """Whether a call never comes back."""
        return bool(self.roles.by(call) & {"flow.abort", "flow.exit"})

    def answers(self, value: Expr) -> bool:
        """Whether a call sends an answer, whatever its status."""
        return isinstance(value, Call) and bool(self.roles.by(value) & {"response.send", "response.refuse"})

    def outcome(self, call: Call) -> tuple[Expr, bool] | None:
        """The result that a call asks how it went, and whether it asks for the good or the bad: `result.success?`."""
        roles = self.roles.by(call) & {"outcome.good", "outcome.bad"}
        asked = receiver_of(call) if roles and not call.arguments else None
        return (asked, "outcome.good" in roles) if asked is not None else None

    def leaves_closures(self, routine: Routine) -> bool:
        """Whether a `return` in a closure leaves the function around it."""
        return self._returns_through is not None and self._returns_through.search(routine.path) is not None

    def fails(self, value: Expr) -> bool:
        """Whether a returned value is a result that says that it went badly."""
        return isinstance(value, Call) and "outcome.failed" in self.roles.by(value)

    def undoes(self, call: Call) -> bool:
        """Whether a call takes back what was done since a transaction began."""
        return "store.undo" in self.roles.by(call)

    def swallows(self, call: Call) -> bool:
        """Whether a context manager hides exceptions."""
        return "error.swallow" in self.roles.by(call)

    def refuses(self, value: Expr, routine: Routine | None = None) -> bool:
        """Whether a returned value is an answer of 400 or above, where `routine` is told also by a function of the repository's own."""
        status = self.status_of(value)
        if status is None and routine is not None and isinstance(value, Call):
            status = self._responders.status(value, routine)
        return (status or 0) >= 400

    def is_payload(self, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a value is what the sender sent, whole."""
        return bool(self.origins.of(value, routine, given) & {"request.body.raw", "request.body.parsed"})

    def goes_on(self, value: Expr, routine: Routine) -> bool:
        """Whether a returned value is the answer of the function that a decorator wraps, `return view(request)`, or that a middleware
        hands the request on to: `return $next($request)`."""
        if not isinstance(value, Call) or not isinstance(value.callee, Name):
            return False
        if value.callee.written == "next" and any(p.name == "next" for p in routine.function.parameters):
            return not value.arguments or any("request" in self.origins.of(argument.value, routine) for argument in value.arguments)
        module = self.resolver.module(routine.path)
        outer = module.functions.get(routine.function.qualname.rpartition(".")[0]) if module else None
        return outer is not None and value.callee.written in (p.name for p in outer.function.parameters)

    def hands_on(self, routine: Routine) -> bool:
        """Whether a routine ends in what stands behind it, by whatever name that goes: `await next(context)` of a class that was made with
        `next`, `chain.doFilter(request, response)`."""
        module = self.resolver.module(routine.path)
        return module is not None and hands_on(module, routine, self.roles)

    def lets_through(self, value: Expr, routine: Routine) -> bool:
        """Whether a middleware of Express's or Koa's lets a request go on to what stands behind it: `next()`, and not `next(error)`."""
        plain = isinstance(value, Call) and not value.arguments and isinstance(value.callee, Name) and value.callee.written == "next"
        return plain and self.goes_on(value, routine)

    def status_of(self, value: Expr) -> int | None:
        """The HTTP status of an answer, as far as it is written down."""
        return self._answers.status(value)

    # -- following calls --

    def callee(self, call: Call, routine: Routine) -> Routine | None:
        """The repository's own function that a call runs; a constructor runs `__init__`."""
        found = self.resolver.callee(call, routine)
        if isinstance(found, ClassPlace):
            return next((c for name in self.constructors if (c := self.resolver.member(found, name))), None)
        return found or self._job(call, routine) or (self._dispatched(call, routine) if "flow.dispatch" in self.roles.by(call) else None)

    def run_by(self, call: Call, routine: Routine) -> Iterator[tuple[Routine, Call]]:
        """The repository's own functions of which a call runs one, each as it is called then: what its name says, or any of those among
        which it picks."""
        callee = self.callee(call, routine)
        if callee is not None:
            yield callee, call
            return
        pick = self.picks.of(call, routine)
        yield from ((one, pick.call) for one in pick.among or ()) if pick is not None else ()

    def _job(self, call: Call, routine: Routine) -> Routine | None:
        """What a queue runs later: a function of the repository that is asked to wait, `settle.delay(order)`, or handed over,
        `tasks.add_task(settle, order)`; `perform` of the class that is enqueued, `SettleJob.perform_later(order)`, and `handle` of
        `dispatch(new Settle($order))`."""
        for value in self._enqueued(call):
            named = self.resolver.definition(value, routine) if isinstance(value, Name) else None
            if isinstance(named, Routine):
                return named
            place = named if named is not None or not self._jobs else self.resolver.class_of(value, routine)
            if place is not None:
                return next((found for name in self._jobs if (found := self.resolver.member(place, name))), None)
        return None

    def _enqueued(self, call: Call) -> tuple[Expr, ...]:
        """What a call may put into a queue: what it is called on, and what it is handed first."""
        found = (owner_of(call), call.argument(0)) if "queue.enqueue" in self.roles.by(call) else ()
        return tuple(value for value in found if value is not None)

    def _dispatched(self, call: Call, routine: Routine) -> Routine | None:
        """The handler that is named after a message: `mediator.Send(new SettleOrder(json))` runs `SettleOrderHandler.Handle`."""
        message = call.argument(0)
        place = self.resolver.class_of(message, routine) if message is not None else None
        if place is None:
            return None
        name = f"{place.definition.name}Handler"
        module = self.resolver.module(place.path)
        beside = module.classes.get(name) if module is not None else None
        found = ClassPlace(place.path, beside) if beside else self.resolver.definition(Name(name, call.callee.span, name), routine)
        methods = (self.resolver.member(found, named) for named in DISPATCHED) if isinstance(found, ClassPlace) else ()
        return next((method for method in methods if method), None)

    def bound(self, call: Call, callee: Routine, routine: Routine, given: Mapping[str, Tags]) -> dict[str, Tags]:
        """The origins of the callee's parameters at this call. What is handed over to a queue is handed the rest, and what is made for it
        has taken that when it was made."""
        if "queue.enqueue" in self.roles.by(call) and callee == self._job(call, routine):
            own = callee.owner.body if callee.owner is not None else ()
            built = any(isinstance(one, facts.Function) and one.name in self.constructors for one in own)
            handed = isinstance(first := call.argument(0), Name) and self.resolver.definition(first, routine) == callee
            call = replace(call, arguments=() if built else call.arguments[1:] if handed else call.arguments)
        return self.origins.bind(call, callee, routine, given)


def _is_about_senders(routine: Routine) -> bool:
    """Whether a function that is called `verify`, or `authenticate`, speaks of what proves a sender: who logs in, or asks with a token that
    the shop gave out, sends no event. That something is hashed says little: tokens and passwords are."""
    owner = routine.owner.qualname if routine.owner else ""
    parameters = (f"{parameter.name} {parameter.annotation}" for parameter in routine.function.parameters)
    named = (node.path for node in routine.nodes if isinstance(node, Name | facts.Attribute))
    return any(mentions(text, SENDING) for text in (routine.path, owner, *parameters, *named))


def _is_repeated(made: Tags, kept: Tags) -> bool:
    """Whether a digest without a secret, of what was sent and is written anew, is compared with one that the shop keeps: that tells whether
    the same was sent before, under the same key, and nothing of who did."""
    return {"hash.digest", "reencoded"} <= made and "hmac.digest" not in made and "store.read" in kept and not kept & (SENT | BODY)


def _asks(address: str) -> bool:
    """Whether an address, or its end, is where one asks about a payment."""
    return "/" in address and address.rstrip("/").rpartition("/")[2].lower() in ASKING_STEPS


def _constant(expr: Expr) -> bool:
    """A literal, or the name of a constant such as SIGNATURE_MISSING."""
    return isinstance(expr, facts.Literal) or (isinstance(expr, Call) and expr.path == "len")


def _written(expr: Expr) -> str:
    match expr:
        case Name(written=written):
            return written
        case facts.Index(base=base, key=key):
            return f"{_written(base)} {text_of(key)}"
        case Call(path=path, arguments=arguments):
            return " ".join([path, *(text_of(a.value) for a in arguments)])
    return ""


def promises_check(name: str) -> bool | None:
    """Whether a function's name says that it verifies a sender, or that it gives out the event; None where it hangs on what the function is
    about: `verify`."""
    words = words_of(name)
    if words & {"event", "payload"} and words & (PURE_WORDS | {"return", "construct", "read"}):
        return True
    if not words & CHECKING:
        return False
    return bool(words & PROOFS) or (None if len(words) == 1 else False)
