"""What the two front-ends on tree-sitter grammars share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from golint.frontends.documents.scan import Path

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Work:
    """A node to look at, the path of what stands in it, and the place of the key that it belongs to."""

    node: Node
    path: Path
    key: tuple[int, int]

    def below(self, nodes: Iterable[Node]) -> list[Work]:
        """The same for nodes further down that add no step."""
        return [Work(node, self.path, self.key) for node in nodes]


def root_of(data: bytes, grammar: Callable[[], object]) -> Node:
    """The tree of some bytes; what is wrong in them stands in it as error nodes."""
    import tree_sitter

    return tree_sitter.Parser(tree_sitter.Language(grammar())).parse(data).root_node


def first_error(root: Node) -> int | None:
    """Where the first node that is wrong or missing begins."""
    if not root.has_error:
        return None
    node = root
    while not node.is_error:
        worse = next((child for child in node.children if child.has_error or child.is_missing), None)
        if worse is None:
            break
        node = worse
    return node.start_byte
