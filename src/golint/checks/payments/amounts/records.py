"""A record that the shop has just made of what the client sent: what it says of a price is the client's word still."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.chosen import is_chosen
from golint.checks.payments.amounts.own_prices import names_field, prices_itself
from golint.checks.payments.amounts.permitted import permitted
from golint.checks.payments.amounts.saved_forms import saved
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of, owner_of, text_of
from golint.dataflow.tags import Tags
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import returned
from golint.facts import Call, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

Given = dict[str, Tags]
LEAVING = frozenset({"save", "load", "loadMissing", "populate", "fresh", "refresh", "with", "toArray", "toJSON", "toObject", "getKey"})
"""Methods of a record that leave its price as it is."""
INSIDE = "data"  # where Prisma has what a record is made of


def made_with(flow: Flow, name: Name, routine: Routine, given: Given) -> tuple[Field, Given] | None:
    """What a field of a record was given where that was made, `order.total` of `Order.create({ total: body.total })`, here or in a function
    that is asked to, and what that function is given; None where something else may have put a price into it."""
    head, _, asked = name.written.rpartition(".")
    held = flow.texts.value_of(Name(name.path.rpartition(".")[0], name.span, head), routine)
    if held is None or held[1] != routine or not isinstance(held[0], Call | facts.Mapping):
        return None
    between = (call for call in routine.calls if held[0].span.end <= call.span.start < name.span.start)
    if any(_may_price(flow, call, head, routine) for call in between):
        return None
    if isinstance(held[0], facts.Mapping):
        return next(((field, given) for field in _written(flow, held[0], routine, asked)), None)
    callee = flow.resolver.callee(held[0], routine)
    if not isinstance(callee, Routine):
        return next(((field, given) for field in _told(flow, held[0], routine, asked)), None)
    inner = flow.judge.bound(held[0], callee, routine, given)
    for value in returned(callee):
        told = _told(flow, value, callee, asked) if isinstance(value, Call) else ()
        told = _written(flow, value, callee, asked) if isinstance(value, facts.Mapping) else told
        if (field := next(iter(told), None)) is not None:
            return field, inner
    return None


def _written(flow: Flow, whole: facts.Mapping, routine: Routine, asked: str) -> Iterator[Field]:
    """What an object that is written out holds under a name, where nothing is unpacked over it."""
    at = next((at for at, entry in enumerate(whole.entries) if text_of(entry.key) == asked), None)
    if at is not None and all(entry.key is not None for entry in whole.entries[at:]):
        yield Field(asked, whole.entries[at].value, routine)


def _told(flow: Flow, maker: Call, routine: Routine, asked: str) -> Iterator[Field]:
    """What a call that makes a record tells it of a field."""
    yield from saved(flow, maker, routine, asked)
    if "store.insert" not in flow.roles.by(maker) and not name_of(maker.callee)[:1].isupper():
        return
    made = flow.resolver.callee(maker, routine)
    if (
        is_chosen(facts.trail(maker))
        or isinstance(made, Routine)
        or (isinstance(made, ClassPlace) and _is_the_shops_word(flow, made, asked))
    ):
        return
    if not prices_itself(flow, maker, routine, asked):
        yield from (field for field in told_of(flow, maker, routine) if field.name == asked)
        yield from permitted(flow, maker, routine, asked)


def told_of(flow: Flow, maker: Call, routine: Routine) -> Iterator[Field]:
    """What a call that makes a record tells it."""
    told = flow.fields.named(maker, routine)
    yield from told
    yield from (one for field in told if field.name == INSIDE for one in flow.fields.of(field.value, field.routine).known)


def _is_the_shops_word(flow: Flow, record: ClassPlace, asked: str) -> bool:
    """Whether a class has a function of its own for a field, or says itself how it is made."""
    own = (one.name for place in flow.resolver.lineage(record) for one in place.definition.body if isinstance(one, facts.Function))
    return names_field(flow, record, asked) or any(name in flow.language.constructors for name in own)


def _may_price(flow: Flow, call: Call, head: str, routine: Routine) -> bool:
    """Whether a call may put a price into a record: a method of its own, or a function of the shop that is handed it. What is made through
    it, `order.items().create(...)`, is another record."""
    owner = owner_of(call)
    if isinstance(owner, Name) and owner.written == head and last_of(call).removesuffix("!") not in LEAVING:
        return bool(call.arguments) or not (_is_passed(call, routine) or _only_reads(flow, call, routine))
    at = next((at for at, a in enumerate(call.arguments) if isinstance(a.value, Name) and a.value.written == head), None)
    callee = flow.judge.callee(call, routine) if at is not None else None
    return callee is not None and not (at is not None and _only_looks(callee, call, at))


def _only_looks(callee: Routine, call: Call, at: int) -> bool:
    """Whether a function sets no part of what it is handed, and hands it to nobody: `assertValid(order)`."""
    own = callee.handed
    name = call.arguments[at].name or (own[at] if at < len(own) else "")
    told = [t for node in callee.nodes if isinstance(node, facts.Assign) for t in node.targets]
    told += [o for node in callee.calls if (o := owner_of(node)) is not None]
    told += [a.value for node in callee.calls for a in node.arguments if _is_whole(a.value, name)]
    return bool(name and callee.function.body) and not any(isinstance(t, Name) and t.written.partition(".")[0] == name for t in told)


def _is_whole(value: facts.Expr, name: str) -> bool:
    return isinstance(value, Name) and value.written == name


def _only_reads(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call asks a record of Ruby's for a field, `order.email`: it is no statement of its own, and no function of the shop's."""
    if flow.kin != "ruby" or call.path.endswith("!") or flow.resolver.callee(call, routine) is not None:
        return False
    return not any(isinstance(node, facts.Evaluate) and node.value is call for node in routine.nodes)


def _is_passed(call: Call, routine: Routine) -> bool:
    """Whether another call begins with one: `order.items()` of `order.items().create(...)`."""
    return any(other.receiver is not None and other.receiver.span == call.span for other in routine.calls)
