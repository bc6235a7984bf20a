"""The sections of a document: its headings, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from golint.lazily import compiled

_ATX = compiled(r"[ ]{0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
_ADOC = compiled(r"(={1,6})[ \t]+(\S.*)$")
_ORG = compiled(r"(\*{1,8})[ \t]+(\S.*)$")
_UNDERLINE = compiled(r"([=\-~^\"'`#*+.:_])\1{2,}[ \t]*$")
_SETEXT = compiled(r"[ ]{0,3}(=|-)\1{1,}[ \t]*$")
_FENCE = compiled(r"[ ]{0,3}(```+|~~~+)")
_HTML = compiled(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = compiled(r"<[^>]*>")


class Section(Struct, frozen=True):
    """A heading at [start, end) of the text, its depth from 1, the headings above it, and what stands below it and in its sections."""

    title: str
    depth: int
    start: int
    end: int
    above: tuple[str, ...]
    body: str


class _Heading(Struct, frozen=True):
    title: str
    depth: int
    start: int
    end: int
    below: int


def sections(text: str, language: str) -> Iterator[Section]:
    """The sections of a text in Markdown, reStructuredText, AsciiDoc, Org or HTML, in its order; plain text is read as Markdown."""
    headings = list(_HEADINGS.get(language, _markdown)(text))
    above: list[_Heading] = []
    for number, heading in enumerate(headings):
        above = [one for one in above if one.depth < heading.depth]
        end = next((one.start for one in headings[number + 1 :] if one.depth <= heading.depth), len(text))
        inner = [one for one in headings[number + 1 :] if one.start < end]
        yield Section(
            heading.title,
            heading.depth,
            heading.start,
            heading.end,
            tuple(one.title for one in above),
            _without(text, heading.below, end, inner),
        )
        above.append(heading)


def _without(text: str, start: int, end: int, headings: Sequence[_Heading]) -> str:
    """The text from start to end, headings taken out: they are no substance."""
    parts = []
    for heading in headings:
        parts.append(text[start : heading.start])
        start = heading.below
    return "".join((*parts, text[start:end]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line.rstrip("\r")
        at += len(line) + 1


def _markdown(text: str) -> Iterator[_Heading]:
    fence = ""
    before = (0, "")
    for at, line in _lines(text):
        opened = _FENCE.match(line)
        if opened and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else opened[1]
        elif not fence and (match := _ATX.match(line)):
            yield _Heading(match[2], len(match[1]), at + match.start(1), at + match.end(2), at + len(line))
        elif not fence and (match := _SETEXT.match(line)) and _is_title(before[1]):
            yield _Heading(before[1].strip(), 1 if match[1] == "=" else 2, before[0], before[0] + len(before[1]), at + len(line))
        before = (at, "" if fence else line)


def _is_title(line: str) -> bool:
    return bool(line.strip()) and not re.match(r"[ ]{0,3}(?:[-*+>|#]|\d+[.)])|[ ]{4}", line) and "|" not in line


def _restructured(text: str) -> Iterator[_Heading]:
    depths: list[str] = []
    before = (0, "")
    for at, line in _lines(text):
        match = _UNDERLINE.match(line)
        if match and _is_underlined(before[1], line):
            if match[1] not in depths:
                depths.append(match[1])
            yield _Heading(before[1].strip(), depths.index(match[1]) + 1, before[0], before[0] + len(before[1]), at + len(line))
        before = (at, line)


def _is_underlined(title: str, line: str) -> bool:
    if not title.strip() or title.startswith((" ", "\t", "..")) or _UNDERLINE.match(title):
        return False
    return len(line.rstrip()) >= len(title.rstrip()) - 1


def _by_mark(pattern: re.Pattern[str], text: str) -> Iterator[_Heading]:
    for at, line in _lines(text):
        if match := pattern.match(line):
            yield _Heading(match[2].strip(), len(match[1]), at, at + match.end(2), at + len(line))


def _html(text: str) -> Iterator[_Heading]:
    for match in _HTML.finditer(text):
        yield _Heading(" ".join(_TAG.sub(" ", match[2]).split()), int(match[1]), match.start(), match.end(), match.end())


_HEADINGS = {
    "markdown": _markdown,
    "restructuredtext": _restructured,
    "asciidoc": lambda text: _by_mark(_ADOC, text),
    "org": lambda text: _by_mark(_ORG, text),
    "html": _html,
}
