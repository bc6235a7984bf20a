"""Objects and mappings that are put together by calls: `Params.builder().setAmount(100).build()`, `Map.of("amount", 100)`,
`mapOf("amount" to 100)`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from golint import facts
from golint.dataflow.names import last_of, owner_of, path_of
from golint.facts import Call, Expr, Literal, Name
from golint.lazily import compiled

MAKING = frozenset({"builder", "newBuilder", "Builder"})
DONE = frozenset({"build", "apply", "also"})
PUTTING = frozenset({"put", "add", "set", "addProperty", "accumulate", "append", "queryParam", "field", "param", "addParameter"})
_LISTS = ("List.of", "Arrays.asList", "listOf", "mutableListOf", "arrayListOf", "Collections.singletonList", "Set.of")
_MAPS = compiled(r"(?:^|\.)(?:Map\.(?:of|ofEntries|entry)|ImmutableMap\.of|(?:linked|hash|mutable|sorted|linkedHash)?[mM]apOf|Pair)$")
_STEP = compiled(r"(?:set|with|add|put)(?=[A-Z])")


class Told(Struct, frozen=True):
    """One value with its key: a name, or the expression that says it."""

    key: str | Expr
    value: Expr


class Chain(Struct, frozen=True):
    """What a chain of calls tells an object, what the chain starts from where that is a variable, and whether the object may hold more."""

    told: tuple[Told, ...]
    start: Name | None
    open: bool


def makes_list(call: Call) -> bool:
    """Whether a call makes a list of what it is given: `List.of(line)`."""
    return call.path.endswith(_LISTS)


def pairs(call: Call) -> tuple[Told, ...] | None:
    """The entries of a call that makes a mapping; None for other calls."""
    if _MAPS.search(path_of(call)) is None:
        return None
    values = [argument.value for argument in call.arguments if argument.name is None]
    told = [entry for value in values for entry in _pair(value)]
    if not told and len(values) % 2 == 0:
        told = [Told(key, value) for key, value in zip(values[::2], values[1::2], strict=True)]
    return tuple(told)


def _pair(value: Expr) -> Iterator[Told]:
    match value:
        case facts.Binary(operator="to", left=left, right=right):
            yield Told(left, right)
        case Call() if last_of(value) in ("entry", "Pair"):
            yield from pairs(value) or ()


def chain(call: Call) -> Chain | None:
    """What a chain of calls puts together; None where it does nothing of that kind."""
    links, root = [], call
    while isinstance(root.callee, facts.Attribute) and isinstance(root.callee.base, Call) and root.callee.path.count(".") == 1:
        links.append(root)
        root = root.callee.base
    owner = owner_of(root)
    if last_of(root) in MAKING or (links and last_of(root)[:1].isupper()):
        return Chain(tuple(_steps(links)), None, last_of(root) not in MAKING)
    if last_of(call) in DONE and isinstance(owner, Name):
        return Chain(tuple(_steps([*links, root])), owner, open=False)
    return None


def _steps(links: list[Call]) -> Iterator[Told]:
    for link in links:
        yield from step(link)


def step(link: Call) -> Iterator[Told]:
    """What one call tells its object: `setAmount(100)`, `amount(100)`, `put("amount", 100)`, `apply { amount = 100 }`."""
    values = [argument.value for argument in link.arguments if argument.name is None]
    last = last_of(link)
    if last in PUTTING and len(values) == 2 and isinstance(values[0], Literal | Name):
        yield Told(values[0], values[1])
    elif last in ("apply", "also") and values and isinstance(values[0], facts.Lambda):
        yield from _assigned(values[0].function)
    elif values and last not in PUTTING:
        named = _STEP.sub("", last, count=1)
        yield Told(named[:1].lower() + named[1:], values[-1])


def _assigned(function: facts.Function) -> Iterator[Told]:
    for node in facts.walk(function.body, into_functions=False):
        match node:
            case facts.Assign(targets=(Name(written=written),), value=value) if value is not None:
                yield Told(written.rpartition(".")[2], value)
            case Call(callee=Name(written=written)) if _STEP.match(written):
                yield from step(node)
