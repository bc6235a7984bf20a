"""The cheap first look: does a file hold any word that a rule or a provider goes by? Without one it is counted and done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# One group of words per condition, as in `Rule.triggers`: a word of every group must occur.
Triggers = tuple[tuple[bytes, ...], ...]


class Gate:
    """Answers from a file's lower-cased bytes which triggers it pulls."""

    def __init__(
        self, provider_words: Iterable[bytes], other_words: Iterable[bytes], triggers: Iterable[Triggers], provider_word: bytes = b""
    ) -> None:
        own = {*provider_words, *other_words}
        first = {word for conditions in triggers for group in conditions[:1] for word in group if word != provider_word}
        self._provider_word = provider_word
        self._providers = re.compile(alternation(provider_words))
        self._own = re.compile(alternation(own))
        self._any = re.compile(alternation({*own, *first}))

    def opens(self, lowered: bytes) -> bool:
        """Whether any word occurs at all."""
        return self._any.search(lowered) is not None

    def concerns(self, lowered: bytes) -> bool:
        """Whether a word occurs that is worth a closer look whatever the rules ask for."""
        return self._own.search(lowered) is not None

    def pulls(self, lowered: bytes, triggers: Triggers) -> bool:
        """Whether a word of every group occurs; true where there is no group."""
        return all(any(self._occurs(word, lowered) for word in group) for group in triggers)

    def _occurs(self, word: bytes, lowered: bytes) -> bool:
        if word == self._provider_word:
            return self._providers.search(lowered) is not None
        return word in lowered


def alternation(words: Iterable[bytes]) -> bytes:
    """A pattern that matches any of the words. Words with one beginning share it, which makes a long list fast; no words match nothing."""
    given = sorted({word for word in words if word})
    return _branches(given) if given else rb"(?!)"


def _branches(words: Sequence[bytes]) -> bytes:
    if b"" in words:  # a shorter word has matched: the longer ones add nothing
        return b""
    heads: dict[bytes, list[bytes]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    arms = [re.escape(head) + _branches(tails) for head, tails in heads.items()]
    return arms[0] if len(arms) == 1 else b"(?:" + b"|".join(arms) + b")"
