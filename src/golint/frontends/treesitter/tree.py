"""The native tree of tree-sitter, turned into light nodes in one iterative walk; nothing native is kept."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.numbers import BLANK, COMMENT, IMPORT, NODE, TEXT, TOKEN, Numbers, numbers
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

if TYPE_CHECKING:  # loaded only where there is a file to parse
    from tree_sitter import Node, Parser, TreeCursor

MAX_DEPTH = 160
"""How deep a tree is kept in full. The lowering takes up to four frames a level and must stay well below Python's limit of a thousand."""

_SHORT, _LONG = 12, 16
"""The sizes of a small file and of most, as powers of two."""

TOO_DEEP = "too deep"
"""The kind of a node that is cut: no table knows it, so its parts are passed on."""


class Tree(Struct):
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

    return Parser(Language(getattr(_native(module), function)()))


def _native(module: str) -> Any:
    """The native part of a grammar wheel alone: what is wrapped around it to read its queries imports a tenth of the standard library. The
    whole wheel, where it is built otherwise."""
    wheel = find_spec(module)
    found = wheel and PathFinder.find_spec(f"{module}._binding", wheel.submodule_search_locations)
    if not found or not found.loader:
        return import_module(module)
    native = module_from_spec(found)
    found.loader.exec_module(native)
    return native


@cache
def _offsets(power: int) -> tuple[int, ...]:
    """The numbers below a power of two, by which most places are told, each once: what is remembered of a file holds many of them."""
    return tuple(range(1 << power)) if power <= _SHORT else (*_offsets(power - 1), *range(1 << power - 1, 1 << power))


def parse(data: bytes, grammar: Grammar) -> Tree:
    """Parse any bytes. Below MAX_DEPTH only the grammar's atoms are kept, flat, so that no name and no text is lost."""
    tree = _parse(data, grammar)
    if tree.error is None or grammar.mend is None:
        return tree
    again = grammar.mend(data)
    if again == data:
        return tree
    mended = _parse(again, grammar)
    return mended if mended.error is None or mended.error > tree.error else tree


def _parse(data: bytes, grammar: Grammar) -> Tree:
    reads = parser(grammar.module, grammar.function)
    native = reads.parse(data)
    root = native.root_node
    tree = Tree(Syntax(root.type, root.start_byte, root.end_byte, None))
    assert reads.language is not None  # it was made with one
    _fill(tree, data, native.walk(), numbers(grammar, reads.language), broken=root.has_error)
    if tree.error is None and root.has_error:
        tree.error = root.start_byte
    return tree


def _fill(tree: Tree, data: bytes, cursor: TreeCursor, means: Numbers, *, broken: bool) -> None:
    """Walk the whole native tree in order; `above` holds the open nodes, the innermost last. What this does for a node is done more often
    than anything else, hence one long function; `_keep` looks closer where a tree is `broken` or deep."""
    parent = tree.root
    above = [parent]
    kinds, fields, endless, deep = means.kinds, means.fields, means.grammar.endless, False
    offsets = _offsets(min(max(len(data).bit_length(), _SHORT), _LONG))
    most = len(offsets)
    going = cursor.goto_first_child()
    while going:
        node = cursor.node
        assert node is not None  # the cursor moved onto a node
        kind, sort = kinds[node.kind_id]
        syntax: Syntax | None = None
        if deep or (broken and node.has_error):
            syntax = _keep(tree, node, kind, sort, fields[cursor.field_id], above, means.grammar)
        elif sort == TOKEN:
            parent.tokens.append(kind)
        elif sort >= NODE:
            start, end = node.start_byte, node.end_byte
            syntax = Syntax(kind, offsets[start] if start < most else start, offsets[end] if end < most else end, fields[cursor.field_id])
            parent.children.append(syntax)
            if sort >= TEXT and not _counts(tree, data, node, syntax, sort, means):
                syntax = None
        elif sort == COMMENT:
            tree.comments.append(Span(node.start_byte, node.end_byte))
        if syntax is not None:
            if sort == IMPORT:
                tree.importing.append(syntax)
            if cursor.goto_first_child():
                parent = syntax
                above.append(parent)
                deep = len(above) >= MAX_DEPTH
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
            deep = len(above) >= MAX_DEPTH


def _counts(tree: Tree, data: bytes, node: Node, syntax: Syntax, sort: int, means: Numbers) -> bool:
    """Whether anything in a text or in a closed node counts; the comments in it are noted."""
    mark = (means.grammar.texts if sort == TEXT else means.grammar.closed)[syntax.kind]
    counts = bool(mark) and data.find(mark, syntax.start, syntax.end) >= 0
    if counts or sort == TEXT:
        return counts
    if any(data.find(mark, syntax.start, syntax.end) >= 0 for mark in (b"//", b"/*", b"#")):
        tree.comments += means.comments_in(node)
    return False


def _keep(tree: Tree, node: Node, kind: str, sort: int, field_name: str | None, above: list[Syntax], grammar: Grammar) -> Syntax | None:
    """Note a native node in its parent; None where nothing below it is of interest."""
    start, end = node.start_byte, node.end_byte
    missing = start == end and node.is_missing
    deep = len(above) >= MAX_DEPTH
    parent = above[MAX_DEPTH - 1] if deep else above[-1]
    if tree.error is None and (kind == "ERROR" or missing) and sort not in (BLANK, COMMENT):
        tree.error = start
    if sort == TOKEN:
        parent.tokens.append(kind)
    elif sort == COMMENT:
        tree.comments.append(Span(start, end))
    if sort < NODE or missing:
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
