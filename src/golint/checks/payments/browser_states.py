"""The state of a payment that the customer's browser brings along, and that is kept as it came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import FROM_CLIENT, is_clients_alone
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, text_of
from golint.dataflow.tags import Tags
from golint.dataflow.vocabulary import RETURN_WORDS, STAFF
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 2
KEEPING = frozenset({"store.write", "store.upsert", "store.insert"})
STATES = frozenset({"status", "state"})
OF_PAYMENTS = frozenset({"transaction", "payment"})  # an order's own state is what staff may choose from a list
PAID_FOR = OF_PAYMENTS | {"charge", "paid", "checkout"}
SETTLED = frozenset({"paid", "success", "successful", "succeeded", "completed", "complete", "settled", "captured"})
_SET_PAID = compiled(
    r"""(?ix) \bupdate\b .* \bset\b (?: (?! \bwhere\b ) . )*
    (?: \w*(?:pay|paid)\w* [`"]? \s*=\s* ['"]?(?:paid|success|successful|succeeded|completed?|settled|1|true)\b
      | \w*(?:status|state|estado|situacao)\w* [`"]? \s*=\s* ['"]?(?:paid|pagad[ao]|lunas|dibayar|terbayar|bezahlt)\b )"""
)
_PUT_PAID = compiled(
    r"""(?ix) \binsert\b .* \binto\b [^()]* \( [^()]* (?:
        (?:pay|paid|bayar)\w*(?:status|state) [^()]* \) \s* values \b .* ['"](?:paid|success|successful|succeeded|completed?)['"]
      | \b(?:\w*_)?(?:status|state|estado|situacao)\w* [^()]* \) \s* values \b .* ['"](?:paid|pagad[ao]|lunas|dibayar|terbayar)['"] )"""
)
SUCCEEDED = frozenset({"success", "successful", "paid"})
NUMBERED = frozenset({"status", "state", "paid"})
BROUGHT = FROM_CLIENT | {"request.session"}  # a session holds what the customer began, and nothing of whether he paid for it
BY_STAFF = frozenset({"confirm", "verify", "done", "capture"})
SELLERS = frozenset({"employee", "cashier", "teller", "role", "seller", "vendor", "manager"})


def kept(flow: Flow, routine: Routine, given: Mapping[str, Tags] | None = None, hops: int = HOPS) -> Span | None:
    """Where a routine, or one that it hands what was sent, stores the state of a payment that the browser tells:
    `$order->status = $result->transaction_status`."""
    told = given or {}
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if _is_told(flow, written.rpartition(".")[2], value, routine, told):
                    return node.span
            case Call() if _sets_state(flow, node, routine, told) or _hands_on(flow, node, routine, told, hops):
                return node.span
    return None


def written(flow: Flow, handler: Handler) -> Span | None:
    """Where a page writes that an order is paid in SQL: `UPDATE orders SET payment_status = 'paid' WHERE id = $id`. The shop's own people
    confirm and verify payments on such pages, too, which say who they are for."""
    routine = handler.routine
    texts = (text_of(node) for node in routine.nodes if isinstance(node, facts.Literal))
    told = " ".join((routine.path, *(text for text in texts if "<" not in text))).lower()  # a page may link to what is for staff
    if not hook_words(handler) & (RETURN_WORDS - BY_STAFF) or "admin" in told or words_of(told) & (STAFF | SELLERS):
        return None
    return stated(flow, routine) or next((call.span for call in routine.calls if runs(flow, call, routine, _PUT_PAID)), None)


def stated(flow: Flow, routine: Routine) -> Span | None:
    """Where a routine makes an order a paid one by a statement of SQL."""
    return next((call.span for call in routine.calls if sets_paid(flow, call, routine)), None)


def sets_paid(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call is a statement of SQL that makes an order a paid one."""
    return runs(flow, call, routine, _SET_PAID)


def runs(flow: Flow, call: Call, routine: Routine, statement: re.Pattern[str]) -> bool:
    """Whether a call runs such a statement of SQL."""
    if not flow.effects.runs_statement(call, routine):
        return False
    texts = (flow.texts.of(argument.value, routine) for argument in call.arguments)
    return any(statement.search(" ".join(text.split())) for text in texts)


def marked(flow: Flow, handler: Handler) -> Span | None:
    """Where a page writes that an order is paid in other than plain words: in SQL, or by a number."""
    return written(flow, handler) or numbered(flow, handler)


def numbered(flow: Flow, handler: Handler) -> Span | None:
    """Where a page of success writes a state by its number: `["status" => 1]`, `order.is_paid = 1`."""
    for node in handler.routine.nodes if hook_words(handler) & SUCCEEDED else ():
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=facts.Literal(value=1 | "1")) if "." in written:
                if mentions(written.rpartition(".")[2], NUMBERED):
                    return node.span
            case Call(arguments=arguments) if _keeps(flow, node, handler.routine):
                fields = (field for argument in arguments for field in flow.fields.of(argument.value, handler.routine).known)
                ones = (field for field in fields if isinstance(field.value, facts.Literal) and field.value.value in (1, "1"))
                if any(mentions(field.name, NUMBERED) for field in ones):
                    return node.span
    return None


def _sets_state(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
    """Whether a call writes a record, itself or one function further, and the record's state is the browser's word."""
    if not _keeps(flow, call, routine):
        return False
    fields = (field for argument in call.arguments for field in flow.fields.of(argument.value, routine).known)
    return any(_is_told(flow, field.name, field.value, field.routine, given) for field in fields)


def _keeps(flow: Flow, call: Call, routine: Routine) -> bool:
    callee = flow.judge.callee(call, routine)
    return any(flow.roles.by(one) & KEEPING for one in ((call,) if callee is None else callee.calls))


def _hands_on(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags], hops: int) -> bool:
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is None or callee == routine:
        return False
    bound = flow.judge.bound(call, callee, routine, given)
    return any(tags & FROM_CLIENT for tags in bound.values()) and kept(flow, callee, bound, hops - 1) is not None


def _is_told(flow: Flow, name: str, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
    """Whether a field is a state that the browser tells, or chooses."""
    return mentions(name, STATES) and (_is_browsers(flow, value, routine, given) or _is_browsers_choice(flow, name, value, routine, given))


def _is_browsers_choice(flow: Flow, name: str, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
    """`paymentStatus: body.charge_message.includes("Successful") ? "successful" : "failed"`: what the browser sent decides, and nothing
    else."""
    if not isinstance(value, facts.Choice) or not any(text_of(arm).lower() in SETTLED for arm in (value.then, value.otherwise)):
        return False
    asked = [node for node in facts.walk(value.condition) if isinstance(node, Name | facts.Index | Call)]
    words = words_of(name).union(*(words_of(name_of(node)) for node in asked))
    told = frozenset[str]().union(*(flow.origin(node, routine, given) for node in asked))
    return bool(words & PAID_FOR) and is_clients_alone(told)


def _is_browsers(flow: Flow, value: Expr, routine: Routine, given: Mapping[str, Tags]) -> bool:
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    if held is not None and held[1] == routine and "." not in name_of(value):
        value = held[0]
    words = words_of(name_of(value))
    return bool(words & STATES and words & OF_PAYMENTS) and is_clients_alone(flow.origin(value, routine, given))
