"""Reads rules from their pages, `rules/<family>/<rule>.md`, and checks what the front matter says.

The front matter is read at once, since each run needs it; prose and examples are read when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct
from msgspec.structs import replace

from golint.catalog.errors import CatalogError
from golint.catalog.rules import Rule, parted
from golint.hints import line_of, nearest
from golint.model import Level, Precision, Severity, Side, Stage


def load(folder: Path) -> dict[str, Rule]:
    """The rules of every page `<folder>/<family>/<rule>.md`, by id. Raises CatalogError for the first page that cannot be used."""
    rules: dict[str, Rule] = {}
    for page in sorted(folder.glob("*/*.md")):
        if page.name == "README.md":
            continue
        try:
            rule = replace(read(page.read_text("utf-8"), str(page)), text="")
        except UnicodeDecodeError:
            raise CatalogError(str(page), 1, "the page is not UTF-8", "save it as UTF-8") from None
        if rule.id in rules:
            problem = f'the rule "{rule.id}" is already defined by {rules[rule.id].source}'
            raise CatalogError(str(page), 1, problem, "give one of them another name")
        rules[rule.id] = rule
    return rules


def read(text: str, source: str) -> Rule:
    """The rule of one page, whose path `source` gives its family and its id. Raises CatalogError."""
    front, told = parted(text)
    if not text.removeprefix("\ufeff").startswith("+++\n") or len(front) + 8 > len(text):
        raise CatalogError(source, 1, "no front matter", "a rule page begins with TOML between two lines of +++")
    try:
        table = tomli.loads(front)
    except tomli.TOMLDecodeError as error:
        raise CatalogError(source, error.lineno + 1, f"this is not TOML: {error.msg}", "see https://toml.io for the syntax") from None
    path = Path(source)
    return _Page(table, front, source).rule(path.parent.name, path.stem, told)


class _Page(Struct, frozen=True):
    """A page's front matter while it is being checked."""

    table: Mapping[str, Any]
    front: str
    source: str

    def rule(self, family: str, stem: str, text: str) -> Rule:
        self._check_keys()
        table = self.table
        if table["id"] != stem or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", stem):
            raise self.error("id", f'the id is "{table["id"]}" and the file is "{stem}.md"', "give both one name in kebab-case")
        if "default" not in table["help"]:
            raise self.error("help", "[help] has no default", 'add default = "...", for languages without an entry of their own')
        return Rule(
            id=stem,
            family=family,
            title=table["title"],
            message=table["message"],
            label=table.get("label", ""),
            why=table["why"],
            help={name: self._typed("help", value, str) for name, value in table["help"].items()},
            plain={name: self._typed("plain", value, str) for name, value in table.get("plain", {}).items()},
            severity=self._word(Severity, "severity"),
            level=self._word(Level, "level"),
            precision=self._word(Precision, "precision"),
            cwe=tuple(self._typed("cwe", number, int) for number in table.get("cwe", ())),
            security_severity=table.get("security-severity"),
            scope=self._one_of("scope", table.get("scope", "file"), ("file", "repository", "history")),
            tells=self._one_of("tells", table.get("tells", "fault"), ("fault", "absence")),
            languages=self._words("languages"),
            immune=self._words("immune"),
            triggers=self._triggers(),
            silences=frozenset(self._words("silences")),
            pattern=self._pattern(),
            sides=frozenset(Side(self._one_of("sides", word, tuple(Side))) for word in self._words("sides")),
            stages=frozenset(Stage(self._one_of("stages", word, tuple(Stage))) for word in self._words("stages")),
            text=text,
            source=self.source,
        )

    def error(self, key: str, problem: str, remedy: str) -> CatalogError:
        """The problem, with the line on which the key stands."""
        below = line_of(self.front.split("\n"), ((key, 0),), key)  # of the line of +++
        return CatalogError(self.source, below + 1, problem, remedy)

    def _check_keys(self) -> None:
        for key, value in self.table.items():
            if key not in _KEYS:
                raise self.error(key, f'"{key}" is no key of a rule page', nearest(key, _KEYS))
            self._typed(key, value, _KEYS[key])
        for key in _REQUIRED:
            if key not in self.table:
                raise self.error("id", f'"{key}" is missing', f'add {key} = "..."')

    def _typed(self, key: str, value: Any, kinds: type | tuple[type, ...]) -> Any:
        if not isinstance(value, kinds):
            wanted = " or ".join(kind.__name__ for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))
            raise self.error(key, f'"{key}" holds {value!r}', f"write a value of type {wanted}")
        return value

    def _one_of(self, key: str, word: Any, words: tuple[str, ...]) -> str:
        if word not in words:
            raise self.error(key, f'"{key}" is {word!r}', nearest(str(word), words))
        return str(word)

    def _word(self, kind: Callable[[str], Any], key: str) -> Any:
        return kind(self._one_of(key, self.table[key], tuple(kind)))  # type: ignore[arg-type]  # each kind is an enum, which iterates over its words

    def _words(self, key: str) -> tuple[str, ...]:
        return tuple(self._typed(key, word, str) for word in self.table.get(key, ()))

    def _triggers(self) -> tuple[tuple[bytes, ...], ...]:
        given = self.table.get("triggers", ())
        groups = given if given and all(isinstance(group, list) for group in given) else [given] if given else []
        return tuple(tuple(self._typed("triggers", word, str).lower().encode() for word in group) for group in groups)

    def _pattern(self) -> re.Pattern[bytes] | None:
        if "pattern" not in self.table:
            return None
        try:
            return re.compile(self.table["pattern"].encode(), re.MULTILINE)
        except re.error as error:
            raise self.error("pattern", f"the pattern is no regular expression: {error}", "write a regular expression of Python") from None


_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "id": str, "title": str, "level": str, "severity": str, "precision": str, "cwe": list, "security-severity": (int, float),
    "scope": str, "languages": list, "message": str, "label": str, "why": str, "help": dict, "plain": dict, "triggers": list,
    "silences": list, "pattern": str, "sides": list, "stages": list, "tells": str, "immune": list,
}  # fmt: skip
_REQUIRED = ("id", "title", "level", "severity", "precision", "languages", "message", "why", "help")
