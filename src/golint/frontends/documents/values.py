"""What the text of a value means: its kind, its escapes, and the default inside a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from golint.lazily import compiled

LONGEST = 2_000
"""Characters above which a value is text without a closer look: references are short, and patterns over long values cost."""

_NUMBER = compiled(r"[-+]?(?:0[xob][0-9a-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|\.?inf|\.?nan|infinity)", re.I)
_BOOLEAN = frozenset({"true", "false", "yes", "no", "on", "off"})
_NULL = frozenset({"null", "~", "none", "nil"})

_HINT = compiled(r"[$%@:]|\{\{|<%|ENC\[|env|\{cipher\}|/secrets/", re.I)
_EMBEDDED = compiled(
    r"""
      \$?\{\{.*?\}\}                                   # ${{ secrets.X }}, {{ .Values.x }}
    | <%.*?%>                                          # ERB
    | \$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}                # ${X}, ${X:-${Y}}
    | \$\([^()]*(?:\([^()]*\)[^()]*)*\)                # $(X), $(command)
    | \$[A-Za-z_]\w*                                   # $X
    | %env\([^()]*\)% | %\([\w.-]+\)s | %[A-Za-z_]\w*%  # Symfony, ini interpolation, Windows
    """,
    re.X | re.S,
)
_WHOLE = compiled(
    r"""
      (?:op|sm|ssm|vault|awssm|aws-sm|gcp-sm|gcpsm|secretref|secretsmanager|keyvault|akv|azkv|doppler|infisical|keyring|ref\+[\w+-]+):\S+
    | env:[A-Za-z_]\w*
    | arn:aws[\w-]*:(?:secretsmanager|ssm|kms):\S+
    | projects/[^/\s]+/secrets/\S+
    | @Microsoft\.KeyVault\(.*\)
    | ENC\[.*\] | \{cipher\}.* | \$ANSIBLE_VAULT;.*
    | process\.env\b.* | import\.meta\.env\b.* | os\.(?:environ|getenv)\b.* | System\.getenv\(.*\) | env\(.*\) | ENV(?:\[.*\]|\.fetch\(.*\))
    """,
    re.X | re.S,
)
_FALLBACK = compiled(
    rb"""
      \$\{\w+:?[-=](?P<shell>[^{}]+)\}
    | \$\{(?!(?:env|ssm|s3|self|opt|file|cf|sls|aws|param|output|secrets?|vault|gcp|azure|strToBool|git):)
      [\w.-]+:(?P<spring>[^{}?+=-][^{}]*)\}
    | (?:\|\||\?\?|\bdefault\b|,)\s*\(?\s*\\?["'](?P<quoted>[^"'\\]+)\\?["']
    """,
    re.X,
)
_ESCAPE = compiled(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r?\n[ \t\r\n]*|.)", re.S)
_SURROGATE = compiled("[\ud800-\udfff]")

ESCAPES: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "e": "\x1b", "a": "\a", "v": "\v"}


def decode(raw: bytes) -> str:
    """The text of some bytes; what is not UTF-8 becomes replacement characters."""
    return raw.decode("utf-8", "replace")


def kind_of(value: str, *, quoted: bool = False) -> str:
    """text, number, boolean, null or reference. What stands in quotes is never a number, a boolean or null."""
    if len(value) > LONGEST:
        return "text"
    if is_reference(value):
        return "reference"
    if quoted or len(value) > 40:
        return "text"
    word = value.strip().lower()
    if word in _BOOLEAN:
        return "boolean"
    if word in _NULL:
        return "null"
    return "number" if _NUMBER.fullmatch(word) else "text"


def is_reference(value: str) -> bool:
    """Whether a value names an environment variable, a variable or an entry of a secret store, and adds no text of its own.

    An encrypted value (sops, Spring, Ansible vault) counts: what it stands for is kept elsewhere.
    """
    if not _HINT.search(value):
        return False
    if _WHOLE.fullmatch(value.strip()):
        return True
    rest, count = _EMBEDDED.subn("", value)
    return bool(count) and not any(character.isalnum() for character in rest)


def fallbacks(raw: bytes) -> Iterator[tuple[int, int, str]]:
    """The defaults that a reference falls back to: where they stand in its bytes, and their kinds."""
    if len(raw) > LONGEST:
        return
    for match in _FALLBACK.finditer(raw):
        start, end = match.span(match.lastgroup or 0)
        yield start, end, kind_of(decode(raw[start:end]))


def unescape(text: str, named: Mapping[str, str] = ESCAPES, *, keep_unknown: bool = False) -> str:
    """A text with its backslash escapes resolved; an unknown one gives its character, or stays whole with `keep_unknown`."""
    if "\\" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        body = match[1]
        if body[0] in "\r\n":
            return ""
        if len(body) > 1:
            return _character(body[1:].strip("{}"))
        return named.get(body, match[0] if keep_unknown else body)

    result = _ESCAPE.sub(one, text)
    if _SURROGATE.search(result):
        result = result.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return result


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else "\ufffd"
