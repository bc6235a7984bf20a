"""Where the grammar of Kotlin reads what the language does not say: its trees put right before they are lowered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled

_CLOSING = compiled(rb'"""[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|(?P<blank> )(?=\})')
_CHAIN = ("navigation_expression", "call_expression", "index_expression")
_PREFIXES = ("!", "-", "+", "++", "--")
_DEFINITIONS = ("class_declaration", "object_declaration", "function_declaration", "property_declaration")


def mend(data: bytes) -> bytes:
    """The same code, as long as before, with a line break before each brace that closes on its line: the grammar misses one there."""
    return _CLOSING.sub(lambda match: b"\n" if match["blank"] else match[0], data)


def prepare(root: Syntax, _data: bytes) -> None:
    """Give definitions the annotations back that are read as values before them."""
    for node in root.walk():
        for place in range(len(node.children) - 2, -1, -1):
            value, definition = node.children[place : place + 2]
            marks = list(_annotations(value)) if value.kind == "annotated_expression" and definition.kind in _DEFINITIONS else []
            if marks:
                definition.start = value.start
                definition.children.insert(0, wrapped("modifiers", value, marks))
                del node.children[place]


def _annotations(node: Syntax) -> Iterator[Syntax]:
    """The annotations of a value that is no more than what the last of them is given; nothing where it is more."""
    *marks, last = node.children or [node]
    if last.kind == "annotated_expression" and last is not node:
        inner = list(_annotations(last))
        yield from [*marks, *inner] if inner else ()
    elif last.kind == "parenthesized_expression" and marks:
        given = wrapped("value_arguments", last, [wrapped("value_argument", one, [one]) for one in last.children])
        named = marks[-1].children[-1:] or [marks[-1]]
        yield from [
            *marks[:-1],
            wrapped("annotation", marks[-1], [wrapped("constructor_invocation", named[0], [*named, given], last.end)], last.end),
        ]


def wrapped(kind: str, like: Syntax, children: Iterable[Syntax], end: int = 0) -> Syntax:
    """A node that stands where another does, or from there to `end`."""
    node = Syntax(kind, like.start, end or like.end, None)
    node.children = list(children)
    return node


def hoisted(node: Syntax) -> bool:
    """Put a prefix operator around the whole chain that it stands before: `!a.b()` is read as `(!a).b()`."""
    path = [node]
    while path[-1].children and _links(path[-1].children[0]):
        path.append(path[-1].children[0])
    sign = path[-1].children[0] if path[-1].children else node
    if sign.kind != "unary_expression" or sign.tokens[:1] not in [[mark] for mark in _PREFIXES] or sign.children[0].start == sign.start:
        return False
    operand = sign.children[-1]
    operand.field = path[-1].children[0].field
    path[-1].children[0] = operand
    for link in path:
        link.start = operand.start
    whole = Syntax(node.kind, operand.start, node.end, "argument")
    whole.children, whole.tokens = node.children, node.tokens
    node.kind, node.start, node.children, node.tokens = "unary_expression", sign.start, [whole], list(sign.tokens)
    return True


def _links(node: Syntax) -> bool:
    return node.kind in _CHAIN or (node.kind == "unary_expression" and node.tokens[:1] == ["!!"])


def typed_call(node: Syntax) -> bool:
    """Make a call of `f<T>(x)`, which is read as two comparisons."""
    right, left = (node.children[-1], node.children[0]) if len(node.children) == 2 else (node, node)
    if node.tokens != [">"] or left.kind != node.kind or left.tokens != ["<"] or len(left.children) != 2:
        return False
    if right.kind == "parenthesized_expression":
        given = wrapped("value_arguments", right, [wrapped("value_argument", one, [one]) for one in right.children])
    elif right.kind == "lambda_literal":
        given = wrapped("annotated_lambda", right, [right])
    else:
        return False
    left.children[0].field = right.field = None
    node.kind, node.tokens, node.children = "call_expression", [], [left.children[0], given]
    return True


def unswallow(node: Syntax) -> None:
    """Give a class its body back, which the grammar takes for a lambda behind `by value`."""
    for holder in node.walk() if node.one(":class_body") is None and node.one(":delegation_specifiers") is not None else ():
        block = holder.children[-1].one(":annotated_lambda") if holder.kind == "explicit_delegation" and holder.children else None
        inner = block.one(":lambda_literal") if block is not None else None
        if inner is not None and inner.end == node.end:
            body = Syntax("class_body", inner.start, inner.end, None)
            body.children = inner.children
            node.children.append(body)
            return
