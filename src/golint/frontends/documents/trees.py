"""What the two front-ends on tree-sitter grammars share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import thread_time
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.frontends.documents import lines
from golint.frontends.documents.scan import Path, Scan

if TYPE_CHECKING:
    from tree_sitter import Node

BUDGET_SECONDS = 2.0
_CHUNK = 65_536


class Work(Struct, frozen=True):
    """A node to look at, the path of what stands in it, and the place of the key that it belongs to."""

    node: Node
    path: Path
    key: tuple[int, int]

    def below(self, nodes: Iterable[Node]) -> list[Work]:
        """The same for nodes further down that add no step."""
        return [Work(node, self.path, self.key) for node in nodes]


def root_of(data: bytes, grammar: Callable[[], object]) -> Node | None:
    """The tree of some bytes; what is wrong in them stands in it as error nodes. None where the parser does not come to an end.

    The recovery of tree-sitter may take the square of a senseless file's length. The budget counts the thread's own time, so that
    a busy machine changes no result.
    """
    import tree_sitter

    parser = tree_sitter.Parser(tree_sitter.Language(grammar()))
    end = thread_time() + BUDGET_SECONDS
    try:
        return parser.parse(lambda at, _: data[at : at + _CHUNK], progress_callback=lambda _, __: thread_time() > end).root_node
    except ValueError:
        return None


def walk(data: bytes, grammar: Callable[[], object], result: Scan, step: Callable[[Work], list[Work]]) -> Scan:
    """Go through a tree from its root, with one step per node. What the grammar could not read is filled in line by line."""
    root = root_of(data, grammar)
    if root is None:
        result.fail(0, "the file makes no sense to its parser, so it is read line by line; correct its quotes and brackets")
    elif root.has_error:
        result.fail(
            first_error(root), "this cannot be read, so some of the rest is read line by line; correct the key, quote or bracket here"
        )
    work = [Work(root, (), (0, 0))] if root else []
    while work:
        work.extend(reversed(step(work.pop())))
    if result.fault:
        lines.fill(data, result)
    return result


def first_error(root: Node) -> int:
    """Where the first node that is wrong or missing begins."""
    node = root
    while not node.is_error:
        worse = next((child for child in node.children if child.has_error or child.is_missing), None)
        if worse is None:
            break
        node = worse
    return node.start_byte
