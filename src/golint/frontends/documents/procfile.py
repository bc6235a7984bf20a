"""A Procfile: `process: command`, and the variables that a command sets for itself."""

from __future__ import annotations

import re

from golint.frontends.documents.scan import Entry, Scan, line_comment
from golint.frontends.documents.values import decode, kind_of
from golint.lazily import compiled

_LINE = compiled(rb"(?:^|(?<=\xef\xbb\xbf))(?:(?P<comment>#[^\r\n]*)|(?P<key>[A-Za-z0-9_-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*))", re.M)
_VARIABLE = compiled(rb"(?:env[ \t]+)?(?P<key>[A-Za-z_]\w*)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<plain>[^\s\"']*))[ \t]+")


def scan(data: bytes) -> Scan:
    """One setting per process, and one per variable set in front of its command."""
    result = Scan()
    for line in _LINE.finditer(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0):
        if line["comment"] is not None:
            result.comments.append(line_comment(data, *line.span("comment")))
            continue
        name, (start, end) = decode(line["key"]), line.span("value")
        end = start + len(data[start:end].rstrip())
        result.entries.append(Entry((name,), decode(data[start:end]), start, end, *line.span("key"), section="process"))
        while variable := _VARIABLE.match(data, start, end):
            group = next(g for g in ("double", "single", "plain") if variable[g] is not None)
            text = decode(variable[group])
            place = (name, decode(variable["key"]))
            result.entries.append(Entry(place, text, *variable.span(group), *variable.span("key"), kind_of(text), "env"))
            start = variable.end()
    return result
