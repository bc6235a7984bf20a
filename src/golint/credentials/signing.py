"""Literals that a digest is keyed with. However weak one looks: who reads the file can sign what the shop takes for genuine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golint.credentials.literals import Value
from golint.lazily import compiled
from golint.model import Span

WORDS = frozenset({b"hmac"})
"""A file without these, in lower case, keys no digest."""

_BYTES = rb"(?:(?:Buffer\.from|[\w.]+\.GetBytes|\[\]byte|bytes|str)\(\s*)?"
_TEXT = rb"""[bru@]?(?P<quote>["'`])(?P<value>[^"'`\s\\${}<>]{4,512})(?P=quote)"""
_NAME = rb"(?P<name>[A-Za-z_$][\w$]*)(?![\w$]*\s*[(\[])"
_ARGUMENT = rb"""(?:[^,;(){}\n]|\([^();{}\n]*(?:\([^();{}\n]*\)[^();{}\n]*)*\)){1,200}"""
_KEYED = compiled(
    rb"(?:createHmac\(\s*%(argument)b,|hmac\.new\(|HMAC\.new\(|hash_hmac\(\s*%(argument)b,%(argument)b,|OpenSSL::HMAC\.\w+\(\s*%(argument)b,"
    rb"|hmac\.New\(\s*%(argument)b,|new\s+HMACSHA\w+\(|new\s+SecretKeySpec\()\s*%(bytes)b(?:%(text)b|%(name)b)"
    % {b"argument": _ARGUMENT, b"bytes": _BYTES, b"text": _TEXT, b"name": _NAME}
)
_GIVEN = rb"""(?<![\w$.])%b\s*(?::\s*[\w.]+\s*)?:?=\s*"""


def in_digests(data: bytes) -> Iterator[Value]:
    """The literals that key a digest, as they stand there or under a name that the same file gives them."""
    seen: set[Span] = set()
    for match in _KEYED.finditer(data):
        found = match if match["value"] is not None else _given(data, match["name"])
        if found is not None and (span := Span(*found.span("value"))) not in seen:
            seen.add(span)
            yield Value(span, found["value"].decode("utf-8", "replace"), (match["name"] or b"").decode("ascii"), keyed=True)


def _given(data: bytes, name: bytes) -> re.Match[bytes] | None:
    """The literal that a name is given, where it is given nothing else."""
    given = list(re.finditer(_GIVEN % re.escape(name) + rb"(?:" + _TEXT + rb"\s*(?=[;\n)]|$))?", data))
    return given[0] if len(given) == 1 and given[0]["value"] is not None else None
