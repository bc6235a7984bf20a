"""The calls outside the repository that may have made a value: through variables, tables and functions of the repository."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.values.texts import Texts, returned
from golint.facts import Call, Expr, Name

DEPTH = 6


def made_by(value: Expr, routine: Routine, texts: Texts, depth: int = DEPTH) -> Iterator[tuple[Call, Routine]]:
    """Each such call, with the routine that it stands in; of a table of values, those that make any of them."""
    if depth == 0:
        return
    match value:
        case Name():
            held = texts.value_of(value, routine)
            if held is not None:
                yield from made_by(held[0], held[1], texts, depth - 1)
        case facts.Logic(operands=operands):
            for operand in operands:
                yield from made_by(operand, routine, texts, depth - 1)
        case facts.Choice(then=then, otherwise=otherwise):
            for one in (then, otherwise):
                yield from made_by(one, routine, texts, depth - 1)
        case facts.Index(base=Name() as table):
            yield from _of_table(table, routine, texts, depth - 1)
        case Call():
            yield from _by_call(value, routine, texts, depth)


def _by_call(call: Call, routine: Routine, texts: Texts, depth: int) -> Iterator[tuple[Call, Routine]]:
    found = texts.resolver.callee(call, routine)
    if isinstance(found, Routine):
        for value in returned(found):
            yield from made_by(value, found, texts, depth - 1)
    elif found is None:
        yield call, routine
        table = owner_of(call) if last_of(call) in ("get", "fetch") else None
        if isinstance(table, Name):
            yield from _of_table(table, routine, texts, depth - 1)


def _of_table(table: Name, routine: Routine, texts: Texts, depth: int) -> Iterator[tuple[Call, Routine]]:
    """`clients[name]`, `clients.get(name)`"""
    held = texts.value_of(table, routine)
    if held is None:
        return
    for node in facts.walk(held[0]):
        if isinstance(node, Call):
            yield from made_by(node, held[1], texts, depth - 1)
