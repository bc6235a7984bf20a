"""The Python front-end: tree-sitter proposes, the interpreter's own parser confirms, LibCST decides.

tree-sitter and LibCST give the same facts, which a test holds them to. tree-sitter is several times faster and takes any bytes; LibCST is
the exact one: on every interpreter it reads every Python 3 syntax and nothing else. So it is asked about what tree-sitter cannot read or
may misread, and about files that have something to report but are no Python to this interpreter: only then is it loaded, which takes as
long as all the rest of a run over a few files. It crashes the process at about two thousand nested brackets and crawls on thousand-term
sums; `unsafe_nesting` finds such files before it is asked. What it cannot or must not read is read by tree-sitter in its place, and the
program's `problem` says so.
"""

from __future__ import annotations

import warnings

from msgspec.structs import replace

from golint.facts import Program
from golint.frontends.python.nesting import unsafe_nesting
from golint.lazily import compiled

__all__ = ["confirmed", "exactly", "lower", "unsafe_nesting"]

_AWAIT_ANYWHERE = 0x2000  # ast.PyCF_ALLOW_TOP_LEVEL_AWAIT: to load ast for it takes as long as to compile ten files
_DECLARED = compiled(rb"(?:\xef\xbb\xbf)?(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")


def lower(data: bytes) -> Program:
    """The facts of a Python file; any bytes are accepted."""
    return _lowered(data, exact=False)


def confirmed(data: bytes) -> Program:
    """The same for a file that has something to report: beyond doubt, where that can be had."""
    return _lowered(data, exact=not _compiles(data))


def exactly(data: bytes) -> Program:
    """The facts of a Python file as LibCST sees it, where it can."""
    return _lowered(data, exact=True)


def _lowered(data: bytes, *, exact: bool) -> Program:
    problem = unsafe_nesting(data)
    if not problem:
        quick = _quickly(data) if not exact and _is_utf8(data) else None
        if quick is not None and not quick.problem:
            return quick
        from golint.frontends.python import concrete

        found = concrete.lower(data)
        if isinstance(found, Program):
            return found
        problem = found
    return replace(_quickly(data), problem=problem)


def _quickly(data: bytes) -> Program:
    from golint.frontends import treesitter

    return treesitter.lower(data, "python")


def _compiles(data: bytes) -> bool:
    """Whether this interpreter, which can be crashed like LibCST, takes the file for Python."""
    if unsafe_nesting(data):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(data, "", "exec", _AWAIT_ANYWHERE, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


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
