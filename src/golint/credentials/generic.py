"""Judges literals that no pattern knows, by the name they are given to and by how random they are.

detect-secrets' plugins are the judges. They are called on one value at a time; its scan loop, its settings and its verification stay out.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import DecodeError
from msgspec.json import decode

from golint.credentials.entropy import BASE64, entropy, hexadecimal
from golint.credentials.placeholders import is_placeholder
from golint.lazily import compiled

if TYPE_CHECKING:  # the import costs a tenth of a second, which only a file with a candidate pays
    from detect_secrets.plugins.jwt import JwtTokenDetector
    from detect_secrets.plugins.keyword import KeywordDetector

# Bits per character that a random value of 16 characters or more passes, and an identifier or a phrase does not.
_LONGEST = 512
_LONGEST_KEY = 128  # what is longer is a ciphertext, a certificate or a token of its own form
_HEX_LIMIT = 2.4
_BASE64_LIMIT = 3.2
_HEX = compiled(r"[0-9a-fA-F]+\Z")
_KEYLIKE = compiled(r"[A-Za-z0-9+/=_\-.~!@#$^&*:?]+\Z")
_URL_OR_PATH = compiled(r"\w+://|^[./~]|^[\w-]+(?:/[\w.-]+)+$|^[\w-]+\.[a-z]{2,4}$|@[\w-]+\.\w")
_WORD = compiled(r"[A-Za-z]*|v?\d{1,4}\Z|[A-Z]?[a-z]+\d{0,2}\Z")
_SEPARATOR = compiled(r"[_\-.:/ ]|(?<=[a-z])(?=[A-Z])")
_FOR_ONE_PAYMENT = compiled(r"[a-z]{2,6}_\w{8,}_(?:secret|client)_\w{8,}\Z")  # which the customer's browser is handed
# The key by which a gateway's SOAP knows the merchant is longer than others: 256 bytes and more.
_FOR_SOAP = compiled(r"transaction_?key\Z", re.IGNORECASE)
_LONG = compiled(r"[A-Za-z0-9+/]{160,510}={0,2}\Z")
PRIVATE_KEY = compiled(rb"-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH) )?PRIVATE KEY-----(?:\\r|\\n|\s)*[A-Za-z0-9+/=\\\s]{120,}")


def kind_of(name: str, value: str) -> str:
    """What kind of secret `value` is, "" for none: "JSON web token", "random secret" or "password"."""
    if (
        not 8 <= len(value) <= _LONGEST
        or _URL_OR_PATH.search(value)
        or is_identifier(value)
        or is_placeholder(value)
        or _FOR_ONE_PAYMENT.match(value)
        or value.lower() in name.lower()
    ):
        return ""
    if value.startswith("eyJ"):
        return "JSON web token" if any(_jwt().analyze_string(value)) else ""
    if is_random(value) or (_FOR_SOAP.search(name) and _is_long_key(value)):
        return "random secret"
    return "password" if _is_password(name, value) else ""


def issuer_of(token: str) -> str:
    """Who a JSON web token says that it comes from; "" where it says nothing, or cannot be read."""
    payload = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        told = decode(a2b_base64(payload.replace("-", "+").replace("_", "/") + "=="))
    except (ValueError, DecodeError):
        return ""
    return str(told.get("iss", "")) if isinstance(told, dict) else ""


def is_identifier(value: str) -> bool:
    """Whether the value is put together from words, such as a name, a path of a setting or a constant."""
    parts = _SEPARATOR.split(value)
    words = sum(part.isalpha() and part.islower() and len(part) >= 3 for part in parts)
    return all(_WORD.fullmatch(part) for part in parts) or (words >= 2 and value == value.lower())


def is_random(value: str) -> bool:
    """Whether the value is long and random enough to be made by a machine."""
    if not 16 <= len(value) <= _LONGEST_KEY or not _KEYLIKE.match(value) or not re.search(r"\d", value):
        return False
    if _HEX.match(value):
        return hexadecimal(value.lower()) > _HEX_LIMIT
    return entropy(value, BASE64) > _BASE64_LIMIT


def _is_long_key(value: str) -> bool:
    return len(value) % 4 == 0 and _LONG.match(value) is not None and entropy(value, BASE64) > _BASE64_LIMIT


def _is_password(name: str, value: str) -> bool:
    """A password of a person: at least three classes of characters, under a name that detect-secrets' keyword list knows."""
    classes = sum(bool(re.search(pattern, value)) for pattern in (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9\s]"))
    if len(value) < 10 or classes < 3 or re.search(r"\s", value) or any(letter.isalpha() and not letter.isascii() for letter in value):
        return False  # what is written in a language is a text: `api_key: 'Test-API-Schlüssel'`
    return any(_keyword().analyze_string(f'{name} = "{value}"'))


@lru_cache(maxsize=1)
def _keyword() -> KeywordDetector:
    from detect_secrets.plugins.keyword import KeywordDetector

    return KeywordDetector()


@lru_cache(maxsize=1)
def _jwt() -> JwtTokenDetector:
    from detect_secrets.plugins.jwt import JwtTokenDetector

    return JwtTokenDetector()
