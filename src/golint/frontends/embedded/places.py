"""Where the bytes of a text stand in the file that it was taken out of, and facts that are moved there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any, NamedTuple

from golint.facts import NODES, Comment, Import, Program
from golint.model import Span


class Run(NamedTuple):
    """A stretch of the text and the stretch of the file that it stands for: byte for byte where both are equally long, else as a whole."""

    start: int
    end: int
    file_start: int
    file_end: int


class Places:
    """Gives for offsets into the text those into the file. The runs lie side by side, in the order of the text."""

    def __init__(self) -> None:
        self._runs = [Run(0, 0, 0, 0)]
        self._starts = [0]

    def add(self, size: int, file_start: int, file_end: int) -> None:
        """The next `size` bytes of the text stand at this stretch of the file."""
        if size:
            end = self._runs[-1].end
            self._runs.append(Run(end, end + size, file_start, file_end))
            self._starts.append(end)

    def span(self, span: Span) -> Span:
        """The stretch of the file that a stretch of the text stands for."""
        start = self.start(span.start)
        return Span(start, max(start, self._end(span.end)) if span.end > span.start else start)

    def start(self, offset: int) -> int:
        """Where the byte at an offset begins."""
        run = self._runs[bisect_right(self._starts, offset) - 1]
        if _is_copied(run):
            return min(run.file_start + offset - run.start, run.file_end)
        return run.file_start if offset < run.end else run.file_end

    def _end(self, offset: int) -> int:
        """Where the byte before an offset ends."""
        run = self._runs[bisect_right(self._starts, offset - 1) - 1]
        return min(run.file_start + offset - run.start, run.file_end) if _is_copied(run) else run.file_end


def _is_copied(run: Run) -> bool:
    return run.end - run.start == run.file_end - run.file_start


_FIELDS = {kind: kind.__struct_fields__ for kind in (*NODES, Import, Comment, Program)}


def moved(program: Program, place: Callable[[Span], Span]) -> Program:
    """The program with each span replaced by the one that `place` gives for it."""

    def rebuilt(fact: Any) -> Any:  # the same kind of fact
        return type(fact)(*[part(getattr(fact, name)) for name in _FIELDS[type(fact)]])

    def part(value: Any) -> Any:
        if isinstance(value, Span):
            return place(value)
        if isinstance(value, tuple):
            return tuple(map(rebuilt, value))
        return rebuilt(value) if type(value) in _FIELDS else value

    result: Program = rebuilt(program)
    return result
