"""A body that is passed on to the provider as the client wrote it: the amount in it is the client's, although no line speaks of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import LETTING_THROUGH, PRICED, in_other_arms, spread_of
from golint.checks.payments.amounts.later import CONTENT_FIELD, carried
from golint.checks.payments.amounts.shapes import looks_at_shape
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, last_of, owner_of, receiver_of, text_of
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import encoded_into
from golint.dataflow.values.fills import FILLING
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

CONTENT = frozenset({"body", "data", "json", "form", "payload", "content", "requestbody"})
"""What requests and libraries call the object that they are told to send."""

WRAPPING = frozenset({"data", "attributes"})
"""What some providers want around that object: `{ data: { attributes: payment } }`."""

PRICELESS = frozenset({
    "attach", "capture", "cancel", "confirm", "refund", "payout", "transfer", "method", "fee",
})  # fmt: skip
"""Calls about a payment that has its amount already, and such as no shopper pays with."""

ENVELOPES = frozenset({"HttpEntity", "RequestEntity", "StringContent", "ByteArrayContent"})
"""What a body is put into beside its headers."""

SPELLING = ENVELOPES | {"Encode"}
"""What puts an object into what is sent, beside what the tables of the languages say: `json.NewEncoder(&buffer).Encode(order)`."""

CHANGING = ("set", "put", "update", "merge", "replace", "assign")
"""How methods begin that put something into what they are called on."""

HOLDING = PRICED | {"value", "items", "lines"}
"""The words of which a class with an amount, or with lines that have one, has at least one."""

_ANSWERED = frozenset({"details"})
"""What a bank was told of a customer, sent on for a payment that has its amount, in calls that share an entry with such as have none."""

_DECODED = frozenset({"request.body.raw", "request.part", "request.query"})
_CLIENTS = _DECODED | {"request.body.parsed", "request"}
DEPTH = 6


def has_amount(money: Money) -> bool:
    """Whether a money call is about a payment that has its amount already, or is none that a shopper pays with."""
    told = last_of(money.call) if "|" in money.entry.call else money.entry.call  # which of several it is, the call alone says
    return mentions(money.entry.call, PRICELESS) or mentions(told, _ANSWERED)


def passed_on(flow: Flow, money: Money) -> Expr | None:
    """What a money call is told to send, where that is the request's own body and nothing of it is looked at or changed."""
    if has_amount(money):
        return None
    sent = next((value for value in _sent(flow, money) if is_body(flow, value, money.routine)), None)
    if sent is None:
        return None
    told = max(money.call.span.start, sent.span.start)  # what `curl_init` opens is told later what to send
    return sent if not is_touched(flow, money.routine, told, money.call) else None


def handed_whole(flow: Flow, call: Call, routine: Routine, callee: Routine) -> tuple[Expr, Money] | None:
    """What a function that charges is handed, where that is the request's own body, which it sends on as it comes; with its money call."""
    body = next((a.value for a in call.arguments if is_body(flow, a.value, routine)), None)
    if body is None or is_touched(flow, routine, call.span.start):
        return None
    at = next(at for at, argument in enumerate(call.arguments) if argument.value is body)
    name = told_by(call, at, callee)
    found = (money for money in flow.money_in(callee) if not has_amount(money) and _sends(flow, money, name))
    money = next(found, None)
    return (body, money) if money is not None else None


def sent_whole(flow: Flow, callee: Routine, name: str, hops: int = 1) -> Money | None:
    """The money call that sends on what a function is given by a name, as it comes: its own, or that of a function that it hands it to."""
    for money in (*flow.money_in(callee), *flow.sent_through_in(callee)):
        if not has_amount(money) and _sends(flow, money, name):
            return money
    for call in callee.calls if hops else ():
        at = next((at for at, a in enumerate(call.arguments) if isinstance(a.value, Name) and a.value.written == name), None)
        inner = flow.judge.callee(call, callee) if at is not None else None
        if at is None or inner is None or inner == callee or is_touched(flow, callee, call.span.start):
            continue
        if (found := sent_whole(flow, inner, told_by(call, at, inner), hops - 1)) is not None:
            return found
    return None


def told_by(call: Call, at: int, callee: Routine) -> str:
    """The name by which a function is given one of the arguments of a call; "" for none."""
    own = [p.name for p in callee.function.parameters if p.name not in OWN]
    return call.arguments[at].name or (own[at] if at < len(own) else "")


def _sends(flow: Flow, money: Money, name: str) -> bool:
    """Whether a money call is told to send what its function is given by a name, and nothing is done with that before."""
    if not any(_is_called(flow, value, name, money.routine) for value in _sent(flow, money)):
        return False
    end = money.call.span.start
    before = [n for n in money.routine.nodes if isinstance(n, facts.Assign | Call) and n.span.start < end and not _encodes(flow, n)]
    used = (value for node in before for value in _used(node))
    return not any(isinstance(v, Name) and v.written == name for v in used) and not is_touched(flow, money.routine, end)


def _used(node: facts.Assign | Call) -> Iterator[Expr | None]:
    """What a statement assigns to, or what a call is handed, or changes: `wish` of `wish.setAmount(price)`."""
    if isinstance(node, facts.Assign):
        yield from node.targets
        return
    yield from (a.value for a in node.arguments)
    yield changed_by(node) if last_of(node).lower().startswith(CHANGING) else None


def _is_called(flow: Flow, value: Expr, name: str, routine: Routine) -> bool:
    """Whether a value goes by a name, or is spelt out of what does: `JSON.stringify(payload)`."""
    told: Expr | None = value
    for _ in range(DEPTH):
        match told:
            case Name(written=written) if written == name:
                return True
            case Name():
                told = next(_held(flow, told, routine), None)
            case Call(arguments=(first, *_)) if _encodes(flow, told):
                told = _unwrapped(first.value)
            case _:
                return False
    return False


def _held(flow: Flow, name: Name, routine: Routine) -> Iterator[Expr]:
    """What a variable is given in a function, or what is spelt out into it there."""
    yield from encoded_into(routine, name.written)
    held = flow.texts.value_of(name, routine)
    if held is not None and held[1] == routine:
        yield held[0]


def _encodes(flow: Flow, node: facts.Assign | Call) -> bool:
    return isinstance(node, Call) and (bool(flow.roles.by(node) & {"json.encode", "text.same"}) or last_of(node) in SPELLING)


def _sent(flow: Flow, money: Money) -> Iterator[Expr]:
    """What a money call may be told to send, as its own function writes it down."""
    plain = [(a.value, money.routine) for a in money.call.arguments if not a.name or a.name.lower() in CONTENT]
    told = [(f.value, f.routine) for value, place in plain for f in flow.fields.of(value, place).known if f.name.lower() in CONTENT]
    yield from (_unwrapped(value) for value, place in (*plain, *told) if place == money.routine)
    yield from carried(flow, money)


def _unwrapped(value: Expr) -> Expr:
    """What stands alone in the objects around it."""
    match value:
        case facts.Mapping(entries=(facts.Entry(key=key, value=inner),)) if key is not None and text_of(key) in WRAPPING:
            return _unwrapped(inner)
    return value


def is_body(flow: Flow, value: Expr, routine: Routine, depth: int = DEPTH) -> bool:
    """Whether a value is all that a client sent, or an object that a text of his spells out."""
    if depth == 0:
        return False
    match value:
        case Name():
            if any(is_body(flow, spelt, routine, depth - 1) for spelt in encoded_into(routine, value.written)):
                return True
            if _is_filled(flow, value, routine):
                return True
            held = flow.texts.value_of(value, routine)
            if held is not None and held[1] == routine and _is_empty(held[0]):
                return any(is_body(flow, other, routine, depth - 1) for other in in_other_arms(flow, value, routine))
            if held is not None:
                return held[1] == routine and is_body(flow, held[0], routine, depth - 1)
            return "request.body.parsed" in flow.roles.by(value) or _is_read_into(flow, value, routine)
        case facts.Mapping() if (spread := spread_of(value)) is not None:
            own = (field.name for field in flow.fields.deep(value, routine))
            return not any(mentions(name, HOLDING) for name in own) and is_body(flow, spread, routine, depth - 1)
        case Call(arguments=(first, *_)) if "json.decode" in flow.roles.by(value):
            tags = flow.origin(first.value, routine)
            return bool(tags & _DECODED) and not tags & {"store.read", "provider.read", "http.request", "config.secret", "hmac.digest"}
        case Call(arguments=given) if all(a.name for a in given) and flow.roles.by(value) & {"json.encode", "text.same"}:
            owner = receiver_of(value)  # `body.model_dump(exclude_none=True)`
            return owner is not None and is_body(flow, owner, routine, depth - 1)
        case Call(arguments=(first, *_)) if flow.roles.by(value) & {"json.encode", "text.same"}:
            return is_body(flow, _unwrapped(first.value), routine, depth - 1)
        case Call(arguments=(first, *_)) if last_of(value) in LETTING_THROUGH and flow.judge.callee(value, routine) is None:
            return "." in value.path and is_body(flow, first.value, routine, depth - 1)
        case Call(arguments=(first, *_)) if last_of(value) in ENVELOPES:
            return is_body(flow, first.value, routine, depth - 1)
        case Call():
            return "request.body.parsed" in flow.roles.by(value)
    return False


def _is_read_into(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a parameter is an object that the framework reads the whole body into: `@Body() dto: PayDto`, `[FromBody] PayRequest it`."""
    if name.written not in routine.handed or flow.origin(name, routine) != {"request.body.parsed"}:
        return False
    declared = flow.resolver.declared(name.written, routine).partition("<")[0].rstrip("?").rpartition(".")[2]
    return bool(declared) and declared not in flow.language.plain_types and _may_hold_amount(flow, name, routine)


def _is_filled(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a call reads the whole body into a variable: `c.ShouldBindJSON(&wish)`, `json.NewDecoder(r.Body).Decode(&wish)`."""
    filling = (call for call in routine.calls if flow.roles.by(call) & FILLING)
    if not any(isinstance(a.value, Name) and a.value.written == name.written for call in filling for a in call.arguments):
        return False
    return flow.origin(name, routine) == {"request.body.parsed"} and _may_hold_amount(flow, name, routine)


def _may_hold_amount(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether an object may have an amount, as far as its class says: one of a plan and a card has none."""
    place = flow.resolver.class_of(name, routine)
    if place is None:
        return True
    span = place.definition.span
    text = flow.resolver.files.read(place.path)[span.start : span.end]
    return bool(words_of(text.decode(errors="replace")) & HOLDING)


def _is_empty(value: Expr) -> bool:
    """What stands for a body where none came: `array()`."""
    match value:
        case facts.Sequence(items=()) | facts.Mapping(entries=()):
            return True
    return False


def is_touched(flow: Flow, routine: Routine, end: int, sending: Call | None = None) -> bool:
    """Whether, before what ends there, a field of anything is set, two values are compared, or a function of the shop, other than the one
    that is `sending` it, is handed what came: it may put in the price, or look at it."""
    told = (node for node in routine.nodes if isinstance(node, facts.Assign | Call | facts.Compare) and node.span.start < end)
    return any(_touches(flow, node, routine) for node in told if node is not sending)


def is_left_alone(flow: Flow, routine: Routine, name: str, end: int) -> bool:
    """Whether, before what ends there, an object is handed to nobody but a log and what looks at its shape, and nothing of it is set, or
    compared with what may be a price."""
    told = (node for node in routine.nodes if isinstance(node, facts.Assign | Call | facts.Compare) and node.span.start < end)
    return not any(_uses(flow, node, name, routine) for node in told)


def _uses(flow: Flow, node: facts.Assign | Call | facts.Compare, name: str, routine: Routine) -> bool:
    match node:
        case facts.Assign(targets=targets):
            return any(_is_of(target, name) for target in targets)
        case Call(arguments=arguments):
            if "log.write" in flow.roles.by(node) or not any(isinstance(a.value, Name) and a.value.written == name for a in arguments):
                return False
            callee = flow.judge.callee(node, routine)
            return callee is None or not looks_at_shape(flow, callee)
        case facts.Compare(left=left, right=right):
            valued = not isinstance(left, facts.Literal) and not isinstance(right, facts.Literal)
            return valued and any(_is_of(part, name) for part in facts.walk(node))


def _is_of(value: facts.Node, name: str) -> bool:
    """Whether a value is an object, or a part of it."""
    return isinstance(value, Name) and (value.written == name or value.written.startswith(f"{name}."))


def changed_by(call: Call) -> Expr | None:
    """What a call changes that is named so: `body` of `Object.assign(body, { amount })` and of `body.setAmount(...)`."""
    return call.argument(0) if last_of(call) == "assign" else owner_of(call)


def _touches(flow: Flow, node: facts.Assign | Call | facts.Compare, routine: Routine) -> bool:
    match node:
        case facts.Assign(targets=targets):
            return any(is_member(target) and not _is_of_library(flow, target, routine) for target in targets)
        case Call(arguments=(_, *_)) if last_of(node).lower().startswith(CHANGING):
            changed = changed_by(node)
            return changed is not None and bool(flow.origin(changed, routine) & _CLIENTS)
        case Call(arguments=arguments) if flow.judge.callee(node, routine) is not None:
            return any(flow.origin(argument.value, routine) & _CLIENTS for argument in arguments)
        case facts.Compare(left=left, right=right):
            return not isinstance(left, facts.Literal) and not isinstance(right, facts.Literal)
    return False


def _is_of_library(flow: Flow, target: Expr, routine: Routine) -> bool:
    """Whether a field is one of a class or a module, as the keys of many libraries are: `Config::$serverKey`, `stripe.api_key`."""
    if not isinstance(target, Name):
        return False
    module, root = flow.resolver.module(routine.path), target.written.partition(".")[0]
    own = {parameter.name for parameter in routine.function.parameters}
    if module is None or root in own or root in module.bindings(routine):
        return False
    return root[:1].isupper() or any(item.local == root for item in module.program.imports)


def is_member(target: Expr) -> bool:
    """A field of an object that is not the own one, nor what a request is told to send."""
    if isinstance(target, Name) and target.written.endswith(CONTENT_FIELD):
        return False
    own = isinstance(target, Name) and ("." not in target.written or target.written.startswith(("this.", "self.", "$this")))
    return isinstance(target, Name | facts.Index | facts.Attribute) and not own
