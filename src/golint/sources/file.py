"""One file as bytes: offsets, lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from golint.model import Region, Span


class SourceFile:
    """One file to look at. `path` is relative to the checked root, with `/`; the bytes are never decoded as a whole."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The byte offset at which each line begins; line n starts at `line_starts[n - 1]`."""
        starts, at = [0], self.data.find(b"\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.data.find(b"\n", at + 1)
        return tuple(starts)

    def line_number(self, offset: int) -> int:
        """The line, from 1, that holds the byte at `offset`."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The bytes of a line, its line break left out."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.data)
        while end > start and self.data[end - 1] in b"\r\n":
            end -= 1
        return Span(start, end)

    def text(self, span: Span) -> str:
        """The text of a span; bytes that are not UTF-8 come out as replacement characters."""
        return self.data[span.start : span.end].decode("utf-8", "replace")

    def region(self, span: Span) -> Region:
        """The lines and columns of a span."""
        first, last = self.line_number(span.start), self.line_number(max(span.start, span.end))
        return Region(first, self._column(first, span.start), last, self._column(last, max(span.start, span.end)))

    def _column(self, line: int, offset: int) -> int:
        start = self.line_starts[line - 1]
        if line == 1 and self.data.startswith(b"\xef\xbb\xbf"):
            start = min(3, offset)
        return len(self.data[start:offset].decode("utf-8", "replace")) + 1
