"""The .env family: `KEY=value`, `export KEY=value`, `KEY: value`; quotes may span lines."""

from __future__ import annotations

import re

from golint.frontends.documents.scan import Entry, Scan, line_comment
from golint.frontends.documents.values import decode, kind_of, unescape
from golint.lazily import compiled

_KEY = compiled(
    rb"""[ \t]*+(?: (?P<comment>\#[^\n]*) | (?:(?:export|set|setenv|declare[ \t]+-x)[ \t]+)?
    (?P<key>[A-Za-z_][\w.-]*+)[ \t]*+(?:=|:(?=[ \t]))[ \t]*+ )""",
    re.X,
)
_QUOTED = {
    b'"': compiled(rb'"(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+)"', re.S),
    b"'": compiled(rb"'(?P<text>[^']*+)'"),
    b"`": compiled(rb"`(?P<text>[^`]*+)`"),
}
_ASSIGNMENT = compiled(rb"\n[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.]*=[^=\s]")
_PLAIN = compiled(rb"(?:\\\r?\n(?![ \t]*(?:\r?\n|\Z|\#|export[ \t]|[A-Za-z_][\w.]*[=:]))|[^\r\n])*+")
_INLINE_COMMENT = compiled(rb"(?:^|[ \t])#")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "$": "$", "`": "`"}


def scan(data: bytes) -> Scan:
    """All assignments. A backslash at a line's end continues an unquoted value, unless an assignment or a comment follows."""
    result = Scan()
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        key = _KEY.match(data, at)
        if key and key["comment"] is not None:
            result.comments.append(line_comment(data, *key.span("comment")))
        elif key:
            at = _value(data, key, result)
        at = data.find(b"\n", at) + 1 or len(data)
    return result


def _value(data: bytes, key: re.Match[bytes], result: Scan) -> int:
    """Add the value behind a key, and return where it ends."""
    quote = data[key.end() : key.end() + 1]
    if quote in _QUOTED:
        match = _QUOTED[quote].match(data, key.end())
        if match and not _ASSIGNMENT.search(match["text"]):
            return _quoted(data, key, match, result)
        result.fail(key.end(), f"the quote {decode(quote)} that opens here is not closed; close it on the line where the value ends")
    match = _PLAIN.match(data, key.end())
    assert match is not None  # the pattern also fits an empty text
    return _unquoted(data, key, match.end(), result)


def _quoted(data: bytes, key: re.Match[bytes], match: re.Match[bytes], result: Scan) -> int:
    literal = match[0].startswith(b"'")
    text = decode(match["text"])
    value = text if literal else unescape(text, _NAMED, keep_unknown=True)
    kind = "text" if literal else kind_of(value)
    result.entries.append(Entry((decode(key["key"]),), value, *match.span("text"), *key.span("key"), kind, "env"))
    end = data.find(b"\n", match.end())
    rest = data.find(b"#", match.end(), end if end >= 0 else len(data))
    if rest >= 0:
        result.comments.append(line_comment(data, rest, end if end >= 0 else len(data)))
    return match.end()


def _unquoted(data: bytes, key: re.Match[bytes], end: int, result: Scan) -> int:
    start = key.end()
    cut = _INLINE_COMMENT.search(data[start:end])
    if cut:
        result.comments.append(line_comment(data, start + cut.end() - 1, end))
    raw = data[start : start + cut.start() if cut else end].rstrip()
    value = re.sub(r"\\\r?\n[ \t]*", "", decode(raw))
    result.entries.append(Entry((decode(key["key"]),), value, start, start + len(raw), *key.span("key"), kind_of(value), "env"))
    return end
