"""Pieces of source from which a tree is made: what a shop's other code looks like, in the languages and formats of merchants.

They stand in `blocks/KIND.txt`, parted by lines of tildes: what begins a file, the blocks, what ends it. In a block, «verb», «noun»,
«other» and «field» are words, «Noun» is one with a capital, and «number» a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parent.parent / "blocks"
VERBS = ("load", "build", "find", "merge", "apply", "update", "collect", "render", "resolve", "list", "count", "sort", "group", "format")
NOUNS = (
    "product", "variant", "category", "stock", "warehouse", "address", "customer", "page", "menu", "image", "channel", "shipment", "label",
    "review", "catalogue", "filter", "report", "translation", "attribute", "collection", "basket", "voucher", "campaign", "parcel", "slot",
)  # fmt: skip
FIELDS = ("name", "slug", "weight", "position", "quantity", "height", "title", "language", "priority", "colour", "owner", "summary", "size")
_PARTED = re.compile(r"^~~~~\n", re.MULTILINE)
_WORD = re.compile("«([A-Za-z]+)»")


@dataclass(frozen=True, slots=True)
class Kind:
    """What the files of a kind are made of."""

    before: str
    blocks: tuple[str, ...]
    after: str


@cache
def kind(name: str) -> Kind:
    """Read a kind's pieces."""
    before, *blocks, after = _PARTED.split((FOLDER / f"{name}.txt").read_text("utf-8"))
    return Kind(before, tuple(blocks), after)


def block(random: Random, name: str) -> str:
    """A block with words of its own."""
    noun = random.choice(NOUNS)
    words = {"verb": random.choice(VERBS), "noun": noun, "Noun": noun.title(), "field": random.choice(FIELDS)}
    words |= {"other": random.choice(NOUNS), "number": str(random.randint(1, 9999))}
    return _WORD.sub(lambda word: words[word[1]], random.choice(kind(name).blocks))
