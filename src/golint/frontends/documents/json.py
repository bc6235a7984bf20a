"""JSON as people write it: comments, trailing commas, single quotes and bare keys are read without complaint."""

from __future__ import annotations

import re

from msgspec import Struct

from golint.frontends.documents.scan import Entry, Path, Scan, below, comment, line_comment
from golint.frontends.documents.values import decode, kind_of, unescape
from golint.lazily import compiled

# Each alternative that can lack its end has a second one that takes the rest, so that no byte is looked at over and over.
_TOKEN = compiled(
    rb"""
      (?P<text>"(?:[^"\\\r\n]*+(?:\\(?:\r\n|(?s:.))[^"\\\r\n]*+)*+)"|'(?:[^'\\\r\n]*+(?:\\(?:\r\n|(?s:.))[^'\\\r\n]*+)*+)')
    | (?P<open>["'][^\r\n]*+)
    | (?P<line>//[^\r\n]*+)
    | (?P<block>/\*(?s:.*?)\*/)
    | (?P<endless>/\*(?s:.*+))
    | (?P<mark>[{}\[\]:,])
    | (?P<word>[^\s{}\[\]:,"'/]++)
    """,
    re.X,
)


class _Frame(Struct):
    """An object or a list that is open: the path below which its values stand, and the key that waits for one."""

    path: Path
    closing: bytes
    start: int
    key_span: tuple[int, int]
    index: int = 0
    key: str | None = None
    colon: bool = False


def scan(data: bytes) -> Scan:
    """All values that are no object or list."""
    result = Scan()
    stack = [_Frame((), b"", 0, (0, 0))]
    begin = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    for match in _TOKEN.finditer(data, begin):
        match match.lastgroup:
            case "mark":
                _mark(stack, match, result)
            case "text" | "word":
                _scalar(stack, match, result)
            case "line":
                result.comments.append(line_comment(data, *match.span(), marker=2))
            case "block":
                result.comments.append(comment(data, *match.span(), match.start() + 2, match.end() - 2))
            case _:
                result.fail(match.start(), "a quote or comment that opens here is not closed; close it")
    if len(stack) > 1:
        result.fail(stack[-1].start, "the bracket that opens here is not closed; close it")
    return result


def _mark(stack: list[_Frame], match: re.Match[bytes], result: Scan) -> None:
    frame, mark = stack[-1], match[0]
    match mark:
        case b"{" | b"[":
            stack.append(_Frame(_next(frame), b"}" if mark == b"{" else b"]", match.start(), frame.key_span))
            frame.key = None
        case b",":
            frame.key, frame.colon = None, False
            frame.index += 1
        case b":":
            frame.colon = frame.key is not None
        case _ if frame.closing == mark:
            stack.pop()
            stack[-1].key, stack[-1].colon = None, False
        case _:
            result.fail(match.start(), f"no bracket is open that `{decode(mark)}` could close; remove it or open one before it")


def _next(frame: _Frame) -> Path:
    """The path of the value that comes next in a frame."""
    match frame.closing:
        case b"]":
            return below(frame.path, frame.index)
        case b"}" if frame.key is not None:
            return below(frame.path, frame.key)
    return frame.path


def _scalar(stack: list[_Frame], match: re.Match[bytes], result: Scan) -> None:
    frame, quoted = stack[-1], match.lastgroup == "text"
    start, end = (match.start() + 1, match.end() - 1) if quoted else match.span()
    text = decode(match[0][1:-1] if quoted else match[0])
    if "\\" in text:
        text = unescape(text)
    if frame.closing == b"}" and not frame.colon:
        frame.key, frame.key_span = text, (start, end)
        return
    key_span = frame.key_span if frame.path or frame.key is not None else (start, start)
    result.entries.append(Entry(_next(frame), text, start, end, *key_span, kind_of(text, quoted=quoted)))
    frame.key, frame.colon = None, False
