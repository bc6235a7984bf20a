"""Amounts that are summed up of what the client listed, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of
from golint.dataflow.values.lists import gone_through, made_of_each
from golint.facts import Call, Expr, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

CONVERTED = frozenset({
    "int", "float", "str", "round", "abs", "Decimal", "ceil", "floor", "quantize", "cint", "flt", "Money", "to_cents", "max", "ToInt64",
    "ToInt32", "ToDecimal", "ToString", "Parse", "Round", "Ceiling", "Floor", "Truncate", "parseLong", "parseInt", "parseDouble",
    "valueOf", "BigDecimal", "toLong", "toInt", "toBigDecimal", "toDouble", "Number", "parseFloat", "intval", "floatval",
})  # fmt: skip
FOLDING = frozenset({"reduce", "array_reduce", "inject", "fold", "Aggregate"})
SUMMING = frozenset({"sum", "fsum", "Sum", "array_sum", "sumOf", "sumBy"})
_MAPPING = frozenset({"map", "array_map", "Select", "mapToInt", "mapToLong", "mapToDouble", "pluck", "array_column"})
_KEEPING = frozenset({
    "filter", "array_filter", "array_values", "stream", "values", "entries", "enumerate", "where", "Where", "each_with_index", "withIndex",
})  # fmt: skip
_PLAIN_CONVERSIONS = frozenset({"to_i", "to_f", "to_d", "intValue", "longValue", "doubleValue"})
_POWERS = frozenset({"pow", "Pow"})
_LISTED_SECOND = frozenset({"array_map"})
_LIBRARIES = frozenset({"_", "lodash"})
_GETTER = compiled(r"^\w+\.get[A-Z]\w*$")
DEPTH = 8

Whole = Callable[[Expr, Routine], bool]
"""Whether a value is what the client sent, as a whole."""


def is_summed_up(flow: Flow, call: Call, routine: Routine, whole: Whole) -> bool:
    """Whether all that a call adds up is taken from what the client listed: `sum(line["price"] for line in body["lines"])`,
    `lines.reduce((sum, line) => sum + line.price, 0)`, `collect($lines)->sum(fn ($line) => $line['price'])`."""
    if any(_is_clients_each(flow, argument.value, routine, whole) for argument in call.arguments):
        return True
    listed = listed_by(call)
    if listed is None or not _lists_clients(flow, listed, routine, whole, DEPTH):
        return False
    if last_of(call) in FOLDING:
        return all(_adds_parts(flow, value, inner) for value, inner in made_of_each(call, routine))
    return all(_is_of_element(flow, value, inner) for value, inner in made_of_each(call, routine))


def is_others(flow: Flow, value: Expr, routine: Routine, whole: Whole) -> bool:
    """Whether a value is a part of what a list holds that is not the client's own, whatever that was made with: `line.price` in
    `for (const line of await priced(body.lines))`."""
    root = _root(value)
    source = _gone_through(flow, value, root, routine) if root else None
    return source is not None and not _lists_clients(flow, *source, whole, DEPTH)


def _gone_through(flow: Flow, value: Expr, name: str, routine: Routine) -> tuple[Expr, Routine] | None:
    """The list of which a variable is an element, by the innermost loop around a place, or by the call that its function is handed to."""
    loops = (node for node in routine.own if isinstance(node, facts.Loop) and node.source is not None and node.body)
    around = [loop for loop in loops if loop.body[0].span.start <= value.span.start < loop.body[-1].span.end]
    for loop in reversed(around):
        if any(isinstance(node, Name) and name in (node.written, node.path) for target in loop.targets for node in facts.walk(target)):
            return (loop.source, routine) if loop.source is not None else None
    module = flow.resolver.module(routine.path)
    call = module.handed.get(routine.start) if module is not None else None
    outer = module.around(routine) if module is not None else None
    listed = receiver_of(call) if call is not None and "value.each" in flow.roles.by(call) else None
    taken = name in {p.name for p in routine.function.parameters[:1]}
    return (listed, outer) if taken and listed is not None and outer is not None else None


def listed_by(call: Call) -> Expr | None:
    """The list that a call goes through: that of a method, or the first that a function is handed."""
    owner = receiver_of(call)
    if owner is not None and not (isinstance(owner, Name) and owner.written in _LIBRARIES):
        return owner
    return call.argument(1 if last_of(call) in _LISTED_SECOND else 0)


def _is_clients_each(flow: Flow, value: Expr, routine: Routine, whole: Whole) -> bool:
    """`i["price"] * i["count"] for i in body["items"]`: each factor is taken from what the client listed."""
    match value:
        case facts.Sequence(items=(element, facts.Bind(target=Name(written=each), value=source, each=True), *_)):
            factors = [factor for factor in _factors(element) if not is_fixed(flow, factor, routine)]
            return {_root(factor) for factor in factors} == {each} and _lists_clients(flow, source, routine, whole, DEPTH)
    return False


def _adds_parts(flow: Flow, value: Expr, inner: Routine) -> bool:
    """Whether what is added to a sum is a part of the element that a function is handed beside it: `sum + item.price * item.count`, also
    where it is added first and the sum given back, `sum += item.price; return sum`."""
    names = [p.name for p in inner.function.parameters]
    module = flow.resolver.module(inner.path)
    if len(names) < 2 or module is None:
        return False
    bindings = module.bindings(inner).get(names[0], ()) if isinstance(value, Name) and value.written == names[0] else ()
    values = [b.value for b in bindings if b.augments and b.value is not None] or [value]
    added = [term for one in values for term in _terms(one) if _root(term) != names[0]]
    return bool(added) and all(_stems(flow, term, inner) == {names[1]} for term in added)


def _is_of_element(flow: Flow, value: Expr, inner: Routine) -> bool:
    """Whether what a function gives back is made of the element alone that it is handed."""
    return {p.name for p in inner.function.parameters[:1]} == _stems(flow, value, inner)


def _lists_clients(flow: Flow, listed: Expr, routine: Routine, whole: Whole, depth: int) -> bool:
    """Whether a list is the client's own, or holds one value of each that the client listed. What a function makes of each may hold
    prices of the shop."""
    held = flow.texts.value_of(listed, routine) if isinstance(listed, Name) else None
    if held is not None and depth:
        return _lists_clients(flow, held[0], held[1], whole, depth - 1)
    if isinstance(listed, facts.Sequence) and (source := gone_through(listed.items)) is not None:
        return _lists_clients(flow, source, routine, whole, depth)
    if isinstance(listed, Call) and last_of(listed) in _MAPPING | _KEEPING and (owner := listed_by(listed)) is not None:
        taken = last_of(listed) in _KEEPING or all(_is_of_element(flow, value, inner) for value, inner in made_of_each(listed, routine))
        return taken and _lists_clients(flow, owner, routine, whole, depth)
    return whole(listed, routine)


def _stems(flow: Flow, term: Expr, routine: Routine, depth: int = DEPTH) -> set[str]:
    """The variables that the factors of a term are parts of; the number that only converts is none. Of what was taken apart that is the
    whole, `({ price }) => price`, and of what was worked out before the factors of that, `const line = item.price * item.count`."""
    stems = set[str]()
    for factor in _factors(term):
        held = flow.texts.value_of(factor, routine) if isinstance(factor, Name) and "." not in factor.written else None
        inner = held[0] if held is not None and held[1] == routine else factor
        if is_fixed(flow, factor, routine):
            continue
        worked_out = inner is not factor and isinstance(inner, facts.Binary | Call) and depth > 0
        stems |= _stems(flow, inner, routine, depth - 1) if worked_out else {_root(inner)}
    return stems


def _terms(value: Expr) -> Iterator[Expr]:
    match value:
        case facts.Binary(operator="+", left=left, right=right):
            yield from _terms(left)
            yield from _terms(right)
        case _:
            yield value


def _factors(value: Expr) -> Iterator[Expr]:
    match value:
        case facts.Binary(operator="*", left=left, right=right):
            yield from _factors(left)
            yield from _factors(right)
        case facts.Logic(operator="or", operands=(first, *_)):
            yield from _factors(first)
        case Call(arguments=(first, *_)) if last_of(value) in CONVERTED:
            yield from _factors(first.value)
        case Call(arguments=()) if last_of(value) in _PLAIN_CONVERSIONS and (owner := receiver_of(value)) is not None:
            yield from _factors(owner)
        case _:
            yield value


def _root(value: Expr) -> str:
    """The variable that a value is a part of; "" for anything else."""
    match value:
        case Name(written=written, path=path):
            return (written or path).partition(".")[0]  # what was taken apart at once has a path alone
        case facts.Index(base=base):
            return _root(base)
        case Call(callee=Name(written=written), arguments=arguments) if written.endswith(".get") or (
            not arguments and _GETTER.match(written)
        ):
            return written.partition(".")[0]
    return ""


def is_fixed(flow: Flow, expr: Expr, routine: Routine) -> bool:
    """A number that only converts, such as the 100 of cents, or as many tens as a currency has digits; any other is a price of the shop."""
    match expr:
        case Name():
            held = flow.texts.value_of(expr, routine)
            return held is not None and not isinstance(held[0], Name) and is_fixed(flow, held[0], held[1])
        case facts.Choice(then=then, otherwise=otherwise):
            return is_fixed(flow, then, routine) and is_fixed(flow, otherwise, routine)
        case facts.Binary(operator="**", left=facts.Literal() as base):
            return is_fixed(flow, base, routine)
        case Call(arguments=(first, *_)) if last_of(expr) in _POWERS and isinstance(first.value, facts.Literal):
            return is_fixed(flow, first.value, routine)
        case Call(arguments=(_, *_) as arguments):
            return all(isinstance(argument.value, facts.Literal) and is_fixed(flow, argument.value, routine) for argument in arguments)
        case facts.Literal(value=value):
            return str(value).replace("_", "").strip("0.") == "1"
    return False
