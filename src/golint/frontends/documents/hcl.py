"""HCL (Terraform and its like), through its tree-sitter grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from golint.facts import Comment
from golint.frontends.documents.scan import Entry, Scan, below, comment, line_comment
from golint.frontends.documents.trees import Work, walk
from golint.frontends.documents.values import LONGEST, decode, kind_of, unescape

if TYPE_CHECKING:
    from tree_sitter import Node

_PLAIN = frozenset({"variable_expr", "get_attr", "index", "splat", "attr_splat", "full_splat", "legacy_index", "new_index"})
_WHOLE = frozenset({"attribute", "block", "body", "object_elem", "comment", "ERROR"})
_LITERALS = {"numeric_lit": "number", "bool_lit": "boolean", "null_lit": "null"}
_KEEP = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class _Walk(Struct):
    """One walk down the blocks of a file."""

    data: bytes
    result: Scan = field(default_factory=Scan)
    blocks: int = 0

    def text(self, node: Node) -> str:
        """A node's text, cut where it is no name or number but a nest of its own: reading each nest anew would cost its square."""
        return decode(self.data[node.start_byte : min(node.end_byte, node.start_byte + LONGEST)])

    def inside(self, node: Node) -> tuple[int, int]:
        """A node's range without the quotes around it."""
        start, end = node.start_byte, node.end_byte
        quoted = end - start >= 2 and self.data.startswith(b'"', start) and self.data.startswith(b'"', end - 1)
        return (start + 1, end - 1) if quoted else (start, end)

    def step(self, work: Work) -> list[Work]:
        """Take a node's own setting or comment, and return what is to be looked at below it."""
        node = work.node
        match node.type:
            case "comment":
                self.result.comments.append(_comment(self.data, node.start_byte, node.end_byte))
            case "block":
                return self.block(work)
            case "attribute" | "object_elem":
                return self.pair(work)
            case "ERROR":  # a value in it has lost its key
                return work.below(child for child in node.named_children if child.type in _WHOLE)
            case "tuple":
                return [Work(child, below(work.path, index), work.key) for index, child in enumerate(node.named_children)]
            case "string_lit" | "quoted_template":
                self.quoted(work)
            case "heredoc_template":
                self.heredoc(work)
            case "numeric_lit" | "bool_lit" | "null_lit":
                self.scalar(work, _LITERALS[node.type])
            case "expression" if node.named_child_count and all(child.type in _PLAIN for child in node.named_children):
                self.scalar(work, "reference")
            case "operation" if node.end_byte - node.start_byte <= 40 and kind_of(self.text(node)) == "number":
                self.scalar(work, "number")
            case "function_call":
                return work.below(child for child in node.named_children if child.type != "identifier")
            case "identifier":
                pass
            case _:
                return work.below(node.named_children)
        return []

    def block(self, work: Work) -> list[Work]:
        """A block's type and labels are steps of the path; the blocks of one kind are told apart by a number."""
        labels = [child for child in work.node.named_children if child.type in ("identifier", "string_lit")]
        steps = [unescape(self.text(label).strip('"'), _KEEP) for label in labels]
        key = self.inside(labels[-1]) if labels else work.key
        self.blocks += 1
        place = below(work.path, *steps, self.blocks)
        return [Work(child, place, key) for child in work.node.named_children if child not in labels]

    def pair(self, work: Work) -> list[Work]:
        children = [child for child in work.node.named_children if child.type != "comment"]
        if len(children) < 2:
            return []
        name, key = self.text(children[0]).strip('"'), self.inside(children[0])
        place = below(work.path, unescape(name, _KEEP))
        return [Work(child, place, key) for child in children[1:]]

    def scalar(self, work: Work, kind: str) -> None:
        node = work.node
        self.result.entries.append(Entry(work.path, self.text(node), node.start_byte, node.end_byte, *work.key, kind))

    def quoted(self, work: Work) -> None:
        start, end = self.inside(work.node)
        if self.data.find(b"\n", start, end) >= 0 and self.data.find(b"${", start, end) < 0:
            return  # a quote that is not closed
        value = unescape(decode(self.data[start:end]), _KEEP)
        self.result.entries.append(Entry(work.path, value, start, end, *work.key, kind_of(value, quoted=True)))

    def heredoc(self, work: Work) -> None:
        parts = [child for child in work.node.children if child.type not in ("heredoc_start", "heredoc_identifier")]
        if parts:
            start, end = parts[0].start_byte, parts[-1].end_byte
            self.result.entries.append(Entry(work.path, decode(self.data[start:end]), start, end, *work.key))


def scan(data: bytes) -> Scan:
    """All attributes, those inside blocks, objects, tuples and the arguments of functions too."""
    import tree_sitter_hcl

    walker = _Walk(data)
    return walk(data, tree_sitter_hcl.language, walker.result, walker.step)


def _comment(data: bytes, start: int, end: int) -> Comment:
    if data.startswith(b"/*", start):
        return comment(data, start, end, start + 2, max(start + 2, end - 2))
    return line_comment(data, start, end, marker=1 if data.startswith(b"#", start) else 2)
