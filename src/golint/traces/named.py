"""What the functions and classes of a file are called, and whether one of them may hand on what it is given, told from the file's bytes."""

from __future__ import annotations

from golint.lazily import compiled
from golint.traces.spellings import Spelling, compiled_once

# A search that begins with plain text is quick.
_CLASSES = tuple(compiled(rb"%b(?<!\w%b)[\s\\]+(\w+)" % (word, word)) for word in (b"class", b"trait", b"interface", b"enum"))
_ASSIGNED = compiled(rb"=\s*(?:lambda|(?:static\s+)?(?i:function|fn))\b")
_TARGET = compiled(rb"(\w+)\s*\Z")
_LONGEST = 80  # bytes of a name and what stands behind it
_RETURNED = compiled(rb"return(?<!\wreturn)\s+(?:await\s+)?\$?(\w+)\s*\(")
_PARAMETER = compiled(rb"[(,]\s*+(?:[\w\\|?]++\s++(?=[&*$.\w]))?[&*$.]*+(\w++)(?=\s*[,:=)])")


def names(spelling: Spelling, data: bytes) -> frozenset[str]:
    """The names of the functions and classes that a file defines, of languages that say so by a word."""
    found = {name for pattern in _CLASSES for name in pattern.findall(data)}
    found.update(compiled_once(spelling.defining + rb"(\w+)").findall(data))
    for closure in _ASSIGNED.finditer(data):
        target = _TARGET.search(data, max(0, closure.start() - _LONGEST), closure.start())
        found.update((target[1],) if target is not None else ())
    return frozenset(name.decode("ascii", "replace") for name in found)


def may_return_answer_of_given(data: bytes) -> bool:
    """Whether a function may give back what a function that it, or the one around it, was given answers: `return view(request)`."""
    called = {*_RETURNED.findall(data), *([b"next"] if b"next()" in data else [])}
    return bool(called) and not called.isdisjoint(_PARAMETER.findall(data))
