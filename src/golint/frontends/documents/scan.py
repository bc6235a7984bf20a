"""What a scanner of one syntax hands on: entries with byte offsets, comments, and the first fault that it met.

An entry's path may still hold the positions of list items (numbers). They tell two items of one list apart while the dialect is
read, and are left out of the finished settings, so that a path stays the same when an item is put before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct, field

from golint.facts import Comment, Setting
from golint.frontends.documents.values import fallbacks
from golint.model import Span

Path = tuple[str | int, ...]

DEEPEST = 50
"""Steps a path may have; what lies deeper keeps the path of its last ancestor that fits, so that paths cost a bounded amount."""


class Entry(NamedTuple):
    """A setting on its way. `start` and `end` hold the value without its quotes."""

    path: Path
    value: str
    start: int
    end: int
    key_start: int
    key_end: int
    kind: str = "text"
    section: str = ""


class Fault(Struct, frozen=True):
    """What could not be read, where it begins, and what to do about it."""

    offset: int
    message: str


class Scan(Struct):
    """What one scanner found in one file."""

    entries: list[Entry] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    fault: Fault | None = None

    def fail(self, offset: int, message: str) -> None:
        """Keep the first fault: what follows it is mostly its consequence."""
        if self.fault is None:
            self.fault = Fault(offset, message)


def below(path: Path, *steps: str | int) -> Path:
    """The path one level down."""
    return path + steps if len(path) < DEEPEST else path


def comment(data: bytes, start: int, end: int, text_start: int, text_end: int) -> Comment:
    """A comment whose markers stand outside of the text's range."""
    return Comment(data[text_start:text_end].decode("utf-8", "replace").strip(), Span(start, end))


def line_comment(data: bytes, start: int, end: int, marker: int = 1) -> Comment:
    """A comment that runs to the end of its line and opens with `marker` characters."""
    while end > start and data[end - 1] in b"\r\n":
        end -= 1
    return comment(data, start, end, min(start + marker, end), end)


def settings(data: bytes, entries: Iterable[Entry]) -> Iterator[Setting]:
    """The finished settings, and behind each reference the defaults that it carries, such as `${KEY:-default}`."""
    for entry in entries:
        path = tuple([step for step in entry.path if isinstance(step, str)])
        key_span = Span(entry.key_start, entry.key_end)
        yield Setting(path, entry.value, Span(entry.start, entry.end), key_span, entry.kind, entry.section)
        if entry.kind != "reference":
            continue
        for start, end, kind in fallbacks(data[entry.start : entry.end]):
            span = Span(entry.start + start, entry.start + end)
            text = data[span.start : span.end].decode("utf-8", "replace")
            yield Setting(path, text, span, key_span, kind, entry.section)
