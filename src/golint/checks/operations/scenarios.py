"""Which scenarios of payments the tests of a file walk through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.catalog.evidence import Kind, Topic
from golint.catalog.phrases import bears, folded, marked, says
from golint.catalog.words import only_one
from golint.checks.operations.cases import Case, cases
from golint.checks.operations.hooks import is_others, takes_payment_webhooks
from golint.checks.operations.possible import topics
from golint.checks.operations.suites import requests, stories
from golint.checks.operations.texts import evidence, methods, names_provider, providers, uncommented
from golint.checks.operations.titles import titles
from golint.checks.operations.twice import again, may_repeat
from golint.context.names import globs
from golint.dataflow.names import last_of
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Assign, Call, Evaluate, Expr, Loop, Node, Return
from golint.frontends import PROGRAMS
from golint.lazily import compiled
from golint.model import Observation, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_AFFIXES = compiled(r"(?i)(?:^|[._-])(?:tests?|specs?|e2e|cy|feature|integration|unit|it)(?=[._-]|$)|(?<=[a-z])(?:Tests?|Spec|IT)$")


def observe(view: FileView) -> Iterator[Observation]:
    """For each scenario, the test of the file that says best that it walks through it; one for each provider that the tests name."""
    kind = view.catalog.evidence.get("test")
    if kind is None or globs(kind.not_paths).search(f"/{view.source.path.lower()}"):
        return
    possible = topics(view, kind) if _holds_tests(view) else ()
    file = _File(view, kind)
    told = file.told(possible) if view.language in PROGRAMS else possible
    best: dict[tuple[str, str], tuple[int, Case]] = {}
    for case, text in _cases(view) if told else ():
        seen = _Seen(view, kind, case, text, file)
        for topic in told:
            if (rank := seen.rank(topic)) is not None:
                key = (topic.id, seen.provider)
                best[key] = min(best.get(key, (rank, case)), (rank, case), key=lambda pair: pair[0])
    for (topic_id, provider), (_, case) in best.items():
        yield evidence(view, kind.id, topic_id, case.place, case.label, provider)


def _holds_tests(view: FileView) -> bool:
    """Whether a file may hold tests by what it is."""
    return view.stage is Stage.TEST if view.language in PROGRAMS else _are_stories(view) or _are_requests(view)


def _are_stories(view: FileView) -> bool:
    return view.source.path.lower().endswith(".feature")


def _are_requests(view: FileView) -> bool:
    ending = view.source.path.lower().endswith((".bru", ".postman_collection.json"))
    return ending or (view.language == "json" and b'"pm.test(' in view.source.data)


def _cases(view: FileView) -> Iterator[tuple[Case, bytes]]:
    """The tests of a file, each with the file's text, its comments blanked out."""
    if _are_stories(view):
        yield from ((case, view.source.data) for case in stories(view.source.data))
    elif _are_requests(view):
        yield from ((case, view.source.data) for case in requests(view.source.data, view.source.path.lower()))
    elif (program := view.program) is not None:
        text = uncommented(view.source.data, program.comments)
        yield from ((case, text) for case in cases(program))


def _tests_webhooks(view: FileView, names: str) -> bool:
    """Whether a test is named after webhooks, and those of the shop are about payments."""
    return bool(words_of(names) & HOOK_WORDS) and not is_others(names) and takes_payment_webhooks(view)


class _File(Struct, dict=True):
    """The file of some tests, and what it is about."""

    view: FileView
    kind: Kind

    def told(self, possible: Sequence[Topic]) -> tuple[Topic, ...]:
        """Those of some topics that a test of the file may show by what its tests are called; what that leaves out, the file need not be
        parsed for. Where no title can be told, all that the file says may be one."""
        if not possible:
            return ()
        found = titles(self.view.language, self.text)
        names = [self.text] if found is None else found
        if not names:
            return ()
        said = (*map(folded, names), folded(self.stem))
        hooked = bool(words_of(" ".join((self.view.source.path, *names))) & HOOK_WORDS)
        return tuple(one for one in possible if self._may_show(one, said, hooked=hooked, exact=found is not None))

    def _may_show(self, topic: Topic, said: Sequence[str], *, hooked: bool, exact: bool) -> bool:
        """Whether a test may show a topic by some of the names that do not exclude it. All names together are asked first: seldom may they,
        and to sort them out takes longest."""
        without = (*topic.unless, *self.kind.unless)
        if says(said[-1], without) or not self._is_said(topic, "|".join(said), hooked=hooked):
            return False
        return not exact or self._is_said(topic, "|".join(name for name in said if not says(name, without)), hooked=hooked)

    def _is_said(self, topic: Topic, names: str, *, hooked: bool) -> bool:
        """Whether tests of such names may show a topic by its words, in a file that is about payments by its weak ones too, or by their
        text. What takes longest to tell is asked last."""
        if not (says(names, self.kind.context) or self._is_about(topic, hooked=hooked)):
            return False
        if says(names, topic.words) or (says(names, topic.weak) and self._is_about(topic, hooked=hooked)):
            return True
        return self._is_marked(topic, names) or self._may_repeat(topic, names)

    def _is_about(self, topic: Topic, *, hooked: bool) -> bool:
        """Whether the file is about payments, or for such a topic about their webhooks."""
        return self.is_about_payments or self.names_provider or (topic.hooked and hooked and takes_payment_webhooks(self.view))

    def _is_marked(self, topic: Topic, names: str) -> bool:
        return (not topic.acts or says(names, topic.acts)) and bears(self.text, topic.marks)

    def _may_repeat(self, topic: Topic, names: str) -> bool:
        return bool(topic.twice) and may_repeat(self.view.language, self.text, topic, names)

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


class _Seen(Struct, dict=True):
    """One test and what it says."""

    view: FileView
    kind: Kind
    case: Case
    data: bytes
    file: _File

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its name, that with the name around it, and all names around it with the file's: what says most about it first."""
        groups = self.case.groups
        name = folded(self.case.name)
        return (name, "|".join((*map(folded, groups[-1:]), name)), "|".join((folded(self.file.stem), *map(folded, groups), name)))

    @cached_property
    def text(self) -> str:
        return self._of(self.case.span)

    @cached_property
    def inner(self) -> str:
        """What stands below its name."""
        return self._of(Span(min(self.case.place.end + 1, self.case.span.end), self.case.span.end))

    @cached_property
    def provider(self) -> str:
        """The provider that the test names, by its name sooner than by its body, else the only one that its file's path names or that the
        file names more than once; "" where that is a way to pay with others, or cannot be told."""
        for text in (self.case.name, " ".join(self.case.groups), self.text, self.view.source.path):
            named = set(providers(self.view, text))
            if left := named - self.file.methods if named else named:
                return only_one(left, self.view.catalog.providers)
        return "" if names_provider(self.view, self.text) else self.file.provider

    @cached_property
    def is_about_payments(self) -> bool:
        """Whether its path or a provider's name says so, which makes weak words strong."""
        if self.file.is_about_payments:
            return True
        return names_provider(self.view, f"{self.view.source.path}\n{' '.join((*self.case.groups, self.case.name))}\n{self.text}")

    @cached_property
    def is_about_our_webhooks(self) -> bool:
        """Whether it is named after webhooks, as its file may be, and nothing in it names another sender than a provider."""
        return _tests_webhooks(self.view, f"{self.view.source.path} {self.names[-1]}") and not is_others(self.text)

    def rank(self, topic: Topic) -> int | None:
        """How well the test shows a scenario: 0 best, None not at all."""
        rank = self._by_name(topic, topic.words)
        weak = self._by_name(topic, topic.weak) if rank is None else None
        rank = rank if rank is not None else weak
        if rank is None and (self._bears_mark(topic) or self._repeats(topic)):
            rank = len(self.names)
        if rank is None or says(self.names[-1], topic.unless) or says(self.names[-1], self.kind.unless):
            return None
        if topic.body and marked(self.inner, topic.body) is None:
            return None
        about = self.is_about_payments or (topic.hooked and self.is_about_our_webhooks)
        if not about and (weak is not None or not says(self.names[1], self.kind.context)):
            return None
        return rank

    def _by_name(self, topic: Topic, phrases: tuple[str, ...]) -> int | None:
        """Which of the names says so. Names far apart are held against plain phrases, and only where the topic allows it."""
        if says(self.names[0], phrases):
            return 0
        if says(self.names[1], phrases):
            return 1
        return 2 if topic.far and says(self.names[2], tuple(phrase for phrase in phrases if "&" not in phrase)) else None

    def _bears_mark(self, topic: Topic) -> bool:
        return (not topic.acts or says(self.names[1], topic.acts)) and marked(self.text, topic.marks) is not None

    def _repeats(self, topic: Topic) -> bool:
        """Whether the body sends one thing twice, to what takes webhooks."""
        if not topic.twice or not says(self.names[-1] + folded(self.text), topic.about):
            return False
        sent: set[str] = set()
        for node in facts.walk(self.case.body):
            if again(self._of(_head(node))):
                return any(isinstance(inner, Call) and _sends(inner, topic) for inner in facts.walk(node))
            if isinstance(node, Assign):
                sent = {text for text in sent if not any(_names(target, text) for target in node.targets)}
            if isinstance(node, Assign | Evaluate | Return) and (value := node.value) is not None:
                text = " ".join(self._of(value.span).split())
                if text in sent:
                    return True
                if any(isinstance(inner, Call) and _sends(inner, topic) for inner in facts.walk(value, into_functions=False)):
                    sent.add(text)
        return False

    def _of(self, span: Span) -> str:
        return self.data[span.start : span.end].decode("utf-8", "replace")


def _head(node: Node) -> Span:
    """The line of a loop that says how often; nothing of other nodes."""
    if isinstance(node, Loop) or (isinstance(node, Call) and last_of(node.callee) == "times"):
        return Span(node.span.start, min(node.span.end, node.span.start + 60))
    return Span(0, 0)


def _sends(call: Call, topic: Topic) -> bool:
    return bool(call.arguments) and says(folded(last_of(call.callee)), topic.twice)


def _names(target: Expr, text: str) -> bool:
    """Whether an assignment changes what a statement sends."""
    name = facts.trail(target).partition(".")[0]
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", text) is not None
