"""Assignments: what a name is given, where, and which of them may hold at a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from golint import facts
from golint.facts import Block, Class, Expr, Function, Name, Statement

Arm = tuple[tuple[int, int], ...]
"""The way into a statement: (start of the branching statement, number of its arm), outermost first."""


class Binding(Struct, frozen=True):
    """One assignment to a name: the value (None for a declaration or an opaque one), its place and the arm it stands in.

    `element` is set where the name takes one element of the value by unpacking or iteration, `whole` is the name of the only other
    one where that says whether all went well (`order, err = load()`), `filled` where the value is a call that the
    name is handed to, to be filled, `inside` where it is put into what the name stands for: `sent[name] = value`.
    """

    value: Expr | None
    start: int
    arm: Arm
    element: bool = False
    augments: bool = False
    annotation: str = ""
    filled: bool = False
    whole: str = ""
    inside: bool = False


def arms(statement: Statement) -> tuple[Block, ...]:
    """The blocks of a statement of which only some run, or which may end early; () for a plain statement."""
    match statement:
        case facts.Branch():
            return (statement.then, statement.otherwise)
        case facts.Switch():
            return tuple(case.body for case in statement.cases)
        case facts.Loop():
            return (statement.body, statement.otherwise)
        case facts.Attempt():
            return (statement.body, *(handler.body for handler in statement.handlers), statement.otherwise, statement.final)
        case facts.Within():
            return (statement.items, statement.body)
    return ()


def _runs_always(statement: Statement, number: int) -> bool:
    """Whether an arm runs whenever the statement does: a `with` body, a try body (up to its first exception), a finally block."""
    match statement:
        case facts.Within():
            return True
        case facts.Attempt():
            return number == 0 or number >= len(statement.handlers) + 1
    return False


def bindings_of(block: Block, arm: Arm = ()) -> Iterator[tuple[str, Binding]]:
    """Each assignment of a block with the name that it binds, in source order; definitions inside are left out."""
    for statement in block:
        if isinstance(statement, Function | Class):
            continue
        yield from _own_bindings(statement, arm)
        for number, inner in enumerate(arms(statement)):
            inside = arm if _runs_always(statement, number) else (*arm, (statement.span.start, number))
            yield from bindings_of(inner, inside)


def _own_bindings(statement: Statement, arm: Arm) -> Iterator[tuple[str, Binding]]:
    start = statement.span.start
    match statement:
        case facts.Assign():
            for target in statement.targets:
                for name, binding in _targets(target, statement.value, start, arm, augments=bool(statement.operator)):
                    yield name, replace(binding, annotation=statement.annotation) if statement.annotation else binding
        case facts.Loop(targets=targets, source=source) if targets:
            for target in targets:
                for name, binding in _targets(target, source, start, (*arm, (start, 0))):
                    yield name, Binding(binding.value, binding.start, binding.arm, element=True)
        case facts.Attempt():
            for number, handler in enumerate(statement.handlers, 1):
                if handler.name:
                    caught = facts.Other(handler.types, handler.span)
                    yield handler.name, Binding(caught, handler.span.start, (*arm, (start, number)))
    defaulted = {part.span for target in getattr(statement, "targets", ()) for part in _defaulted(target)}
    for node in own_expressions(statement):
        for part in facts.walk(node, into_functions=False):
            if isinstance(part, facts.Bind) and part.span not in defaulted and not part.each:
                yield from _targets(part.target, part.value, part.span.start, arm)


def elements_of(comprehension: facts.Bind) -> Iterator[tuple[str, Binding]]:
    """The names that stand for one element after the other within a comprehension."""
    for name, binding in _targets(comprehension.target, comprehension.value, comprehension.span.start, ()):
        yield name, replace(binding, element=True)


def _defaulted(target: Expr) -> Iterator[facts.Bind]:
    """The names in a target that are given a value of their own where there is none to take."""
    match target:
        case facts.Bind(target=inner):
            yield target
            yield from _defaulted(inner)
        case facts.Sequence(items=items):
            yield from (part for item in items for part in _defaulted(item))
        case facts.Mapping(entries=entries):
            yield from (part for entry in entries for part in _defaulted(entry.value))


def _targets(target: Expr, value: Expr | None, start: int, arm: Arm, *, augments: bool = False) -> Iterator[tuple[str, Binding]]:
    match target:
        case Name():
            yield target.written or target.path, Binding(value, start, arm, augments=augments)
        case facts.Sequence(items=items):
            parts = value.items if isinstance(value, facts.Sequence) and len(value.items) == len(items) else None
            for number, item in enumerate(items):
                for name, binding in _targets(item, parts[number] if parts else value, start, arm):
                    whole = _outcome(items[1]) if parts is None and number == 0 and len(items) == 2 else ""
                    yield name, Binding(binding.value, start, arm, element=parts is None, whole=whole)
        case facts.Bind(target=Name() as inner, value=default) if value is not None:
            yield from _targets(inner, facts.Logic("or", (value, default), target.span), start, arm, augments=augments)
        case facts.Bind(target=inner):
            yield from _targets(inner, value, start, arm, augments=augments)
        case facts.Index(base=Name() as base, key=facts.Literal(value=str() as key)):
            yield f"{base.written}[{key}]", Binding(value, start, arm)
        case facts.Index(base=Name() as base, key=Name(written=key)) if is_constant(key):
            yield f"{base.written}[{key}]", Binding(value, start, arm)
        case facts.Index(base=Name() as base):
            yield element_name(base.written), Binding(value, start, arm, augments=True, inside=True)
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from _targets(
                    entry.value, facts.Index(value, entry.key, entry.value.span) if value and entry.key else value, start, arm
                )


def element_name(written: str) -> str:
    """The name under which that is kept which is put into a value at places that are not written down: `sent[name] = value`."""
    return f"*{written}"


def is_constant(written: str) -> bool:
    """Whether a name is written as constants are, so that it says the same wherever it stands: `CURLOPT_TIMEOUT`."""
    return written.rpartition(".")[2].isupper()


def _outcome(target: Expr) -> str:
    """The name that is told how a call went: `err`, `ok`, or `_` for nobody who looks; "" for any other target."""
    told = isinstance(target, Name) and (target.written in ("_", "ok", "error") or target.written.lower().endswith("err"))
    return target.written if isinstance(target, Name) and told else ""


def own_expressions(statement: Statement) -> Iterator[Expr]:
    """The expressions that a statement evaluates itself, those of its arms left out, in evaluation order."""
    match statement:
        case facts.Assign():
            if statement.value is not None:
                yield statement.value
            yield from (t for t in statement.targets if not isinstance(t, Name))
        case facts.Evaluate():
            yield statement.value
        case facts.Branch():
            yield statement.condition
        case facts.Switch():
            yield statement.subject
        case facts.Loop():
            if statement.source is not None:
                yield statement.source
        case facts.Return() | facts.Raise():
            if statement.value is not None:
                yield statement.value


def arm_of(block: Block, offset: int) -> Arm:
    """The arms that hold an offset."""
    for statement in block:
        if not (statement.span.start <= offset < statement.span.end) or isinstance(statement, Function | Class):
            continue
        for number, inner in enumerate(arms(statement)):
            if inner and inner[0].span.start <= offset < inner[-1].span.end:
                here: Arm = () if _runs_always(statement, number) else ((statement.span.start, number),)
                return (*here, *arm_of(inner, offset))
        return ()
    return ()


def reaching(bindings: Sequence[Binding], here: Arm, at: int) -> list[Binding]:
    """Which assignments to one name may hold at an offset in the arm `here`: from the latest back to one that every path passes."""
    found: list[Binding] = []
    for binding in reversed(bindings):
        if binding.start >= at or _within(binding.value, at):
            continue
        if exclusive(binding.arm, here):
            continue
        found.append(binding)
        if binding.arm == here[: len(binding.arm)] and not binding.augments:
            break
    return found


def _within(value: Expr | None, at: int) -> bool:
    """Whether a place stands inside an assigned value: `body = parse(body)` takes the former one."""
    return value is not None and value.span.start <= at < value.span.end


def exclusive(one: Arm, other: Arm) -> bool:
    """Whether two places stand in different arms of one statement."""
    for (start, arm), (start_too, arm_too) in zip(one, other, strict=False):
        if start != start_too:
            return False
        if arm != arm_too:
            return True
    return False
