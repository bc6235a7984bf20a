"""What stands in front of a door, and whether it verifies the sender before the handler runs."""

from __future__ import annotations

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.handlers import Handler
from golint.dataflow.judge import Judge
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.proof import Prover
from golint.dataflow.resolve import Resolver
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
    """Judges the decorators, dependencies, permissions, base classes and middlewares around the doors of one module."""

    def __init__(self, module: Module, resolver: Resolver, judge: Judge, prover: Prover, language: Language) -> None:
        self._module = module
        self._resolver = resolver
        self._judge = judge
        self._prover = prover
        self._language = language

    def verify(self, handler: Handler) -> bool:
        """Whether a decorator, a dependency, a permission, a base class or a middleware verifies the sender before the handler runs."""
        if any(self._guards(wrapper.expr, wrapper.place) for wrapper in handler.wrappers):
            return True
        return self._base_guards(handler.routine) or self._hooked_before() or self._middleware_guards()

    def unknown(self, handler: Handler) -> tuple[Expr, ...]:
        """What stands in front of a door, outside the repository, and may be a guard."""
        unseen = (w.expr for w in handler.wrappers if self._resolver.definition(w.expr, w.place) is None)
        return tuple(w for w in unseen if isinstance(w, Name | Call | facts.Attribute) and not _only_provides(w.path))

    def _guards(self, wrapper: Expr, routine: Routine) -> bool:
        found = self._resolver.definition(wrapper, routine)
        if isinstance(found, ClassPlace):
            methods = (self._resolver.member(found, name) for name in (*self._language.guard_methods, "__call__", "__init__"))
            return any(self._verifies(method) for method in methods if method)
        if isinstance(found, Routine):
            return self._verifies(found) or self._wraps_with_check(found)
        path = wrapper.path if isinstance(wrapper, Name | Call | facts.Attribute) else ""
        return bool(path) and self._judge.sounds_like_a_check(path)

    def _verifies(self, routine: Routine) -> bool:
        return bool(self._prover.summary(routine).checks)

    def _wraps_with_check(self, decorator: Routine) -> bool:
        """A decorator whose inner function checks before it calls the decorated one."""
        module = self._resolver.module(decorator.path)
        span = decorator.function.span
        inner = [r for r in module.routines if span.start < r.function.span.start < span.end] if module else []
        return any(self._verifies(r) for r in inner)

    def _base_guards(self, routine: Routine) -> bool:
        if routine.owner is None:
            return False
        place = ClassPlace(routine.path, routine.owner)
        methods = (self._resolver.member(place, name) for name in self._language.guards)
        return any(self._verifies(method) for method in methods if method and method != routine)

    def _hooked_before(self) -> bool:
        """`@app.before_request` functions of the same file."""
        for other in self._module.routines:
            names = [d.path for d in other.function.decorators if isinstance(d, Name | Call)]
            if any(name.endswith(("before_request", "middleware")) for name in names) and self._verifies(other):
                return True
        return False

    def _middleware_guards(self) -> bool:
        """Classes of the repository that stand in front of every request and verify a signature in it."""
        files = self._resolver.files
        modules = (files.module(path) for path in files.mentioning("middleware") if files.holds(path, b"signature"))
        return any(self._is_middleware(routine) and self._verifies(routine) for module in modules if module for routine in module.routines)

    def _is_middleware(self, routine: Routine) -> bool:
        named = routine.owner is not None and "iddleware" in routine.owner.name
        return named and routine.function.name in self._language.middleware_methods


def _only_provides(path: str) -> bool:
    """Whether a name says that it hands something over or looks on: `get_db`, `log_calls`."""
    words = words_of(path.rpartition(".")[2])
    return bool(words & PROVIDING) and not words & (CHECKING | PROOFS | GUARDING)
