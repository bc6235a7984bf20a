"""Tests that are no programs: Gherkin's scenarios, and the requests of Postman and Bruno that hold tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golint.checks.operations.cases import Case
from golint.lazily import compiled
from golint.model import Span

_SCENARIO = compiled(
    r"^[ \t]*(?:Scenario(?: Outline| Template)?|Example|(?:Esquema del )?[Ee]scenario|(?:Esquema do )?Cenário):[ \t]*(\S[^\r\n]*)".encode(),
    re.MULTILINE,
)
_FEATURE = compiled(
    r"^[ \t]*(?:Feature|Característica|Funcionalidade|Funcionalidad|Rule|Regla|Regra):[ \t]*(\S[^\r\n]*)".encode(), re.MULTILINE
)
_BLOCK = compiled(rb"^[ \t]*(?:@|Scenario|Example|Escenario|Esquema|Cen\xc3\xa1rio|Feature|Rule|Regla|Regra|Background)", re.MULTILINE)
_STEP = compiled(rb"^[ \t]*(?:Then|And|But|Entonces|Y|Ent\xc3\xa3o|E|\*)[ \t]+\S", re.MULTILINE)
_TAGS = compiled(rb"(?:^[ \t]*(?:@[^\r\n]*|#[^\r\n]*)?\r?\n)*\Z", re.MULTILINE)
_SKIPPED = compiled(rb"@(?:skip|ignore|wip|pending|todo|disabled|manual)\b", re.IGNORECASE)
_REQUEST = compiled(rb'"name"\s*:\s*"((?:[^"\\]|\\.)+)"\s*,\s*"event"\s*:\s*\[')
_POSTMAN_TEST = compiled(rb"pm\.test\(")
_BRUNO_NAME = compiled(rb"^[ \t]*name:[ \t]*(\S[^\r\n]*)", re.MULTILINE)
_BRUNO_TEST = compiled(rb"^tests\s*\{[^}]*\btest\(|^assert\s*\{\s*\w", re.MULTILINE)


def stories(data: bytes) -> Iterator[Case]:
    """The scenarios of a Gherkin file that have something to check; those with a tag such as @wip do not run."""
    feature = _FEATURE.search(data)
    groups = (_text(feature[1]),) if feature else ()
    if feature and _SKIPPED.search(data, 0, feature.start()):
        return
    for match in _SCENARIO.finditer(data):
        following = _BLOCK.search(data, match.end())
        end = following.start() if following else len(data)
        tags = _TAGS.search(data[: match.start()])
        if _STEP.search(data, match.end(), end) and not (tags and _SKIPPED.search(tags[0])):
            yield Case(_text(match[1]), groups, Span(*match.span(1)), Span(match.start(), end), (), is_function=False)


def requests(data: bytes, path: str) -> Iterator[Case]:
    """The requests of a Postman collection, or of a Bruno file, that hold a test."""
    if path.endswith(".bru"):
        name = _BRUNO_NAME.search(data)
        if name and _BRUNO_TEST.search(data):
            yield Case(_text(name[1]), (), Span(*name.span(1)), Span(0, len(data)), (), is_function=False)
        return
    found = list(_REQUEST.finditer(data))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(data)
        if _POSTMAN_TEST.search(data, match.end(), end):
            yield Case(_text(match[1]), (), Span(*match.span(1)), Span(match.start(), end), (), is_function=False)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip()
