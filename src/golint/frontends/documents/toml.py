"""TOML, through its tree-sitter grammar: tomli keeps no places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from golint.frontends.documents.scan import Entry, Path, Scan, below, line_comment
from golint.frontends.documents.trees import Work, walk
from golint.frontends.documents.values import decode, kind_of, unescape
from golint.lazily import compiled

if TYPE_CHECKING:
    from tree_sitter import Node

_WHOLE = frozenset({"pair", "table", "table_array_element", "comment", "ERROR"})
_KINDS = {"integer": "number", "float": "number", "boolean": "boolean"}
_FIRST_BREAK = compiled(r"\A\r?\n")


class _Walk(Struct):
    """Turns nodes into entries; `counts` numbers the tables of each array of tables."""

    data: bytes
    result: Scan = field(default_factory=Scan)
    counts: Counter[Path] = field(default_factory=Counter)

    def step(self, work: Work) -> list[Work]:
        """Take a node's own setting or comment, and return what is to be looked at below it."""
        node, children = work.node, work.node.named_children
        match node.type:
            case "comment":
                self.result.comments.append(line_comment(self.data, node.start_byte, node.end_byte))
            case "pair" if len(children) > 1:
                steps, span = self.key(children[0])
                return [Work(child, below(work.path, *steps), span) for child in children[1:]]
            case "table" | "table_array_element" if children:
                return self.table(node, children)
            case "array":
                return [Work(child, below(work.path, index), work.key) for index, child in enumerate(children)]
            case "ERROR":  # a value in it has lost its key
                return work.below(child for child in children if child.type in _WHOLE)
            case "document" | "inline_table":
                return work.below(children)
            case "string":
                self.string(work)
            case "integer" | "float" | "boolean" | "offset_date_time" | "local_date_time" | "local_date" | "local_time":
                text = decode(self.data[node.start_byte : node.end_byte])
                self.result.entries.append(Entry(work.path, text, node.start_byte, node.end_byte, *work.key, _KINDS.get(node.type, "text")))
        return []

    def table(self, node: Node, children: list[Node]) -> list[Work]:
        steps, span = self.key(children[0])
        place: Path = below((), *steps)
        if node.type == "table_array_element":
            self.counts[place] += 1
            place = below(place, self.counts[place])
        return [Work(child, place, span) for child in children[1:]]

    def key(self, node: Node) -> tuple[list[str], tuple[int, int]]:
        """The steps of a key, and the place of the last one."""
        parts = [node]
        while parts[0].type == "dotted_key":
            parts[:1] = parts[0].named_children
        steps, span = [], (node.start_byte, node.end_byte)
        for part in parts:
            quoted = part.type == "quoted_key"
            span = (part.start_byte + 1, part.end_byte - 1) if quoted else (part.start_byte, part.end_byte)
            text = decode(self.data[slice(*span)])
            steps.append(unescape(text) if quoted and self.data.startswith(b'"', part.start_byte) else text)
        return steps, span

    def string(self, work: Work) -> None:
        raw = self.data[work.node.start_byte : work.node.end_byte]
        width = 3 if raw.startswith((b'"""', b"'''")) and len(raw) >= 6 else 1
        start = work.node.start_byte + width
        end = max(work.node.end_byte - width, start)
        text = decode(self.data[start:end])
        if width == 3:
            text = _FIRST_BREAK.sub("", text)
        value = unescape(text) if raw.startswith(b'"') else text
        self.result.entries.append(Entry(work.path, value, start, end, *work.key, kind_of(value, quoted=True)))


def scan(data: bytes) -> Scan:
    """All values, those of arrays and inline tables one by one."""
    import tree_sitter_toml

    walker = _Walk(data)
    return walk(data, tree_sitter_toml.language, walker.result, walker.step)
