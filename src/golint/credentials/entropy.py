"""How random a text is, in bits per character: Shannon's entropy, as detect-secrets' detectors count it.

They are not asked at run time, for to load them takes longer than to read a thousand files; a property holds the two together.
"""

from __future__ import annotations

import math
import string
from collections import Counter

HEXADECIMAL = frozenset(string.hexdigits)
BASE64 = frozenset(string.ascii_letters + string.digits + "+/\\-_=")
_NUMBER = 1.2  # what detect-secrets takes off a number, for its length: order numbers are no secrets


def entropy(text: str, alphabet: frozenset[str]) -> float:
    """The entropy of those characters of a text that are of an alphabet."""
    counts = (count / len(text) for character, count in Counter(text).items() if character in alphabet)
    return -sum(share * math.log2(share) for share in counts)


def hexadecimal(text: str) -> float:
    """The entropy of hexadecimal digits, less where they are a number."""
    found = entropy(text, HEXADECIMAL)
    return found - _NUMBER / math.log2(len(text)) if text.isdecimal() and len(text) > 1 else found
