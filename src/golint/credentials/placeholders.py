"""Tells a real credential from a stand-in that an author wrote for the reader."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from golint.lazily import compiled

# Four letters and more: shorter words turn up in random keys by chance.
_WORDS = compiled(
    r"your|example|placehold|change[-_ ]?(?:me|this|it)|replace|insert|dummy|fake|sample|here|todo|redact|hidden|masked|mock|default|lorem"
    r"|foobar|set[-_ ]?me|notareal|enter[-_ ]|paste|xxxx|invalid|demo[-_]|[-_]goes|secret[-_]?key$|^(?:my|the|some)[-_]|not[-_]set"
    r"|test[-_ ]?(?:key|secret|token)"
    r"|(?:key|secret|token)[-_ ]?test|qwerty|asdf"
    r"|^(?:tu|su|seu|sua|mi|minha|meu|votre|ta|ma|mon)[-_ ]?(?:clave|llave|chave|senha|contrase|palavra|cl[eé]|mot|token|secret|api)",
    re.IGNORECASE,
)
_TEMPLATE = compiled(
    r"[<>{}]|\$\(|\$[A-Za-z_]|%\(|%[A-Za-z_]+%|\.\.\.|…|\*{2,}|#\{|^@|^\s*$|process\.env|env\(|getenv|^(?:vault|ssm|secret|aws|arn|op|ref):"
)
_HEX = compiled(r"[0-9a-fA-F-]+\Z")


def is_placeholder(value: str) -> bool:
    """Whether `value`, a credential without its prefix, was written to be replaced: a template, a phrase, a pattern of repetition."""
    return is_spoken(value) or is_patterned(value)


def is_spoken(value: str) -> bool:
    """Whether `value` is a template, or speaks to the reader."""
    return bool(_TEMPLATE.search(value) or _WORDS.search(value))


def is_patterned(value: str) -> bool:
    """Whether the characters of `value` are too regular for a random credential."""
    if len(value) < 4:
        return True
    limit, floor = (6, min(2.6, 0.6 * math.log2(len(value)))) if _HEX.match(value) else (5, min(3.0, 0.7 * math.log2(len(value))))
    if longest_run(value, 0) >= limit - 1 or longest_run(value, 1) >= limit or longest_run(value, -1) >= limit:
        return True
    return _repeats(value) or entropy(value) < floor or _one_class(value)


def longest_run(value: str, step: int) -> int:
    """The length of the longest run of characters whose code points differ by `step`: aaaa has 0, abcd has 1."""
    best = current = 1
    for left, right in pairwise(value):
        current = current + 1 if ord(right) - ord(left) == step else 1
        best = max(best, current)
    return best


def entropy(value: str) -> float:
    """Shannon's entropy of the characters, in bits per character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _repeats(value: str) -> bool:
    """abcabcabc: the text is a shorter text over and over."""
    return value in (value + value)[1:-1] or any(value.startswith(value[:n] * (len(value) // n)) for n in range(1, len(value) // 3 + 1))


def _one_class(value: str) -> bool:
    """Letters of one case alone, or digits alone, over a length at which chance does not give that."""
    text = value.strip("=")
    return len(text) >= 16 and (text.isdecimal() or (text.isalpha() and (text.islower() or text.isupper())))
