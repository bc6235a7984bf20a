"""What is charged and what counts as paid is the shop's and the provider's word, never the browser's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.handlers import RETURN_WORDS, Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.money import Money, argument_entries
from golint.dataflow.proof import Summary
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Compare, Expr, Name
from golint.model import Hit, Span, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

AMOUNTS = frozenset({"amount", "unit_amount", "value", "total", "price", "grossamount", "gross_amount"})
CHOSEN = frozenset({"donate", "donation", "donor", "tip", "topup", "wallet", "deposit", "fund", "funding", "pledge", "contribution", "recharge", "refund", "credit", "withdraw", "withdrawal", "payout"})
COMPARED = frozenset({"amount", "total", "price", "currency", "reference", "order", "sum", "paid", "due", "owed"})
PAID = frozenset({"paid", "success", "successful", "succeeded", "completed", "complete", "captured", "confirmed", "settled", "active"})
STATES = frozenset({"status", "state", "paid", "completed", "confirmed", "payment", "active"})
FROM_CLIENT = frozenset({"request.body.parsed", "request.part", "request.query"})


def client_controlled_amount(view: FileView) -> Iterator[Hit]:
    """The amount of a money call comes from the request."""
    if view.stage is Stage.TEST:
        return
    flow = view.flow
    for money in flow.money:
        if _shopper_chooses(view, money.routine):
            continue
        for value in _amounts(flow, money):
            if flow.origin(value, money.routine) & FROM_CLIENT and not _is_checked(flow, value, money.routine):
                yield Hit(value.span, {"call": money.call.path.lstrip(".")}, provider=money.provider.id, symbol=money.routine.function.qualname)
                break


def _amounts(flow: Flow, money: Money) -> Iterator[Expr]:
    for argument in money.call.arguments:
        if argument.name in AMOUNTS:
            yield argument.value
        for key, value in argument_entries(argument.value, flow.texts, money.routine):
            if key.lower() in AMOUNTS:
                yield value


def _shopper_chooses(view: FileView, routine: Routine) -> bool:
    """Donations, tips and wallets are for the shopper to fix."""
    return mentions(f"{view.source.path} {routine.function.qualname}", CHOSEN)


def _is_checked(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether the amount is compared with something that does not come from the request."""
    names = {n.written for n in facts.walk(value) if isinstance(n, Name)}
    for node in facts.walk(routine.function.body):
        if not isinstance(node, Compare) or isinstance(node.left, facts.Literal) or isinstance(node.right, facts.Literal):
            continue
        written = {n.written for n in facts.walk(node) if isinstance(n, Name)}
        sides = (flow.origin(node.left, routine), flow.origin(node.right, routine))
        if names & written and not all(side & FROM_CLIENT for side in sides):
            return True
    return False


def amount_not_verified(view: FileView) -> Iterator[Hit]:
    """A payment that the sender named is read back, and whatever it was for completes the order."""
    if view.stage is Stage.TEST:
        return
    flow = view.flow
    seen: set[Span] = set()
    for handler in flow.handlers:
        proof = flow.proof(handler)
        for span in _read_backs(view, proof):
            if span not in seen and _completes(flow, handler, proof) and not _compares_amounts(flow, handler.routine, 3):
                seen.add(span)
                yield Hit(span, provider=flow.provider, symbol=flow.routine_at(span.start).function.qualname)


def _read_backs(view: FileView, proof: Summary) -> Iterator[Span]:
    """Where payments are read back, in this file, when nothing else proves the sender."""
    if any(check.kind not in ("read-back", "opaque") for check in proof.checks):
        return
    for check in proof.checks:
        if check.kind == "read-back":
            path, span = check.inner or (view.source.path, check.span)
            if path == view.source.path:
                yield span


def _completes(flow: Flow, handler: Handler, proof: Summary) -> bool:
    return any(effect.role in ("store.write", "unknown", "store.insert") for effect in proof.all_effects) and flow.is_about_payments(handler)


def _compares_amounts(flow: Flow, routine: Routine, hops: int) -> bool:
    """Whether amount, currency or reference are compared, or the order is found by what the provider says."""
    for node in facts.walk(routine.function.body):
        match node:
            case Compare(left=left, right=right) if not isinstance(left, facts.Literal) and not isinstance(right, facts.Literal):
                if words_of(_name(left)) & COMPARED or words_of(_name(right)) & COMPARED:
                    return True
            case Call():
                if "store.read" in flow.roles.by(node) and any("provider.read" in flow.origin(a.value, routine) for a in node.arguments):
                    return True
                callee = flow.judge.callee(node, routine) if hops else None
                if callee is not None and callee != routine and _compares_amounts(flow, callee, hops - 1):
                    return True
    return False


def unverified_return(view: FileView) -> Iterator[Hit]:
    """The customer's browser says that an order is paid, and is believed."""
    if view.stage is Stage.TEST:
        return
    flow = view.flow
    webhooks = {handler.routine for handler in flow.webhooks}
    for handler in flow.handlers:
        if handler.routine in webhooks or not hook_words(handler) & RETURN_WORDS or not flow.is_about_payments(handler):
            continue
        proof = flow.proof(handler)
        paid = _marks_paid(flow, handler.routine)
        if paid is None or proof.checks or not proof.effects or not _reads_request(flow, handler.routine):
            continue
        if _asks_provider(flow, handler.routine, 3):
            continue
        yield Hit(paid, provider=flow.provider, symbol=handler.symbol)


def _asks_provider(flow: Flow, routine: Routine, hops: int) -> bool:
    """Whether the routine, or one that it calls, talks to the provider itself."""
    for node in facts.walk(routine.function.body):
        if isinstance(node, Call):
            if flow.roles.by(node) & {"http.request", "provider.read"}:
                return True
            callee = flow.judge.callee(node, routine) if hops else None
            if callee is not None and callee != routine and _asks_provider(flow, callee, hops - 1):
                return True
    return False


def _marks_paid(flow: Flow, routine: Routine) -> Span | None:
    """Where a record is given the state of a paid one."""
    for node in facts.walk(routine.function.body):
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if mentions(written.rpartition(".")[2], STATES) and _says_paid(value):
                    return node.span
            case Call(path=path, arguments=arguments) if flow.roles.by(node) & {"store.write", "store.upsert", "store.insert"}:
                if any(a.name and mentions(a.name, STATES) and _says_paid(a.value) for a in arguments) or mentions(path.rpartition(".")[2], PAID):
                    return node.span
                if any(_says_paid(a.value) for a in arguments if a.name is None and isinstance(a.value, facts.Literal)):
                    return node.span
    return None


def _says_paid(value: Expr) -> bool:
    match value:
        case facts.Literal(value=True):
            return True
        case facts.Literal(value=str() as text):
            return mentions(text, PAID)
        case Name(written=written):
            return mentions(written.rpartition(".")[2], PAID)
    return False


def _reads_request(flow: Flow, routine: Routine) -> bool:
    return any(
        isinstance(node, Name | Call) and flow.roles.by(node) & {"request.query", "request.body.parsed", "request.body.raw"}
        for node in facts.walk(routine.function.body)
    ) or any(flow.origin(Name(p.name, routine.function.name_span, p.name), routine) & FROM_CLIENT for p in routine.function.parameters)


def _name(expr: Expr) -> str:
    match expr:
        case Name(written=written):
            return written.rpartition(".")[2]
        case facts.Index(key=facts.Literal(value=str() as key)):
            return key
        case Call(path=path, arguments=arguments):
            first = arguments[0].value if arguments else None
            return first.value if isinstance(first, facts.Literal) and isinstance(first.value, str) else path.rpartition(".")[2]
        case facts.Binary(left=left, right=right):
            return f"{_name(left)} {_name(right)}"
    return ""
