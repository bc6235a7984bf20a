"""Names that say that they hold a card number or a security code, and what they leave in the bytes of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint.dataflow.words import words_of
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

CODES = frozenset({"cvv", "cvc", "cvv2", "cvc2", "csc"})
NUMBERS = tuple(
    frozenset(pair.split()) for pair in ("card number", "card no", "cardnumber", "cc number", "card num", "account card", "card pan")
)
HARMLESS = frozenset({
    "last", "last4", "4", "four", "masked", "mask", "token", "brand", "type", "fingerprint", "id", "check", "result", "hash",
    "required", "error", "invalid", "bin", "first", "first6", "length", "label", "field", "gift", "loyalty", "membership", "status",
    "valid", "match", "hint", "help", "placeholder", "name", "checked", "verified", "present", "provided", "given",
    # Other numbers that belong to a card, and other cards that have one.
    "home", "house", "street", "phone", "telephone", "mobile", "page", "serial", "sim", "student", "library", "health",
})  # fmt: skip
ANSWERED = frozenset({"auth", "resp", "response", "avs"})  # `auth_cvv2`: what the bank said of a code
_HOW_MANY = compiled(r"(?i)(?:num(?:ber)?|no)s?_?(?:of_?)?cards(?![a-z])")
# What holds such a name by itself, in lower case.
_SURE = (b"cvv", b"cvc", b"cardnumber")
_LIKELY = tuple(compiled(pattern) for pattern in (rb"pan\b(?<!\wpan)", rb"cc_?num", rb"num\w{0,20}cc"))
_CODE = compiled(rb"(?<![A-Za-z])csc(?![a-z])|(?:Csc|CSC)(?![a-z])")
# The words of a pair, and where a text that is put together breaks off between them.
_CARD = compiled(rb"(?:card(?<![A-Za-z]card)s?|Cards?|CARDS?)(?![a-z])")
_PART = rb"(?:(?<![A-Za-z])(?:num(?:ber)?s?|no|pans?|accounts?)|Num(?:ber)?s?|No|Pans?|Accounts?|NUM(?:BER)?S?|NO|PANS?|ACCOUNTS?)(?![a-z])"
_OTHERS = (b"num", b"account", b"pan", b"no")
_OTHER = compiled(_PART)
_BROKEN_OFF = compiled(rb"""[Cc]ard(?:[_-]?[{$#%%]|[_-]["'`]|["'`]\s*+[+."'`])|(?:["'`][_-]|\}[_-]?)%b""" % _PART)
_NAME = compiled(rb"\w*+\Z"), compiled(rb"\w*+")
_TEXT = compiled(rb"""(?:["'`][^\n]*+|[^\n]{70})\Z"""), compiled(rb"[^\n]*+")  # it may have begun further to the left
_BEFORE, _BEHIND = 70, 210  # bytes from the word that may lie between


def is_card_name(name: str) -> bool:
    """Whether a name says that it holds a card number or a security code."""
    words = words_of(name)
    if words & HARMLESS or "\n" in name or _HOW_MANY.search(name):
        return False
    return bool(words & CODES and not words & ANSWERED) or name.lower() == "pan" or any(pair <= words for pair in NUMBERS)


def may_name_cards(view: FileView) -> bool:
    """Whether a file may hold such a name: an identifier, or a text of one line."""
    data, lowered = view.source.data, view.caseless
    if any(word in lowered for word in _SURE) or any(pattern.search(lowered) for pattern in _LIKELY):
        return True
    if b"csc" in lowered and _CODE.search(data) is not None:
        return True
    return any(_is_near(lowered, at) and _is_paired(data, at) for at in _places(lowered, b"card"))


def _is_near(lowered: bytes, at: int) -> bool:
    """Whether the other word may stand near a place at all, which is quickly said."""
    return any(lowered.find(word, max(0, at - _BEFORE), at + _BEHIND) >= 0 for word in _OTHERS)


def _is_paired(data: bytes, at: int) -> bool:
    """Whether a name that holds `card` at a place may hold the other word of a pair too."""
    first, last = max(0, at - _BEFORE), at + _BEHIND
    if _CARD.match(data, at) is None:
        return False
    for before, behind in (_NAME, _TEXT):
        begun, ended = before.search(data, first, at), behind.match(data, at, last)
        if begun is not None and ended is not None and _OTHER.search(data, begun.start(), ended.end()) is not None:
            return True
    return _BROKEN_OFF.search(data, first, last) is not None and _OTHER.search(data, first, last) is not None


def _places(text: bytes, word: bytes) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
