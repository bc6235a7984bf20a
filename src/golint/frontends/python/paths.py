"""Dotted paths and aliases, as they are written."""

from __future__ import annotations

import libcst as cst


def dotted(node: cst.CSTNode | None) -> str | None:
    """The path that a name and its attributes spell; None for what starts in any other expression. Awaiting is transparent."""
    tail: list[str] = []
    while isinstance(node, cst.Attribute | cst.Await):
        if isinstance(node, cst.Attribute):
            tail.append(node.attr.value)
        node = node.value if isinstance(node, cst.Attribute) else node.expression
    if not isinstance(node, cst.Name) or node.value in ("True", "False", "None"):
        return None
    return ".".join([node.value, *reversed(tail)])


def alias(name: cst.AsName | None) -> str:
    """The name behind `as`, or ""."""
    return name.name.value if name is not None and isinstance(name.name, cst.Name) else ""
