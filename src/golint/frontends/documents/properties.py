"""Java .properties: `key=value`, `key: value`, `key value`, backslash escapes and continued lines."""

from __future__ import annotations

import re

from golint.frontends.documents.scan import Entry, Scan, line_comment
from golint.frontends.documents.values import decode, kind_of, unescape
from golint.lazily import compiled

_LINE = compiled(
    rb"""[ \t\f]*+(?: (?P<comment>[\#!][^\r\n]*)
    | (?P<key>(?:\\.|[^\\\s=:])++)[ \t\f]*+[=:]?[ \t\f]*+(?P<value>(?:\\\r?\n|\\[^\r\n]|[^\\\r\n])*+) )""",
    re.X,
)


def scan(data: bytes) -> Scan:
    """All values; a dotted key is one step, as Java reads it."""
    result = Scan()
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        line = _LINE.match(data, at)
        if line and line["comment"] is not None:
            result.comments.append(line_comment(data, *line.span("comment")))
        elif line:
            start, end = line.span("value")
            end = start + len(data[start:end].rstrip(b" \t\f"))
            value, key = unescape(decode(data[start:end])), unescape(decode(line["key"]))
            result.entries.append(Entry((key,), value, start, end, *line.span("key"), kind_of(value)))
        at = data.find(b"\n", line.end() if line else at) + 1 or len(data)
    return result
