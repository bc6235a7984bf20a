"""Literals that a call makes secrets of, however weak they look: what keys a digest, what signs log-ins, what opens a mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golint.credentials.literals import Value
from golint.credentials.placeholders import entropy, is_patterned, is_placeholder, is_spoken
from golint.credentials.seen import LOGIN_KEY, MAILBOX_PASSWORD
from golint.lazily import compiled
from golint.model import Span

DIGESTS = frozenset({b"hmac"})
"""A file without these, in lower case, keys no digest."""

SIGNERS = frozenset(
    {
        b"signedstring",
        b"jwt.sign",
        b"jwt.encode",
        b"jwt::encode",
        b"jwt.verify",
        b"secretorkey",
        b"jwtmodule.register(",
        b"express-session",
        b"cookie-session",
        b"koa-session",
        b"symmetricsecuritykey(",
        b"hmacshakeyfor(",
        b"algorithm.hmac",
        b"signaturealgorithm.hs",
    }
)
"""A file without these, in lower case, signs no token of the usual libraries."""

MAILERS = frozenset(
    {
        b"createtransport",
        b"networkcredential(",
        b"phpmailer",
        b"smtplib",
        b"email_host_password",
        b"mail_pass",
        b"mailpass",
        b"emailpass",
        b"smtp_pass",
        b"smtppass",
    }
)
"""A file without these, in lower case, signs in to no mailbox by the usual libraries and settings."""

_BYTES = rb"(?:(?:Buffer\.from|[\w.]+\.GetBytes|Decoders\.BASE64\.decode|\[\]byte|bytes|str)\(\s*)?"
# A mailbox of Google's takes a password that is written in four groups of letters.
_TEXT = rb"""[bru@]?(?P<quote>["'`])(?P<value>[^"'`\s\\${}<>]{4,512}|(?:[a-z]{4} ){3}[a-z]{4})(?P=quote)"""
_NAME = rb"\$?(?P<name>[A-Za-z_$][\w$]*)(?![\w$]*\s*[(\[])"
_ARGUMENT = rb"""(?:[^,;(){}\n]|\([^();{}\n]*(?:\([^();{}\n]*\)[^();{}\n]*)*\)){1,200}"""
_CLAIMS = rb"""(?:\{[^{}]{0,300}\}|%b)""" % _ARGUMENT
_WITHIN = rb"\{[^{}]{0,300}?\b"  # an object, up to one of its keys
_VALUE = rb"\s*%b(?:%b|%b)" % (_BYTES, _TEXT, _NAME)
_KEYED = compiled(
    rb"(?:createHmac\(\s*%(argument)b,|hmac\.new\(|HMAC\.new\(|hash_hmac\(\s*%(argument)b,%(argument)b,|OpenSSL::HMAC\.\w+\(\s*%(argument)b,"
    rb"|hmac\.New\(\s*%(argument)b,|new\s+HMACSHA\w+\(|new\s+SecretKeySpec\()%(value)b" % {b"argument": _ARGUMENT, b"value": _VALUE}
)
_SIGNED = compiled(
    rb"(?:\.SignedString\(|\bjwt\.(?:sign|encode|verify)\(\s*%(claims)b,|\bJWT(?:::|\.)encode\(\s*%(claims)b,|\bsecretOrKey\s*:"
    rb"|\b(?:JwtModule\.register|session|cookieSession)\(\s*%(within)bsecret\s*:|\bcookieSession\(\s*%(within)bkeys\s*:\s*\["
    rb"|\bapp\.keys\s*=\s*\[|\bSymmetricSecurityKey\(|\bhmacShaKeyFor\(|\bAlgorithm\.HMAC\d{3}\("
    rb"|\bsignWith\(\s*SignatureAlgorithm\.\w+\s*,)%(value)b" % {b"claims": _CLAIMS, b"within": _WITHIN, b"value": _VALUE}
)
_MAILING = compiled(
    rb"(?:\bauth\s*:\s*%(within)bpass\s*:|\bNetworkCredential\(\s*%(argument)b,|->Password\s*=|\.login\(\s*%(argument)b,"
    rb"|(?i:(?:mail|smtp)(?:_?host)?_?pass(?:word|wd)?)[\"']?\s*(?:=>|[:=])(?!=))%(value)b"
    % {b"argument": _ARGUMENT, b"within": _WITHIN, b"value": _VALUE}
)
_GIVEN = rb"""(?<![\w$.])\$?%b\s*(?::\s*[\w.]+\s*)?:?=\s*"""
_GROUPS = compiled(r"(?:[a-z]{4} ?){3}[a-z]{4}\Z")
_SPOKEN = compiled(r"pass|pwd|secret|user|admin|test|mail", re.IGNORECASE)
_LEAST = 8  # characters of a mailbox's password
_DRAWN = 2.8  # bits a letter: what a machine drew, and not a word twice


def in_digests(data: bytes) -> Iterator[Value]:
    """The literals that key a digest, as they stand there or under a name that the same file gives them."""
    return _handed(data, _KEYED, "signing key")


def in_tokens(data: bytes) -> Iterator[Value]:
    """The same that tokens are signed with by which a shop knows who is logged in: `token.SignedString([]byte("..."))`."""
    return (value for value in _handed(data, _SIGNED, LOGIN_KEY) if not is_placeholder(value.text))


def in_mailers(data: bytes) -> Iterator[Value]:
    """The same that open the mailbox from which a shop writes to its customers: `nodemailer.createTransport({ auth: { pass: "..." } })`."""
    return (value for value in _handed(data, _MAILING, MAILBOX_PASSWORD) if _opens(value.text))


def _opens(password: str) -> bool:
    """Whether a password is a real one, also one of letters alone, as Google draws them for programs."""
    if len(password) < _LEAST or _SPOKEN.search(password) or is_spoken(password):
        return False
    return entropy(password.replace(" ", "")) > _DRAWN if _GROUPS.match(password) else not is_patterned(password)


def _handed(data: bytes, to: re.Pattern[bytes], use: str) -> Iterator[Value]:
    seen: set[Span] = set()
    for match in to.finditer(data):
        found = match if match["value"] is not None else _given(data, match["name"])
        if found is not None and (span := Span(*found.span("value"))) not in seen:
            seen.add(span)
            yield Value(span, found["value"].decode("utf-8", "replace"), (match["name"] or b"").decode("ascii"), use=use)


def _given(data: bytes, name: bytes) -> re.Match[bytes] | None:
    """The literal that a name is given, spelt in bytes too, where it is given nothing else."""
    given = list(re.finditer(_GIVEN % re.escape(name) + rb"(?:" + _BYTES + _TEXT + rb"\s*(?=[;\n)]|$))?", data))
    return given[0] if len(given) == 1 and given[0]["value"] is not None else None
