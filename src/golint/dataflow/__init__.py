"""The questions that a check may ask of a program: what a call means, where a value came from, which doors there are, what is proved on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.fields import FieldReader
from golint.dataflow.handlers import Handler, Handlers, hook_words
from golint.dataflow.judge import Judge
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.money import Money, MoneyCalls
from golint.dataflow.origins import BODY, Origins, Tags
from golint.dataflow.proof import PROVED, Prover, Summary
from golint.dataflow.resolve import Resolver
from golint.dataflow.texts import Texts
from golint.dataflow.vocabulary import CHECKING, HOOK_WORDS, MAYBE_HOOK_WORDS, PAYMENT_WORDS, PROOFS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.view import FileView

PROVIDING = frozenset({
    "get", "provide", "inject", "make", "build", "log", "count", "time", "timed", "cache", "trace", "metric", "db", "session", "settings", "service",
})  # fmt: skip
GUARDING = frozenset({
    "auth", "user", "token", "permission", "allow", "allowed", "only", "secure", "guard", "protect", "protected", "require", "required",
})  # fmt: skip


class Flow:
    """One file's program with its project around it. Everything is answered lazily and remembered."""

    def __init__(self, view: FileView) -> None:
        self._view = view
        self.language: Language = view.catalog.language(view.language)
        self.roles = self.language.roles
        self.resolver = view.project.derived(Resolver)
        found = self.resolver.module(view.source.path)
        self.module: Module = found if found is not None else Module(view.source.path, view.program or facts.Program(view.language, ()))
        self.origins = Origins(self.resolver, self.language)
        self.judge = Judge(self.resolver, self.origins, self.roles)
        self.prover = Prover(self.judge)
        self.texts = Texts(self.resolver)
        self.fields = FieldReader(self.resolver, self.texts)

    # -- values --

    def roles_of(self, call: Call) -> frozenset[str]:
        """The roles of a call's path."""
        return self.roles.by(call)

    def origin(self, expr: Expr | None, routine: Routine, given: Mapping[str, Tags] | None = None) -> Tags:
        """Where a value may come from."""
        return self.origins.of(expr, routine, given)

    def routine_at(self, offset: int) -> Routine:
        """The innermost function around a byte offset; the module's own body outside any."""
        return self.module.enclosing(offset)

    def symbol(self, routine: Routine) -> str:
        """The name by which a finding tells the function that it stands in; "" outside any."""
        return routine.function.qualname if routine.start >= 0 else ""

    def calls(self, role: str) -> list[Call]:
        """The file's calls that play a role."""
        return [call for call in self.module.calls if role in self.roles.by(call)]

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """The calls of this file that move money."""
        return self.money_calls.found

    def money_in(self, routine: Routine) -> tuple[Money, ...]:
        """The money calls of a function, of another file too."""
        if routine.path != self.module.path and routine.path not in self._elsewhere:
            other = self._view.sibling(routine.path)
            self._elsewhere[routine.path] = other.flow.money if other is not None and other.program is not None else ()
        found = self._elsewhere.get(routine.path, self.money)
        return tuple(money for money in found if money.routine == routine)

    @cached_property
    def _elsewhere(self) -> dict[str, tuple[Money, ...]]:
        return {}

    @cached_property
    def money_calls(self) -> MoneyCalls:
        """How requests of this file are judged."""
        return MoneyCalls(self.module, self.roles, self.texts, tuple(self._view.catalog.providers.values()), self.providers)

    def is_payment_code(self, routine: Routine) -> bool:
        """Whether a function stands in code about payments: its file names a provider, or its path or own name says so."""
        owner = routine.owner.name if routine.owner else ""
        return bool(self.providers) or bool(words_of(f"{routine.path} {routine.function.qualname} {owner}") & PAYMENT_WORDS)

    # -- doors --

    @cached_property
    def handlers(self) -> tuple[Handler, ...]:
        """The routines of this file that answer requests."""
        return tuple(Handlers(self.module, self.resolver, self.origins, self.language).all())

    @cached_property
    def webhooks(self) -> tuple[Handler, ...]:
        """The handlers that take a provider's calls about payments."""
        return tuple(handler for handler in self.handlers if not handler.signed_in and self._takes_webhooks(handler))

    def _takes_webhooks(self, handler: Handler) -> bool:
        words = hook_words(handler)
        if not self.reads_body(handler) or not self.is_about_payments(handler):
            return False
        if words & HOOK_WORDS or self._reads_signature_header(handler):
            return True
        if handler.public:
            words |= words_of(" ".join(_texts_of(handler)))
        return bool(words & MAYBE_HOOK_WORDS) or self._opens_itself(handler)

    def _opens_itself(self, handler: Handler) -> bool:
        """A view that asks nobody who he is, `authentication_classes = []`, and says that it takes a webhook."""
        owner = handler.routine.owner
        if owner is None or not words_of(" ".join(_texts_of(handler))) & HOOK_WORDS:
            return False
        assigned = (s for s in owner.body if isinstance(s, facts.Assign) and isinstance(s.value, facts.Sequence) and not s.value.items)
        return any(isinstance(t, Name) and t.written in self.language.guard_attributes for s in assigned for t in s.targets)

    def is_about_payments(self, handler: Handler) -> bool:
        """Whether a provider or the words of payments occur in the handler's file or own code."""
        if self.providers or (hook_words(handler) | words_of(handler.routine.path)) & PAYMENT_WORDS:
            return True
        names = " ".join(n.written for n in facts.walk(handler.routine.function.body) if isinstance(n, Name))
        return bool(words_of(names) & PAYMENT_WORDS)

    @cached_property
    def providers(self) -> tuple[str, ...]:
        """The providers that the file names, most often named first."""
        lowered = self._view.source.data.lower()
        counted = {
            provider.id: sum(lowered.count(word.encode()) for word in provider.words) for provider in self._view.catalog.providers.values()
        }
        return tuple(sorted((p for p, count in counted.items() if count), key=lambda p: -counted[p]))

    @property
    def provider(self) -> str | None:
        """The provider that the file is about: the only one named, or the one named by far the most."""
        return self.providers[0] if self.providers else None

    def reads_body(self, handler: Handler) -> bool:
        """Whether the handler, a function that it hands the request to, or one in front of it reads what was sent."""
        if self._reads(handler.routine, 3, set()):
            return True
        before = (self.resolver.definition(wrapper.expr, wrapper.place) for wrapper in handler.wrappers)
        return any(isinstance(found, Routine) and self._reads(found, 3, set()) for found in before)

    def _reads(self, routine: Routine, hops: int, seen: set[Routine]) -> bool:
        if routine in seen or hops == 0:
            return False
        seen.add(routine)
        for node in facts.walk(routine.function.body):
            if isinstance(node, Name | Call) and self.roles.by(node) & BODY:
                return True
            if isinstance(node, facts.Attribute) and self.roles.by(node) & BODY:
                return True
            if isinstance(node, Call):
                if "value.part" in self.roles.by(node) and self.roles.of(node.path.rpartition(".")[0]) & BODY:
                    return True  # `request.data.get("id")`
                callee = self.judge.callee(node, routine)
                if callee is not None and self._reads(callee, hops - 1, seen):
                    return True
                if callee is None and self._hands_request_on(node, routine):
                    return True
        return any(self.origins.is_body_parameter(parameter, routine) for parameter in routine.function.parameters)

    def _hands_request_on(self, call: Call, routine: Routine) -> bool:
        """Whether a function outside the repository is given the whole request: it may read what it likes."""
        handed = (a.value for a in call.arguments if isinstance(a.value, Name))
        return not self.roles.by(call) and any("request" in self.origin(value, routine) for value in handed)

    def _reads_signature_header(self, handler: Handler) -> bool:
        named = {h.lower().removeprefix("http_") for p in self._view.catalog.providers.values() for w in p.webhooks for h in w.headers}
        headers = named - {"authorization", "x-api-key"}  # these are sent to providers more often than read from them
        for node in facts.walk(handler.routine.function.body):
            if isinstance(node, facts.Literal) and isinstance(node.value, str):
                if node.value.lower().removeprefix("http_").replace("_", "-") in headers:
                    return True
        return False

    # -- proof --

    def proof(self, handler: Handler) -> Summary:
        """What is proved and done behind a door, the guards in front of it counted in."""
        guarded = self.guarded(handler)
        return self.prover.summary(handler.routine, {}, verified=guarded)

    def guarded(self, handler: Handler) -> bool:
        """Whether a decorator, a dependency, a permission, a base class or a middleware verifies the sender before the handler runs."""
        if any(self._guards(wrapper.expr, wrapper.place) for wrapper in handler.wrappers):
            return True
        return self._base_guards(handler.routine) or self._hooked_before(handler.routine) or self._middleware_guards(handler)

    def unknown_wrappers(self, handler: Handler) -> tuple[Expr, ...]:
        """What stands in front of a door, outside the repository, and may be a guard."""
        unseen = (w.expr for w in handler.wrappers if self.resolver.definition(w.expr, w.place) is None)
        return tuple(w for w in unseen if isinstance(w, Name | Call | facts.Attribute) and not _only_provides(w.path))

    def _guards(self, wrapper: Expr, routine: Routine) -> bool:
        found = self.resolver.definition(wrapper, routine)
        if isinstance(found, ClassPlace):
            methods = (self.resolver.member(found, name) for name in (*self.language.guard_methods, "__call__", "__init__"))
            return any(self._verifies(method) for method in methods if method)
        if isinstance(found, Routine):
            return self._verifies(found) or self._wraps_with_check(found)
        path = wrapper.path if isinstance(wrapper, Name | Call | facts.Attribute) else ""
        return bool(path) and self.judge.sounds_like_a_check(path)

    def _verifies(self, routine: Routine) -> bool:
        return bool(self.prover.summary(routine).checks)

    def _wraps_with_check(self, decorator: Routine) -> bool:
        """A decorator whose inner function checks before it calls the decorated one."""
        module = self.resolver.module(decorator.path)
        span = decorator.function.span
        inner = [r for r in module.routines if span.start < r.function.span.start < span.end] if module else []
        return any(self._verifies(r) for r in inner)

    def _base_guards(self, routine: Routine) -> bool:
        if routine.owner is None:
            return False
        place = ClassPlace(routine.path, routine.owner)
        methods = (self.resolver.member(place, name) for name in self.language.guards)
        return any(self._verifies(method) for method in methods if method and method != routine)

    def _hooked_before(self, routine: Routine) -> bool:
        """`@app.before_request` functions of the same file."""
        for other in self.module.routines:
            names = [d.path for d in other.function.decorators if isinstance(d, Name | Call)]
            if any(name.endswith(("before_request", "middleware")) for name in names) and self._verifies(other):
                return True
        return False

    def _middleware_guards(self, handler: Handler) -> bool:
        """Classes of the repository that stand in front of every request and verify a signature in it."""
        for path in self.resolver.mentioning("middleware"):
            module = self.resolver.module(path)
            if module is None or b"signature" not in (self._view.project.read(path) or b"").lower():
                continue
            for routine in module.routines:
                if routine.owner and routine.function.name in self.language.middleware_methods and "iddleware" in routine.owner.name and self._verifies(routine):
                    return True
        return False


def _only_provides(path: str) -> bool:
    """Whether a name says that it hands something over or looks on: `get_db`, `log_calls`."""
    words = words_of(path.rpartition(".")[2])
    return bool(words & PROVIDING) and not words & (CHECKING | PROOFS | GUARDING)


def _texts_of(handler: Handler) -> Iterator[str]:
    """What a door says of itself: its docstring, its class's, and the keys that it reads."""
    body = handler.routine.function.body
    for block in (body, handler.routine.owner.body if handler.routine.owner else ()):
        if block and isinstance(block[0], facts.Evaluate) and isinstance(block[0].value, facts.Literal):
            yield str(block[0].value.value)
    for node in facts.walk(body):
        if isinstance(node, facts.Index) and isinstance(node.key, facts.Literal):
            yield str(node.key.value)


__all__ = ["PROVED", "Flow", "Handler", "Routine"]
