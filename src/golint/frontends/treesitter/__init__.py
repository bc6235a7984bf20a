"""The tree-sitter front-end: one driver that lowers any language to facts from the language's table in `golint.frontends.grammars`."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

from golint.facts import Block, Comment, Program
from golint.frontends.authorship import is_library, is_minified
from golint.frontends.names import shared
from golint.frontends.treesitter.grammar import Grammar
from golint.frontends.treesitter.reader import FileReader
from golint.frontends.treesitter.tree import MAX_DEPTH, Tree, parse
from golint.lazily import compiled
from golint.model import Span

MAX_BYTES = 1_000_000
_LONE_RETURN = compiled(rb"\r(?!\n)")
_MARKS = compiled(
    r"/\*+(?P<block>.*?)\**/|<!--(?P<markup>.*?)-->|=begin\b(?P<paragraph>.*?)=end|(?:#+|/{2,}|/\*+|<!--|--)(?P<line>.*)", re.DOTALL
)


def lower(data: bytes, language: str) -> Program:
    """The facts of a file in one of the languages that have a table; any bytes are accepted; `problem` names what was not read."""
    if is_minified(data):
        return Program(language, (), problem="minified; not read as code")
    if is_library(data):
        return Program(language, (), problem="a library of others; not read as code")
    grammar = grammar_of(language)
    read = data if len(data) <= MAX_BYTES else data[: data.rfind(b"\n", 0, MAX_BYTES) + 1]
    tree = parse(readable(read, grammar), grammar)
    grammar.prepare(tree.root, read)
    reader = FileReader(grammar, read, tree)
    body, unread = _body(reader, tree)
    if tree.error is None and reader.doubts:
        tree.error = min(node.start for node in reader.doubts)
    problem = "; ".join([*_cut(data, read), *_problems(read, tree), *unread])
    return Program(language, body, reader.all_imports(), tuple(_comments(reader, tree)), problem)


def readable(data: bytes, grammar: Grammar) -> bytes:
    """The bytes as a grammar is given them; all stand in their places."""
    return grammar.disguise(_LONE_RETURN.sub(b"\n", data))


def grammar_of(language: str) -> Grammar:
    """The table of a language: `GRAMMAR` in the module of its name."""
    table = importlib.import_module(f"golint.frontends.grammars.{language}").GRAMMAR
    assert isinstance(table, Grammar)  # each module of the package holds one
    return table


def _body(reader: FileReader, tree: Tree) -> tuple[Block, list[str]]:
    """All statements; one that Python's own stack is too small for is left out and named."""
    try:
        nodes = [tree.root] if tree.root.kind in reader.grammar.shapes else tree.root.children
        return reader.grammar.gather(reader.block(nodes)), []
    except RecursionError:
        return (), ["nested too deeply; not read as code"]


def _cut(data: bytes, read: bytes) -> Iterator[str]:
    if len(read) < len(data):
        yield f"larger than {MAX_BYTES // 1_000_000} MB; read up to line {_line(read, len(read))}"


def _problems(data: bytes, tree: Tree) -> Iterator[str]:
    if tree.error is not None:
        yield f"syntax error on line {_line(data, tree.error)}; the rest was read"
    if tree.deep is not None:
        yield f"nested more than {MAX_DEPTH} deep on line {_line(data, tree.deep)}; what lies deeper was read as names and texts only"


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _comments(reader: FileReader, tree: Tree) -> Iterator[Comment]:
    for span in sorted(tree.comments):
        raw = reader.data[span.start : span.end].rstrip(b"\r")
        text = raw.decode("utf-8", "replace")
        marked = _MARKS.fullmatch(text)
        yield Comment(shared((marked[marked.lastgroup or 0] if marked else text).strip()), Span(span.start, span.start + len(raw)))
