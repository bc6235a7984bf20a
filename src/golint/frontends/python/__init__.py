"""The Python front-end: tree-sitter proposes, LibCST confirms.

Both give the same facts, which a test holds them to. tree-sitter is several times faster and takes any bytes; LibCST is the exact one: on
every interpreter it reads every Python 3 syntax and nothing else. So it is asked about what tree-sitter cannot read or may misread, and
about files that have something to report. It crashes the process at about two thousand nested brackets and crawls on thousand-term sums;
`unsafe_nesting` finds such files before it is asked. What it cannot or must not read is read by tree-sitter in its place, and the program's
`problem` says so.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from golint.facts import Program
from golint.frontends.python.nesting import unsafe_nesting

__all__ = ["exactly", "lower", "unsafe_nesting"]

_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")


def lower(data: bytes) -> Program:
    """The facts of a Python file; any bytes are accepted."""
    problem = unsafe_nesting(data)
    if problem:
        return _tolerantly(data, problem)
    quick = _quickly(data) if _is_utf8(data) else None
    return exactly(data) if quick is None or quick.problem else quick


def exactly(data: bytes) -> Program:
    """The facts of a Python file as LibCST sees it, where it can."""
    problem = unsafe_nesting(data)
    if not problem:
        from golint.frontends.python import concrete

        found = concrete.lower(data)
        if isinstance(found, Program):
            return found
        problem = found
    return _tolerantly(data, problem)


def _quickly(data: bytes) -> Program:
    from golint.frontends import treesitter

    return treesitter.lower(data, "python")


def _tolerantly(data: bytes, problem: str) -> Program:
    return replace(_quickly(data), problem=problem)


def _is_utf8(data: bytes) -> bool:
    """Whether a file is in the encoding that tree-sitter reads, and says no other."""
    declared = _DECLARED.match(data)
    if b"\x00" in data or (declared and declared[1].lower().replace(b"_", b"-") not in (b"utf-8", b"utf8", b"ascii")):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
