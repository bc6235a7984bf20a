"""Source lines with what is wrong marked under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from golint.formats.terminal import Style, cells, plain, width
from golint.model import Location

_WIDTH = 120
_BEFORE = 40
_EXCERPT = 1000


class Mark(Struct, frozen=True):
    """A place to underline with `sign`, and the words beside the underline."""

    location: Location
    label: str
    sign: str = "-"
    fg: str = "blue"

    @property
    def line(self) -> int:
        return self.location.region.start_line


def frame(marks: Sequence[Mark], gutter: int, style: Style) -> Iterator[str]:
    """The marked lines of one file in their order, each shown once; `gutter` is the width of the widest line number."""
    bar = style(" " * gutter + " |", fg="blue", bold=True)
    before = 0
    yield bar
    for line, group in groupby(sorted(marks, key=lambda mark: mark.line), key=lambda mark: mark.line):
        if before and line > before + 1:
            yield style("...", fg="blue", bold=True)
        yield from _marked_line(list(group), style(f"{line:>{gutter}} |", fg="blue", bold=True), bar, style)
        before = line
    yield bar


def excerpt(location: Location) -> tuple[str, int]:
    """The line of a place and 0; of a very long one (a bundle's only line) the stretch around the place, and how much stands before it."""
    line = location.line.removeprefix("\ufeff")
    low = max(0, location.region.start_column - 1 - _EXCERPT // 5) if len(line) > _EXCERPT else 0
    return line[low : low + _EXCERPT], low


def has_source(mark: Mark) -> bool:
    """Whether there is a line to show: a finding about a file as a whole has none."""
    return bool(mark.location.line.strip())


def _marked_line(marks: list[Mark], number: str, bar: str, style: Style) -> Iterator[str]:
    shown: str | None = None
    for mark in marks:
        text, under = _window(mark)
        if text != shown:
            yield f"{number} {text}"
        shown = text
        label = f" {plain(mark.label)}" if mark.label else ""
        yield f"{bar} {under.replace('^', '')}{style(mark.sign * under.count('^') + label, fg=mark.fg, bold=True)}"


def _window(mark: Mark) -> tuple[str, str]:
    """The part of a line around a mark that fits the width, and the row under it with a ^ for each marked column."""
    part, before = excerpt(mark.location)
    row = cells(part.rstrip())
    start, end = _columns(mark.location, len(row), before)
    low, high = _bounds(row, start)
    left = "…" if before + low else ""
    right = "…" if high < len(row) else ""
    text = left + "".join(row[low:high]) + right
    signs = max(1, width("".join(row[start : min(end, high)])))
    return text.rstrip(), " " * width(left + "".join(row[low:start])) + "^" * signs


def _columns(location: Location, length: int, before: int) -> tuple[int, int]:
    """The marked cells; a region of several lines is marked to the end of the first."""
    region = location.region
    start = min(region.start_column - 1 - before, length)
    end = length if region.end_line > region.start_line else min(region.end_column - 1 - before, length)
    return start, max(start, end)


def _bounds(row: list[str], start: int) -> tuple[int, int]:
    if width("".join(row)) <= _WIDTH:
        return 0, len(row)
    low = high = max(0, start - _BEFORE)
    used = 0
    while high < len(row) and used + width(row[high]) <= _WIDTH:
        used += width(row[high])
        high += 1
    return low, high
