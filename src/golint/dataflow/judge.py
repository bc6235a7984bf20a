"""What a single expression means on the way from a webhook to its effects: a check of the sender, an effect, a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import receiver_of, text_of
from golint.dataflow.origins import Origins
from golint.dataflow.resolve import Resolver
from golint.dataflow.tags import BODY, REQUEST, Tags
from golint.dataflow.vocabulary import (
    ADDRESS_WORDS,
    ASKED,
    ASKING,
    CAPTURED,
    CHECKING,
    DELIVERY_WORDS,
    EFFECT_WORDS,
    GENUINE,
    PERSONAL,
    POSTING_BACK,
    PROOFS,
    PURE_WORDS,
)
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Compare, Expr, Name

DIGESTS = frozenset({"hmac.digest", "hash.digest"})
HELD = frozenset({"config.secret", "named.secret"})
SENT = frozenset({"request.header", "request.query", "request.part", "parameter"})
EFFECT_ROLES = ("store.insert", "store.upsert", "store.write", "queue.enqueue", "mail.send")


class Judge:
    """Judges expressions of one project by roles, origins and, last, by the words of names."""

    def __init__(self, resolver: Resolver, origins: Origins, roles: Roles) -> None:
        self.resolver = resolver
        self.origins = origins
        self.roles = roles

    # -- checks --

    def verifies(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> str:
        """The kind of check that a call outside the repository is, "" for none."""
        roles = self.roles.by(call)
        if "compare.constant_time" in roles:
            return "compare"
        found = self.resolver.callee(call, routine)
        if isinstance(found, Routine):
            return ""
        if call.path.endswith(".is_valid"):
            return "form" if self._form_verifies(call, routine) else ""
        if isinstance(found, ClassPlace):
            return ""
        if "signature.verify" in roles:
            return "helper"
        if self._asks_provider(call, roles) and self._reads_back(call, routine, given):
            return "read-back"
        if roles & {"http.request", "http.write"} and self._posts_back(call, routine, given):
            return "read-back"
        return "opaque" if self.sounds_like_a_check(call.path) or self._judges_request(call, routine, given) else ""

    def _judges_request(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """`verify(request)`, `gateway.is_genuine(raw, headers)`: outside the repository, and handed what a sender is judged by."""
        if not mentions(call.path.rpartition(".")[2], GENUINE):
            return False
        return any(self.origins.of(a.value, routine, given) & {"request", "request.body.raw", "request.header"} for a in call.arguments)

    def _asks_provider(self, call: Call, roles: frozenset[str]) -> bool:
        """A provider's reading call by its role, along the trail of calls that leads to it, or by what its name says."""
        told = words_of(facts.trail(call))
        if told & PERSONAL or ("capture" in told and not told & CAPTURED):
            return False
        if "provider.read" in roles or "provider.read" in self.roles.of(facts.trail(call)):
            return True
        words = words_of(call.path.rpartition(".")[2])
        return not roles and "." in call.path and bool(words & ASKING and words & ASKED)

    def _posts_back(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """What was sent goes back to the provider with the question whether it is genuine, as PayPal's notifications do."""
        asked = frozenset[str]().union(*(self.origins.of(a.value, routine, given) for a in call.arguments))
        return bool(asked & BODY) and any(mentions(text, POSTING_BACK) for text in self._texts_in(call, routine))

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
        """A look-up at the provider by an id that the sender gave."""
        asked = frozenset[str]().union(*(self.origins.of(a.value, routine, given) for a in call.arguments))
        if not asked & (SENT | BODY):
            return False
        match call.callee:
            case facts.Attribute(base=base):
                held = self.origins.of(base, routine, given)
            case Name(written=written):
                first = written.partition(".")[0]
                held = self.origins.of(Name(first, call.span, first), routine, given)
            case _:
                return True
        return not held & (REQUEST | {"store.read"})

    def sounds_like_a_check(self, path: str) -> bool:
        """Whether a name promises to verify a sender: what stands outside the repository is believed."""
        last = path.rpartition(".")[2]
        return mentions(last, CHECKING) and mentions(last, PROOFS)

    def guards_by_name(self, routine: Routine) -> bool:
        """Whether a function's name says that others rely on it to verify a sender, or that it gives out the event."""
        words = words_of(routine.function.name)
        return bool(words & CHECKING and (words & PROOFS or len(words) == 1)) or bool(
            words & {"event", "payload"} and words & (PURE_WORDS | {"return", "construct", "read"})
        )

    def asks_outside(self, routine: Routine) -> bool:
        """A function that says that it verifies a sender, and asks somebody outside about it."""
        if not self.sounds_like_a_check(routine.function.name):
            return False
        calls = (node for node in facts.walk(routine.function.body) if isinstance(node, Call))
        return any(self.roles.by(call) & {"http.request", "http.write"} for call in calls)

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
        for node in facts.walk(routine.function.body):
            if isinstance(node, Compare) and self.compares(node, routine, {}):
                return True
            if isinstance(node, Call) and "compare.constant_time" in self.roles.by(node):
                return True
        return False

    def compares(self, expr: Compare, routine: Routine, given: Mapping[str, Tags]) -> str:
        """The kind of check that a comparison is: of a digest, of a static token, of an address."""
        if expr.operator not in ("==", "!=", "in", "not in", "is", "is not") or _constant(expr.left) or _constant(expr.right):
            return ""
        left, right = self.origins.of(expr.left, routine, given), self.origins.of(expr.right, routine, given)
        if (left | right) & DIGESTS:
            return "compare"
        if (left & SENT and right & HELD) or (right & SENT and left & HELD):
            return "token"
        if expr.operator in ("in", "not in") and mentions(_written(expr.left), ADDRESS_WORDS):
            return "address"
        return ""

    # -- effects --

    def effect(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> str:
        """The role by which a call changes the world, "" for none."""
        roles = self.roles.by(call)
        named = next((role for role in EFFECT_ROLES if role in roles), "")
        if named:
            return "" if self.records_delivery(call) or self._is_local_value(call, routine) else named
        if self.resolver.callee(call, routine) is not None or roles or _is_inherited(call):
            return ""
        last = words_of(call.path.rpartition(".")[2])
        if not last & EFFECT_WORDS or last & PURE_WORDS:
            return ""
        handed = frozenset[str]().union(*(self.origins.of(a.value, routine, given) for a in call.arguments))
        return "unknown" if handed & (BODY | {"request", "store.read", "signature.verify"}) else ""

    def records_delivery(self, call: Call) -> bool:
        """Writing down that a delivery came changes no order."""
        return mentions(call.path.rpartition(".")[0], DELIVERY_WORDS)

    def _is_local_value(self, call: Call, routine: Routine) -> bool:
        """`data.update(...)` on a dictionary of the function's own, or on a hash, changes nothing outside."""
        receiver = receiver_of(call)
        if receiver is None or call.path.endswith((".save", ".asave")):
            return False  # dictionaries and hashes cannot be saved; a form or a record made of what was sent can
        held = self.origins.of(receiver, routine)
        if held & (DIGESTS | {"request", "request.body.parsed", "request.part", "request.header", "literal", "http.request"}):
            return "store.read" not in held
        if isinstance(receiver, facts.Mapping | facts.Sequence | facts.Literal | facts.Template):
            return True
        if not isinstance(receiver, Name):
            return False
        if mentions(
            receiver.written.rpartition(".")[2],
            frozenset({"header", "payload", "param", "data", "context", "dict", "kwarg", "response", "digest", "result", "body"}),
        ):
            return True
        module = self.resolver.module(routine.path)
        bindings = module.bindings(routine).get(receiver.written, ()) if module else ()
        return any(_is_container(b.value) for b in bindings)

    # -- exits --

    def aborts(self, call: Call) -> bool:
        """Whether a call never comes back."""
        return "flow.abort" in self.roles.by(call)

    def swallows(self, call: Call) -> bool:
        """Whether a context manager hides exceptions."""
        return "error.swallow" in self.roles.by(call)

    def refuses(self, value: Expr) -> bool:
        """Whether a returned value is an answer of 400 or above."""
        return (self.status_of(value) or 0) >= 400

    def is_payload(self, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a value is what the sender sent, whole."""
        return bool(self.origins.of(value, routine, given) & {"request.body.raw", "request.body.parsed"})

    def goes_on(self, value: Expr, routine: Routine) -> bool:
        """Whether a returned value is the answer of the function that a decorator wraps: `return view(request)`."""
        if not isinstance(value, Call) or not isinstance(value.callee, Name):
            return False
        module = self.resolver.module(routine.path)
        outer = module.functions.get(routine.function.qualname.rpartition(".")[0]) if module else None
        return outer is not None and value.callee.written in (p.name for p in outer.function.parameters)

    def status_of(self, value: Expr) -> int | None:
        """The HTTP status of an answer, as far as it is written down."""
        match value:
            case facts.Sequence(items=(_, facts.Literal(value=int() as status), *_)):
                return status
            case Call():
                if "response.refuse" in self.roles.by(value):
                    return 400
                return _status(value.argument(None, "status", "status_code")) or self._positional_status(value)
        return None

    def _positional_status(self, call: Call) -> int | None:
        if "flow.abort" in self.roles.by(call):
            return _status(call.argument(0))
        if call.path.rpartition(".")[2] == "Response":
            return _status(call.argument(1))
        return None

    # -- following calls --

    def callee(self, call: Call, routine: Routine) -> Routine | None:
        """The repository's own function that a call runs; a constructor runs `__init__`."""
        found = self.resolver.callee(call, routine)
        if isinstance(found, ClassPlace):
            return self.resolver.member(found, "__init__")
        return found

    def bound(self, call: Call, callee: Routine, routine: Routine, given: Mapping[str, Tags]) -> dict[str, Tags]:
        """The origins of the callee's parameters at this call."""
        return self.origins.bind(call, callee, routine, given)


def _is_inherited(call: Call) -> bool:
    """`super().dispatch(request)`: the framework goes on from here."""
    return isinstance(call.callee, facts.Attribute) and isinstance(call.callee.base, Call) and call.callee.base.path == "super"


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


def _is_container(value: Expr | None) -> bool:
    return isinstance(value, facts.Mapping | facts.Sequence) or (
        isinstance(value, Call) and value.path in ("dict", "list", "set", "OrderedDict", "collections.OrderedDict")
    )


def _status(expr: Expr | None) -> int | None:
    match expr:
        case facts.Literal(value=int() as status) if 100 <= status < 600:
            return status
        case Name(path=path):
            digits = [word for word in words_of(path) if word.isdigit() and len(word) == 3]
            return int(digits[0]) if digits else None
    return None
