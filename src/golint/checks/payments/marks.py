"""Where the shop says that something was paid, and where it asks the provider whether it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.browser_states import KEEPING
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.vocabulary import PAID_ABROAD, STATES_ABROAD
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 1  # between a controller's service and what marks the record may stand one function more
PAID = PAID_ABROAD | {
    "paid", "success", "successful", "succeeded", "completed", "complete", "captured", "confirmed", "settled", "active", "done",
}  # fmt: skip
# Portuguese for paid, and Spanish for a payment; what Midtrans calls one that was made: within other words they say nothing.
ALONE = frozenset({"pago", "paga", "settlement"})
ASKING = frozenset({"http.request", "provider.read"})
PAID_SETTINGS = frozenset({"PS_OS_PAYMENT", "PS_OS_WS_PAYMENT"})
MAGENTOS = "Order.STATE_PROCESSING"  # paid, and not sent yet
STATES = STATES_ABROAD | {"status", "state", "paid", "completed", "confirmed", "payment", "active", "pagado", "pagada", "lunas"}


class Said(NamedTuple):
    """How it is told that an order is completed: why it is, what is wrong with that, and which payment is enough for what."""

    says: str
    flaw: str = "compares neither amount nor currency nor reference"
    which: str = "A payment of one cent, or somebody else's,"
    does: str = "completes an order"
    enough: str = "completes any order"


class Marked(NamedTuple):
    """Where a function is called that marks a record paid, and where it does so, which may be in another file."""

    call: Span
    path: str
    span: Span


def marks_paid(flow: Flow, routine: Routine) -> Span | None:
    """Where a record is given the state of a paid one."""
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if mentions(written.rpartition(".")[2], STATES) and says_paid(value):
                    return node.span
            case Call(path=path, arguments=(only,)) if flow.language.typed and _is_setter(path) and says_paid(only.value):
                return node.span
            case Call(path=path, arguments=arguments) if writes(flow, node, routine):
                if any(a.name and mentions(a.name, STATES) and says_paid(a.value) for a in arguments) or mentions(
                    path.rpartition(".")[2], PAID
                ):
                    return node.span
                if any(says_paid(value) for a in arguments if a.name is None for value in _constants(a.value)):
                    return node.span
                if any(_is_paid_setting(flow, a.value, routine) for a in arguments):
                    return node.span
                if any(_sets_paid(value) for a in arguments if isinstance(value := _made(flow, a.value, routine), facts.Mapping)):
                    return node.span
    return None


def _made(flow: Flow, value: Expr, routine: Routine) -> Expr:
    """What a record is given, where it was put together before: `$changes = [...]; $this->db->update("orders", $changes)`."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) and "." not in value.written else None
    return held[0] if held is not None else value


def has_marked_paid(flow: Flow, routine: Routine) -> Marked | None:
    """Where a routine has a function of the shop do that: `orders.confirm(id)`."""
    for call in routine.calls:
        callee = flow.judge.callee(call, routine)
        if callee is None or callee == routine:
            continue
        for here in callees(flow, callee, HOPS):
            if (span := marks_paid(flow, here)) is not None:
                return Marked(call.span, here.path, span)
    return None


def made_paid(routine: Routine) -> Iterator[Call]:
    """Where something is made that begins in the state of a paid one: `new Order({ status: "paid" })`."""
    for call in routine.calls:
        if isinstance(call.callee, Name) and call.callee.written[:1].isupper() and sets_paid(call):
            yield call


def sets_paid(call: Call) -> bool:
    """Whether a call is given the state of a paid record, by name or in a mapping: `Order(status="paid")`."""
    named = any(a.name and mentions(a.name, STATES) and says_paid(a.value) for a in call.arguments)
    return named or any(_sets_paid(a.value) for a in call.arguments if isinstance(a.value, facts.Mapping))


def _is_setter(path: str) -> bool:
    """`order.setStatus`"""
    last = path.rpartition(".")[2]
    return "." in path and last.startswith("set") and mentions(last, STATES)


def writes(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call changes a record, by its role or by the SQL that it is given."""
    roles = flow.roles.by(call)
    return bool(roles & KEEPING) or (flow.effects.runs_statement(call, routine) and flow.effects.of(call, routine, {}) in KEEPING)


def _constants(value: Expr) -> Iterator[Expr]:
    """A constant, or those of a list of values: `["paid", order]`, `Order::STATE_PROCESSING`. A bare `true` says nothing of what is so."""
    for part in value.items if isinstance(value, facts.Sequence) else (value,):
        if (isinstance(part, facts.Literal) and part.value is not True) or (
            isinstance(part, Name | facts.Attribute) and name_of(part).isupper()
        ):
            yield part


def _is_paid_setting(flow: Flow, value: Expr, routine: Routine) -> bool:
    """PrestaShop's number of the state of a paid order: `Configuration::get("PS_OS_PAYMENT")`."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    made = held[0] if held is not None else value
    return isinstance(made, Call) and "config.read" in flow.roles.by(made) and text_of(made.argument(0)) in PAID_SETTINGS


def _sets_paid(values: facts.Mapping) -> bool:
    return any(map(says_paid, states_in(values)))


def states_in(values: facts.Mapping) -> Iterator[Expr]:
    """The states of `{"state": "done"}`, `{ where: { id }, data: { status: "PAID" } }`; what is looked for is not what is set."""
    for entry in values.entries:
        if mentions(text_of(entry.key), STATES):
            yield entry.value
        if isinstance(entry.value, facts.Mapping) and text_of(entry.key) != "where":
            yield from states_in(entry.value)


def says_paid(value: Expr) -> bool:
    match value:
        case facts.Literal(value=True):
            return True
        case facts.Literal(value=str() as text):
            return mentions(text, PAID) or text.lower() in ALONE
        case Name(written=path) | facts.Attribute(path=path):
            return mentions(path.rpartition(".")[2], PAID) or path.endswith(MAGENTOS)
        case facts.Choice(then=then, otherwise=otherwise):
            return says_paid(then) or says_paid(otherwise)
    return False


def _is_getter(flow: Flow, call: Call) -> bool:
    """`order.getPayment()`: who asks a provider says which one he means."""
    return flow.language.typed and not call.arguments and "provider.read" in flow.roles.by(call) and last_of(call).startswith("get")


def asks_provider(flow: Flow, routine: Routine, hops: int) -> bool:
    """Whether the routine, or one that it calls, talks to the provider itself."""
    return any(
        flow.money_in(here) or any(flow.roles.by(call) & ASKING and not _is_getter(flow, call) for call in here.calls)
        for here in callees(flow, routine, hops)
    )
