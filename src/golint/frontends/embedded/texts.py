"""The code of a file by itself: everything else blanked, so that each byte keeps its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from golint.frontends.embedded.scripts import Part
from golint.frontends.embedded.templates import filled
from golint.lazily import compiled

_LINE = compiled(r"\bline (\d+)")


def standing_alone(data: bytes, group: Iterable[Part], *, templated: bool = False) -> bytes:
    """The parts at their own places, empty lines around them, a semicolon behind each, where its closing tag begins.

    Empty lines, since spaces would make a page without line ends look like one that a machine has minified.
    """
    text = bytearray(b"\n") * len(data)
    last = 0
    for part in group:
        start, end = part.span.start, part.span.end
        text[start:end] = filled(data[start:end]) if templated else data[start:end]
        text[end : end + 1] = b";"[: len(data) - end]
        last = end + 1
    return bytes(text[:last])


def line_of(data: bytes, offset: int) -> int:
    """The line that an offset stands on, counted from 1."""
    return data.count(b"\n", 0, offset) + 1


def relined(problem: str, text: bytes, data: bytes, place: Callable[[int], int] = int) -> str:
    """A problem of a text, its lines counted in the file that the text stands in; `place` gives the file's offset for one of the text."""
    starts = [0, *(match.end() for match in re.finditer(rb"\n", text))]

    def line(match: re.Match[str]) -> str:
        return f"line {line_of(data, place(starts[min(int(match[1]), len(starts)) - 1]))}"

    return _LINE.sub(line, problem)
