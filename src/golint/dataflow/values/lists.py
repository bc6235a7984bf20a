"""What a list holds: what is made of each element of another one, and what it is given later, `lines.push({ price })`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.dataflow.builders import makes_list
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, owner_of, path_of, receiver_of
from golint.dataflow.values.texts import returned
from golint.facts import Call, Expr, Name

EACH = ("map", "flatMap", "collect", "Select", "array_map")
GROWING = frozenset({"push", "unshift", "append", "extend", "add", "addAll", "Add", "AddRange"})
"""What lists are told that take another element, or all of another list."""

_GATHERING = frozenset({"toList", "toMutableList", "toArray", "collect", "ToList", "ToArray"})
"""The calls that end a stream and leave its elements as they are."""


def gathered(expr: Expr) -> Expr:
    """The stream of which a list is made: `lines.stream().map(f)` of `lines.stream().map(f).toList()`."""
    while isinstance(expr, Call) and last_of(expr) in _GATHERING and not _takes_function(expr):
        stream = receiver_of(expr)
        if not isinstance(stream, Call):
            break
        expr = stream
    return expr


def is_list(value: Expr) -> bool:
    """Whether a value is seen to be a list."""
    value = gathered(value)
    return isinstance(value, facts.Sequence) or (isinstance(value, Call) and (last_of(value) in EACH or _lists(value)))


def elements(value: Expr, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
    """The elements that are written down where a list is made, and where they stand; of a list that Go makes of another one, that too."""
    value = gathered(value)
    match value:
        case facts.Sequence(items=items):
            yield from ((item, routine) for item in _made(items))
        case Call(arguments=arguments) if _lists(value):
            yield from ((argument.value, routine) for argument in arguments)
        case Call() if last_of(value) in EACH:
            yield from made_of_each(value, routine)


def gone_through(items: tuple[Expr, ...]) -> Expr | None:
    """The list whose elements a comprehension gives as they are, if it does: `lines` of `[line for line in lines if line.price]`."""
    match items:
        case (Name(written=made), facts.Bind(target=Name(written=each), value=source, each=True), *_) if made == each:
            return source
    return None


def _made(items: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """What a list holds: of the parts of a comprehension what is made of each element, which may be that element as it is."""
    if (source := gone_through(items)) is not None:
        return (source,)
    through = next((at for at, item in enumerate(items) if isinstance(item, facts.Bind) and item.each), len(items))
    return items[:through]


def made_of_each(call: Call, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
    """What the function that is written as an argument makes of each element, and that function."""
    for argument in call.arguments:
        if isinstance(argument.value, facts.Lambda):
            inner = Routine(routine.path, argument.value.function.span.start, argument.value.function, routine.owner)
            yield from ((value, inner) for value in returned(inner))


def growing(module: Module, routine: Routine) -> Mapping[str, tuple[tuple[Expr, Routine], ...]]:
    """What the lists of a function are given in it, and in the functions that are written inside it, by the lists' names."""
    table: dict[str, list[tuple[Expr, Routine]]] = {}
    for call in routine.calls:
        owner = owner_of(call) if last_of(call) in GROWING else None
        place = module.enclosing(call.span.start) if isinstance(owner, Name) else routine
        if isinstance(owner, Name) and not _is_own(module, place, routine, owner.written):
            table.setdefault(owner.written, []).extend((a.value, place) for a in call.arguments if not a.name)
    for node in routine.nodes:  # Ruby's `lines << line`
        if isinstance(node, facts.Binary) and node.operator == "<<" and (name := path_of(node.left)):
            table.setdefault(name, []).append((node.right, module.enclosing(node.span.start)))
    for name, bindings in module.bindings(routine).items():
        table.setdefault(name, []).extend((b.value, routine) for b in bindings if b.augments and b.value is not None and is_list(b.value))
    return {name: tuple(given) for name, given in table.items() if given}


def _lists(call: Call) -> bool:
    """Whether a call makes a list of what it is given: `List.of(line)`, Go's `append(lines, line)`."""
    return makes_list(call) or call.path == "append"


def _is_own(module: Module, inner: Routine, outer: Routine, written: str) -> bool:
    """Whether a name within a function that stands in another one is something of its own there."""
    first = written.partition(".")[0]
    return inner != outer and (first in module.bindings(inner) or any(p.name == first for p in inner.function.parameters))


def _takes_function(call: Call) -> bool:
    return any(isinstance(argument.value, facts.Lambda) for argument in call.arguments)
