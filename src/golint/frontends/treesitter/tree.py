"""The native tree of tree-sitter, turned into light nodes in one iterative walk; nothing native is kept."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

if TYPE_CHECKING:  # loaded only where there is a file to parse
    from tree_sitter import Language, Node, Parser, TreeCursor

MAX_DEPTH = 160
"""How deep a tree is kept in full. The lowering takes up to four frames a level and must stay well below Python's limit of a thousand."""

TOO_DEEP = "too deep"
"""The kind of a node that is cut: no table knows it, so its parts are passed on."""


@dataclass(slots=True)
class Tree:
    """A parsed file: its nodes, those of them that import, its comments, and where (byte offsets) it could not be read as its language or
    was nested too deeply."""

    root: Syntax
    importing: list[Syntax] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    error: int | None = None
    deep: int | None = None


@cache
def parser(module: str, function: str) -> Parser:
    """The parser of a grammar wheel, such as `tree_sitter_typescript.language_tsx`."""
    from tree_sitter import Language, Parser

    return Parser(Language(getattr(importlib.import_module(module), function)()))


def parse(data: bytes, grammar: Grammar) -> Tree:
    """Parse any bytes. Below MAX_DEPTH only the grammar's atoms are kept, flat, so that no name and no text is lost."""
    tree = _parse(data, grammar)
    if tree.error is None or grammar.mend is None:
        return tree
    mended = _parse(grammar.mend(data), grammar)
    return mended if mended.error is None or mended.error > tree.error else tree


def _parse(data: bytes, grammar: Grammar) -> Tree:
    reads = parser(grammar.module, grammar.function)
    native = reads.parse(data)
    root = native.root_node
    tree = Tree(Syntax(root.type, root.start_byte, root.end_byte, None))
    assert reads.language is not None  # it was made with one
    _fill(tree, native.walk(), grammar, _numbers(grammar, reads.language), broken=root.has_error)
    if tree.error is None and root.has_error:
        tree.error = root.start_byte
    return tree


# -- what the numbers of a grammar mean --

_TOKEN, _BLANK, _COMMENT, _NODE, _IMPORT = range(5)
_ERROR = 65535
"""The number that every grammar has for what it cannot read."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The names of kinds and fields by their numbers, and what becomes of a kind's nodes. The tree makes a new text for each."""

    kinds: Mapping[int, tuple[str, int]]
    fields: Mapping[int | None, str | None]


@cache
def _numbers(grammar: Grammar, language: Language) -> _Numbers:
    kinds = {number: _sorted(grammar, language, number) for number in range(language.node_kind_count)}
    fields: dict[int | None, str | None] = {number: language.field_name_for_id(number) for number in range(1, language.field_count + 1)}
    return _Numbers({**kinds, _ERROR: ("ERROR", _NODE)}, {**fields, None: None})


def _sorted(grammar: Grammar, language: Language, number: int) -> tuple[str, int]:
    kind = language.node_kind_for_id(number) or ""
    if not language.node_kind_is_named(number) and kind not in grammar.words:
        return kind, _TOKEN
    sorts = ((grammar.trivia, _BLANK), (grammar.comments, _COMMENT), (grammar.import_kinds, _IMPORT))
    return kind, next((sort for kinds, sort in sorts if kind in kinds), _NODE)


# -- the walk --


def _fill(tree: Tree, cursor: TreeCursor, grammar: Grammar, numbers: _Numbers, *, broken: bool) -> None:
    """Walk the whole native tree in order; `above` holds the open nodes, the innermost last. What this does for a node is done more often
    than anything else, hence one long function; `_keep` looks closer where a tree is `broken` or deep."""
    parent = tree.root
    above = [parent]
    kinds, fields, endless = numbers.kinds, numbers.fields, grammar.endless
    going = cursor.goto_first_child()
    while going:
        node = cursor.node
        assert node is not None  # the cursor moved onto a node
        kind, sort = kinds[node.kind_id]
        if broken or len(above) >= MAX_DEPTH:
            syntax = _keep(tree, node, kind, sort, fields[cursor.field_id], above, grammar)
        elif sort >= _NODE:
            syntax = Syntax(kind, node.start_byte, node.end_byte, fields[cursor.field_id])
            parent.children.append(syntax)
        else:
            syntax = None
            if sort == _TOKEN:
                parent.tokens.append(kind)
            elif sort == _COMMENT:
                tree.comments.append(Span(node.start_byte, node.end_byte))
        if syntax is not None:
            if sort == _IMPORT:
                tree.importing.append(syntax)
            if cursor.goto_first_child():
                parent = syntax
                above.append(parent)
                continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            closed = above.pop()
            if not above:
                return
            if closed.kind in endless and closed.children:
                closed.end = closed.children[-1].end
            parent = above[-1]


def _keep(tree: Tree, node: Node, kind: str, sort: int, field_name: str | None, above: list[Syntax], grammar: Grammar) -> Syntax | None:
    """Note a native node in its parent; None where nothing below it is of interest."""
    start, end = node.start_byte, node.end_byte
    missing = start == end and node.is_missing
    deep = len(above) >= MAX_DEPTH
    parent = above[MAX_DEPTH - 1] if deep else above[-1]
    if tree.error is None and (kind == "ERROR" or missing) and sort not in (_BLANK, _COMMENT):
        tree.error = start
    if sort == _TOKEN:
        parent.tokens.append(kind)
    elif sort == _COMMENT:
        tree.comments.append(Span(start, end))
    if sort < _NODE or missing:
        return None
    syntax = Syntax(kind, start, end, None if deep else field_name)
    if kind == "ERROR" and not deep:
        parent = next((block for block in reversed(above) if block.kind in grammar.blocks), tree.root)
    if not deep or kind in grammar.atoms:
        parent.children.append(syntax)
    if not deep:
        return syntax
    parent.kind = TOO_DEEP
    if tree.deep is None:
        tree.deep = start
    return None if kind in grammar.atoms else syntax
