"""The cheap first look: which of the words that golint goes by stand in a file? One pass over its bytes answers for all of them."""

from __future__ import annotations

from golint.prefilter.lexicon import Group, Lexicon, Occurrences
from golint.prefilter.patterns import alternation

__all__ = ["Group", "Lexicon", "Occurrences", "Triggers", "alternation"]

# One group of words per condition, as in `Rule.triggers`: a word of every group must occur.
Triggers = tuple[tuple[bytes, ...], ...]
