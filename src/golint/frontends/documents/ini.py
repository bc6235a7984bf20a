"""INI files and their like: sections, `key = value` or `key: value`, indented lines that continue a value, quotes around a whole value."""

from __future__ import annotations

import re

from golint.frontends.documents.scan import Entry, Path, Scan, line_comment
from golint.frontends.documents.values import decode, kind_of
from golint.lazily import compiled

_LINE = compiled(
    rb"""(?P<indent>[ \t]*+)(?: (?P<comment>[;\#][^\n]*) | \[(?P<section>[^\]\r\n]*)\]
    | (?P<key>[^\s=:\[;\#][^=:\r\n]*+)(?:[=:])[ \t]*+(?P<value>[^\r\n]*+) )""",
    re.X,
)
_CONTINUED = compiled(rb"(?:\r?\n(?:[ \t]++[^\s;#][^\r\n]*+|[ \t]*+[;#][^\r\n]*+(?=\r?\n[ \t]+[^\s;#])))*+")
_INLINE_COMMENT = compiled(rb"(?:^|[ \t])[;#][^\r\n]*")
_VARIABLES = frozenset({"environment", "setenv", "set_env", "env", "pass_env"})
_ASSIGNMENT = compiled(
    rb"""(?<=[\s,;"'=:])(?P<key>[A-Za-z_]\w*)[ \t]*=[ \t]*(?:"(?P<double>[^"\r\n]*)"|'(?P<single>[^'\r\n]*)'|(?P<plain>[^\s,"']+))"""
)


def scan(data: bytes) -> Scan:
    """All values. Those of `environment`, `setenv` and `env` are taken apart into the variables that they set."""
    result = Scan()
    section: Path = ()
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        line = _LINE.match(data, at)
        if line and line["comment"] is not None:
            result.comments.append(line_comment(data, *line.span("comment")))
        elif line and line["section"] is not None:
            section = (decode(line["section"]).strip().strip('"'),)
        elif line:
            at = _value(data, line, section, result)
        at = data.find(b"\n", at) + 1 or len(data)
    return result


def _value(data: bytes, line: re.Match[bytes], section: Path, result: Scan) -> int:
    start, end = line.span("value")
    more = _CONTINUED.match(data, end)
    end = more.end() if more else end
    key_start, key_end = line.start("key"), line.start("key") + len(line["key"].rstrip())
    name = decode(data[key_start:key_end])
    if name.lower() in _VARIABLES and b"=" in data[start:end]:
        result.entries.extend(_variables(data, start, end, (*section, name)))
        return end
    first = line.end("value")
    cut = _INLINE_COMMENT.search(data[start:first])
    if cut:
        result.comments.append(line_comment(data, start + cut.start() + (cut[0][:1] in b" \t"), first))
        end = start + cut.start() if end == first else end
    start, end, quoted = _trimmed(data, start, end)
    text = "\n".join(part.strip() for part in decode(data[start:end]).splitlines())
    result.entries.append(Entry((*section, name), text, start, end, key_start, key_end, kind_of(text, quoted=quoted)))
    return max(end, more.end() if more else end)


def _trimmed(data: bytes, start: int, end: int) -> tuple[int, int, bool]:
    """A value's range without blanks and the quotes around it."""
    raw = data[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    if len(raw) >= 2 and raw[:1] == raw[-1:] and raw[:1] in b"\"'" and raw.count(raw[:1]) == 2:
        return start + 1, start + len(raw) - 1, True
    return start, start + len(raw), False


def _variables(data: bytes, start: int, end: int, at: Path) -> list[Entry]:
    """The assignments inside one value: supervisord's `A="x",B="y"`, tox's and pytest-env's one a line."""
    found = []
    for match in _ASSIGNMENT.finditer(data, start, end):
        group = next(name for name in ("double", "single", "plain") if match[name] is not None)
        text = decode(match[group])
        found.append(Entry((*at, decode(match["key"])), text, *match.span(group), *match.span("key"), kind_of(text), "env"))
    return found
