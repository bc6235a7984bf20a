"""What stands in front of a door, and whether it verifies the sender before the handler runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Definition, Resolver
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.doors.routes import Wrapper
from golint.dataflow.doors.subrouters import Subrouters
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.proof.aliases import Aliases
from golint.dataflow.proof.judge import Judge
from golint.dataflow.proof.walk import Prover
from golint.dataflow.vocabulary import CHECKING, PROOFS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

PROVIDING = frozenset({
    "get", "provide", "inject", "make", "build", "log", "count", "time", "timed", "cache", "trace", "metric", "db", "session", "settings",
    "service",
})  # fmt: skip
GUARDING = frozenset({
    "auth", "user", "token", "permission", "allow", "allowed", "only", "secure", "guard", "protect", "protected", "require", "required",
})  # fmt: skip


class Guards:
    """Judges the decorators, dependencies, permissions, base classes and middlewares around the doors of one module. `headers` are those by
    which senders are told."""

    def __init__(
        self, module: Module, resolver: Resolver, judge: Judge, prover: Prover, language: Language, headers: Collection[str]
    ) -> None:
        self._module = module
        self._resolver = resolver
        self._judge = judge
        self._prover = prover
        self._language = language
        self._headers = headers
        self._aliases = Aliases(resolver, language)
        self._subrouters = Subrouters(resolver, language.roles)
        self._aliased: dict[str, tuple[Definition, ...]] = {}  # a table of aliases is looked for in many files
        self._verifying: dict[Routine, tuple[Routine, ...]] = {}

    def verify(self, handler: Handler) -> bool:
        """Whether a decorator, a dependency, a permission, a base class or a middleware verifies the sender before the handler runs."""
        if any(self._is_trusted(w.expr, w.place) for w in handler.wrappers) or self.verifying(handler):
            return True
        return self._plays_tree and any(self._comes_verified(handler.routine, scope) for scope in self._branches(handler.routine))

    @cached_property
    def _plays_tree(self) -> bool:
        return self._language.roles.plays("route.tree")

    def _branches(self, routine: Routine) -> Iterator[Routine]:
        """The branches of a tree of routes that a door is written in, the innermost first: `r.on "hooks" do ... end`."""
        scope = self._module.around(routine)
        while scope is not None and scope.start >= 0:
            call = self._module.handed.get(scope.start)
            if call is not None and "route.tree" in self._language.roles.by(call):
                yield scope
            scope = self._module.around(scope)

    def _comes_verified(self, door: Routine, branch: Routine) -> bool:
        """Whether all that a door does is done behind a check of a branch around it."""
        told = self._prover.summary(branch)
        inside = [effect for effect in told.all_effects if effect.span in door.function.span]
        return bool(inside) and not any(effect.span in door.function.span for effect in told.effects)

    def verifying(self, handler: Handler) -> tuple[Routine, ...]:
        """The routines among them that verify, the repository's own."""
        if handler.routine not in self._verifying:
            self._verifying[handler.routine] = tuple(self._found_verifying(handler))
        return self._verifying[handler.routine]

    def verifies(self, wrapper: Wrapper) -> bool:
        """Whether one of them does, or says that it does."""
        if self._is_trusted(wrapper.expr, wrapper.place):
            return True
        return any(True for found in self._meant(wrapper.expr, wrapper.place) for _ in self._guarding(found))

    def _found_verifying(self, handler: Handler) -> Iterator[Routine]:
        for wrapper in handler.wrappers:
            for found in self._meant(wrapper.expr, wrapper.place):
                yield from self._guarding(found)
        yield from self._base_guards(handler.routine)
        yield from self._hooked_before()
        yield from self._middleware_guards()

    def in_front(self, handler: Handler) -> Iterator[Routine]:
        """The repository's own routines that run before a door, whatever they are for, with the closures inside them."""
        for wrapper in handler.before:
            for found in self._meant(wrapper.expr, wrapper.place):
                methods = self._deciding(found) if isinstance(found, ClassPlace) else (found,)
                yield from (inner for method in methods for inner in (method, *self._inside(method)))
        if handler.routine.owner is not None:
            place = ClassPlace(handler.routine.path, handler.routine.owner)
            yield from (method for name in self._language.guards if (method := self._resolver.member(place, name)))
        yield from self._middlewares(b"addr", b"ip")

    def _deciding(self, place: ClassPlace) -> Iterator[Routine]:
        methods = (self._resolver.member(place, name) for name in (*self._language.guard_methods, "__call__", "__init__"))
        yield from (method for method in methods if method)

    def _inside(self, routine: Routine) -> list[Routine]:
        module = self._resolver.module(routine.path)
        span = routine.function.span
        return [r for r in module.routines if span.start < r.function.span.start < span.end] if module else []

    def unknown(self, handler: Handler) -> tuple[Expr, ...]:
        """What stands in front of a door, outside the repository, and may be a guard."""
        unseen = (w for w in handler.wrappers if not self._meant(w.expr, w.place) and _may_guard(w.expr))
        unseen = (w for w in unseen if last_of(w.expr) not in self._language.signed_in)
        return tuple(w.expr for w in unseen if not self._subrouters.only_route(w))

    def _is_trusted(self, wrapper: Expr, routine: Routine) -> bool:
        """Whether what stands outside the repository says by its name that it verifies: it is believed."""
        if self._meant(wrapper, routine):
            return False
        path = wrapper.path if isinstance(wrapper, Name | Call | facts.Attribute) else text_of(wrapper).replace(".", "_")
        proved = bool(self._judge.roles.of(path) & {"signature.verify", "route.verified"})
        return bool(path) and (proved or self._judge.sounds_like_a_check(path))

    def _meant(self, wrapper: Expr, routine: Routine) -> tuple[Definition, ...]:
        """What a guard is, by its name or by its alias."""
        if text := text_of(wrapper):
            if text not in self._aliased:
                self._aliased[text] = tuple(self._aliases.of(text, routine.path))
            return (*self._aliased[text], *self._called(text, wrapper, routine))
        found = self._resolver.definition(wrapper, routine)
        return (found,) if found is not None else ()

    def _called(self, text: str, wrapper: Expr, routine: Routine) -> Iterator[Definition]:
        """`"may_call"`, in languages where a text may name a function."""
        found = self._resolver.definition(Name(text, wrapper.span, text), routine) if self._language.callables else None
        if isinstance(found, Routine):
            yield found

    def _guarding(self, found: Definition) -> Iterator[Routine]:
        if isinstance(found, ClassPlace):
            yield from self._class_verifies(found)
        elif self._verifies(found):
            yield found
        else:
            yield from self._wraps_with_check(found)

    def _class_verifies(self, place: ClassPlace) -> Iterator[Routine]:
        yield from (method for method in self._deciding(place) if self._verifies(method))
        for inner in self._handed_up(place):
            if inner.definition is not place.definition:
                yield from self._class_verifies(inner)

    def _handed_up(self, place: ClassPlace) -> Iterator[ClassPlace]:
        """The classes that a decorator's constructor hands to its base: `: base(typeof(SignatureFilter))`."""
        made = (self._resolver.member(place, name) for name in self._language.constructors)
        for constructor in (found for found in made if found):
            for call in (n for n in constructor.calls if n.path == "super"):
                named = (a.value for a in call.arguments if isinstance(a.value, Name) and a.value.path.endswith(".class"))
                found = (self._resolver.definition(name, constructor) for name in named)
                yield from (inner for inner in found if isinstance(inner, ClassPlace))

    def _verifies(self, routine: Routine) -> bool:
        return bool(self._prover.summary(routine, guard=self._language.halts).checks)

    def _wraps_with_check(self, decorator: Routine) -> Iterator[Routine]:
        """A decorator whose inner function checks before it calls the decorated one."""
        yield from (r for r in self._inside(decorator) if self._verifies(r))

    def _base_guards(self, routine: Routine) -> Iterator[Routine]:
        if routine.owner is None:
            return
        place = ClassPlace(routine.path, routine.owner)
        methods = (self._resolver.member(place, name) for name in self._language.guards)
        yield from (method for method in methods if method and method != routine and self._verifies(method))

    def _hooked_before(self) -> Iterator[Routine]:
        """`@app.before_request` functions of the same file."""
        for other in self._module.routines:
            names = [d.path for d in other.function.decorators if isinstance(d, Name | Call)]
            if any(name.endswith(("before_request", "middleware")) for name in names) and self._verifies(other):
                yield other

    def _middleware_guards(self) -> Iterator[Routine]:
        """Classes of the repository that stand in front of every request and verify a signature in it, or, where no route names them, the
        token that a provider sends along. A header of one word, `DIGEST`, says too little: files that hash hold it."""
        sent = (header.encode() for header in sorted(self._headers) if "-" in header and self._language.typed)
        told = (b"signature", *(way for header in sent for way in (header, header.replace(b"-", b"_"))))
        yield from (routine for routine in self._middlewares(*told) if self._verifies(routine))

    def _middlewares(self, *told: bytes) -> Iterator[Routine]:
        """The methods by which classes run that stand in front of every request, those of files that hold one of the words."""
        files = self._resolver.files
        paths = {path for word in ("middleware", *self._language.middleware_bases) for path in files.mentioning(word, self._module.path)}
        modules = files.modules(path for path in sorted(paths) if files.holds(path, told))
        yield from (routine for module in modules for routine in module.routines if self._is_middleware(routine))

    def _is_middleware(self, routine: Routine) -> bool:
        if routine.owner is None or routine.function.name not in self._language.middleware_methods:
            return False
        return "iddleware" in routine.owner.name or any(last_of(b) in self._language.middleware_bases for b in routine.owner.bases)


def _may_guard(wrapper: Expr) -> bool:
    if isinstance(wrapper, Name | Call | facts.Attribute):
        return not _only_provides(wrapper.path)
    return bool(text_of(wrapper))


def _only_provides(path: str) -> bool:
    """Whether a name says that it hands something over or looks on: `get_db`, `log_calls`."""
    words = words_of(path.rpartition(".")[2])
    return bool(words & PROVIDING) and not words & (CHECKING | PROOFS | GUARDING)
