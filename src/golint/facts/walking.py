"""Going through a program."""

from __future__ import annotations

from collections.abc import Iterator

from golint.facts.expressions import (
    Argument,
    Attribute,
    Binary,
    Bind,
    Call,
    Choice,
    Compare,
    Entry,
    Expr,
    Index,
    Lambda,
    Literal,
    Logic,
    Mapping,
    Name,
    Other,
    Sequence,
    Template,
)
from golint.facts.statements import (
    Assign,
    Attempt,
    Block,
    Branch,
    Case,
    Class,
    Evaluate,
    Function,
    Handler,
    Jump,
    Loop,
    Node,
    Parameter,
    Raise,
    Return,
    Switch,
    Within,
)

NODES = (
    Name, Attribute, Literal, Template, Call, Index, Compare, Logic, Choice, Binary, Mapping, Sequence, Lambda, Bind, Other,
    Assign, Evaluate, Branch, Switch, Loop, Attempt, Within, Return, Raise, Jump, Function, Class,
    Argument, Entry, Case, Handler, Parameter,
)  # fmt: skip

_SCALARS = {"str", "bool", "Span", "str | bytes | int | float | bool | None", "str | None", "tuple[str, ...]"}


def _types(kind: type[Node]) -> dict[str, str]:
    """The types of a node's fields as they are written."""
    return {name: each for base in reversed(kind.__mro__) for name, each in getattr(base, "__annotations__", {}).items()}


_CHILD_FIELDS = {kind: tuple(name for name in kind.__struct_fields__ if _types(kind)[name] not in _SCALARS) for kind in NODES}
_SEVERAL = {(kind, name) for kind in NODES for name, each in _types(kind).items() if each == "Block" or each.startswith("tuple[")}
_BACKWARDS = {kind: tuple((name, (kind, name) in _SEVERAL) for name in reversed(names)) for kind, names in _CHILD_FIELDS.items()}
"""The fields that hold nodes, the last first, and whether they hold several: walking is done more often than anything but lowering."""


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, in evaluation order as the fields give it."""
    for name in _CHILD_FIELDS[type(node)]:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def below(node: Node) -> list[Node]:
    """The nodes directly below, the last first: what whoever walks by a stack puts on it."""
    found: list[Node] = []
    for name, several in _BACKWARDS[type(node)]:
        value = getattr(node, name)
        if several:
            found += value[::-1]
        elif value is not None:
            found.append(value)
    return found


def operands(expr: Expr) -> Iterator[Expr]:
    """The expressions directly below one, those of arguments and entries too; bodies of functions are left out."""
    for node in children(expr):
        match node:
            case Argument(value=value):
                yield value
            case Entry(key=key, value=value):
                if key is not None:
                    yield key
                yield value
            case Function():
                continue
            case _:
                yield node  # type: ignore[misc]  # below an expression stand only expressions, arguments, entries and functions


def trail(expr: Expr) -> str:
    """The names on the way to a value, calls and indexes left out: `client.payment().get(id)` has the trail client.payment.get."""
    match expr:
        case Name(path=path):
            return path
        case Attribute(base=base, path=path):
            return trail(base) + path
        case Call(callee=callee):
            return trail(callee)
        case Index(base=base):
            return trail(base)
    return ""


def walk(nodes: Node | Block, *, into_functions: bool = True) -> Iterator[Node]:
    """The given nodes and all below them, outermost first, in source order.

    Without `into_functions`, definitions below the given nodes are yielded but not entered.
    """
    stack: list[Node] = list(reversed(nodes)) if isinstance(nodes, tuple) else [nodes]
    given = {id(node) for node in stack}
    while stack:
        node = stack.pop()
        yield node
        if not into_functions and isinstance(node, (Function, Class, Lambda)) and id(node) not in given:
            continue
        for name, several in _BACKWARDS[type(node)]:
            value = getattr(node, name)
            if several:
                stack += value[::-1]
            elif value is not None:
                stack.append(value)


def outline(program: Block) -> tuple[list[Node], list[tuple[Function | Class, int]]]:
    """All nodes of a program as `walk` gives them; and its functions and classes in that order, each with the number of the one around it,
    -1 where there is none. One way through the program for both, and the quickest there is, since every file that is parsed goes it."""
    nodes: list[Node] = []
    definitions: list[tuple[Function | Class, int]] = []
    around = -1
    stack: list[Node | int] = list(reversed(program))
    while stack:
        node = stack.pop()
        fields = _PLAIN.get(type(node))
        if fields is None:
            if isinstance(node, int):  # all that stands in a definition has been seen
                around = node
                continue
            definitions.append((node, around))  # type: ignore[arg-type]  # what is not plain is a function or a class
            stack.append(around)
            around = len(definitions) - 1
            fields = _BACKWARDS[type(node)]
        nodes.append(node)  # type: ignore[arg-type]  # a number has been seen to
        for name, several in fields:
            value = getattr(node, name)
            if several:
                stack += value[::-1]
            elif value is not None:
                stack.append(value)
    return nodes, definitions


_PLAIN: dict[type, tuple[tuple[str, bool], ...]] = {kind: names for kind, names in _BACKWARDS.items() if kind not in (Function, Class)}


def blocks(program: Block) -> Iterator[Block]:
    """A program's body and all blocks below it that are not empty: what stands in one of them runs in that order."""
    yield program
    for node in walk(program):
        yield from (block for block in _inner(node) if block)


def leaves(block: Block) -> bool:
    """Whether control surely does not reach the end of a block."""
    match block[-1] if block else None:
        case Jump() | Return() | Raise():
            return True
        case Branch(_, then, otherwise):
            return leaves(then) and leaves(otherwise)
        case Attempt(body, handlers, _, final):
            return leaves(final) or (leaves(body) and all(leaves(handler.body) for handler in handlers))
    return False


def _inner(node: Node) -> Iterator[Block]:
    match node:
        case Branch(then=then, otherwise=otherwise):
            yield from (then, otherwise)
        case Attempt(body=body, otherwise=otherwise, final=final):
            yield from (body, otherwise, final)
        case Function(body=body) | Class(body=body) | Within(body=body) | Loop(body=body):
            yield body
        case Case(body=body) | Handler(body=body):
            yield body
