"""What an object of the repository shows of itself when it is printed: records, data classes, and classes that say how.

Classes of other kinds print as a name and a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of
from golint.facts import Call, Class, Expr, Function, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

_RECORD = compiled(rb"\b(?:record|data\s+class)\s+\w")
TEXTS = ("toString", "ToString")
DEPTH = 2


def shown(flow: Flow, value: Expr, routine: Routine) -> frozenset[str] | None:
    """The names of the fields that an object prints; None for a value of no class here, or where the language tells of none."""
    if "text.shown" not in flow.known_roles:
        return None
    place = flow.resolver.class_of(_printed(value), routine)
    return frozenset(_fields(flow, place, DEPTH)) if place is not None else None


def is_inserted(message: Expr, part: Expr) -> bool:
    """Whether a value is put into a text as it is: of an object that shows nothing, `${settings}`."""
    return any(isinstance(node, facts.Template) and any(inner is part for inner in node.parts) for node in facts.walk(message))


def hides(flow: Flow, message: Expr, part: Expr, routine: Routine) -> bool:
    """Whether a text of JavaScript is put together with an object, one whose fields the function reads: `"event: " + event` says
    `[object Object]`, whatever that holds."""
    if flow.kin != "javascript" or not isinstance(part, Name) or "request.body.raw" in flow.origin(part, routine):
        return False
    return (is_inserted(message, part) or _is_joined(message, part)) and _is_read_in_parts(part, routine)


def _is_joined(message: Expr, part: Expr) -> bool:
    """`"event: " + event`"""
    sums = (node for node in facts.walk(message) if isinstance(node, facts.Binary) and node.operator == "+")
    return any(node.left is part or node.right is part for node in sums)


def _is_read_in_parts(value: Name, routine: Routine) -> bool:
    """Whether a function reads fields of a value; what a text has as well, its methods and its length, is none."""
    asked = {id(call.callee) for call in routine.calls}
    for node in routine.nodes:
        match node:
            case Name(written=written) if written.startswith(f"{value.written}.") and id(node) not in asked:
                if not written.endswith(".length"):
                    return True
            case facts.Index(base=Name(written=written), key=facts.Literal(value=str())) if written == value.written:
                return True
    return False


def _printed(value: Expr) -> Expr:
    """`request` of `request.toString()`."""
    if isinstance(value, Call) and last_of(value) in TEXTS and isinstance(value.callee, Name) and "." in value.callee.written:
        head = value.callee.written.rpartition(".")[0]
        return Name(value.callee.path.rpartition(".")[0], value.callee.span, head)
    return value


def _fields(flow: Flow, place: ClassPlace, depth: int) -> Iterator[str]:
    written = next((s for s in place.definition.body if isinstance(s, Function) and s.name in TEXTS), None)
    if written is not None:
        yield from (name_of(node) for node in facts.walk(written.body) if isinstance(node, Name | Call))
    elif _shows_all(flow, place):
        yield from _declared(flow, place, depth)


def _shows_all(flow: Flow, place: ClassPlace) -> bool:
    """Whether a class is a record or a data class, or a decorator gives it a text of all its fields."""
    definition = place.definition
    for decorator in definition.decorators:
        if isinstance(decorator, Name | Call) and "text.shown" in flow.roles.by(decorator):
            chosen = decorator.arguments if isinstance(decorator, Call) else ()
            return not any(argument.name in ("exclude", "of", "onlyExplicitlyIncluded") for argument in chosen)
    return _RECORD.search(flow.resolver.files.read(place.path), definition.span.start, _body_start(definition)) is not None


def _body_start(definition: Class) -> int:
    return min((s.span.start for s in definition.body), default=definition.span.end)


def _declared(flow: Flow, place: ClassPlace, depth: int) -> Iterator[str]:
    """The fields of a class, and those of the classes that they are of; the ones that are left out of its text are not among them."""
    module = flow.resolver.module(place.path)
    hidden = False
    for statement in place.definition.body:
        match statement:
            case facts.Evaluate(value=Name() | Call() as mark):
                hidden = hidden or "text.hidden" in flow.roles.by(mark)
            case facts.Assign(targets=(Name(written=written), *_), annotation=kind) if kind:
                if not hidden:
                    yield written
                    inner = Name(kind, statement.span, kind.rpartition(".")[2])
                    found = flow.resolver.definition(inner, module.body) if module is not None and depth else None
                    if isinstance(found, ClassPlace) and found.definition is not place.definition:
                        yield from _fields(flow, found, depth - 1)
                hidden = False
