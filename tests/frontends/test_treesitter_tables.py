"""A table speaks of its grammar's own node kinds and fields: a misspelt one would silence a construct without a word."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator

import pytest
from msgspec import Struct
from tree_sitter import Language

from golint import frontends
from golint.frontends import grammars, treesitter
from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.tree import parser

LANGUAGES = sorted(module.name for module in pkgutil.iter_modules(grammars.__path__) if not module.name.startswith("_"))
TABLES = ("shapes", "parameters", "arguments", "entries", "cases", "handlers")
KINDS = ("trivia", "ignored", "comments", "argument_lists", "blocks", "decorators", "labels", "import_kinds", "passing_kinds", "atoms")


def language_of(grammar: Grammar) -> Language:
    found = parser(grammar.module, grammar.function).language
    assert found is not None
    return found


def kinds(grammar: Grammar) -> Iterator[str]:
    for name in TABLES:
        yield from getattr(grammar, name)
    for name in KINDS:
        yield from getattr(grammar, name)


def selectors(grammar: Grammar) -> Iterator[str]:
    """What the shapes of a table select, wherever a field of theirs is declared as a selector."""
    for name in TABLES:
        for shape in getattr(grammar, name).values():
            if isinstance(shape, Struct):
                for field, kind in type(shape).__annotations__.items():
                    value = getattr(shape, field)
                    if "Selector" in kind:
                        yield from (item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, str))


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_kind_is_one_of_the_grammar(name: str) -> None:
    grammar = treesitter.grammar_of(name)
    language = language_of(grammar)
    known = {language.node_kind_for_id(number) for number in range(language.node_kind_count) if language.node_kind_is_named(number)}
    inherited = _kinds_of_parent(name)
    assert {kind for kind in kinds(grammar) if kind not in known} - inherited - grammar.words == set()
    assert all(language.id_for_node_kind(word, False) is not None and word in grammar.shapes for word in grammar.words)


def _kinds_of_parent(name: str) -> set[str]:
    """TypeScript takes over JavaScript's table, and TSX takes over TypeScript's; each leaves out a little of what the other has."""
    parent = {"typescript": "javascript", "tsx": "typescript"}.get(name)
    return set(kinds(treesitter.grammar_of(parent))) if parent else set()


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_selector_is_a_field_or_a_kind_of_the_grammar(name: str) -> None:
    grammar = treesitter.grammar_of(name)
    language = language_of(grammar)
    named = {language.field_name_for_id(number) for number in range(1, language.field_count + 1)}
    inherited = set(selectors(treesitter.grammar_of("javascript"))) if name in ("typescript", "tsx") else set()
    for selector in set(selectors(grammar)) - inherited - {"*"}:
        if selector.startswith(":"):
            assert language.id_for_node_kind(selector[1:], True) is not None, selector
        else:
            assert selector in named, selector


def test_every_table_is_a_language_of_the_front_end() -> None:
    assert set(LANGUAGES) == frontends.TREE_SITTER | {frontends.PYTHON}
