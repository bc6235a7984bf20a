"""A body that is written down field by field, `foreach ($_POST as $key => $value) { $text .= "$key=$value"; }`, and one that an object
keeps, `$this->posted[$key] = $value`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import OWN
from golint.dataflow.tags import BODY
from golint.facts import Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

WHOLE = frozenset({"request.body.raw", "request.body.parsed"})


def is_listed_body(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a variable holds a text to which a loop adds each field of a body, leaving none out."""
    if flow.kin != "php" or not isinstance(value, Name):
        return False
    loops = (node for node in routine.own if isinstance(node, facts.Loop) and node.span.end <= value.span.start)
    return any(_adds_each(loop, value.written) and _is_body(flow, loop.source, routine) for loop in loops)


def is_kept_body(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is a field of an object into which its class puts a body."""
    if flow.kin != "php" or not isinstance(value, Name) or "." not in value.written:
        return False
    owner, _, field = value.written.rpartition(".")
    module = flow.resolver.module(routine.path) if owner in OWN else _module_of(flow, value, routine)
    if module is None:
        return False
    return any(_tells_field(flow, put, module) for put in module.nodes if isinstance(put, facts.Assign) and field in _filled(put))


def _is_body(flow: Flow, source: Expr | None, routine: Routine) -> bool:
    return source is not None and (bool(flow.origin(source, routine) & WHOLE) or is_kept_body(flow, source, routine))


def _adds_each(loop: facts.Loop, text: str) -> bool:
    """Whether a loop adds what it goes through to a text, each time."""
    taken = {name.written for target in loop.targets for name in facts.walk(target) if isinstance(name, Name)}
    inside = tuple(facts.walk(loop.body))
    if any(isinstance(node, facts.Jump | facts.Branch) for node in inside):
        return False
    added = (node.value for node in inside if isinstance(node, facts.Assign) and node.operator and node.value and _gives(node, text))
    return any(isinstance(part, Name) and part.written in taken for value in added for part in facts.walk(value))


def _gives(put: facts.Assign, name: str) -> bool:
    return any(isinstance(target, Name) and target.written == name for target in put.targets)


def _module_of(flow: Flow, value: Name, routine: Routine) -> Module | None:
    """The file with the class of what a field is read of."""
    owner = Name(value.path.rpartition(".")[0], value.span, value.written.rpartition(".")[0])
    place = flow.resolver.class_of(owner, routine)
    return flow.resolver.module(place.path) if place is not None else None


def _filled(put: facts.Assign) -> Iterator[str]:
    """The fields of its own into which an object puts one thing after the other: `$this->posted[$key] = ...`."""
    for target in put.targets:
        match target:
            case facts.Index(base=Name(written=written)) if written.partition(".")[0] in OWN:
                yield written.partition(".")[2]


def _tells_field(flow: Flow, put: facts.Assign, module: Module) -> bool:
    return put.value is not None and bool(flow.origin(put.value, module.enclosing(put.span.start)) & BODY)
