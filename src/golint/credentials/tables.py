"""The tables that a value stands in which are written in code, `PAYMENT_CONFIG = {"acme": {"key": "..."}}`, told by how lines are
indented."""

from __future__ import annotations

from golint.lazily import compiled

_OPENING = compiled(
    rb"""^[ \t]*+(?:(?:export|const|let|var|static|public|private|final)[ \t]++)*+(?P<name>[\w.$"'\[\]:@-]++)(?:[ \t]*+(?:=>|=|:|\())?"""
    rb"""[ \t]*+[\w.]*+[\[{(]++[ \t\r]*+\Z"""
)
_ENTRY = compiled(rb"""^[ \t]++["']?[\w-]++["']?[ \t]*+(?:=>|:|=)[ \t]*+["'`]?\Z""")
_LINES = 60  # to look back over
_DEPTH = 5


def table_of(data: bytes, start: int) -> str:
    """The names of the tables around the entry whose value stands at a place, the innermost first; "" where none is seen."""
    here = data.rfind(b"\n", 0, start) + 1
    if not _ENTRY.match(data[here:start]):
        return ""
    depth, found = _indent(data[here:start]), list[bytes]()
    for _ in range(_LINES):
        if here <= 0 or not depth or len(found) >= _DEPTH:
            break
        end = here - 1
        here = data.rfind(b"\n", 0, end) + 1
        line = data[here:end]
        if line.strip() and _indent(line) < depth:
            opening = _OPENING.match(line)
            if opening is None:
                break
            depth = _indent(line)
            found.append(opening["name"])
    return ".".join(name.decode("ascii", "replace") for name in found)


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" \t"))
