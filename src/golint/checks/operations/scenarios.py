"""Which scenarios of payments the tests of a file walk through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.catalog.evidence import Kind, Topic
from golint.catalog.phrases import folded, marked, says
from golint.catalog.words import only_one
from golint.checks.operations.cases import GROUPS, Case, cases
from golint.checks.operations.hooks import is_others, takes_payment_webhooks
from golint.checks.operations.possible import topics
from golint.checks.operations.suites import requests, stories
from golint.checks.operations.tested import Tested
from golint.checks.operations.texts import evidence, names_provider, providers, uncommented
from golint.checks.operations.twice import again
from golint.context.names import globs
from golint.dataflow.names import last_of
from golint.dataflow.vocabulary import HOOK_WORDS
from golint.dataflow.words import words_of
from golint.facts import Assign, Call, Evaluate, Expr, Loop, Node, Program, Return
from golint.frontends import PROGRAMS, excerpt, lower
from golint.model import Observation, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView


def observe(view: FileView) -> Iterator[Observation]:
    """For each scenario, the test of the file that says best that it walks through it; one for each provider that the tests name."""
    kind = view.catalog.evidence.get("test")
    if kind is None or globs(kind.not_paths).search(f"/{view.source.path.lower()}"):
        return
    possible = topics(view, kind) if _holds_tests(view) else ()
    file = Tested(view, kind)
    told = file.told(possible) if view.language in PROGRAMS else possible
    best: dict[tuple[str, str], tuple[int, Case]] = {}
    for case, text in _cases(file, told) if told else ():
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


def _cases(file: Tested, told: Sequence[Topic]) -> Iterator[tuple[Case, bytes]]:
    """The tests of a file that may show one of some topics, and others, each with the file's text, its comments blanked out."""
    view = file.view
    if _are_stories(view):
        yield from ((case, view.source.data) for case in stories(view.source.data))
    elif _are_requests(view):
        yield from ((case, view.source.data) for case in requests(view.source.data, view.source.path.lower()))
    elif (program := _program(file, told)) is not None:
        text = uncommented(view.source.data, program.comments)
        yield from ((case, text) for case in cases(program))


def _program(file: Tested, told: Sequence[Topic]) -> Program | None:
    """The program of a file, without the tests that show none of some topics where these could be cut out."""
    view = file.view
    if view.lowered is not None:
        return view.program
    part = excerpt(view.source.data, view.language, GROUPS, partial(_wants, file, told))
    found = lower(view.language, view.source.path, part) if part is not None else None
    return found if isinstance(found, Program) and not found.problem else view.program


def _wants(file: Tested, told: Sequence[Topic], text: bytes, heads: Sequence[bytes]) -> bool:
    return file.wants(told, text.decode(), [head.decode() for head in heads])


def _tests_webhooks(view: FileView, names: str) -> bool:
    """Whether a test is named after webhooks, and those of the shop are about payments."""
    return bool(words_of(names) & HOOK_WORDS) and not is_others(names) and takes_payment_webhooks(view)


class _Seen(Struct, dict=True):
    """One test and what it says."""

    view: FileView
    kind: Kind
    case: Case
    data: bytes
    file: Tested

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
