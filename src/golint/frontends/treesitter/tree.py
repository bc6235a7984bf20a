"""The native tree of tree-sitter, turned into light nodes in one iterative walk; nothing native is kept."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

if TYPE_CHECKING:  # loaded only where there is a file to parse
    from tree_sitter import Node, Parser, TreeCursor

MAX_DEPTH = 160
"""How deep a tree is kept in full. The lowering takes up to four frames a level and must stay well below Python's limit of a thousand."""

TOO_DEEP = "too deep"
"""The kind of a node that is cut: no table knows it, so its parts are passed on."""


@dataclass(slots=True)
class Tree:
    """A parsed file: its nodes, its comments, and where (byte offsets) it could not be read as its language or was nested too deeply."""

    root: Syntax
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
    cursor = parser(grammar.module, grammar.function).parse(data).walk()
    native = cursor.node
    assert native is not None  # a fresh cursor stands on the root
    tree = Tree(Syntax(native.type, native.start_byte, native.end_byte, None))
    _fill(tree, cursor, grammar)
    if tree.error is None and native.has_error:
        tree.error = native.start_byte
    return tree


def _fill(tree: Tree, cursor: TreeCursor, grammar: Grammar) -> None:
    """Walk the whole native tree in order; `above` holds the open nodes, the innermost last."""
    above = [tree.root]
    going = cursor.goto_first_child()
    while going:
        node = cursor.node
        assert node is not None  # the cursor moved onto a node
        syntax = _keep(tree, node, cursor.field_name, above, grammar)
        if syntax is not None and cursor.goto_first_child():
            above.append(syntax)
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            above.pop()
            if not above:
                return


def _keep(tree: Tree, node: Node, field_name: str | None, above: list[Syntax], grammar: Grammar) -> Syntax | None:
    """Note a native node in its parent; None where nothing below it is of interest."""
    kind, start, end = node.type, node.start_byte, node.end_byte
    deep = len(above) >= MAX_DEPTH
    parent = above[MAX_DEPTH - 1] if deep else above[-1]
    if not node.is_named and kind not in grammar.words:
        if tree.error is None and start == end and node.is_missing:
            tree.error = start
        parent.tokens.append(kind)
        return None
    if kind in grammar.trivia:
        return None
    if kind in grammar.comments:
        tree.comments.append(Span(start, end))
        return None
    if tree.error is None and (kind == "ERROR" or (start == end and node.is_missing)):
        tree.error = start
    if start == end and node.is_missing:
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
