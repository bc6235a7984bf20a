"""Whether a file may compare a secret with anything, told from its bytes: most comparisons have a literal or a constant on their right."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from golint.lazily import compiled
from golint.traces.spellings import compiled_once, either

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
    "java": rb"null|true|false",
    "csharp": rb"null|true|false",
}
_BY_CALLS = frozenset({"java", "csharp"})
"""Languages in which texts are compared by calls, so that most files have some."""
_TEXT = rb"""(?:"[^"\\\n#$]*+"|'[^'\\\n]*+')"""
# What stands behind a value that is whole: no operator, no step and no text that would go on with it.
_END = rb"""(?x: \s*+ (?: [):;,}{\]] | \?(?![.:]) | &&|\|\| | (?:and|or|then|if|else|unless)\b | \Z )
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
_SCRIPT = compiled(_IDLE % (rb"//|\*[ \t/]", _LOOP, _SOUGHT))
_IDLE_BEFORE = {
    "python": compiled(_IDLE % (rb"\#", _LOOP, _SOUGHT)),
    "javascript": _SCRIPT,
    "kotlin": _SCRIPT,
}
# A text on which something is called: one without values, as far as its quotes can be told from others'.
_CALLED_ON = compiled(rb"""(?<![$@"'\w])"[^"\\\n#${}]*+"\s*+\.\s*+\Z""")
_REACH = 300  # bytes before the word that are looked at: lines may be endless

_TOLD_ONE = compiled(rb"""\s*+\((?:[^(),"']|"[^"\\\n]*+"|\([^()"']*+\))*+\)""")


def may_compare(view: FileView) -> bool:
    """Whether a file may compare two values of which neither is a literal or a constant."""
    kin, data = view.flow.kin, view.source.data
    if kin not in _WORDS:
        return True
    searching = "kotlin" if view.language == "kotlin" else kin
    return _comparing(kin).search(data) is not None or _may_search(searching, data) or _may_call(view)


@cache
def _comparing(kin: str) -> re.Pattern[bytes]:
    """A comparison by an operator, where what stands behind it is not certain to be a literal or a constant."""
    return re.compile(rb"%b(?!%b(?:%b))" % (_OPERATOR, _literal(kin), _END))


def _literal(kin: str) -> bytes:
    return rb"(?:%b|\d[\d_]*+(?:\.\d++)?+|(?:%b)\b|%b)" % (_TEXT, _WORDS[kin], _CONSTANT)


def _may_call(view: FileView) -> bool:
    """Whether a call may compare: where texts are compared so, one that is neither told a literal first nor asked of one."""
    kin, data = view.flow.kin, view.source.data
    if not view.flow.traces.may_play(*CALLS):
        return False
    if kin not in _BY_CALLS or view.flow.roles.begins(*CALLS):
        return True
    names = either(view.flow.roles.lasts(*CALLS))
    calls = compiled_once(rb"(?<!\w)(?:%b)(?!\w)(?!\s*+\(\s*+%b\s*+[,)])" % (names, _literal(kin)))
    return any(not _is_asked_of_text(data, one) for one in calls.finditer(data))


def _is_asked_of_text(data: bytes, call: re.Match[bytes]) -> bool:
    """Whether a call is one of a text, and told one thing: of two, those may be compared."""
    if _TOLD_ONE.match(data, call.end()) is None:
        return False
    return _CALLED_ON.search(data, max(0, call.start() - _REACH), call.start()) is not None


def _may_search(kin: str, data: bytes) -> bool:
    """Whether `in` may look for anything but a text, in languages that have it."""
    idle = _IDLE_BEFORE.get(kin)
    found = _IN.finditer(data) if idle is not None else ()
    return any(idle.search(data, max(0, one.start() - _REACH), one.start()) is None for one in found if idle is not None)
