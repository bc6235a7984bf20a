"""What a function does for one call of it, by the arguments that are written there or left out: `request(path, body = null)` posts nothing
where no body is handed to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.facts import Block, Branch, Call, Compare, Entry, Expr, Literal, Logic, Name, Sequence
from golint.model import Span

Known = Mapping[str, Expr]
"""What some parameters of a function surely are."""

METHODS = ("method", "type")
"""What the method of a request is called among its options."""

_NOTHING = Literal(None, "null", Span(0, 0))
_PRESENCE = frozenset({"value.present", "value.empty"})
_EQUAL, _UNEQUAL = frozenset({"==", "is"}), frozenset({"!=", "is not"})


def known(call: Call, callee: Routine) -> Known:
    """What a call says in plain words that a function's parameters are, those included that it leaves to their defaults; none where it may
    hand over more than is written there."""
    if any(argument.spread for argument in call.arguments):
        return {}
    own = callee.handed
    placed = zip(own, (argument.value for argument in call.arguments if not argument.name), strict=False)
    told = dict(placed) | {argument.name: argument.value for argument in call.arguments if argument.name}
    left = {p.name: p.default or _NOTHING for p in callee.function.parameters if p.name in own}
    return {name: value for name, value in (left | told).items() if _is_plain(value)}


def not_run(routine: Routine, told: Known, roles: Roles) -> Iterator[Span]:
    """The parts of a function that are not come to."""
    for node in routine.nodes if told else ():
        if isinstance(node, facts.Choice) and (truth := holds(node.condition, told, roles)) is not None:
            yield (node.otherwise if truth else node.then).span
    for block in facts.blocks(routine.function.body) if told else ():
        for statement in block:
            truth = holds(statement.condition, told, roles) if isinstance(statement, Branch) else None
            if not isinstance(statement, Branch) or truth is None:
                continue
            taken, passed = (statement.then, statement.otherwise) if truth else (statement.otherwise, statement.then)
            yield from _whole(passed)
            if facts.leaves(taken):
                yield Span(statement.span.end, max(statement.span.end, block[-1].span.end))


def filled_in(call: Call, told: Known) -> Call:
    """A call with what is known of the options that it is handed, `fetch(url, options)`, or that are unpacked there: `{ ...options }`."""
    return replace(call, arguments=tuple(replace(argument, value=_filled(argument.value, told)) for argument in call.arguments))


def settled(expr: Expr, told: Known, roles: Roles) -> Expr:
    """What an expression is, as far as that is known: `"GET"` of `body ? "POST" : "GET"`."""
    match expr:
        case Name():
            return _meant(expr, told) or expr
        case facts.Choice(condition=condition, then=then, otherwise=otherwise):
            truth = holds(condition, told, roles)
            return expr if truth is None else settled(then if truth else otherwise, told, roles)
        case Call() if "upper" in last_of(expr).lower() or "lower" in last_of(expr).lower():
            return _asked(expr, told) or expr
        case Logic(operator="or", operands=(Name() as first, second)) if (meant := _meant(first, told)) is not None:
            return meant if _is_so(meant) else settled(second, told, roles)
    return expr


def holds(condition: Expr, told: Known, roles: Roles) -> bool | None:
    """Whether a condition holds; None where it asks for something else as well."""
    match condition:
        case Logic(operator="not", operands=(operand,)):
            truth = holds(operand, told, roles)
            return None if truth is None else not truth
        case Logic(operator="and" | "or" as operator, operands=operands):
            truths, deciding = [holds(operand, told, roles) for operand in operands], operator == "or"
            return deciding if deciding in truths else None if None in truths else not deciding
        case Call() if (meant := _asked(condition, told)) is not None and (played := roles.by(condition) & _PRESENCE):
            return _is_there(meant) is ("value.present" in played)
        case Name():
            return _is_so(meant) if (meant := _meant(condition, told)) is not None else None
    made = compared(condition, roles)
    return _compares(made, told) if made is not None else None


def _compares(made: Compare, told: Known) -> bool | None:
    match _side(made.left, told), _side(made.right, told):
        case Literal(value=one), Literal(value=other) if made.operator in _EQUAL | _UNEQUAL:
            return (_plain(one) == _plain(other)) is (made.operator in _EQUAL)
        case Literal(value=one), Sequence(items=items) if made.operator in ("in", "not in") and items and all(map(text_of, items)):
            return (_plain(one) in {_plain(text_of(item)) for item in items}) is (made.operator == "in")
        case (facts.Mapping() | Sequence(), Literal(kind="null")) if made.operator in _EQUAL | _UNEQUAL:
            return made.operator in _UNEQUAL
    return None


def _side(side: Expr, told: Known) -> Expr | None:
    """What one side of a comparison is: a literal, or what is known of a parameter, in capitals or not, `strtoupper($method)`."""
    match side:
        case Name():
            return _meant(side, told)
        case Call() if "upper" in last_of(side).lower():
            return _asked(side, told)
    return side


def _asked(call: Call, told: Known) -> Expr | None:
    """What a call is about, its one argument or what it is called on: `isset($body)`, `body.present?`."""
    about = call.argument(0) if len(call.arguments) == 1 else None if call.arguments else owner_of(call)
    return _meant(about, told) if isinstance(about, Name) else None


def _plain(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _meant(name: Name, told: Known) -> Expr | None:
    """What a name is: a parameter, or a part of one, `options.method`."""
    if (whole := told.get(name.written)) is not None:
        return whole
    head, _, field = name.written.partition(".")
    match told.get(head.removesuffix("?")):
        case facts.Mapping(entries=entries) if field and "." not in field:
            return next((entry.value for entry in entries if text_of(entry.key) == field), _NOTHING)
        case Literal(kind="null") if field:
            return _NOTHING
    return None


def _is_plain(value: Expr) -> bool:
    """Whether a value says all that it is, or an object at least which method it names."""
    match value:
        case facts.Mapping(entries=entries):
            return all(entry.key is not None and (text_of(entry.key) not in METHODS or text_of(entry.value)) for entry in entries)
        case Sequence(items=items):
            return not items
    return isinstance(value, Literal)


def _is_there(value: Expr) -> bool:
    """Whether a value is one, and not empty."""
    match value:
        case facts.Mapping(entries=()) | Sequence(items=()):
            return False
    return _is_so(value) is not False


def _is_so(value: Expr) -> bool | None:
    """Whether a value counts as true. An empty object does in some languages and in others does not."""
    match value:
        case Literal(value=plain):
            return bool(plain)
        case facts.Mapping(entries=(_, *_)):
            return True
    return None


def _filled(value: Expr, told: Known) -> Expr:
    match value:
        case Name(written=written):
            found = told.get(written)
            return found if isinstance(found, facts.Mapping) else value
        case facts.Mapping(entries=entries, span=span):
            return facts.Mapping(tuple(inner for entry in entries for inner in _unpacked(entry, told)), span)
    return value


def _unpacked(entry: Entry, told: Known) -> tuple[Entry, ...]:
    inner = _filled(entry.value, told) if entry.key is None else None
    return inner.entries if isinstance(inner, facts.Mapping) else (entry,)


def _whole(block: Block) -> Iterator[Span]:
    if block:
        yield Span(block[0].span.start, block[-1].span.end)
