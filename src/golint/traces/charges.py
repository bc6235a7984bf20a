"""Whether a file may move money, told from its bytes: it asks another server, or calls what a provider's SDK calls so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog import Catalog
from golint.catalog.providers import MoneyCall, Provider
from golint.lazily import compiled
from golint.linking.families import Family
from golint.prefilter import Lexicon
from golint.traces.calls import through
from golint.traces.signs import SILENT, WORD, Signs, Text, Words, signs_of, spoken_in
from golint.traces.spellings import SPELLINGS, Spelling, compiled_once, word

if TYPE_CHECKING:
    from golint.project import Project

_ASKING = ("http.request", "http.write")
_INTERFACE = compiled(rb"\binterface\s++(\w++)")
_MODULE = compiled(rb"\b(?:module|class)\s++(?:\w++::)*+(\w++)")
# What a framework's own helper is told.
_SENDING = compiled(rb"\b(?:POST|PUT|PATCH)\b|Method(?:\.|::)?(?:Post|Put|Patch)\b")
# A step of a call's path is followed by the next one, or is itself called on the way, or an import gives it another name.
_STEP = rb"""%b(?:\W{0,60}(?<!\w)%b(?!\w)|\s*+[(<]|\s++as\b|["'`/])"""


class _Vendor(Struct, frozen=True):
    """What names a provider's SDK in a file that uses it: the words of an import or of a constructor. `built` are those of constructors
    alone: a client that another file builds needs no name here."""

    named: tuple[Words, ...]
    built: tuple[Words, ...]


class _Way(Struct, frozen=True):
    """A money call of an SDK: its words, in lower case, its `head`, and how its steps follow each other. A `plain` one says whose."""

    vendor: _Vendor
    head: bytes
    words: Words
    steps: tuple[bytes, ...]
    plain: bool


class _Sdks:
    """What the packs say of SDKs, and a language of clients, for the files of one family: the same for every project."""

    def __init__(self, catalog: Catalog, kin: str, family: Family) -> None:
        roles = catalog.language(kin).roles
        self.always = roles.begins(*_ASKING)  # an attribute that is known by its beginning alone leaves no sign
        self.asking = Signs(
            (
                *signs_of(roles, _ASKING, partial(_asked, SPELLINGS[kin])),
                *(sign for sign in through(roles, _ASKING, SPELLINGS[kin], family) if sign.name.lower() != b"get"),
            )
        )
        ways = [way for provider in catalog.providers.values() for way in _ways(provider, kin, family)]
        self.lexicon = Lexicon(word for way in ways for words in (way.words, *way.vendor.named) for word in words)
        mask = self.lexicon.mask
        self.ways = tuple((mask(way.words), way, tuple(mask(words) for words in way.vendor.named)) for way in ways)
        self.constructors = {words for way in ways for words in way.vendor.built}
        self.spaces = {way.head for way in ways if way.plain}


@lru_cache(maxsize=32)
def _sdks(catalog: Catalog, kin: str, family: Family) -> _Sdks:
    return _Sdks(catalog, kin, family)


class Charges:
    """Answers for the files of one family of a project, whose language's tables go by `kin`."""

    def __init__(self, project: Project, catalog: Catalog, kin: str, family: Family) -> None:
        requests = catalog.language(kin).requests
        self._declaring = (*requests.clients, *requests.client_imports)
        self._project = project
        self._family = family
        self._sdks = _sdks(catalog, kin, family)

    def may_stand_in(self, text: Text, *, spoken: bool) -> bool:
        """Whether a call of a file may move money. `spoken` says that the file speaks of a provider."""
        named = (*self._clients, *self._lenders)
        return self._asks(text) or any(name in text.data for name in named) or self._charges(text, spoken=spoken)

    @cached_property
    def _clients(self) -> frozenset[bytes]:
        """The interfaces of the project whose methods a framework writes; whoever calls one names it."""
        paths = {path for sign in self._declaring for path in self._project.mentioning(sign.encode(), self._family.suffixes)}
        return frozenset(name for path in paths for name in _INTERFACE.findall(self._project.read(path) or b""))

    @cached_property
    def _lenders(self) -> frozenset[bytes]:
        """The modules of the project that take a library's classes for their own, and by whose names these may be called."""
        mixing, suffixes = self._family.mixing, self._family.suffixes
        told = [b"include %b%b" % (root, space) for space in self._sdks.spaces for root in (b"", b"::")]
        if mixing is None or not self._project.mentioned(told, suffixes):
            return frozenset()
        files = (self._project.read(path) or b"" for sign in told for path in self._project.mentioning(sign, suffixes))
        return frozenset(name for data in files if not self._sdks.spaces.isdisjoint(mixing.findall(data)) for name in _MODULE.findall(data))

    def _asks(self, text: Text) -> bool:
        """Whether a file may ask a server: by a name of a client's, handed on as a value maybe, or through a client that is made elsewhere.
        To get something moves no money."""
        return self._sdks.always or _SENDING.search(text.data) is not None or self._sdks.asking.stand_in(text)

    def _charges(self, text: Text, *, spoken: bool) -> bool:
        """Whether a file may call what an SDK calls so, of a client that is a provider's by what this file says, or another one."""
        held = self._sdks.lexicon.look(text.lowered).text
        return any(
            all(compiled_once(step).search(text.data) for step in way.steps)
            and (spoken or way.plain or any(held & words == words for words in named) or not self._built.isdisjoint(way.vendor.built))
            for words, way, named in self._sdks.ways
            if held & words == words
        )

    @cached_property
    def _built(self) -> frozenset[Words]:
        """The words of the constructors that the project may call."""
        return self._project.standing_together(self._sdks.constructors, self._family.suffixes)


def _ways(provider: Provider, kin: str, family: Family) -> Iterator[_Way]:
    """The money calls of a provider's SDK."""
    sdks = [sdk for sdk in provider.sdks if sdk.language == kin]
    built = tuple(spoken_in(name) for sdk in sdks for name in sdk.constructors)
    vendor = _Vendor((*built, *(spoken_in(name) for sdk in sdks for name in sdk.imports)), built)
    for entry in provider.money:
        if entry.language == kin:
            plain = entry.vendor == provider.id
            for steps in _steps(entry, family):
                pairs = pairwise(steps)
                patterns = tuple(_STEP % (word(one), re.escape(other)) for one, other in pairs)
                yield _Way(vendor, steps[0], frozenset(step.lower() for step in steps), patterns, plain)


def _steps(entry: MoneyCall, family: Family) -> Iterator[list[bytes]]:
    """The steps of a money call. One that has two may be known by the type of what it is called on, which is declared elsewhere."""
    head, _, last = entry.call.replace("<client>", "").rpartition(".")
    before = [step for step in WORD.findall(head.encode()) if step not in SILENT]
    for name in last.split("|"):
        yield [*([] if family.unqualified and len(before) == 1 else before), *WORD.findall(name.encode())]


def _asked(spelling: Spelling, name: bytes) -> bytes:
    """A name that is called, or is a value. One that only gets something counts as a value alone."""
    return spelling.value(name) if name.lower() == b"get" else spelling.mention(name)
