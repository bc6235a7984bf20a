"""What may be said about a credential once it has been seen: its masked text, a digest for one run, and whether a baseline knows it."""

from __future__ import annotations

import hashlib
import hmac

# detect-secrets cuts keys of this family after so many characters, and its baselines hold the digest of the cut text.
_CUT = 24
_LONG = 16


def mask(value: bytes, prefix: bytes = b"") -> str:
    """The prefix and the last four characters; a short value gives away less."""
    body = value[len(prefix) :] if value.startswith(prefix) else value
    tail = body[-4:] if len(body) >= _LONG else b""
    return f"{prefix.decode('ascii', 'replace')}****{tail.decode('ascii', 'replace')}"


def digest(value: bytes, key: bytes) -> bytes:
    """A keyed digest: equal values are equal under one key, and nothing else can be learnt from it without the key."""
    return hmac.digest(key, value, "sha256")[:16]


def is_known(value: bytes, prefix: bytes, known: frozenset[str]) -> bool:
    """Whether a detect-secrets baseline lists the value; its digests are SHA-1 in hexadecimal."""
    if not known:
        return False
    spellings = (value, value[: len(prefix) + _CUT], value[len(prefix) :])
    return any(hashlib.sha1(text, usedforsecurity=False).hexdigest() in known for text in spellings)
