"""What the numbers of a grammar wheel mean: asking a native node for its name makes a new text each time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.frontends.treesitter.grammar import Grammar
from golint.model import Span

if TYPE_CHECKING:  # loaded only where there is a file to parse
    from tree_sitter import Language, Node, Query

TOKEN, BLANK, COMMENT, NODE, IMPORT, TEXT, CLOSED = range(7)
"""What becomes of a node; those from NODE on are kept."""
_ERROR = 65535
"""The number that every grammar has for what it cannot read."""


class Numbers(Struct, frozen=True):
    """A table's grammar by numbers: kinds with their names and what becomes of their nodes, fields with their names."""

    grammar: Grammar
    kinds: Mapping[int, tuple[str, int]]
    fields: Mapping[int | None, str | None]
    comments: Query

    def comments_in(self, node: Node) -> list[Span]:
        """The places of the comments in a native node."""
        from tree_sitter import QueryCursor

        found = QueryCursor(self.comments).captures(node)
        return [Span(one.start_byte, one.end_byte) for one in found.get("comment", ())]


@cache
def numbers(grammar: Grammar, language: Language) -> Numbers:
    """The numbers of a grammar, worked out once."""
    from tree_sitter import Query

    kinds = {
        number: (language.node_kind_for_id(number) or "", _sort(grammar, language, number)) for number in range(language.node_kind_count)
    }
    fields: dict[int | None, str | None] = {number: language.field_name_for_id(number) for number in range(1, language.field_count + 1)}
    comments = "".join(f"({kind}) @comment " for kind in sorted(grammar.comments))
    return Numbers(grammar, {**kinds, _ERROR: ("ERROR", NODE)}, {**fields, None: None}, Query(language, comments))


def _sort(grammar: Grammar, language: Language, number: int) -> int:
    kind = language.node_kind_for_id(number) or ""
    if not language.node_kind_is_named(number) and kind not in grammar.words:
        return TOKEN
    sorts = {BLANK: grammar.trivia, COMMENT: grammar.comments, IMPORT: grammar.import_kinds, TEXT: grammar.texts, CLOSED: grammar.closed}
    return next((sort for sort, kinds in sorts.items() if kind in kinds), NODE)
