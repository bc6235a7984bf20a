"""Sentences: the fields of a finding and of a page are put together from them."""

from __future__ import annotations

import re

from golint.lazily import compiled

# Neither a stop inside `code` nor one of an abbreviation ends a sentence.
_FIRST = compiled(r"((?:`[^`]*`|[^`])*?[.!?](?<!e\.g\.)(?<!i\.e\.))\s+(?=[^\sa-z])", re.DOTALL)


def split(message: str) -> tuple[str, str]:
    """The first sentence of a message, without its full stop, and the rest."""
    match = _FIRST.match(message)
    first, rest = (match[1], message[match.end() :]) if match else (message, "")
    return first.strip().removesuffix("."), rest.strip()


def sentence(text: str) -> str:
    """The text with a full stop where it has no end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def opening(text: str) -> str:
    """The text as a sentence of its own: pages write a cost so that it can follow "why:"."""
    return sentence(text[:1].upper() + text[1:])
