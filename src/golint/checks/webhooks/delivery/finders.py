"""Calls that look up what an event names, and give nothing back where that is not there: a store's own, and functions of the shop that hand
on what those give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.delivery.lookups import catches_missing, must_find
from golint.checks.webhooks.delivery.missing import is_settled
from golint.checks.webhooks.repeats.open_records import PICKING
from golint.checks.webhooks.ways import EVENT, Given, within
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of, receiver_of
from golint.facts import Call, Expr, Literal, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 3
MAY_MISS = "store.may_miss"
SENT = EVENT | {"request.part", "request.query", "provider.read"}
_READING = frozenset({"store.read", MAY_MISS})
_PROMISED = compiled(rb"\b([A-Z]\w*)(?:<[^;{}]*>)?\s*\Z")
_WRAPPED = frozenset({
    b"Optional", b"List", b"Set", b"Collection", b"Iterable", b"Page", b"Slice", b"Stream", b"Map", b"Mono", b"Flux", b"CompletableFuture",
    b"Boolean", b"Integer", b"Long",
})  # fmt: skip
_ALWAYS = compiled(rb"(?i)upsert|rejectOnNotFound|orFail")  # makes one, or raises an error of its own


def may_give_nothing(flow: Flow, call: Call, routine: Routine, given: Given, hops: int = HOPS) -> bool:
    """Whether a call looks for what the event names, and gives nothing back where that is not there."""
    callee = flow.judge.callee(call, routine)
    if callee is None:
        return _is_left_open(flow, call, routine) and _asks_with_event(flow, call, routine, given)
    if _is_declared_plain(flow, callee):
        return _asks_with_event(flow, call, routine, given)
    if not hops or callee == routine:
        return False
    bound = flow.judge.bound(call, callee, routine, given)
    return any(tags & SENT for tags in bound.values()) and _hands_nothing_on(flow, callee, bound, hops - 1)


def _is_left_open(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a look-up gives nothing back where it finds nothing: `findOne(...)`, `findById(...).orElse(null)`."""
    match call:
        case Call(receiver=Call() as found, arguments=(facts.Argument(value=Literal(kind="null")),)) if last_of(call) == "orElse":
            return "store.read" in flow.roles.by(found)
    if MAY_MISS not in flow.roles.by(call) | flow.roles.of(facts.trail(call)) or must_find(flow, call, routine):
        return False
    text = flow.resolver.files.read(routine.path)
    return _ALWAYS.search(text, call.span.start, call.span.end) is None


def _is_declared_plain(flow: Flow, callee: Routine) -> bool:
    """Whether a repository of Spring's that has no body here promises the record itself, which is null where there is none:
    `Order findByReference(String reference);`"""
    owner, function = callee.owner, callee.function
    if owner is None or function.body or not any(last_of(base).endswith("Repository") for base in owner.bases):
        return False
    promised = _PROMISED.search(flow.resolver.files.read(callee.path), function.span.start, function.name_span.start)
    return promised is not None and promised[1] not in _WRAPPED


def _asks_with_event(flow: Flow, call: Call, routine: Routine, given: Given) -> bool:
    """Whether a look-up is told what the event says; not where it looks through the event itself."""
    links = (call, *chained(call))
    if "store.asks" in flow.roles.by(call) and flow.origin(receiver_of(links[-1]), routine, given) & SENT:
        return False
    asking = [link for link in links if flow.roles.by(link) & _READING or last_of(link) in PICKING]
    parts = (part for link in asking for argument in link.arguments for part in _told(argument.value))
    return any(flow.origin(part, routine, given) & SENT for part in parts)


def _told(value: Expr) -> Iterator[Expr]:
    """What a look-up is told, or what its condition speaks of: `order => order.Id == id`."""
    if isinstance(value, facts.Lambda):
        yield from (node for node in facts.walk(value.function.body) if isinstance(node, Name | facts.Index))
    else:
        yield value


def _hands_nothing_on(flow: Flow, routine: Routine, given: Given, hops: int) -> bool:
    """Whether a function may give back nothing for what is not there: what a look-up gave it, or a null where that gave none."""
    returns = (node for node in routine.own if isinstance(node, facts.Return))
    return any(_is_nothing(flow, one, routine, given, hops) for one in returns)


def _is_nothing(flow: Flow, returned: facts.Return, routine: Routine, given: Given, hops: int) -> bool:
    match returned.value:
        case Call() as call:
            return may_give_nothing(flow, call, routine, given, hops)
        case Name(written=written, span=span) if "." not in written:
            text = flow.resolver.files.read(routine.path)
            return _was_nothing(flow, written, span.start, routine, given, hops) and not is_settled(flow, routine, written, span, text)
        case None | Literal(kind="null"):
            return _is_answer_for_missing(flow, returned, routine, given, hops)
    return False


def _was_nothing(flow: Flow, written: str, at: int, routine: Routine, given: Given, hops: int) -> bool:
    """Whether a variable is given what a look-up may not have found."""
    module = flow.resolver.module(routine.path)
    bindings = module.reaching(routine, written, at) if module is not None else ()
    return any(isinstance(one.value, Call) and may_give_nothing(flow, one.value, routine, given, hops) for one in bindings)


def _is_answer_for_missing(flow: Flow, returned: facts.Return, routine: Routine, given: Given, hops: int) -> bool:
    """`if (!row) return null`, `except Order.DoesNotExist: return None`"""
    for node in routine.own:
        match node:
            case facts.Branch(condition=condition, then=then) if within(returned.span, then):
                names = {n.written for n in facts.walk(condition) if isinstance(n, Name) and "." not in n.written}
                if any(_was_nothing(flow, name, condition.span.start, routine, given, hops) for name in names):
                    return True
            case facts.Attempt(body=body, handlers=handlers):
                if any(within(returned.span, one.body) and one.types and catches_missing(one) for one in handlers):
                    looked = (n for n in facts.walk(body) if isinstance(n, Call) and must_find(flow, n, routine))
                    return any(_asks_with_event(flow, call, routine, given) for call in looked)
    return False
