"""A payment that the customer's browser names, kept with the state of a paid one: nobody asks the provider whether there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import is_clients_alone
from golint.checks.payments.browser_states import KEEPING, SELLERS
from golint.checks.staff import is_for_staff
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, makes_object, owner_of, text_of
from golint.dataflow.values.fields import Field
from golint.dataflow.vocabulary import CHECKING, PAYMENTS_ABROAD, STAFF
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

PAYMENTS = frozenset({"payment", "transaction", "charge", "razorpay", "paypal", "stripe", "paystack", "flutterwave"})
NUMBERS = frozenset({"id", "reference", "ref", "intent"})
RECORDS = frozenset({"payment", "payments", "transaction", "transactions"})
REFERENCES = frozenset({"reference", "ref", "tx_ref", "trxref", "txref"})
OTHERS = frozenset({
    "method", "plan", "customer", "user", "account", "merchant", "product", "price", "refund", "session", "order", "request",
})  # fmt: skip
RESULTS = frozenset({"result", "info", "details"})  # `paymentResult: { id: req.body.id }`
STATES = frozenset({"status", "state", "paid"})
ENDED = frozenset({"status", "state"})
PAID = frozenset({"paid", "success", "successful", "succeeded", "completed", "captured", "settled", "active"})
PLAIN = KEEPING | {"store.read", "log.write", "response.send", "text.same", "json.encode"}
CAPTURING = frozenset({"retrieve", "capture", "fetch"})
_SIGNED_IN = compiled(r"(?:^|\.)(?:auth(?:\(\))?[.]+(?:id|user)|(?:req|request|ctx|context|session)\.user|current_user)\b", re.IGNORECASE)
_PEOPLE = frozenset({"user", "users", "customer", "buyer", "owner", "member", "student"})
_AT_THE_TILL = frozenset({"sale", "sales", "pos", "purchase", "purchases", "expense", "expenses", "kasir", "venta", "ventas"})
BY_HAND = frozenset({"manual", "seed", "import", "refund"})
PAID_OUT = frozenset(
    {"payout", "payouts", "earning", "earnings", "commission", "commissions", "salary", "payroll", "withdrawal", "expense"}
)


def kept_as_paid(flow: Flow, handler: Handler) -> Span | None:
    """Where a door keeps a record as paid, with the number of a payment that the browser gives it."""
    routine = handler.routine
    if is_for_people(handler) or is_for_staff(handler) or any(may_verify(flow, call, routine) for call in routine.calls):
        return None
    for node in routine.nodes:
        if isinstance(node, Call) and flow.roles.by(node) & KEEPING:
            fields = [field for argument in node.arguments for field in flow.fields.deep(argument.value, routine)]
            if _is_named(flow, fields, node) and any(_says_paid(f) or _is_clients_state(flow, f) for f in fields):
                return node.span
    for made in routine.calls:
        told = list(_made(flow, made, routine))
        stated = any(_says_paid(f) or _is_clients_state(flow, f) for f in told)
        if stated and _is_named(flow, told, made) and _is_kept(flow, made, routine):
            return made.span
    set_fields = list(_set(routine))
    for owner, field, span in set_fields:
        theirs = (other for who, other, _ in set_fields if who == owner and _is_clients_payment(flow, other))
        if (_says_paid(field) or _is_clients_state(flow, field)) and not all(_is_handed_on(flow, other, None) for other in theirs):
            return span
    return None


def _is_named(flow: Flow, fields: Sequence[Field], kept: Call) -> bool:
    """Whether the browser gives a record the number of a payment: `paymentId: req.body.id`, or `Payment.create({ reference })`."""
    of_payments = bool(words_of(facts.trail(kept)) & RECORDS)
    numbers = (f for f in fields if _is_clients_payment(flow, f) or (of_payments and _is_clients_reference(flow, f)))
    return any(not _is_handed_on(flow, field, kept) for field in numbers)


def kept_as_own(flow: Flow, handler: Handler) -> Span | None:
    """Where a door keeps a record for the customer who is signed in, and he writes himself how its payment ended:
    `Ticket::create(['user_id' => Auth::id(), 'payment_status' => $request->payment_status])`."""
    if is_for_people(handler) or is_for_staff(handler) or (hook_words(handler) | words_of(handler.routine.path)) & _AT_THE_TILL:
        return None
    routine = handler.routine
    for call in routine.calls:
        fields = [*flow.fields.given(call, routine)] if flow.roles.by(call) & KEEPING else []
        state = next((field for field in fields if _is_clients_state(flow, field)), None)
        if state is not None and any(_is_signed_in(flow, field) for field in fields):
            return state.value.span
    return None


def _is_signed_in(flow: Flow, field: Field) -> bool:
    """Whether a field says whose a record is, and this is who is signed in."""
    if not words_of(field.name) & _PEOPLE:
        return False
    held = flow.texts.value_of(field.value, field.routine) if isinstance(field.value, Name) else None
    return _SIGNED_IN.search(facts.trail(held[0] if held is not None else field.value)) is not None


def is_for_people(handler: Handler) -> bool:
    """Whether a door is one for the shop's own people, by its names."""
    return bool((hook_words(handler) | words_of(handler.routine.path)) & (STAFF | SELLERS | BY_HAND | PAID_OUT))


def _is_handed_on(flow: Flow, field: Field, kept: Call | None) -> bool:
    """Whether the number goes elsewhere than where it is kept: somebody may be asked about it, `services.attach({ intent })`."""
    getter = isinstance(field.value, Call) and not field.value.arguments
    numbers = {facts.trail(field.value)} if getter else {node.written for node in facts.walk(field.value) if isinstance(node, Name)}
    for call in field.routine.calls:
        if (
            call is kept
            or (kept is not None and kept.span in call.span)
            or (flow.roles.by(call) | flow.roles.of(facts.trail(call))) & PLAIN
        ):
            continue
        if any(field.value.span in argument.value.span for argument in call.arguments):
            continue  # what sets the field itself: `payment.setTransactionId(number)`
        values = (
            argument.value for argument in call.arguments if not isinstance(argument.value, facts.Lambda)
        )  # whose calls are asked, too
        passed = (node for value in values for node in facts.walk(value, into_functions=False))
        handed = (node for node in passed if isinstance(node, Name | Call))
        if any((facts.trail(node) if getter or isinstance(node, Call) else node.written) in numbers for node in handed):
            return True
    return False


def may_verify(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call that cannot be followed says that it looks at a payment: `ledger.verifyPayment(id)`."""
    said = words_of(last_of(call)) & (CHECKING | CAPTURING)
    return bool(said) and not flow.roles.by(call) and flow.judge.callee(call, routine) is None


def _set(routine: Routine) -> Iterator[tuple[str, Field, Span]]:
    """The fields that a function sets, with whose they are: `order.isPaid = true`."""
    for node in routine.own:
        match node:
            case facts.Assign(targets=(Name(written=written),), value=value) if value is not None and "." in written:
                owner, _, name = written.rpartition(".")
                yield owner, Field(name, value, routine), node.span


def _made(flow: Flow, call: Call, routine: Routine) -> Iterator[Field]:
    """The fields that something is made with: `new Payment({ transactionId })`, `Payment(transaction_id=number)`."""
    if isinstance(call.callee, Name) and makes_object(call):
        yield from (Field(argument.name, argument.value, routine) for argument in call.arguments if argument.name)
        yield from (field for argument in call.arguments if not argument.name for field in flow.fields.of(argument.value, routine).known)


def _is_kept(flow: Flow, made: Call, routine: Routine) -> bool:
    """Whether what is made is stored, where it stands or by its name."""
    given = (node for node in routine.own if isinstance(node, facts.Assign) and node.value is not None and made.span in node.value.span)
    names = {target.written for node in given for target in node.targets if isinstance(target, Name)}
    return any(
        made.span in value.span or (isinstance(value, Name) and value.written in names)
        for call in routine.calls
        if call is not made
        for value in _stored(flow, call)
    )


def _stored(flow: Flow, call: Call) -> Iterator[Expr]:
    """What a call stores: what it is handed, or what it is called on."""
    if flow.roles.by(call) & KEEPING:
        yield from (argument.value for argument in call.arguments)
        if (owner := owner_of(call)) is not None:
            yield owner


def _says_paid(field: Field) -> bool:
    if not words_of(field.name) & STATES:
        return False
    match field.value:
        case facts.Literal(value=True):
            return "paid" in words_of(field.name)
        case facts.Literal(value=str() as text):
            return mentions(text, PAID)
        case Name(written=written) if "." in written:
            return mentions(written.rpartition(".")[2], PAID)  # `SubscriptionStatus.ACTIVE`
    return False


def _is_clients_state(flow: Flow, field: Field) -> bool:
    """Whether a field says how a payment ended, and the browser told it: `paymentStatus: req.body.paymentStatus`."""
    words = words_of(field.name)
    return bool(words & ENDED and words & (PAYMENTS | PAYMENTS_ABROAD)) and is_clients_alone(flow.origin(field.value, field.routine))


def _is_clients_reference(flow: Flow, field: Field) -> bool:
    """`reference: req.body.reference`: what Paystack and others call the number of a payment."""
    return field.name.lower() in REFERENCES and is_clients_alone(flow.origin(field.value, field.routine))


def _is_clients_payment(flow: Flow, field: Field) -> bool:
    words = words_of(field.name)
    if not words & PAYMENTS or words & OTHERS:
        return False
    if words & NUMBERS:
        return is_clients_alone(flow.origin(field.value, field.routine))
    inner = field.value.entries if words & RESULTS and isinstance(field.value, facts.Mapping) else ()
    return any(text_of(entry.key) == "id" and is_clients_alone(flow.origin(entry.value, field.routine)) for entry in inner)
