"""The last resort for any syntax: `key: value` and `key = value`, one line at a time, paths guessed from the indentation."""

from __future__ import annotations

import re
from bisect import bisect_right

from golint.frontends.documents.scan import Entry, Path, Scan, below, line_comment
from golint.frontends.documents.values import decode, kind_of
from golint.lazily import compiled

_LINE = compiled(
    rb"""
    (?:^|(?<=\xef\xbb\xbf))(?P<indent>[ \t]*+(?:-[ \t]++)*+)
    (?: (?P<comment>(?:\#|//|;)[^\r\n]*)
      | (?:(?:export|set|ENV|ARG|LABEL)[ \t]++)?
        (?P<quote>["']?)(?P<key>[\w.$/@-]{1,200})(?P=quote)[ \t]*+
        (?:=>|:=|=|:(?![^ \t\r\n"']))[ \t]*+(?P<value>[^\r\n]*+) )
    """,
    re.X | re.M,
)
_QUOTED = compiled(rb"""(?P<quote>["'])(?P<text>(?:\\.|(?!(?P=quote))[^\\])*+)(?P=quote)""")
_INLINE_COMMENT = compiled(rb"[ \t]#")
_LONGEST_LINE = 10_000


def scan(data: bytes) -> Scan:
    """Every line that looks like a setting. Reads each byte a bounded number of times, whatever the file holds."""
    result = Scan()
    parents: list[tuple[int, Path]] = []
    for match in _LINE.finditer(data):
        if match["comment"] is not None:
            result.comments.append(line_comment(data, *match.span("comment"), marker=2 if match["comment"].startswith(b"//") else 1))
            continue
        indent = len(match["indent"].expandtabs(4))
        while parents and parents[-1][0] >= indent:
            parents.pop()
        at = below(parents[-1][1] if parents else (), decode(match["key"]))
        parents.append((indent, at))
        entry = _entry(data, match, at)
        if entry:
            result.entries.append(entry)
    return result


def fill(data: bytes, result: Scan) -> None:
    """Add what a parser left out because of a fault: the lines that overlap no entry that it gave."""
    taken = sorted({(entry.key_start, entry.key_end) for entry in result.entries} | {(entry.start, entry.end) for entry in result.entries})
    starts = [start for start, _ in taken]
    for entry in scan(data).entries:
        before = bisect_right(starts, entry.end) - 1
        if before < 0 or taken[before][1] <= entry.key_start:
            result.entries.append(entry)
    result.entries.sort(key=lambda entry: entry.start)


def _entry(data: bytes, match: re.Match[bytes], at: Path) -> Entry | None:
    start, end = match.span("value")
    if start == end or end - start > _LONGEST_LINE or data[start : start + 1] in (b"{", b"[", b"#"):
        return None
    quoted = _QUOTED.match(data, start, end)
    if quoted:
        start, end = quoted.span("text")
    else:
        start, end = _plain(data, start, end)
    text = decode(data[start:end])
    return Entry(at, text, start, end, *match.span("key"), kind_of(text, quoted=quoted is not None))


def _plain(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The range of an unquoted value: no comment behind it, no separator at its end."""
    cut = _INLINE_COMMENT.search(data, start, end)
    text = data[start : cut.start() if cut else end].rstrip().rstrip(b",;").rstrip()
    return start, start + len(text)
