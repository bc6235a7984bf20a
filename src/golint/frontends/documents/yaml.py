"""YAML, read as libyaml's events, so that no alias is ever expanded. A file with template marks of Helm, Jinja or ERB is YAML too.

libyaml counts code points and refuses what is not UTF-8. Each byte outside of printable ASCII is therefore shown to it as one private
character, and put back when a value is read: offsets are byte offsets for any input, and so are the marks of templates kept quiet.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

from golint.facts import Comment
from golint.frontends.documents import lines
from golint.frontends.documents.scan import Entry, Path, Scan, below, line_comment
from golint.frontends.documents.values import kind_of
from golint.lazily import compiled

if TYPE_CHECKING:
    import yaml

_BASE = 0xE000
_SHOWN = "".join(chr(b) if b in b"\t\n\r" or 0x20 <= b < 0x7F else chr(_BASE + b) for b in range(256))
_HIDDEN = compiled("[\ue000-\ue0ff]+")
_TEMPLATE = compiled(r"(?P<lead>^[ \t]*)?(?P<mark>\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}|<%[^%]{0,500}%>)(?P<tail>[ \t]*\r?$)?", re.M)
_PROPERTIES = compiled(rb"(?:[&!][^\s,\[\]{}]*\s*)+")
_COMMENT = compiled(rb"(?:^|(?<=[ \t])|(?<=\xef\xbb\xbf))#[^\r\n]*", re.M)
_DEEPEST = 200
"""Levels above which the file is not read on: the time of libyaml grows with the square of the depth."""
_SLOW_LIMIT = 200_000
"""Bytes above which PyYAML's own parser, which is there where libyaml is not, would take seconds."""


class _Mark(Protocol):
    index: int


class _Frame(Struct):
    """A mapping or a list that is open. `key` is the key whose value comes next; a list counts its items."""

    path: Path
    key_span: tuple[int, int]
    index: int = -1
    key: str | None = None


def scan(data: bytes) -> Scan:
    """All scalars that are values, of all documents; the first step of a path numbers the document."""
    reader = _Reader(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0)
    result = reader.result
    whole = reader.read(_shown(data[reader.begin :]))
    result.comments.extend(_comments(data, reader.scalars))
    if not whole:  # what stands on the last line before an error may be misread
        cut = data.rfind(b"\n", 0, reader.scalars[-1][0]) + 1 if reader.scalars else 0
        result.entries = [entry for entry in result.entries if entry.end <= cut]
        lines.fill(data, result)
    return result


def _shown(data: bytes) -> str:
    """The text that libyaml sees: one character a byte."""
    text = codecs.charmap_decode(data, "strict", _SHOWN)[0]
    return _TEMPLATE.sub(_hide, text) if "{{" in text or "%" in text else text


def _hide(match: re.Match[str]) -> str:
    """A template mark as private characters; one that has its lines to itself is blanked out, as it is no value."""
    if match["lead"] is not None and match["tail"] is not None:
        return re.sub(r"[^\n]", " ", match[0])
    hidden = "".join(chr(_BASE + ord(c)) if ord(c) < _BASE else c for c in match["mark"])
    return f"{match['lead'] or ''}{hidden}{match['tail'] or ''}"


def _text(value: str) -> str:
    """What the file really says in a value."""
    if value.isascii():
        return value
    return _HIDDEN.sub(lambda match: bytes(ord(c) - _BASE for c in match[0]).decode("utf-8", "replace"), value)


def _parser(text: str) -> Iterator[yaml.Event]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
        yield event


class _Reader(Struct):
    """Turns events into entries. `scalars` are the ranges in which a `#` is no comment."""

    data: bytes
    begin: int
    result: Scan = field(default_factory=Scan)
    stack: list[_Frame] = field(default_factory=list)
    scalars: list[tuple[int, int]] = field(default_factory=list)
    documents: int = 0

    def read(self, text: str) -> bool:
        """Read all events, and tell whether there was no error among them."""
        import yaml

        if len(text) > _SLOW_LIMIT and not hasattr(yaml, "CSafeLoader"):
            self.result.fail(0, "PyYAML has no libyaml here, so this long file is read line by line; install PyYAML's binary wheel")
            return False
        try:
            for event in _parser(text):
                self.event(event)
                if len(self.stack) > _DEEPEST:
                    self.result.fail(
                        self.at(event.start_mark),
                        f"more than {_DEEPEST} levels are nested here, so the rest is read line by line; split it",
                    )
                    return False
        except yaml.MarkedYAMLError as error:
            offset = min(self.at(error.problem_mark), max(len(self.data) - 1, 0))
            self.result.fail(offset, f"{_text(error.problem or '')}, so the rest is read line by line; correct the YAML here")
            return False
        return True

    def at(self, mark: _Mark | None) -> int:
        """The byte offset of a mark. Every event and every syntax error has one, which the types of PyYAML leave open."""
        return self.begin + (mark.index if mark else 0)

    def event(self, event: yaml.Event) -> None:
        import yaml

        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                path, key_span = _place(self.stack[-1])
                self.stack.append(_Frame(path, key_span, index=0 if isinstance(event, yaml.SequenceStartEvent) else -1))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                _done(self.stack[-1])
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.DocumentStartEvent():
                self.stack = [_Frame((), (0, 0), index=self.documents)]
                self.documents += 1

    def alias(self, event: yaml.AliasEvent) -> None:
        """`*name` as a value names what stands elsewhere; merged into a mapping, or as a key, it gives no setting."""
        frame = self.stack[-1]
        if frame.index >= 0 or frame.key not in (None, "<<"):
            self.add(frame, f"*{_text(event.anchor or '')}", (self.at(event.start_mark), self.at(event.end_mark)), "reference")
        _done(frame)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self.stack[-1]
        end = self.at(event.end_mark)
        span = _inner(self.data, self.at(event.start_mark), end, event.style or "")
        self.scalars.append((span[0], end))
        value = _text(event.value)
        if frame.index < 0 and frame.key is None:
            frame.key, frame.key_span = value, span
            return
        self.add(frame, value, span, _kind(event, value))
        _done(frame)

    def add(self, frame: _Frame, value: str, span: tuple[int, int], kind: str) -> None:
        path, key_span = _place(frame)
        if key_span == (0, 0):  # an item of a list that has no key
            key_span = (span[0], span[0])
        self.result.entries.append(Entry(path, value, *span, *key_span, kind))


def _place(frame: _Frame) -> tuple[Path, tuple[int, int]]:
    """Where the next value of a frame stands; a key that is no scalar counts as `?`."""
    step = frame.index if frame.index >= 0 else "?" if frame.key is None else frame.key
    return below(frame.path, step), frame.key_span


def _done(frame: _Frame) -> None:
    """A value, or a key that is no scalar, of this frame is complete."""
    if frame.index >= 0:
        frame.index += 1
    else:
        frame.key = "?" if frame.key is None else None


def _inner(data: bytes, start: int, end: int, style: str) -> tuple[int, int]:
    """A scalar's content: without tag and anchor, quotes, or the header line of a block."""
    if data[start : start + 1] in (b"&", b"!"):
        properties = _PROPERTIES.match(data, start, end)
        start = properties.end() if properties else start
    match style:
        case "'" | '"':
            return min(start + 1, end), max(start + 1, end - 1)
        case "|" | ">":
            body = data.find(b"\n", start, end) + 1 or end
            inner = data[body:end]
            return end - len(inner.lstrip()), max(body + len(inner.rstrip()), end - len(inner.lstrip()))
    return start, end


def _kind(event: yaml.ScalarEvent, value: str) -> str:
    tag = event.tag
    if tag and tag.startswith("!") and tag not in ("!", "!Sub"):
        return "reference"
    if not event.style and not value and not tag:
        return "null"
    return kind_of(value, quoted=bool(event.style or tag))


def _comments(data: bytes, scalars: Sequence[tuple[int, int]]) -> Iterator[Comment]:
    """Every `#` behind a blank that stands in no scalar."""
    at = 0
    for match in _COMMENT.finditer(data):
        while at < len(scalars) and scalars[at][1] <= match.start():
            at += 1
        if at == len(scalars) or match.start() < scalars[at][0]:
            yield line_comment(data, *match.span())
