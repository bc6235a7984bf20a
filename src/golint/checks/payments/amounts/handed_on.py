"""Amounts of the client's that a door hands on to a function which charges them, in its own file or in another one.

Such a finding stands where the amount is taken out of what the client sent: at the door where that names it, and in the function where it
is handed the whole object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.callers import MANY, callers, naming
from golint.checks.payments.amounts import lines
from golint.checks.payments.amounts.charged import amounts, sent_for_shoppers
from golint.checks.payments.amounts.chosen import is_chosen, pays_back, shopper_chooses
from golint.checks.payments.amounts.clients_word import AMOUNTS, FROM_CLIENT, PRICED, Given, argument_of, is_checked, is_clients, spread_of
from golint.checks.payments.amounts.elements import seen_from
from golint.checks.payments.amounts.handed_to import WITHIN, handed_to, is_amount, is_lent, puts_price, takes_out
from golint.checks.payments.amounts.passed_on import CHANGING, changed_by, handed_whole, is_left_alone, sent_whole, told_by
from golint.checks.staff import is_for_staff
from golint.dataflow.modules import Routine
from golint.dataflow.names import called, last_of
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

RULE = "client-controlled-amount"


class Passage(Struct, frozen=True):
    """A span of a file."""

    path: str
    span: Span


class HandedOn(Struct, frozen=True):
    """An amount of the client's that is handed over at a `door` and charged at `money`, by a `call` of the provider of this id. `amount` is
    where the function puts it, None where it sends on all that it was handed; `told_inside` says that it is told there: the function takes
    it out of an object, or the rule does not look at the door's file, which names no provider."""

    door: Passage
    money: Passage
    call: str
    provider: str
    amount: Passage | None = None
    told_inside: bool = False

    @property
    def place(self) -> Passage:
        """Where it is told."""
        return self.amount if self.amount is not None and self.told_inside else self.door

    @property
    def is_apart(self) -> bool:
        """Whether the amount stands elsewhere than in the call that charges it."""
        return self.amount is not None and (self.amount.path != self.money.path or self.amount.span not in self.money.span)


def told_here(view: FileView) -> Iterator[tuple[HandedOn, ...]]:
    """What is to be told in a file of amounts that doors of it, or of others, hand on; together what stands at one place."""
    found: dict[Span, list[HandedOn]] = {}
    for path in (view.source.path, *_asking(view)):
        for one in _handed_in(view, path):
            if one.place.path == view.source.path:
                found.setdefault(one.place.span, []).append(one)
    yield from map(tuple, found.values())


def not_for_shoppers(flow: Flow) -> frozenset[Routine]:
    """The doors of a file that a provider calls, or the shop's own people."""
    return frozenset(handler.routine for handler in (*flow.webhooks, *filter(is_for_staff, flow.handlers)))


def _handed_in(view: FileView, path: str) -> tuple[HandedOn, ...]:
    """What the doors of a file hand on. It is found out once for all who ask, since each of them may have to."""
    return view.ask(path, "amounts handed on", lambda asked: tuple(_by_doors(asked))) or ()


def _by_doors(view: FileView) -> Iterator[HandedOn]:
    flow = view.flow
    if not _is_asked(view):
        return
    others = not_for_shoppers(flow)
    for door in (*(handler.routine for handler in flow.handlers), *_procedures(flow)):
        if door not in others and not shopper_chooses(view, door):
            yield from _by_door(view, door)


def _is_asked(view: FileView) -> bool:
    """Whether the rule asks the doors of a file what they hand on, be it that the file itself names a provider or not."""
    rule = view.catalog.rules[RULE]
    return rule.speaks(view.language) and rule.looks_at(view.side, view.stage)


def _is_looked_at(view: FileView) -> bool:
    """Whether the check comes to a file at all, and asks its doors."""
    return _is_asked(view) and view.pulls(view.catalog.rules[RULE])


def _procedures(flow: Flow) -> Iterator[Routine]:
    """The functions behind what a client calls by name: `procedure.input(schema).mutation(({ input }) => ...)`."""
    for routine in flow.module.routines if flow.traces.may_utter("route.procedure") else ():
        call = flow.module.handed.get(routine.start)
        if call is not None and "route.procedure" in flow.roles.of(facts.trail(call)):
            yield routine


def _asking(view: FileView) -> Iterator[str]:
    """The other files whose doors may have a function of this one charge what they hand it."""
    flow = view.flow
    charging = (money for money in (*flow.money, *flow.sent_through) if not pays_back(money) and any(amounts(flow, money)))
    yield from sorted({path for money in charging for path in _running(flow, money)} - {view.source.path})


def _running(flow: Flow, money: Money) -> Iterator[str]:
    """The files whose doors may run what charges, themselves or by functions between."""
    module = flow.resolver.module(money.routine.path)
    around = (r for r in module.routines if r.handed and money.call.span in r.function.span) if module is not None else ()
    near = {routine for routine in around if routine.function.name}
    seen = set(near)
    for hops in range(WITHIN, -1, -1):
        for routine in near:
            yield from (routine.path, *naming(flow, routine)[:MANY])
        near = {place for routine in near for _, place in callers(flow, routine) if place.function.name} - seen if hops else set()
        seen |= near


# -- a door --


def _by_door(view: FileView, routine: Routine) -> Iterator[HandedOn]:
    flow = view.flow
    for node in routine.nodes:
        callee = flow.judge.callee(node, routine) if isinstance(node, Call) else None
        if not isinstance(node, Call) or callee is None or is_chosen(callee.function.qualname):
            continue
        passed = handed_whole(flow, node, routine, callee) or _put_together(flow, node, routine, callee, {})
        found = _handed(view, *passed) if passed is not None else _by_call(view, node, routine, callee)
        if found is not None:
            yield found


def _by_call(view: FileView, call: Call, routine: Routine, callee: Routine) -> HandedOn | None:
    flow = view.flow
    for name, handed, tags in handed_to(flow, call, callee, routine, {}):
        if not tags & FROM_CLIENT or not is_clients(flow, handed, routine, {}, whole=True) or is_checked(flow, handed, routine):
            continue
        if not is_amount(name, handed) and _is_priced(routine, handed, call.span.start):
            continue
        found = next(_charging(flow, callee, {name: tags}, WITHIN), None)
        if found is None or lines.may_be_priced(flow, found[0], _clients(flow, *found), routine, call.span.start):
            continue
        if not _is_overridden(flow, call, routine, callee, name, found):
            money, given = found
            amount = next(_clients(flow, money, given), None)
            whole = not is_amount(name, handed) and handed == argument_of(call, callee, name)
            known = seen_from(flow, amount.routine, money.routine, given) if whole and amount is not None else {}
            return _handed(view, handed, money, amount, opened=amount is not None and whole and takes_out(flow, amount, known))
    return None


def _handed(view: FileView, handed: Expr, money: Money, amount: Field | None = None, *, opened: bool = False) -> HandedOn | None:
    """What is handed on, `opened` where the function takes the amount out of an object; None where no file comes to tell of it."""
    door, charged = Passage(view.source.path, handed.span), Passage(money.routine.path, money.call.span)
    put = Passage(amount.routine.path, amount.value.span) if amount is not None else None
    here = view.pulls(view.catalog.rules[RULE])
    told = (opened or not here) and put is not None and _is_told(view, put, money)
    return HandedOn(door, charged, called(money.call), money.provider.id, put, told) if here or told else None


def _is_told(view: FileView, amount: Passage, money: Money) -> bool:
    """Whether the check of the file in which an amount stands comes to tell of it."""
    if amount.path == view.source.path:
        return True
    other = view.sibling(amount.path) if amount.path == money.routine.path else None
    return other is not None and _is_looked_at(other) and view.source.path in _running(view.flow, money)


# -- what it hands on --


def _put_together(flow: Flow, call: Call, routine: Routine, callee: Routine, given: Given) -> tuple[Expr, Money] | None:
    """The client's amount in an object that a function is handed and sends on as it comes, with its money call. The object is written out
    here, or another function makes it of what it is handed: `charge(payload_of(order, amount))`."""
    for at, argument in enumerate(call.arguments):
        if isinstance(argument.value, Name) and is_lent(flow, argument.value, routine, call):
            continue
        found = next(_amounts_put(flow, argument.value, routine, given), None)
        money = sent_whole(flow, callee, told_by(call, at, callee)) if found is not None else None
        if found is not None and money is not None:
            return found, money
    return None


def _is_priced(routine: Routine, handed: Expr, end: int) -> bool:
    """Whether an amount is put into an object before what begins there: `body.amount = price`, `body.setAmount(product.getPrice())`,
    `Object.assign(body, { amount })`."""
    changed: Expr | None
    for node in (one for one in routine.nodes if isinstance(one, facts.Assign | Call) and one.span.start < end):
        match node:
            case facts.Assign(targets=targets) if puts_price(node, frozenset()):
                changed = next((part for target in targets for part in facts.walk(target) if isinstance(part, Name)), None)
            case Call(arguments=(_, *_)) if _changes(last_of(node)):
                changed = changed_by(node)
            case _:
                continue
        if isinstance(handed, Name) and isinstance(changed, Name) and changed.written.partition(".")[0] == handed.written:
            return True
    return False


def _changes(called: str) -> bool:
    """Whether a call of that name may put an amount into an object: `assign`, `setAmount`."""
    return called.lower() in CHANGING or (called.lower().startswith(CHANGING) and mentions(called, PRICED))


def _amounts_put(flow: Flow, whole: Expr, routine: Routine, given: Given) -> Iterator[Expr]:
    """The amounts of the client's in an object, as this function writes them down."""
    held = flow.texts.value_of(whole, routine) if isinstance(whole, Name) else None
    made = held[0] if held is not None and held[1] == routine else whole
    if not isinstance(made, facts.Mapping | Call):
        return
    builder = flow.judge.callee(made, routine) if isinstance(made, Call) else None
    told = list(flow.fields.deep(whole, routine))
    fields = [field for field in told if field.name.lower() in AMOUNTS]
    parts = frozenset(f.name for f in told if isinstance(f.value, facts.Mapping) and any(one.value.span in f.value.span for one in fields))
    if not fields or any(puts_price(node, parts) for place in (routine, builder) if place for node in place.nodes):
        return
    for field in fields:
        if field.routine == routine and is_clients(flow, field.value, routine, given) and not is_checked(flow, field.value, routine):
            yield field.value
    inside = [field for field in fields if field.routine == builder]
    if not isinstance(made, Call) or builder is None or not inside or is_chosen(builder.function.qualname):
        return
    for name, handed, tags in handed_to(flow, made, builder, routine, given):
        if tags & FROM_CLIENT and is_clients(flow, handed, routine, given) and not is_checked(flow, handed, routine):
            told_so = {name: tags}
            if any(is_clients(flow, f.value, builder, told_so) and not is_checked(flow, f.value, builder) for f in inside):
                yield handed


def _charging(flow: Flow, routine: Routine, given: Given, hops: int) -> Iterator[tuple[Money, Given]]:
    """The money calls that charge what a function is given, its own, or of a function that it hands an amount on to; with what that is
    given."""
    through = sent_for_shoppers(flow.sent_through_in(routine))
    charging = (money for money in (*flow.money_within(routine), *through) if not pays_back(money))
    yield from ((money, given) for money in charging if _charges(flow, money, given, routine))
    for call in routine.calls if hops else ():
        callee = flow.judge.callee(call, routine)
        if callee is None or callee == routine or is_chosen(callee.function.qualname):
            continue
        if (put := _put_together(flow, call, routine, callee, given)) is not None:
            yield put[1], given
        for name, handed, tags in handed_to(flow, call, callee, routine, given):
            if _is_handed_on(flow, call, routine, (name, handed), given):
                yield from _charging(flow, callee, {name: tags}, hops - 1)


def _is_handed_on(flow: Flow, call: Call, routine: Routine, told: tuple[str, Expr], given: Given) -> bool:
    """Whether a function hands an amount that it was given to another one, or all that it was given, as it came."""
    name, handed = told
    if is_amount(name, handed):
        return is_clients(flow, handed, routine, given) and not is_checked(flow, handed, routine)
    return isinstance(handed, Name) and handed.written in given and is_left_alone(flow, routine, handed.written, call.span.start)


def _is_overridden(flow: Flow, call: Call, routine: Routine, callee: Routine, name: str, found: tuple[Money, Given]) -> bool:
    """Whether what is charged is something that the shop puts beside an object which it unpacks: `{ ...body, lines: priced }`."""
    whole = argument_of(call, callee, name)
    if spread_of(whole) is None:
        return False
    own = {field.name for field in flow.fields.of(whole, routine).known}
    used = (node for field in _clients(flow, *found) for node in facts.walk(field.value) if isinstance(node, Name))
    return any(not own.isdisjoint(node.written.split(".")) for node in used)


def _charges(flow: Flow, money: Money, given: Given, routine: Routine) -> bool:
    """Whether a money call charges what its function is given, or the one around it, and neither compares it with anything."""
    fields = [(field, {money.routine, routine, field.routine}) for field in _clients(flow, money, given)]
    return bool(fields) and not any(is_checked(flow, field.value, place) for field, places in fields for place in places)


def _clients(flow: Flow, money: Money, given: Given) -> Iterator[Field]:
    for field in amounts(flow, money):
        if is_clients(flow, field.value, field.routine, seen_from(flow, field.routine, money.routine, given)):
            yield field
