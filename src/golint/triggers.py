"""What is worth a look: the words by which rules, providers and credentials go, as one lexicon for one pass over a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from golint import credentials
from golint.catalog import Catalog, words
from golint.catalog.rules import KEY_WORD, PROVIDER_WORD, Rule
from golint.places import cache_folder
from golint.prefilter import Group, Lexicon, Occurrences

SUPPRESSION = b"golint:"
"""What every comment that suppresses a finding holds."""

_TELLING = 6  # characters of a published value, below which it may be anything


class Gate:
    """Answers from the words of a file which rules have something to look at in it."""

    def __init__(self, lexicon: Lexicon, own: Iterable[bytes], rules: Iterable[Rule], sets: dict[bytes, frozenset[bytes]]) -> None:
        self.lexicon = lexicon
        self._own = lexicon.mask(own)
        self._groups = {rule.id: tuple(lexicon.mask(_spelt_out(group, sets)) for group in rule.triggers) for rule in rules}
        self._first = 0
        for groups in self._groups.values():
            self._first |= groups[0] if groups else 0

    def opens(self, present: Occurrences) -> bool:
        """Whether the text holds any word at all that a rule goes by, or the text or its path one that is worth a look."""
        return bool(present.text & self._first) or self.concerns(present)

    def concerns(self, present: Occurrences) -> bool:
        """Whether a word occurs that is worth a closer look whatever the rules ask for. A path tells what a file is about as well as its
        text."""
        return bool(present.anywhere & self._own)

    def pulls(self, present: Occurrences, rule: Rule) -> bool:
        """Whether a word of each group occurs that the rule goes by; true where there is no group."""
        here = present.anywhere
        for group in self._groups[rule.id]:  # noqa: SIM110 - asked of every file for every rule
            if not here & group:
                return False
        return True

    def spelt_out(self) -> tuple[Group, tuple[tuple[Group, ...], ...]]:
        """The words that are worth a look, and the groups of words of each rule that may be pulled where none of those occurs."""
        alone = (groups for groups in self._groups.values() if groups and all(group & ~self._own for group in groups))
        own = self.lexicon.unmasked(self._own)
        return own, tuple(tuple(self.lexicon.unmasked(group) - own for group in groups) for groups in alone)


def lexicon(words: Iterable[bytes]) -> Lexicon:
    """A lexicon of words of the catalogue, whose engine is kept in the user's cache."""
    folder = cache_folder()
    return Lexicon(words, Path(folder) if folder else None)


@lru_cache(maxsize=4)
def gate(catalog: Catalog) -> Gate:
    """The gate of a catalogue."""
    sets = words.stand_ins(catalog)
    rules = catalog.rules.values()
    own = frozenset(_worth_a_look(catalog, sets))
    sets = {**sets, KEY_WORD: own}
    triggers = {word for rule in rules for group in rule.triggers for word in _spelt_out(group, sets)}
    providers = catalog.providers.values()
    told = words.host_words(providers) | words.marker_words(providers) | words.library_words(providers)
    asked = credentials.triggers(catalog) | words.local_words(catalog) | told
    return Gate(lexicon({*own, *triggers, *asked}), own, rules, sets)


def _worth_a_look(catalog: Catalog, sets: dict[bytes, frozenset[bytes]]) -> Iterator[bytes]:
    """The providers' words, the beginnings of keys and the words near one that has none, the beginnings of a database's address, the shop's
    own secrets, the cards and tokens that providers publish for tests, and what suppresses a finding."""
    providers = catalog.providers.values()
    yield from sets[PROVIDER_WORD]
    yield from (word.encode() for word in catalog.words["payments"]["names"])
    yield from credentials.formats(catalog).triggers
    yield from credentials.SCHEMES
    yield from credentials.OWN
    yield from (word.encode() for provider in providers for key in provider.keys if not key.prefix for word in key.context)
    told = (marker.value for provider in providers for marker in provider.markers if len(marker.value) >= _TELLING)
    yield from (text.lower().encode() for value in told for text in _spellings(value))
    yield SUPPRESSION


def _spelt_out(group: Iterable[bytes], sets: dict[bytes, frozenset[bytes]]) -> Iterator[bytes]:
    """The words of a group, with those that a word such as `@provider` stands for."""
    for trigger in group:
        yield from sets.get(trigger, (trigger,))


def _spellings(value: str) -> Iterator[str]:
    """A published value as it may be written: the digits of a card also in groups of four."""
    yield value
    if value.isdecimal():
        groups = [value[at : at + 4] for at in range(0, len(value), 4)]
        yield from (" ".join(groups), "-".join(groups))
