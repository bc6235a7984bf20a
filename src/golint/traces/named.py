"""What the functions and classes of a file are called, and whether one of them may hand on what it is given, told from the file's bytes."""

from __future__ import annotations

from golint.lazily import compiled
from golint.traces.spellings import Spelling, compiled_once

_DEFINED = (
    compiled(rb"(?i)\b(?:class|trait|interface|enum)[\s\\]+(\w+)"),
    compiled(rb"(\w+)\s*=\s*(?:lambda|(?:static\s+)?(?i:function|fn))\b"),
)
_RETURNED = compiled(rb"return(?<!\wreturn)\s+(?:await\s+)?\$?(\w+)\s*\(")
_PARAMETER = rb"[(,]\s*(?:[\w\\|?]+\s+)?[&*$.]*%b\s*[,:=)]"


def names(spelling: Spelling, data: bytes) -> frozenset[str]:
    """The names of the functions and classes that a file defines, of languages that say so by a word."""
    found = {name for pattern in _DEFINED for name in pattern.findall(data)}
    found.update(compiled_once(spelling.defining + rb"(\w+)").findall(data))
    return frozenset(name.decode("ascii", "replace") for name in found)


def may_return_answer_of_given(data: bytes) -> bool:
    """Whether a function may give back what a function that it, or the one around it, was given answers: `return view(request)`."""
    called = {*_RETURNED.findall(data), *([b"next"] if b"next()" in data else [])}
    return any(compiled_once(_PARAMETER % name).search(data) is not None for name in called)
