"""Where each node of a LibCST module stands in the file, and the comments beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst
from libcst._nodes.internal import CodegenState  # what LibCST's own ByteSpanPositionProvider is made of

from golint.facts import Comment
from golint.model import Span


class Spans(CodegenState):
    """Writes the module out once and notes where each node stands, in bytes.

    That is what ByteSpanPositionProvider gives, without its wrapper's copy of the module. `inner` leaves out the parentheses around an
    expression and the blank space around a statement; `outer` has them.
    """

    def __init__(self, module: cst.Module, start: int = 0) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.encoding = "utf-8" if module.encoding == "utf-8-sig" else module.encoding  # the mark stands once, not before each token
        self.position = start
        self.inner: dict[cst.CSTNode, Span] = {}
        self.outer: dict[cst.CSTNode, Span] = {}
        self.comments: list[Comment] = []
        self._starts: list[int] = []
        module._codegen(self)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.position += len(token)

    def add_token(self, value: str) -> None:
        size = len(value) if value.isascii() else len(value.encode(self.encoding))
        self.position += size

    def pop_trailing_newline(self) -> None:
        """Nothing is kept, so there is nothing to take back."""

    def before_codegen(self, node: cst.CSTNode) -> None:  # noqa: ARG002  # LibCST's signature
        self._starts.append(self.position)

    def after_codegen(self, node: cst.CSTNode) -> None:
        start = self._starts.pop()
        self.outer[node] = Span(start, self.position)
        self.inner.setdefault(node, self.outer[node])
        if isinstance(node, cst.Comment):
            self.comments.append(Comment(node.value.lstrip("#").strip(), self.outer[node]))

    @contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Iterator[None]:
        start = self.position
        yield
        first = self.inner[start_node].start if start_node is not None else start
        last = self.inner[end_node].end if end_node is not None else self.position
        self.inner[node] = Span(first, last)
