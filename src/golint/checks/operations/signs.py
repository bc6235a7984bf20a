"""Metrics, alert rules, load scripts, circuit breakers and rate limiters, known by the signs of the tools that they are written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from golint.catalog.evidence import Kind, Sign, Topic
from golint.catalog.phrases import folded, marked, says
from golint.checks.comments import is_comment
from golint.checks.operations.held import encoded, held
from golint.checks.operations.texts import by_byte, evidence, only_provider, speaks_of_payments
from golint.context.names import globs
from golint.frontends import PROGRAMS
from golint.model import Observation, Span

if TYPE_CHECKING:
    from golint.view import FileView

_LIMIT = 6_000  # characters that belong to one thing at most
_CLOSING = {"(": ")", "{": "}", "[": "]"}


def observe(view: FileView) -> Iterator[Observation]:
    """For each topic of each kind, the first thing in the file that shows it."""
    for kind in view.catalog.evidence.values():
        yield from _of_kind(view, kind)


def is_load_script(view: FileView) -> bool:
    """Whether a program is a load test, which is no part of the shop."""
    kind = view.catalog.evidence.get("load-test")
    return kind is not None and view.language in PROGRAMS and next(_of_kind(view, kind), None) is not None


def _of_kind(view: FileView, kind: Kind) -> Iterator[Observation]:
    path = f"/{view.source.path.lower()}"
    if not kind.signs or view.stage in kind.outside or globs(kind.not_paths).search(path):
        return
    told: set[str] = set()
    for sign in kind.signs:
        if _may_be_in(view, sign, path):
            yield from _shown(view, kind, sign, told)


def _may_be_in(view: FileView, sign: Sign, path: str) -> bool:
    if sign.words and not held(view).holds(encoded(sign.words)):
        return False
    return not sign.paths or globs(sign.paths).search(path)


def _shown(view: FileView, kind: Kind, sign: Sign, told: set[str]) -> Iterator[Observation]:
    text = view.own(by_byte)
    if not all(re.search(need, text, re.MULTILINE) for need in sign.needs):
        return
    if sign.payments and not speaks_of_payments(view, f"{view.source.path}\n{text}"):
        return
    for match in re.finditer(sign.pattern, text, re.MULTILINE):
        if _is_comment(view, match.start()):
            continue
        named = match.groupdict().get("name") or ""
        said = text[match.start() : _end(text, match.start(), sign.extent)].encode("latin-1").decode("utf-8", "replace")
        for topic in _topics(kind, sign, said, view.source.path):
            if topic not in told:
                told.add(topic)
                yield _observation(view, kind, topic, sign, match, named, said)


def _observation(view: FileView, kind: Kind, topic: str, sign: Sign, match: re.Match[str], named: str, said: str) -> Observation:
    start, end = match.span("name") if named else match.span()
    first = named or match[0]
    start += len(first) - len(first.lstrip())
    name = " ".join(named.encode("latin-1").decode("utf-8", "replace").split())
    return evidence(view, kind.id, topic, Span(start, end), sign.what.replace("{name}", name), only_provider(view, said, view.source.path))


def _topics(kind: Kind, sign: Sign, said: str, path: str) -> Iterator[str]:
    """The topics that a thing is about; "" where its kind has none."""
    if sign.topics or not kind.topics:
        yield from sign.topics or ("",)
        return
    words = folded(said)
    yield from (topic.id for topic in kind.topics.values() if _is_about(topic, kind, said, words, folded(path)))


def _is_about(topic: Topic, kind: Kind, said: str, words: str, path: str) -> bool:
    if says(words, topic.unless) or says(words, kind.unless):
        return False
    if topic.context and not says(words + path, topic.context):
        return False
    return says(words, topic.words) or marked(said, topic.marks) is not None


def _is_comment(view: FileView, at: int) -> bool:
    source = view.source
    if is_comment(source.data, source.line_span(source.line_number(at)).start):
        return True
    facts = view.facts
    return facts is not None and any(comment.span.start <= at < comment.span.end for comment in facts.comments)


def _end(text: str, start: int, extent: str) -> int:
    """Where a thing that begins at `start` ends."""
    match extent:
        case "file":
            return len(text)
        case "indent":
            return _end_of_indented(text, start)
        case "call":
            return _end_of_bracket(text, start, "(")
        case "braces":
            return _end_of_bracket(text, start, "{")
    return _line_end(text, start)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _end_of_bracket(text: str, start: int, opening: str) -> int:
    """Behind the bracket that closes the first opening one."""
    depth = 0
    for match in _brackets(opening).finditer(text, start, start + _LIMIT):
        depth += 1 if match[0] == opening else -1
        if depth <= 0:
            return match.end()
    return min(len(text), start + _LIMIT) if depth else _line_end(text, start)


@cache
def _brackets(opening: str) -> re.Pattern[str]:
    return re.compile(re.escape(opening) + "|" + re.escape(_CLOSING[opening]))


def _end_of_indented(text: str, start: int) -> int:
    """Before the first line that is not indented deeper than the first one."""
    first = text[start : _line_end(text, start)]
    while not first.strip() and start < len(text):
        start = _line_end(text, start) + 1
        first = text[start : _line_end(text, start)]
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start : _line_end(text, start)]
    depth = len(line) - len(line.lstrip(" "))
    at = _line_end(text, start) + 1
    while at < len(text) and at - start < _LIMIT:
        end = _line_end(text, at)
        line = text[at:end]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= depth:
            break
        at = end + 1
    return min(at, len(text))
