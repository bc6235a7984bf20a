"""Whether a file may compare a secret with anything, told from its bytes: most comparisons have a literal or a constant on their right."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.traces.spellings import either

if TYPE_CHECKING:
    from golint.view import FileView

CREDENTIALS = frozenset({"secret", "token", "key", "password"})
"""A constant that is called so is compared like any secret."""

CALLS = ("compare.plain", "compare.order", "compare.contains")

# How the languages whose operators are looked for here write what is no text and no number.
_WORDS = {
    "python": rb"None|True|False",
    "ruby": rb"nil|true|false",
    "php": rb"(?i:null|true|false)",
    "javascript": rb"null|undefined|true|false",
    "go": rb"nil|true|false",
}
_TEXT = rb"""(?:"[^"\\\n#$]*+"|'[^'\\\n]*+')"""
# What stands behind a value that is whole: no operator, no step and no text that would go on with it.
_END = rb"""(?x: \s*+ (?: [):;,}{\]] | \?(?!\.) | &&|\|\| | (?:and|or|then|if|else|unless)\b | \Z )
    | [\ \t]*+ \r?\n \s*+ (?! (?:in|is|not|instanceof)\b | \w{1,2}["'] ) [A-Za-z_@$] )"""
# A member of something, in capitals.
_CONSTANT = rb"[A-Za-z_]\w*+(?:\.(?=\w+\.)\w++)*+\.(?!\w*(?:%b))(?=[\d_]*+[A-Z])[A-Z\d_]++" % either(word.upper() for word in CREDENTIALS)
# `for one in all`, `if "id" in data`: what stands before the word.
_LOOP = rb"(?<![.\w])for[\s(](?:(?!\b(?:in|of)\b)[\w \t$,().*\[\]])*+"
_SOUGHT = rb"(?:[(,=\[]|&&|\|\||\b(?:if|elif|and|or|not|return))[ \t]*+%b[ \t]++(?:not[ \t]++)?" % _TEXT
_OPERATOR = rb"(?:[=!]==?(?![=>])|<>(?!=))\s*+"
_IN = compiled(rb"\bin\b(?!\s+keyof\b)")
# What stands before an `in` that searches nothing: a comment, a loop, or a text that is looked for.
_IDLE = rb"(?:(?m:^)[ \t]*+(?:%b)[^\n]*|%b|%b)\Z"
_IDLE_BEFORE = {
    "python": compiled(_IDLE % (rb"\#", _LOOP, _SOUGHT)),
    "javascript": compiled(_IDLE % (rb"//|\*[ \t/]", _LOOP, _SOUGHT)),
}
_REACH = 300  # bytes before the word that are looked at: lines may be endless


def may_compare(view: FileView) -> bool:
    """Whether a file may compare two values of which neither is a literal or a constant."""
    kin, data = view.flow.kin, view.source.data
    if kin not in _WORDS:
        return True
    return _comparing(kin).search(data) is not None or _may_search(kin, data) or view.flow.traces.may_play(*CALLS)


@cache
def _comparing(kin: str) -> re.Pattern[bytes]:
    """A comparison by an operator, where what stands behind it is not certain to be a literal or a constant."""
    literal = rb"(?:%b|\d[\d_]*+(?:\.\d++)?+|(?:%b)\b|%b)" % (_TEXT, _WORDS[kin], _CONSTANT)
    return re.compile(rb"%b(?!%b(?:%b))" % (_OPERATOR, literal, _END))


def _may_search(kin: str, data: bytes) -> bool:
    """Whether `in` may look for anything but a text, in languages that have it."""
    idle = _IDLE_BEFORE.get(kin)
    found = _IN.finditer(data) if idle is not None else ()
    return any(idle.search(data, max(0, one.start() - _REACH), one.start()) is None for one in found if idle is not None)
