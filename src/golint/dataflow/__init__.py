"""The questions that a check may ask of a program.

What does a call mean, where did a value come from, which doors are there, what is proved on the way?
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.languages import Language
from golint.catalog.providers import Provider
from golint.dataflow.fields import FieldReader
from golint.dataflow.guards import Guards
from golint.dataflow.handlers import Handler, Handlers, hook_words
from golint.dataflow.judge import Judge
from golint.dataflow.modules import Module, Routine
from golint.dataflow.money import Money, MoneyCalls
from golint.dataflow.origins import Origins
from golint.dataflow.proof import Prover
from golint.dataflow.recognition import Recognition
from golint.dataflow.resolve import Resolver
from golint.dataflow.tags import Tags
from golint.dataflow.texts import Texts
from golint.dataflow.verdicts import Summary
from golint.dataflow.vocabulary import PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.view import FileView


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
        return tuple(
            handler
            for handler in self.handlers
            if not handler.signed_in and self.is_about_payments(handler) and self._recognition.takes_webhooks(handler)
        )

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

    @property
    def pack(self) -> Provider | None:
        """What golint knows of that provider."""
        return self._view.catalog.providers.get(self.provider or "")

    # -- proof --

    def proof(self, handler: Handler) -> Summary:
        """What is proved and done behind a door, the guards in front of it counted in."""
        return self.prover.summary(handler.routine, {}, verified=self._guards.verify(handler))

    def unknown_guards(self, handler: Handler) -> tuple[Expr, ...]:
        """What stands in front of a door, outside the repository, and may be a guard."""
        return self._guards.unknown(handler)

    @cached_property
    def _guards(self) -> Guards:
        return Guards(self.module, self.resolver, self.judge, self.prover, self.language)

    @cached_property
    def _recognition(self) -> Recognition:
        headers = {header.lower() for provider in self._view.catalog.providers.values() for w in provider.webhooks for header in w.headers}
        return Recognition(self.judge, self.origins, self.language, headers)


__all__ = ["Flow", "Handler", "Routine"]
