"""What a PHP file does when it is loaded: only one that does more than define what others use may be a script that answers, and one that
gives back a table of texts, as translations do, does nothing at all."""

from __future__ import annotations

import re

from golint.lazily import compiled

_QUIET = compiled(
    rb"//[^\n]*|#(?!\[)[^\n]*|/\*.*?(?:\*/|$)"
    rb"""|'(?:\\.|[^'\\])*+'|"(?:\\.|[^"\\])*+"|<<<[ \t]*["']?(\w+)["']?\r?\n.*?\n[ \t]*\1\b""",
    re.DOTALL,
)
_BRACE = compiled(rb"[{}]")
_DEFINING = compiled(
    rb"""(?xi) \s*+ <\?php\b (?:
        \s++ | declare\s*+\([^()]*+\)\s*+; | namespace\s++[\w\\]++\s*+; | use\s[^;]*+; | const\s[^;()]*+;
        | \#\[[^\n\[\]]*+\]
        | (?:(?:abstract|final|readonly)\s++)*+ (?:class|interface|trait|enum)\s++\w++[^;{}]*+\{\}
        | function\s*+&?\s*+\w++\s*+\([^;{}]*+\{\}
        | return\s++new\s++class(?:\s++(?:extends|implements)\s[\w\\\s,]++)?\s*+\{\}\s*+;
        | return\s*+(?:\[|array\s*+\()[^($`]*[\])]\s*+;
        | defined\s*+\(\s*+\)\s*+(?:\|\||or)\s*+(?:exit|die)\s*+(?:\(\s*+\))?\s*+;
        | if\s*+\(\s*+!\s*+defined\s*+\(\s*+\)\s*+\)\s*+(?:exit|die)\s*+(?:\(\s*+\))?\s*+;
    )*+ (?:\?>\s*+)? """
)
_HEAD = compiled(rb"(?i)\s*+<\?php\b(?:\s++|declare\s*+\([^()]*+\)\s*+;|//[^\n]*|#(?!\[)[^\n]*|/\*.*?\*/)*+return\b", re.DOTALL)
_TABLE = compiled(
    rb"""(?i)\s*+<\?php\b(?:\s++|declare\s*+\([^()]*+\)\s*+;)*+return\s*+\[(?:[^($`={}<>?\]]|=>|\](?!\s*+;))*+\]\s*+;\s*+(?:\?>\s*+)?"""
)


def is_table(data: bytes) -> bool:
    """Whether all that a file does is to give back constants: nothing is called, compared or assigned."""
    return _HEAD.match(data) is not None and _TABLE.fullmatch(_QUIET.sub(b"", data)) is not None


def may_run(data: bytes) -> bool:
    """Whether statements outside of all definitions may do something."""
    return _DEFINING.fullmatch(_outside(_QUIET.sub(b"", data))) is None


def _outside(text: bytes) -> bytes:
    """What stands outside of all braces, which stay."""
    parts, depth, at = [], 0, 0
    for brace in _BRACE.finditer(text):
        if brace[0] == b"{":
            if depth == 0:
                parts.append(text[at : brace.start()])
                parts.append(b"{")
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                parts.append(b"}")
            at = brace.end()
        else:
            return b"}"
    return b"".join((*parts, text[at:])) if depth == 0 else b"{"
