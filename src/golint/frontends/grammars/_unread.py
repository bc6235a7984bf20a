"""Blanks what nobody asks about in TypeScript: declared types, and queries that a generator wrote out. These can be megabytes to parse."""

from __future__ import annotations

import re

from golint.lazily import compiled

_TYPE = compiled(
    rb"""
      ^(?:export[ ]++)?(?:declare[ ]++)?(?:type[ ]++\w++(?:<[^\n]*>)?[ ]*+=[ ]*+(?:\w++<)?|interface[ ]++[^\n{]++)   # lines from here
      \{[ \t]*+\r?\n (?:[ \t][^\n]*+\n|\r?\n)*+ \}>?[ ]*+;?[ \t]*+\r?$                                  # to the bracket at the margin
    | ^export[ ]++type[ ]++\w++(?:<[^\n=]*>)?[ ]*+=(?P<line>[^\n;`]*+);[ \t]*+\r?$
    """,
    re.MULTILINE | re.VERBOSE,
)
_QUERY = compiled(
    rb"""
      (?<==[ ]\{)\s*+["']?kind["']?:[ ]*+["']Document["'],
      (?: [^\n]*(?=\}[ ]as[ ]unknown[ ]as[ ]\w+<) | [ \t]*+\r?\n(?:[ \t][^\n]*+\n)*+(?=\}[ ]as[ ]unknown[ ]as[ ]\w+<) )
    """,
    re.VERBOSE,
)
_COMMENT = compiled(rb"""(?P<comment>/\*.*?\*/|//[^\n]*+)|"[^"\n]*+"|'[^'\n]*+'|[^/"']++|.""", re.DOTALL)
_BLANK = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))
_BRACKETS = (b"{}", b"()", b"[]")


def read_alone(data: bytes) -> bytes:
    """The bytes of a file with blanks in place of the types that are declared at its margin, their comments left, and of what GraphQL's
    generator puts into a query; all else stands where it stood."""
    if b"type " in data or b"interface " in data:
        data = _TYPE.sub(_blank_type, data)
    return _QUERY.sub(lambda found: found[0].translate(_BLANK), data) if b"} as unknown as " in data else data


def _blank_type(declared: re.Match[bytes]) -> bytes:
    line = declared["line"]
    if line is not None and any(line.count(pair[:1]) != line.count(pair[1:]) for pair in _BRACKETS):
        return declared[0]  # it goes on below
    if b"//" not in declared[0] and b"/*" not in declared[0]:
        return declared[0].translate(_BLANK)
    return _COMMENT.sub(lambda part: part[0] if part["comment"] is not None else part[0].translate(_BLANK), declared[0])
