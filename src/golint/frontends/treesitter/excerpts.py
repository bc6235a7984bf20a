"""Cuts a file down to the definitions that are asked for: what is left out is parsed and need not be lowered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from golint.frontends.treesitter import MAX_BYTES, grammar_of, readable
from golint.frontends.treesitter.tree import parser

if TYPE_CHECKING:  # loaded only where there is a file to parse
    from tree_sitter import Node

Wanted = Callable[[bytes, tuple[bytes, ...]], bool]
"""Whether a definition is asked for, by its text and the heads of the classes and groups around it, outermost first."""

_PARTS = {"python": ("function_definition", "decorated_definition"), "ruby": ("call",)}
_INSTEAD = {"python": b"pass", "ruby": b""}
# What reaches beyond the definition that it stands in: names bound for the whole file, methods of the class, a text that begins elsewhere.
_BEYOND = {"python": (b"import",), "ruby": (b"def ", b"<<")}
_BLANK = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))


def excerpt(data: bytes, language: str, groups: frozenset[str], wanted: Wanted) -> bytes | None:
    """A file with blanks in place of the functions, in Ruby of the calls with a block, that are not wanted and stand by themselves: at its
    top, in a class or in a block given to one of `groups`. None where nothing is left out, or what may be cannot be told: the file cannot
    be read as its language without an error."""
    if language not in _PARTS or len(data) > MAX_BYTES or not _is_utf8(data):
        return None
    grammar = grammar_of(language)
    root = parser(grammar.module, grammar.function).parse(readable(data, grammar)).root_node
    if root.has_error:
        return None
    cut, instead = bytearray(data), _INSTEAD[language]
    for start, end in _Cutter(data, language, groups, wanted).unwanted(root, ()):
        cut[start:end] = instead + data[start + len(instead) : end].translate(_BLANK)
    return bytes(cut) if cut != data else None


class _Cutter:
    """Walks the statements of a file, of its classes and of its groups."""

    def __init__(self, data: bytes, language: str, groups: frozenset[str], wanted: Wanted) -> None:
        self._data = data
        self._parts, self._beyond = _PARTS[language], _BEYOND[language]
        self._groups = frozenset(group.encode() for group in groups)
        self._wanted = wanted

    def unwanted(self, body: Node, heads: tuple[bytes, ...]) -> Iterator[tuple[int, int]]:
        """The places of the definitions below that are not wanted."""
        for node in body.named_children:
            inner = self._inside(node)
            if inner is not None:
                yield from self.unwanted(inner, (*heads, self._data[node.start_byte : inner.start_byte]))
            elif node.type in self._parts and (node.type != "call" or node.child_by_field_name("block") is not None):
                text = self._data[node.start_byte : node.end_byte]
                if not any(word in text for word in self._beyond) and not self._wanted(text, heads):
                    yield node.start_byte, node.end_byte

    def _inside(self, node: Node) -> Node | None:
        """The statements in a class, or in a group."""
        match node.type:
            case "decorated_definition":
                defined = node.child_by_field_name("definition")
                return self._inside(defined) if defined is not None else None
            case "class_definition" | "class" | "module":
                return node.child_by_field_name("body")
            case "call" if self._opens(node.child_by_field_name("method")):
                block = node.child_by_field_name("block")
                return block.child_by_field_name("body") if block is not None else None
        return None

    def _opens(self, method: Node | None) -> bool:
        return method is not None and self._data[method.start_byte : method.end_byte] in self._groups


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
