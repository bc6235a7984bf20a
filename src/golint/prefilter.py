"""The cheap first look: does a file hold any word that a rule or a provider goes by? Without one it is counted and done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

# One group of words per condition, as in `Rule.triggers`: a word of every group must occur.
Triggers = tuple[tuple[bytes, ...], ...]


_COMPILE_AFTER = 50_000  # bytes looked at, from which a pattern is cheaper than one search for each word


class Words:
    """A set of words, and whether any of them occurs in a text."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._words = frozenset(words) - {b""}
        self._seen = 0

    def occur_in(self, lowered: bytes) -> bool:
        """Whether one of the words occurs. A hook looks at a few small files: those do not pay for a pattern."""
        self._seen += len(lowered)
        if self._seen < _COMPILE_AFTER:
            return any(word in lowered for word in self._words)
        return self._pattern.search(lowered) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        return re.compile(alternation(self._words))


class Gate:
    """Answers from a file's lower-cased bytes which triggers it pulls.

    `own` are the words worth a look whatever the rules ask for; `sets` are the triggers that stand for many words, such as `@provider`.
    """

    def __init__(self, own: Iterable[bytes], triggers: Iterable[Triggers], sets: Mapping[bytes, Collection[bytes]]) -> None:
        words = frozenset(own)
        first = {word for conditions in triggers for group in conditions[:1] for trigger in group for word in sets.get(trigger, (trigger,))}
        self._sets = {trigger: Words(members) for trigger, members in sets.items()}
        self._own = Words(words)
        self._any = Words(words | first)

    def opens(self, lowered: bytes) -> bool:
        """Whether any word occurs at all."""
        return self._any.occur_in(lowered)

    def concerns(self, lowered: bytes) -> bool:
        """Whether a word occurs that is worth a closer look whatever the rules ask for."""
        return self._own.occur_in(lowered)

    def pulls(self, lowered: bytes, triggers: Triggers) -> bool:
        """Whether a word of every group occurs; true where there is no group."""
        return all(any(self._occurs(word, lowered) for word in group) for group in triggers)

    def _occurs(self, word: bytes, lowered: bytes) -> bool:
        if word in self._sets:
            return self._sets[word].occur_in(lowered)
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
