"""Texts in a program with what stands around them: the names that they are given to, and whether the environment chooses them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from golint.checks.environments.words import asks_for_environment, asks_for_window, reads_setting, speaks_of_environment
from golint.facts import (
    Argument,
    Assign,
    Attempt,
    Attribute,
    Bind,
    Block,
    Branch,
    Call,
    Case,
    Choice,
    Class,
    Compare,
    Entry,
    Evaluate,
    Expr,
    Function,
    Literal,
    Logic,
    Mapping,
    Name,
    Node,
    Parameter,
    Program,
    Raise,
    Return,
    Switch,
    Template,
    children,
    walk,
)  # fmt: skip
from golint.lazily import compiled
from golint.sources import SourceFile

_LOOKUP = compiled(
    r"(?:^|\.)(?:(?!set)\w*env(?:_?or)?(?:_?(?:with_?)?default)?|config|fetch|get|setdefault|getattr|get_?config|(?:get_?)?settings?"
    r"|(?:get_?)?option|str|value|conf)$",
    re.IGNORECASE,
)

SENDING = ("fetch", "window.fetch", "globalThis.fetch", "self.fetch")
_STANDS_IN = compiled(r"default|fallback|else", re.IGNORECASE)  # what such an argument of a look-up gives


class Around(Struct, frozen=True):
    """`names` runs from the outermost to the innermost; `chosen`: a condition on the environment encloses the text; `default`: the text
    only stands in for a value that comes from elsewhere; `compared`: it is looked for, not used; `called`: it is the name of a call;
    `split`: it is asked whether a browser runs this. `switches` are the file's variables that a setting turns on or off."""

    names: tuple[str, ...] = ()
    chosen: bool = False
    default: bool = False
    compared: bool = False
    called: bool = False
    split: bool = False
    function: str = ""
    switches: frozenset[str] = frozenset()


class Mention(Struct, frozen=True):
    """A literal, a template or a name where it is used."""

    node: Literal | Template | Name
    around: Around


def mentions(program: Program, source: SourceFile) -> Iterator[Mention]:
    """Every text and every name in use of a program. The walk keeps its own stack, since expressions nest deeper than Python's."""
    outside = Around(switches=frozenset(_switches(program.body, source)))
    stack: list[tuple[Node, Around]] = list(_block(program.body, outside, source))[::-1]
    while stack:
        node, around = stack.pop()
        if isinstance(node, Literal | Template | Name):
            yield Mention(node, around)
        if isinstance(node, Evaluate) and isinstance(node.value, Literal):
            continue  # a docstring
        stack.extend(reversed(list(_below(node, around, source))))


def _switches(block: Block, source: SourceFile) -> Iterator[str]:
    """The variables of a file that are yes or no as a setting says: `const filled = process.env.SHOP_FILLED === "true"`."""
    for statement in block:
        match statement:
            case Assign(targets=targets, value=Compare() | Choice() as value) if _is_yes_or_no(value):
                if reads_setting(source.text(value.span)):
                    yield from (target.path for target in targets if isinstance(target, Name))


def _is_yes_or_no(value: Expr) -> bool:
    """Whether a value says if something is as a text or a number has it. Whether it is there at all is another matter."""
    match value:
        case Compare(right=Literal(kind=kind)):
            return kind != "null"
        case Choice(then=then, otherwise=otherwise):
            return _is_yes_or_no(then) and _is_yes_or_no(otherwise)
        case Literal(kind="boolean"):
            return True
    return False


def _asks_switch(around: Around, condition: Expr) -> bool:
    return bool(around.switches) and any(isinstance(part, Name) and part.path in around.switches for part in walk(condition))


def _below(node: Node, around: Around, source: SourceFile) -> Iterator[tuple[Node, Around]]:
    match node:
        case Branch():
            inside = _chosen(around, node.condition, source)
            yield node.condition, around
            yield from _block(node.then, inside, source)
            yield from _block(node.otherwise, inside, source)
        case Choice():
            inside = _chosen(around, node.condition, source)
            yield from ((node.condition, around), (node.then, inside), (node.otherwise, inside))
        case Switch():
            yield node.subject, around
            inside = _chosen(around, node.subject, source)
            yield from ((case, inside) for case in node.cases)
        case Case():
            inside = next((chosen for p in node.patterns if (chosen := _chosen(around, p, source)).chosen), around)
            yield from ((pattern, replace(around, compared=True)) for pattern in node.patterns)
            yield from _block(node.body, inside, source)
        case Logic():
            yield from _operands(node, around, source)
        case Call():
            yield from _arguments(node, around)
        case Argument() | Entry() | Assign() | Bind() | Parameter():
            yield from _named(node, around)
        case Function() | Class():
            inside = replace(around, names=(*around.names, node.name), function=node.qualname)
            yield from ((child, around) for child in node.decorators)
            yield from ((child, inside) for child in (node.parameters if isinstance(node, Function) else node.bases))
            yield from _block(node.body, inside, source)
        case Compare():
            inside = replace(around, compared=True)
            yield from ((node.left, inside), (node.right, inside))
        case Attempt():
            yield from _block(node.body, around, source)
            for handler in node.handlers:
                yield from _block(handler.body, around, source)
            yield from _block((*node.otherwise, *node.final), around, source)
        case _:
            yield from ((child, around) for child in children(node))


def _block(block: Block, around: Around, source: SourceFile) -> Iterator[tuple[Node, Around]]:
    """The statements of a block; what follows `if live: return ...` is chosen by the environment as well."""
    for statement in block:
        yield statement, around
        if isinstance(statement, Branch) and statement.then and isinstance(statement.then[-1], Return | Raise):
            missing = isinstance(statement.then[-1], Raise) and not asks_for_environment(source.text(statement.condition.span))
            around = around if missing else _chosen(around, statement.condition, source)


def _chosen(around: Around, condition: Expr, source: SourceFile) -> Around:
    text = source.text(condition.span)
    split = around.split or asks_for_window(text)
    chosen = around.chosen or speaks_of_environment(text) or _asks_switch(around, condition)
    return replace(around, chosen=chosen, split=split) if (chosen, split) != (around.chosen, around.split) else around


def _operands(node: Logic, around: Around, source: SourceFile) -> Iterator[tuple[Node, Around]]:
    first, *others = node.operands
    yield first, around
    inside = _chosen(around, first, source) if node.operator == "and" else replace(around, default=True)
    yield from ((other, inside) for other in others)


def _arguments(node: Call, around: Around) -> Iterator[tuple[Node, Around]]:
    made_on = _made_on(node)
    yield (made_on, around) if isinstance(made_on, Call) else (node.callee, replace(around, compared=True, called=True))
    looked_up = bool(_LOOKUP.search(node.path)) and len(node.arguments) > 1 and not _sends(node)
    called = node.path.rsplit(".", 1)[-1]
    for at, argument in enumerate(node.arguments):
        stands_in = argument.name is None or _STANDS_IN.search(argument.name) is not None
        inside = replace(around, default=True) if looked_up and at and stands_in else around
        if argument.name is None and called:
            inside = replace(inside, names=(*inside.names, called))
        yield argument, inside


def _sends(call: Call) -> bool:
    """`fetch(url, { method: "POST", ... })`, which looks nothing up."""
    address, told = call.arguments[0].value, call.arguments[1].value
    named = isinstance(address, Literal) and "/" not in str(address.value)  # Capistrano's `fetch(:urls, { ... })`
    return call.path in SENDING and isinstance(told, Mapping) and not named


def _made_on(call: Call) -> Expr:
    """What a call is made on: of `fetch(url).then(shown)` the request, of `"...".startsWith(start)` a text that is only looked at."""
    found = call.callee
    while isinstance(found, Attribute):
        found = found.base
    return found


def _named(node: Argument | Entry | Assign | Bind | Parameter, around: Around) -> Iterator[tuple[Node, Around]]:
    match node:
        case Argument():
            yield node.value, _under(around, node.name or "")
        case Entry():
            yield (
                node.value,
                _under(
                    around, str(node.key.value) if isinstance(node.key, Literal) else node.key.path if isinstance(node.key, Name) else ""
                ),
            )
        case Assign():
            if node.value is not None:
                yield (
                    node.value,
                    _under(around, next((t.path for t in node.targets if isinstance(t, Name)), "") or _subscript(node.targets)),
                )
        case Bind():
            yield node.value, _under(around, node.target.path if isinstance(node.target, Name) else "")
        case Parameter() if node.default is not None:
            yield node.default, replace(_under(around, node.name), default=True)


def _subscript(targets: tuple[Expr, ...]) -> str:
    """The key in `settings["return_url"] = ...`, or the attribute of a target that is no plain path."""
    for target in targets:
        key = getattr(target, "key", None)
        if isinstance(key, Literal):
            return str(key.value)
        path = getattr(target, "path", "")
        if path:
            return str(path)
    return ""


def _under(around: Around, name: str) -> Around:
    return replace(around, names=(*around.names, name)) if name else around
