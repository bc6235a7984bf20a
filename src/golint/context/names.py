"""How paths are read: as whole words, and by globs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from golint.lazily import compiled

_BREAK = compiled(r"[\W_]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TOKEN = compiled(r"\*|\[[^\]]*\]|[^*\[]+")


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, numbers at their ends left out: "UITests-v2" holds ui, tests and v."""
    parts = _BREAK.split(name) if not (name.islower() or name.isupper()) else re.split(r"[\W_]+", name)
    return tuple(part.rstrip("0123456789").lower() or part for part in parts if part)


def phrase(words: Iterable[str]) -> str:
    """Words as a text in which a phrase is found by its place between blanks."""
    return f" {' '.join(words)} "


def globs(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern to search a lower-cased text with that any of the globs matches whole; `*` crosses "/". No glob matches nothing."""
    return compiled("|".join(map(_glob, patterns)) or r"(?!)", re.DOTALL)


def _glob(pattern: str) -> str:
    """A leading and a trailing `*` are left out rather than matched, which keeps a long list fast."""
    start, end = ("" if pattern.startswith("*") else r"\A"), ("" if pattern.endswith("*") else r"\Z")
    return start + "".join(_token(token) for token in _TOKEN.findall(pattern.strip("*"))) + end


def _token(token: str) -> str:
    if token == "*":
        return ".*"
    return token if token.startswith("[") else re.escape(token)


def contains(texts: Iterable[str]) -> re.Pattern[bytes]:
    """A pattern to search bytes with for any of the texts, as they are written; a text that starts with a word starts one there."""
    parts = ((r"\b" if text[0].isalnum() else "") + re.escape(text) for text in texts)
    return compiled(("|".join(parts) or r"(?!)").encode())


def imports(packages: Iterable[str]) -> re.Pattern[bytes]:
    """A pattern that finds an import of any of the JavaScript packages; `scope/*` is any package of a scope."""
    names = "|".join(re.escape(name).replace(r"\*", r"[^'\"\s]+") for name in packages)
    return compiled(rf"""(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["'](?:{names or "(?!)"})["']""".encode())
