"""The lines of a notebook's cell that its shell reads and Python does not: `%magic`, `!command`, `name?`."""

from __future__ import annotations

import re

from golint.lazily import compiled

_CELL = compiled(rb"\s*+%%(?P<name>\w+)[^\n]*")
_PYTHON = frozenset({b"time", b"timeit", b"capture", b"prun", b"python", b"python3", b"debug"})
"""The commands over a whole cell that leave Python below them."""

_LINE = compiled(
    rb"""
      ^[ \t]*+(?P<command>(?:%{1,2}[A-Za-z_]|!(?!=)|\?{1,2}[A-Za-z_])(?:[^\\\n]++|\\(?:\n|.)?)*+)
    | ^[ \t]*+(?P<help>[A-Za-z_][\w.]*+\?{1,2})[ \t]*+$
    | ^[ \t]*+[A-Za-z_][\w., \t]*+=[ \t]*+(?P<value>(?:%[A-Za-z_]|!(?!=))[^\n]*+)
    """,
    re.X | re.M,
)
_STAND_IN = {"command": b"pass", "help": b"pass", "value": b"0"}


def without_magics(cell: bytes) -> bytes:
    """The cell as Python reads it, byte for byte as long as before."""
    head = _CELL.match(cell)
    if head and head["name"] not in _PYTHON:
        return _blank(cell)
    if head:
        return _blank(head[0]) + _LINE.sub(_replaced, cell[head.end() :])
    return _LINE.sub(_replaced, cell)


def _replaced(match: re.Match[bytes]) -> bytes:
    """A statement or a value in the command's place, where it has room for one, so that a block is never left empty."""
    kind = match.lastgroup or ""
    start, end = (at - match.start() for at in match.span(kind))
    stand_in = _STAND_IN[kind] if end - start >= len(_STAND_IN[kind]) and b"\n" not in match[kind][:4] else b""
    return match[0][:start] + stand_in + _blank(match[0][start + len(stand_in) : end]) + match[0][end:]


def _blank(text: bytes) -> bytes:
    return re.sub(rb"[^\r\n]", b" ", text)
