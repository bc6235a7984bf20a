"""The grammar lets a pattern take in the operators behind it: `a is null && b` comes as `a is (null && b)`. Here it is put right."""

from __future__ import annotations

from golint.frontends.treesitter.syntax import Syntax

_LOOSE = ({"??"}, {"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"==", "!="})
"""The operators that bind looser than `is`, the loosest first."""


def untangled(node: Syntax) -> Syntax | None:
    """An operator or an `is` with its operands joined as C# joins them; None where nothing is amiss."""
    operands, operators, amiss = _flattened(node)
    return _rejoined(operands, operators) if amiss else None


def _loose(node: Syntax) -> bool:
    return node.kind == "binary_expression" and any(node.tokens[:1] and node.tokens[0] in level for level in _LOOSE)


def _flattened(node: Syntax) -> tuple[list[Syntax], list[str], bool]:
    """The operands and operators of a chain as they stand in the file, and whether a pattern held some of them."""
    left, right = node.one("left"), node.one("right")
    if _loose(node) and left is not None and right is not None:
        first, second = _flattened(left), _flattened(right)
        return [*first[0], *second[0]], [*first[1], node.tokens[0], *second[1]], first[2] or second[2]
    inner = _innermost(node.one("pattern")) if node.kind == "is_pattern_expression" else None
    if inner is None or not _loose(inner):
        return [node], [], False
    operands, operators, _ = _flattened(inner)
    return [_cut(node, inner, operands[0]), *operands[1:]], operators, True


def _innermost(pattern: Syntax | None) -> Syntax | None:
    """What stands last in a pattern."""
    while pattern is not None and pattern.kind.endswith("_pattern") and pattern.kind not in ("parenthesized_pattern", "list_pattern"):
        pattern = pattern.children[-1] if pattern.children else None
    return pattern


def _cut(node: Syntax, inner: Syntax, kept: Syntax) -> Syntax:
    """A node that ends with a part of what it held last."""
    if node is inner:
        return _as(kept, node.field)
    cut = Syntax(node.kind, node.start, kept.end, node.field)
    cut.tokens = node.tokens
    cut.children = [*node.children[:-1], _cut(node.children[-1], inner, kept)]
    return cut


def _as(node: Syntax, field: str | None) -> Syntax:
    copy = Syntax(node.kind, node.start, node.end, field)
    copy.children, copy.tokens = node.children, node.tokens
    return copy


def _rejoined(operands: list[Syntax], operators: list[str]) -> Syntax:
    if not operators:
        return operands[0]
    level = next(level for level in _LOOSE if level & set(operators))
    places = [place for place, operator in enumerate(operators) if operator in level]
    at = places[0] if "??" in level else places[-1]
    left, right = _rejoined(operands[: at + 1], operators[:at]), _rejoined(operands[at + 1 :], operators[at + 1 :])
    joined = Syntax("binary_expression", left.start, right.end, None)
    joined.children, joined.tokens = [_as(left, "left"), _as(right, "right")], [operators[at]]
    return joined
