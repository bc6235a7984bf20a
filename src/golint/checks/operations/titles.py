"""What the tests of a file may be called, told from its text: to learn that none is about payments, it need not be parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from golint.checks.operations.cases import GROUPS, TESTS
from golint.lazily import compiled

_PYTHON = compiled(r"\n[ \t]*(?:async[ \t]+)?(?:def[ \t]+(?=test)|class[ \t]+)(\w+)")
_WORDS = sorted(TESTS | GROUPS)
_CALLED = "|".join(_WORDS)
# A call that may be a test, up to its first argument. What another step makes of it may be called once more: `it.each(rows)("...", run)`.
_SCRIPT = compiled(rf"[^\w$](?:{_CALLED})(?![\w$])(?:\s*\??\.\s*(?P<step>[\w$]+))*\s*(?P<opening>[(`<])")
_SCRIPT_CLASS = compiled(r"\Wclass\b(?:[ \t]+((?!extends\b)[\w$]+))?")
_SCRIPT_DECORATED = compiled(r"@(?:Test|Fact|Theory|Property)")
_LAST = frozenset({
    *TESTS, *GROUPS, "only", "skip", "todo", "fixme", "fails", "failing", "concurrent", "sequential", "serial", "parallel", "step", "use",
    "beforeEach", "afterEach", "beforeAll", "afterAll",
})  # fmt: skip
_RUBY = compiled(rf"[^\w@$:](?:{_CALLED})(?![\w?!])(?:&?\.\w+[?!]?)*(?:\(\s*|[ \t]+(?=[\"'%@$\[:<\w-]))")
_RUBY_DEFINED = compiled(r"\W(?:def|class|module)[ \t]+(?:self\.)?")
# A first argument that is a title and nothing else, with its holes.
_SCRIPT_TITLE = compiled(
    r"""\s*(?:"(?P<double>(?:[^"\\\n]|\\\W)*)"|'(?P<single>(?:[^'\\\n]|\\\W)*)'|`(?P<template>(?:[^`\\$]|\\\W|\$(?!\{)|\$\{[^{}`]*\})*)`"""
    r"""|(?P<path>[\w$.]+))\s*(?:,|\)(?!\s*\())"""
)
_RUBY_TITLE = compiled(
    r"""(?:"(?P<template>(?:[^"\\#\n]|\\\W|#(?!\{)|#\{[^{}"\n]*\})*)"|'(?P<single>(?:[^'\\\n]|\\\W)*)'|(?P<path>:?[A-Za-z_][\w:.]*[?!]?))"""
    r"""(?=[ \t]*(?:,|\)|\{|\bdo\b|[\r\n]|\Z))"""
)
_RUBY_NAME = compiled(r"(?:\w+::)*(?P<path>\w+[?!]?)")
# A first argument that is no title: a function, a call, in Ruby also what is English.
_SCRIPT_OTHER = compiled(r"\s*(?:async\b|function\b|\([^()]*\)\s*(?::[\w<>\[\]. |]+)?=>|[\w$.]+\()")
_RUBY_OTHER = compiled(r"\w")
_HOLE = compiled(r"[$#]\{([^{}]*)\}")


def titles(language: str, text: str) -> Sequence[str] | None:
    """What the tests of a file and the groups around them may be called; None where that cannot be told."""
    below = f"\n{text}"
    match language:
        case "python":
            return _PYTHON.findall(below)
        case "javascript" | "jsx" | "typescript" | "tsx":
            return None if _SCRIPT_DECORATED.search(below) else _whole(_of_script(below))
        case "ruby":
            return _whole(_of_ruby(below))
    return None


def _each(words: Iterable[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The places that a pattern, which begins with any character and one of some words, matches. To find the words first is twice as quick
    as to look for the pattern."""
    for word in [word for word in words if word in text]:
        at = text.find(word, 1)
        while at > 0:
            if match := pattern.match(text, at - 1):
                yield match
            at = text.find(word, at + 1)


def _whole(found: Iterator[str | None]) -> Sequence[str] | None:
    told: dict[str, None] = {}
    for title in found:
        if title is None:
            return None
        told[title] = None
    return tuple(told)


def _of_script(text: str) -> Iterator[str | None]:
    yield from (match[1] or "" for match in _each(("class",), _SCRIPT_CLASS, text))
    for match in _each(_WORDS, _SCRIPT, text):
        if match["opening"] != "(" or match["step"] not in (None, *_LAST):
            yield None
        elif not _SCRIPT_OTHER.match(text, match.end()):
            yield _said(_SCRIPT_TITLE.match(text, match.end()))


def _of_ruby(text: str) -> Iterator[str | None]:
    for match in _each(("def", "class", "module"), _RUBY_DEFINED, text):
        yield from _titled(_RUBY_NAME, text, match.end())
    for match in _each(_WORDS, _RUBY, text):
        yield from _titled(_RUBY_TITLE, text, match.end())


def _titled(title: re.Pattern[str], text: str, at: int) -> Iterator[str | None]:
    found = title.match(text, at)
    if found is not None or not _RUBY_OTHER.match(text, at):
        yield _said(found)


def _said(title: re.Match[str] | None) -> str | None:
    """A title as it is read: a hole says nothing, unless it is all there is."""
    if title is None:
        return None
    text = title[title.lastgroup or 0]
    whole = _HOLE.fullmatch(text)
    if title.lastgroup != "template":
        return text
    return whole[1] if whole else _HOLE.sub("", text)
