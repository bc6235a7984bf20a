"""What the fields of a result prove: a routine gives back `{ valid: false, reason }`, and who called it asks for `result.valid`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.dataflow.names import name_of, owner_of, text_of
from golint.dataflow.proof.verdicts import NOTHING, Exit, Told, Verdict
from golint.facts import Attribute, Call, Expr, Index, Name

Fields = Mapping[str, Verdict]
"""What the fields of one value prove, by their names."""


def parts(value: Expr, results: tuple[str, ...] = ()) -> dict[str, Expr]:
    """The fields of an object where it is made: `{ valid: true }`, `Result(valid=True)`; and of several results, whose names are declared
    apart: `(true, order)`."""
    match value:
        case facts.Sequence(items=items):
            return dict(zip(results, items, strict=False))
        case facts.Mapping(entries=entries):
            return {name: entry.value for entry in entries if (name := text_of(entry.key))}
        case Call(arguments=arguments):
            return {argument.name: argument.value for argument in arguments if argument.name}
    return {}


def told(way: Exit, name: str) -> Told:
    """What a field proves and surely is on one way out: what is not there, or of nothing, is not true."""
    if way.fields is None:
        return NOTHING, False if way.truth is False else None
    return way.fields.get(name, (NOTHING, False))


def asked(expr: Expr) -> tuple[Expr, str] | None:
    """The value, and the field of it, that an expression asks for: `result["valid"]`, `check(body).valid`, `result.get("valid")`."""
    match expr:
        case Attribute(base=base, path=path) if path.count(".") == 1:
            return base, path[1:]
        case Index(base=base):
            return base, name_of(expr)
        case Call(path=path) if path.endswith(".get") and (owner := owner_of(expr)) is not None:
            return owner, name_of(expr)
    return None


def kept(targets: tuple[Expr, ...], fields: Fields) -> Iterator[tuple[str, Verdict]]:
    """The variables that hold what the fields of an assigned value prove: `result.valid` after `result = check()`, or `valid` after
    `{ valid } = check()`."""
    for target in targets if fields else ():
        match target:
            case Name(written=written):
                yield from ((f"{written}.{name}", verdict) for name, verdict in fields.items())
            case facts.Mapping(entries=entries):
                taken = ((text_of(entry.key), entry.value) for entry in entries)
                yield from ((value.written, fields[name]) for name, value in taken if name in fields and isinstance(value, Name))
