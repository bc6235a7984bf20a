"""The file of some tests: what it is about, and which topics its tests may show, told before it is parsed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog.evidence import Kind, Topic
from golint.catalog.phrases import bears, folded, says
from golint.catalog.words import only_one
from golint.checks.operations.hooks import takes_payment_webhooks
from golint.checks.operations.texts import methods, names_provider, providers
from golint.checks.operations.titles import titles
from golint.checks.operations.twice import may_repeat
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import words_of
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

_AFFIXES = compiled(r"(?i)(?:^|[._-])(?:tests?|specs?|e2e|cy|feature|integration|unit|it)(?=[._-]|$)|(?<=[a-z])(?:Tests?|Spec|IT)$")


class Tested(Struct, dict=True):
    """The file of some tests, and what it is about."""

    view: FileView
    kind: Kind

    def told(self, possible: Sequence[Topic]) -> tuple[Topic, ...]:
        """Those of some topics that a test of the file may show by what its tests are called; what that leaves out, the file need not be
        parsed for. Where no title can be told, all that the file says may be one."""
        return tuple(one for one in possible if self._may_show(one)) if possible and self.names else ()

    def wants(self, told: Sequence[Topic], text: str, around: Sequence[str]) -> bool:
        """Whether a test in a part of the file, with such names around it, may show one of these topics."""
        names = _called(self.view.language, text)
        if not names:
            return False
        said = "|".join(map(folded, (*names, *around, self.stem)))
        return any(self._is_said(one, said, text) and (not one.body or bears(text, one.body)) for one in told)

    def _may_show(self, topic: Topic) -> bool:
        """Whether a test may show a topic by some of the names that do not exclude it. All names together are asked first: seldom may they,
        and to sort them out takes longest."""
        without = (*topic.unless, *self.kind.unless)
        if says(self._said[-1], without) or not self._is_said(topic, "|".join(self._said), self.text):
            return False
        left = (name for name in self._said if not says(name, without))
        return self.names == (self.text,) or self._is_said(topic, "|".join(left), self.text)

    def _is_said(self, topic: Topic, names: str, text: str) -> bool:
        """Whether tests of such names may show a topic by its words, in a file that is about payments by its weak ones too, or by what
        stands in their text. What takes longest to tell is asked last."""
        if not (says(names, self.kind.context) or self._is_about(topic)):
            return False
        if says(names, topic.words) or (says(names, topic.weak) and self._is_about(topic)):
            return True
        if (not topic.acts or says(names, topic.acts)) and bears(text, topic.marks):
            return True
        return bool(topic.twice) and may_repeat(self.view.language, text, topic, names)

    def _is_about(self, topic: Topic) -> bool:
        """Whether the file is about payments, or for such a topic about their webhooks."""
        return self.is_about_payments or self.names_provider or (topic.hooked and self._is_hooked and takes_payment_webhooks(self.view))

    @cached_property
    def names(self) -> Sequence[str]:
        """What its tests and the groups of them may be called."""
        return _called(self.view.language, self.text)

    @cached_property
    def _said(self) -> tuple[str, ...]:
        return (*map(folded, self.names), folded(self.stem))

    @cached_property
    def _is_hooked(self) -> bool:
        return bool(words_of(" ".join((self.view.source.path, *self.names))) & HOOK_WORDS)

    @cached_property
    def text(self) -> str:
        """What stands in it."""
        return self.view.source.data.decode("utf-8", "replace")

    @cached_property
    def stem(self) -> str:
        """What its name says beside that it holds tests."""
        return _AFFIXES.sub(" ", self.view.source.path.rpartition("/")[2].partition(".")[0])

    @cached_property
    def names_provider(self) -> bool:
        """Whether it names a provider anywhere."""
        return names_provider(self.view, f"{self.view.source.path}\n{self.text}")

    @cached_property
    def is_about_payments(self) -> bool:
        """Whether its path says so."""
        return says(folded(self.view.source.path), self.kind.context)

    @cached_property
    def provider(self) -> str:
        """The only provider that it names more than once."""
        named = Counter(providers(self.view, self.text))
        often = {provider for provider, times in named.items() if times > 1} - self.methods
        return only_one(often, self.view.catalog.providers)

    @cached_property
    def methods(self) -> frozenset[str]:
        """The providers that go by the name of a way to pay, and that the file does not use themselves by a library, a host or a key."""
        return methods(self.view)


def _called(language: str, text: str) -> Sequence[str]:
    """What the tests of a text may be called; where that cannot be told, all that it says."""
    found = titles(language, text)
    return (text,) if found is None else found
