"""What the text of a literal means: quotes, escapes and numbers as most languages write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from golint.facts import Expr, Literal, Template
from golint.lazily import compiled
from golint.model import Span

_OPENING = compiled(r"([A-Za-z]*)(\"\"\"|'''|[\"'`])")
_ESCAPE = compiled(
    r"\\(?:u\{(?P<braced>[0-9A-Fa-f]{1,8})\}|N\{(?P<named>[^}\n]{1,80})\}|x(?P<byte>[0-9A-Fa-f]{2})|u(?P<unit>[0-9A-Fa-f]{4})"
    r"|U(?P<wide>[0-9A-Fa-f]{8})|(?P<octal>[0-7]{1,3})|(?P<line>\r?\n|\r)|(?P<single>.))",
    re.DOTALL,
)
_FORMS = {"byte": 16, "unit": 16, "wide": 16, "braced": 16, "octal": 8}


class Escapes(Struct, frozen=True):
    """How a language writes characters that it cannot write plainly. An unknown escape keeps its backslash or loses it."""

    single: Mapping[str, str] = field(default_factory=lambda: {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"})
    forms: frozenset[str] = frozenset({"byte", "unit", "octal", "line"})
    keeps_unknown: bool = False


PYTHON = Escapes(
    {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", "'": "'", '"': '"'},
    frozenset({"byte", "unit", "wide", "octal", "line", "named"}),
    keeps_unknown=True,
)
"""What Python's two front-ends share."""


class Quotes(Struct, frozen=True):
    """The prefix letters of a string in lower case, and the lengths of its opening (prefix included) and closing."""

    prefix: str
    opening: int
    closing: int


_PLAIN = {mark: Quotes("", 1, 1) for mark in "\"'`"}


def quotes(text: str) -> Quotes:
    """How a string literal begins and ends; lengths are 0 where the quotes are missing."""
    first = text[:1]
    if first in _PLAIN and first == text[-1:] and text[1:3] != first * 2 and len(text) > 1:
        return _PLAIN[first]  # what nearly all of them are
    match = _OPENING.match(text)
    if match is None:
        return Quotes("", 0, 0)
    closed = text.endswith(match[2]) and len(text) >= match.end() + len(match[2])
    return Quotes(match[1].lower(), match.end(), len(match[2]) if closed else 0)


def evaluate(text: str, prefix: str, escapes: Escapes) -> str | bytes:
    """What the inside of a string stands for, line breaks as line feeds. The prefixes b, f and r mean the same in every language."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "f" in prefix:
        text = text.replace("{{", "{").replace("}}", "}")
    if "\\" in text and "r" not in prefix:
        text = _decode(text, replace(escapes, forms=escapes.forms & {"byte", "octal", "line"}) if "b" in prefix else escapes)
    return text.encode("latin-1", "replace") if "b" in prefix else text


def _decode(text: str, escapes: Escapes) -> str:
    """Escapes replaced by what they stand for; halves of a pair are joined."""
    found = _ESCAPE.sub(lambda match: _character(match, escapes), text)
    if not any("\ud800" <= character <= "\udfff" for character in found):
        return found
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str], escapes: Escapes) -> str:
    form, body = match.lastgroup or "single", match[match.lastgroup or 0]
    if form == "single":
        return escapes.single.get(body, match[0] if escapes.keeps_unknown else body)
    if form not in escapes.forms:
        return match[0] if escapes.keeps_unknown else match[0][1:]
    if form == "line":
        return ""
    try:
        return unicodedata.lookup(body) if form == "named" else chr(int(body, _FORMS[form]))
    except (KeyError, ValueError, OverflowError):
        return match[0]


def number(text: str) -> int | float | None:
    """The value of a number, whatever its base, separators and suffix; None for one that Python has no value for."""
    plain = text.replace("_", "").lower().removesuffix("n")
    if re.fullmatch(r"0[0-7]+", plain):
        return int(plain, 8)
    for read in (lambda digits: int(digits, 0), float):
        try:
            return read(plain)
        except ValueError:
            continue
    return None


def assemble(parts: tuple[Expr, ...], span: Span) -> Expr:
    """Text put together from parts; where all are constant it is one constant, and one part is itself."""
    texts = [part.value for part in parts if isinstance(part, Literal) and part.kind == "text"]
    if len(texts) == len(parts):
        return Literal("".join(str(text) for text in texts), "text", span)
    return parts[0] if len(parts) == 1 else Template(parts, span)
