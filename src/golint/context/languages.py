"""Tells a file's language from its name, its folder and its first bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from golint.lazily import compiled

_NGINX = compiled(rb"(?m)^\s*(?:server|upstream\s+\S+|location\s[^\n{]+|http|events)\s*\{")
# Possessive, so that a long head of comments is read once whatever follows it.
_SECTION = compiled(rb"\A(?:\s++|[#;][^\n]*+\n)*+\[[^\]\n]+\][^\S\n]*$", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


class Languages(Struct, frozen=True):
    """The tables `language` and `languages` of words.toml, turned round."""

    names: Mapping[str, str]
    extensions: Mapping[str, str]
    interpreters: Mapping[str, str]
    wrappers: frozenset[str]
    beginnings: Mapping[str, str]
    openings: Mapping[bytes, str]
    folders: Mapping[str, str]
    copies: frozenset[str]
    settings: frozenset[str]

    @classmethod
    def from_words(cls, words: Mapping[str, Any]) -> Languages:
        tables, more = words["language"], words["languages"]
        names, extensions, interpreters = (
            _turned({language: table.get(key, ()) for language, table in tables.items()}) for key in ("names", "extensions", "interpreters")
        )
        return cls(
            names,
            extensions,
            interpreters,
            wrappers=frozenset(more["wrappers"]),
            beginnings=dict(sorted(more["beginnings"].items(), key=lambda item: -len(item[0]))),
            openings={text.encode(): language for text, language in more["openings"].items()},
            folders=_turned(more["conf"]),
            copies=frozenset(more["copies"]),
            settings=frozenset(words["stage"]["config_languages"]),
        )

    def of(self, path: str, head: bytes) -> str:
        """The language of a file; "" where nothing tells, and of code that only an editor keeps."""
        folder, _, name = path.lower().rpartition("/")
        language = self._of(folder, name, head)
        return "" if language not in self.settings and self.is_copy(path) else language

    def is_copy(self, path: str) -> bool:
        """Whether an editor keeps the file, as what another one was."""
        return not self.copies.isdisjoint(path.lower().split("/")[:-1])

    def _of(self, folder: str, name: str, head: bytes) -> str:
        language = self._by_name(name.rstrip("~"))
        if language == "typescript" and self._by_opening(head) == "xml":
            return "xml"  # a translation of Qt's Linguist has the same extension
        return language or self._by_folder(folder, name, head) or self._by_shebang(head) or self._by_opening(head)

    def _by_name(self, name: str) -> str:
        if name in self.names:
            return self.names[name]
        stem, _, extension = name.rpartition(".")
        inner = self._by_name(stem) if extension in self.wrappers and stem else ""
        return inner or (self.extensions.get(extension, "") if "." in name else "") or self._by_beginning(name)

    def _by_beginning(self, name: str) -> str:
        for beginning, language in self.beginnings.items():
            if name.startswith(beginning) and not name[len(beginning) : len(beginning) + 1].isalnum():
                return language
        return ""

    def _by_folder(self, folder: str, name: str, head: bytes) -> str:
        """A `*.conf`, or a file without an extension, is what its folder is for, else what it looks like."""
        if "." in name and not name.endswith(".conf"):
            return ""
        for segment in reversed(folder.split("/")):
            if segment in self.folders:
                return self.folders[segment]
        if not name.endswith(".conf"):
            return ""
        if _NGINX.search(head):
            return "nginx"
        return "ini" if _SECTION.search(head) else ""

    def _by_shebang(self, head: bytes) -> str:
        if not head.startswith(b"#!"):
            return ""
        words = head[2:256].split(b"\n", 1)[0].decode("ascii", "replace").split()
        for word in words:
            program = word.rpartition("/")[2]
            if program == "env" or word.startswith("-") or "=" in word:
                continue
            return self.interpreters.get(program) or self.interpreters.get(program.rstrip("0123456789."), "")
        return ""

    def _by_opening(self, head: bytes) -> str:
        start = head.removeprefix(_BOM).lstrip()[:32].lower()
        return next((language for text, language in self.openings.items() if start.startswith(text)), "")


def _turned(table: Mapping[str, Any]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}
