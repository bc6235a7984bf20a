"""What a file is by its path and its beginning: its language, who receives it (side) and where it runs (stage).

The tables are in `rules/words.toml`. All answers are read off names and signs: what nothing speaks for is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from golint.catalog import rules_folder, words_of
from golint.context.languages import Languages
from golint.context.sides import Sides, directive_of
from golint.context.stages import Stages
from golint.model import Side, Stage

__all__ = [
    "directive_of",
    "is_copy",
    "is_of_site",
    "language_of",
    "place_of",
    "runs_in_shop",
    "side_in_site",
    "sure_side_of",
    "without_packages",
]


def language_of(path: str, head: bytes = b"") -> str:
    """The language of the file at `path` that begins with `head`; "" for plain text and for what golint does not know."""
    return _languages().of(path, head)


def is_copy(path: str) -> bool:
    """Whether the file at `path` is what an editor keeps of another one's past: it may hold a key, and never runs."""
    return _languages().is_copy(path)


def place_of(path: str, head: bytes = b"", language: str | None = None) -> tuple[Side, Stage]:
    """Who receives the file at `path`, and the environment that it configures or runs in; `language` is found out where it is not given."""
    if language is None:
        language = language_of(path, head)
    return _sides().of(path, head, language), _stages().of(path, head, language)


def is_of_site(path: str, language: str) -> bool:
    """Whether the file at `path` is a script in a folder that is called after the site, `apps/web`."""
    return _sides().is_of_site(path, language)


def side_in_site(path: str, head: bytes, language: str, dependencies: frozenset[str]) -> Side:
    """Who receives such a file, by what its package depends on."""
    sides = _sides()
    return sides.of(path, head, language) if sides.renderers.isdisjoint(dependencies) else sides.of_site(path, head, language)


def runs_in_shop(path: str) -> bool:
    """Whether the file at `path` is neither for tests nor for readers alone."""
    return place_of(path)[1] not in (Stage.TEST, Stage.DOCS)


def without_packages(path: str) -> str:
    """A path without what are packages of Java's in it, and only called as folders are that hold no shop: `com.example.demo`."""
    return _stages().without_packages(path)


def sure_side_of(path: str, head: bytes, language: str) -> Side:
    """Who receives a script, as far as more than a hint tells."""
    return _sides().sure(path, head, language)


def _words() -> Mapping[str, Any]:
    return words_of(rules_folder())


@cache
def _languages() -> Languages:
    return Languages.from_words(_words())


@cache
def _sides() -> Sides:
    return Sides.from_words(_words()["side"])


@cache
def _stages() -> Stages:
    return Stages.from_words(_words()["stage"])
