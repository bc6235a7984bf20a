"""Tells who receives a file once the shop is deployed: its customers' browsers and phones, or its own machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from golint.context.names import Globs, Texts, globs, imports, texts_of, words_of
from golint.lazily import compiled
from golint.model import Side

_SCRIPTS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte", "astro"})
_WORD_LISTS = ("languages", "leaning", "directories", "words", "likely", "first_words", "weak")
# Possessive and atomic, so that the comments at the head of a file are read once whatever follows them.
_DIRECTIVE = compiled(rb"""\A(?:\s++|//[^\n]*+\n|(?>/\*.*?\*/)|["']use strict["'];?)*+(["'])([a-z ]+)\1""", re.DOTALL)
# An import of types loads nothing, so it tells no side. Prisma gives out the types of a shop's records beside its client.
_TYPES = compiled(
    rb"""\bimport\s++type\b[\w$\s{},*]{0,2000}?\bfrom\s*+(?:"[^"\n]*+"|'[^'\n]*+')"""
    rb"""|\bimport\s*+\{(?![^}]{0,2000}?\bPrisma(?:Client)?\b)[\w$\s,]{0,2000}+\}\s*+from\s*+["']@prisma/client["']"""
)


def directive_of(head: bytes) -> str:
    """The directive with which a script begins, such as "use client"; "" where there is none."""
    found = _DIRECTIVE.match(head)
    return found[2].decode() if found else ""


class _Signs(Struct, frozen=True):
    """What speaks for one side."""

    directives: frozenset[str]
    languages: frozenset[str]
    leaning: frozenset[str]
    directories: frozenset[str]
    words: frozenset[str]
    likely: frozenset[str]
    first_words: frozenset[str]
    weak: frozenset[str]
    globs: Globs
    frameworks: re.Pattern[bytes]
    imports: re.Pattern[bytes]
    contents: Mapping[str, Texts]

    @classmethod
    def from_words(cls, table: Mapping[str, Any], directives: Sequence[str]) -> _Signs:
        words = {key: frozenset(table.get(key, ())) for key in _WORD_LISTS}
        return cls(
            directives=frozenset(directives),
            globs=globs(table["globs"]),
            frameworks=imports(table.get("frameworks", ())),
            imports=imports(table["imports"]),
            contents={language: texts_of(texts) for language, texts in table["contents"].items()},
            **words,
        )

    def shows(self, head: bytes, language: str) -> bool:
        """Whether the beginning holds text that only this side's code of that language holds."""
        texts = self.contents.get(language)
        return texts is not None and texts.stand_in(head)


class Sides(Struct, frozen=True):
    """The table `side` of words.toml. The most reliable question comes first; the first that one side alone answers decides."""

    client: _Signs
    server: _Signs
    config_languages: frozenset[str]
    served: frozenset[str]
    both: Texts
    server_components: Globs
    sites: frozenset[str]
    renderers: frozenset[str]

    @classmethod
    def from_words(cls, side: Mapping[str, Any]) -> Sides:
        return cls(
            _Signs.from_words(side["client"], side["client_directives"]),
            _Signs.from_words(side["server"], side["server_directives"]),
            frozenset(side["config_languages"]),
            frozenset(side["served"]),
            texts_of(side["both"]["contents"]),
            globs(side["both"]["server_components"]),
            frozenset(side["both"]["sites"]),
            frozenset(side["both"]["renderers"]),
        )

    def of(self, path: str, head: bytes, language: str) -> Side:
        """The side of a file; unknown where nothing tells, or where it belongs to both."""
        *folders, name = path.split("/")
        lower = f"/{path.lower()}"
        near = [folder.lower() for folder in reversed(folders)]
        if language in self.config_languages:
            return self._of_config(lower, near, language)
        if language in _SCRIPTS:
            return self._of_script(lower, near, name, head, language)
        found = self._by_contents(head, language) or self._by_globs(lower) or self._by_language(language) or self._by_folders(near)
        return found or Side.UNKNOWN

    def of_site(self, path: str, head: bytes, language: str) -> Side:
        """The side of a script of a package whose site is rendered on a server: that its folder is called `web` tells nothing there."""
        kept = (folder for folder in path.split("/")[:-1] if folder.lower() not in self.sites)
        return self.of("/".join((*kept, path.rpartition("/")[2])), head, language)

    def is_of_site(self, path: str, language: str) -> bool:
        """Whether a file is a script in a folder that is called after the site."""
        return language in _SCRIPTS and not self.sites.isdisjoint(path.lower().split("/")[:-1])

    def sure(self, path: str, head: bytes, language: str) -> Side:
        """The side of a script as far as more than a hint tells: its directive, a place that a framework gives a meaning, its imports."""
        lower = f"/{path.lower()}"
        if found := self._by_directive(head) or self._by_globs(lower):
            return found
        if self.server_components.search(lower) or self._loads_framework(head):
            return Side.SERVER
        near = [folder.lower() for folder in reversed(path.split("/")[:-1])]
        return next(filter(None, self._strong(near, head, language)), Side.UNKNOWN)

    def _of_config(self, lower: str, near: Sequence[str], language: str) -> Side:
        """Configuration is read where it lies; only what is served or packed as it is reaches anybody."""
        if not self.served.isdisjoint(near) or self.client.globs.search(lower):
            return Side.CLIENT
        if language in self.server.languages:
            return Side.SERVER
        return Side.SERVER if self._by_folders(near) is Side.SERVER else Side.UNKNOWN

    def _of_script(self, lower: str, near: Sequence[str], name: str, head: bytes, language: str) -> Side:
        if found := self._by_directive(head) or self._by_globs(lower):
            return found
        if self.server_components.search(lower):
            return Side.SERVER
        if self.both.stand_in(head):
            return Side.UNKNOWN
        return next(filter(None, self._opinions(near, name, head, language)), Side.UNKNOWN)

    def _opinions(self, near: Sequence[str], name: str, head: bytes, language: str) -> Iterator[Side | None]:
        yield Side.SERVER if self._loads_framework(head) else None
        if self._is_disputed(near):
            yield self._by_contents(head, "any")
        yield from self._strong(near, head, language)
        yield self._by_likely(near, words_of(name))
        yield self._by_contents(head, "any")
        yield from (self._one(folder in self.client.weak, folder in self.server.weak) for folder in near)

    def _strong(self, near: Sequence[str], head: bytes, language: str) -> Iterator[Side | None]:
        yield self._by_folders(near)
        yield self._by_language(language)
        loading = _TYPES.sub(b"", head)
        yield self._one(*(bool(signs.imports.search(loading)) for signs in (self.client, self.server)))

    def _loads_framework(self, head: bytes) -> bool:
        """Whether a script loads a framework of a server."""
        return self.server.frameworks.search(head) is not None and self.server.frameworks.search(_TYPES.sub(b"", head)) is not None

    def _by_directive(self, head: bytes) -> Side | None:
        found = directive_of(head)
        return self._one(*(found in signs.directives for signs in (self.client, self.server)))

    def _by_contents(self, head: bytes, language: str) -> Side | None:
        return self._one(*(signs.shows(head, language) for signs in (self.client, self.server)))

    def _by_globs(self, lower: str) -> Side | None:
        return self._one(*(bool(signs.globs.search(lower)) for signs in (self.client, self.server)))

    def _by_language(self, language: str) -> Side | None:
        return self._one(*(language in signs.languages or language in signs.leaning for signs in (self.client, self.server)))

    def _is_disputed(self, near: Sequence[str]) -> bool:
        """Whether folders speak for both sides: `frontend/src/backend/` holds what asks the back-end."""
        return len({found for folder in near if (found := self._by_folders((folder,)))}) > 1

    def _by_folders(self, near: Sequence[str]) -> Side | None:
        """What the nearest folder with a telling name says."""
        for folder in near:
            words = words_of(folder)
            found = self._one(*(folder in signs.directories or not signs.words.isdisjoint(words) for signs in (self.client, self.server)))
            if found:
                return found
        return None

    def _by_likely(self, near: Sequence[str], words: Sequence[str]) -> Side | None:
        if len(words) > 2 and (found := self._one(*(words[0] in signs.first_words for signs in (self.client, self.server)))):
            return found  # more than one word beside the extension
        return next(filter(None, (self._one(folder in self.client.likely, folder in self.server.likely) for folder in near)), None)

    @staticmethod
    def _one(client: bool, server: bool) -> Side | None:
        """The side that alone is spoken for."""
        if client == server:
            return None
        return Side.CLIENT if client else Side.SERVER
