"""Which scenarios of payments the tests of a file walk through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.catalog.evidence import Kind, Topic
from golint.catalog.phrases import folded, marked, says
from golint.catalog.words import only_one
from golint.checks.operations.cases import Case, cases
from golint.checks.operations.hooks import is_others, takes_payment_webhooks
from golint.checks.operations.suites import requests, stories
from golint.checks.operations.texts import evidence, methods, names_provider, providers, uncommented
from golint.context.names import globs
from golint.dataflow.names import last_of
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Assign, Call, Evaluate, Expr, Loop, Node, Return
from golint.lazily import compiled
from golint.model import Observation, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_AFFIXES = compiled(r"(?i)(?:^|[._-])(?:tests?|specs?|e2e|cy|feature|integration|unit|it)(?=[._-]|$)|(?<=[a-z])(?:Tests?|Spec|IT)$")
_PYTHON_NAMES = compiled(r"^[ \t]*(?:async[ \t]+)?(?:def[ \t]+(?=test)|class[ \t]+)\w+", re.MULTILINE)
_TWICE = compiled(r"\brange\(\s*[2-9]\s*\)|\b[2-9]\.times\b|\btimes\(\s*[2-9]\b|<=?\s*[1-9]\s*;")


def observe(view: FileView) -> Iterator[Observation]:
    """For each scenario, the test of the file that says best that it walks through it; one for each provider that the tests name."""
    kind = view.catalog.evidence.get("test")
    if kind is None or globs(kind.not_paths).search(f"/{view.source.path.lower()}"):
        return
    best: dict[tuple[str, str], tuple[int, Case]] = {}
    file = _File(view)
    for case, text in _cases(view, kind):
        seen = _Seen(view, kind, case, text, file)
        for topic in kind.topics.values():
            if (rank := seen.rank(topic)) is not None:
                key = (topic.id, seen.provider)
                best[key] = min(best.get(key, (rank, case)), (rank, case), key=lambda pair: pair[0])
    for (topic_id, provider), (_, case) in best.items():
        yield evidence(view, kind.id, topic_id, case.place, case.label, provider)


def _cases(view: FileView, kind: Kind) -> Iterator[tuple[Case, bytes]]:
    """The tests of a file, each with the file's text, its comments blanked out."""
    path = view.source.path.lower()
    if path.endswith(".feature"):
        yield from ((case, view.source.data) for case in stories(view.source.data))
    elif path.endswith((".bru", ".postman_collection.json")) or (view.language == "json" and b'"pm.test(' in view.source.data):
        yield from ((case, view.source.data) for case in requests(view.source.data, path))
    elif view.stage is Stage.TEST and _speaks(view, kind) and (program := view.program) is not None:
        text = uncommented(view.source.data, program.comments)
        yield from ((case, text) for case in cases(program))


def _speaks(view: FileView, kind: Kind) -> bool:
    """Whether it is worth while to read a file: its text, or the names of its tests where those are plain to see, may show a scenario."""
    text = view.source.data.decode("utf-8", "replace")
    seen = " ".join(_PYTHON_NAMES.findall(text)) if view.language == "python" else text
    names = folded(f"{view.source.path} {seen}")
    if not (says(names, kind.context) or names_provider(view, f"{view.source.path}\n{text}") or _tests_webhooks(view, names)):
        return False
    return any(says(names, topic.words + topic.weak) or marked(text, topic.marks) is not None for topic in kind.topics.values())


def _tests_webhooks(view: FileView, names: str) -> bool:
    """Whether a test is named after webhooks, and those of the shop are about payments."""
    return bool(words_of(names) & HOOK_WORDS) and not is_others(names) and takes_payment_webhooks(view)


class _File(Struct, dict=True):
    """The file of some tests, and which provider it is about."""

    view: FileView

    @cached_property
    def provider(self) -> str:
        """The only provider that it names more than once."""
        named = Counter(providers(self.view, self.view.source.data.decode("utf-8", "replace")))
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
        stem = _AFFIXES.sub(" ", self.view.source.path.rpartition("/")[2].partition(".")[0])
        groups = self.case.groups
        name = folded(self.case.name)
        return (name, "|".join((*map(folded, groups[-1:]), name)), "|".join((folded(stem), *map(folded, groups), name)))

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
        if says(folded(self.view.source.path), self.kind.context):
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
        return marked(self.text, topic.marks) is not None and (not topic.acts or says(self.names[1], topic.acts))

    def _repeats(self, topic: Topic) -> bool:
        """Whether the body sends one thing twice, to what takes webhooks."""
        if not topic.twice or not says(self.names[-1] + folded(self.text), topic.about):
            return False
        sent: set[str] = set()
        for node in facts.walk(self.case.body):
            if _TWICE.search(self._of(_head(node))):
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
