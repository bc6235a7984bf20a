"""What counts as paid is the provider's word, for the order and the amount that it was paid for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts import FROM_CLIENT
from golint.dataflow.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.verdicts import Summary
from golint.dataflow.vocabulary import PAYMENT_WORDS, RETURN_WORDS
from golint.dataflow.words import mentions, words_of
from golint.facts import Block, Call, Compare, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

COMPARED = frozenset({"amount", "total", "price", "currency", "reference", "order", "sum", "paid", "due", "owed"})
AMBIGUOUS = frozenset({"transfer", "card", "balance", "gateway", "fee"})  # sites and tickets are transferred too
RENEWED = frozenset({"subscription", "recurring", "mandate"})
PAID = frozenset(
    {"paid", "success", "successful", "succeeded", "completed", "complete", "captured", "confirmed", "settled", "active", "done"}
)
STATES = frozenset({"status", "state", "paid", "completed", "confirmed", "payment", "active"})


def amount_not_verified(view: FileView) -> Iterator[Hit]:
    """A payment that the sender named is read back, and whatever it was for completes the order."""
    flow = view.flow
    seen: set[Span] = set()
    for handler in flow.handlers:
        proof = flow.proof(handler)
        for span in _read_backs(view, proof):
            if (
                span not in seen
                and not _is_settled_otherwise(flow, span)
                and _completes(flow, handler, proof)
                and not _compares_amounts(flow, handler.routine, 3)
            ):
                seen.add(span)
                yield Hit(span, _words(view), provider=flow.provider, symbol=flow.symbol(flow.routine_at(span.start)))


def _words(view: FileView) -> dict[str, str]:
    provider = view.flow.pack
    return {"provider": provider.name if provider else "the payment provider"}


def _read_backs(view: FileView, proof: Summary) -> Iterator[Span]:
    """Where payments are read back when nothing else proves the sender: in this file, or where it calls the one that asks."""
    if any(check.kind not in ("read-back", "opaque") for check in proof.checks):
        return
    for check in proof.checks:
        if check.kind == "read-back":
            path, span = check.inner or (view.source.path, check.span)
            yield span if path == view.source.path else check.span


def _is_settled_otherwise(flow: Flow, span: Span) -> bool:
    """A subscription that is asked about has no one amount; a capture of the order's own amount fails where that was not paid."""
    # A check that a helper is by its name stands at that name.
    whole = next((r.function.span for r in flow.module.routines if r.function.name_span == span), span)
    for node in facts.walk(flow.module.program.body):
        match node:
            case facts.Literal(value=str() as text) if node.span in whole and words_of(text) & RENEWED:
                return True
            case Call(arguments=arguments) if node.span == span:
                told = frozenset[str]().union(*(_words_of(argument.value) for argument in arguments))
                if told & {"amount", "total", "price"} or words_of(facts.trail(node)) & RENEWED:
                    return True
    return False


def _completes(flow: Flow, handler: Handler, proof: Summary) -> bool:
    return any(effect.role in ("store.write", "unknown", "store.insert") for effect in proof.all_effects) and flow.is_about_payments(
        handler
    )


def _compares_amounts(flow: Flow, routine: Routine, hops: int) -> bool:
    """Whether amount, currency or reference decide something, or the order is found by what the provider says."""
    idle = set(_only_logged(flow, routine))
    for node in facts.walk(routine.function.body):
        match node:
            case Compare(left=left, right=right) if not isinstance(left, facts.Literal) and not isinstance(right, facts.Literal):
                if node.span not in idle and (_words_of(left) & COMPARED or _words_of(right) & COMPARED or _are_ids(flow, left, right)):
                    return True
            case Call():
                if "store.read" in flow.roles.by(node) and any("provider.read" in flow.origin(a.value, routine) for a in node.arguments):
                    return True
                callee = flow.judge.callee(node, routine) if hops else None
                if callee is not None and callee != routine and _compares_amounts(flow, callee, hops - 1):
                    return True
    return False


def _are_ids(flow: Flow, left: Expr, right: Expr) -> bool:
    """`order.info.get("id") != payment_id`: the payment that was asked for is the one that the order knows."""
    names = words_of(name_of(left)), words_of(name_of(right))
    told = {"payment", "transaction", "charge", "intent", *flow.providers}
    return all("id" in words for words in names) and any(words & told for words in names)


def _words_of(expr: Expr) -> frozenset[str]:
    match expr:
        case facts.Binary(left=left, right=right):
            return _words_of(left) | _words_of(right)
        case Call(arguments=arguments) if not name_of(expr):
            return words_of(last_of(expr)).union(*(_words_of(a.value) for a in arguments))
    return words_of(name_of(expr))


def _only_logged(flow: Flow, routine: Routine) -> Iterator[Span]:
    """Comparisons whose outcome is written to a log, and nothing else comes of it."""
    for node in facts.walk(routine.function.body):
        if isinstance(node, facts.Branch) and not node.otherwise and _logs_only(flow, node.then):
            yield from (part.span for part in facts.walk(node.condition) if isinstance(part, Compare))


def _logs_only(flow: Flow, block: Block) -> bool:
    return bool(block) and all(
        isinstance(s, facts.Evaluate) and (not isinstance(s.value, Call) or "log.write" in flow.roles.by(s.value)) for s in block
    )


# -- the browser's word --


def unverified_return(view: FileView) -> Iterator[Hit]:
    """The customer's browser says that an order is paid, and is believed."""
    flow = view.flow
    webhooks = {handler.routine for handler in flow.webhooks}
    for handler in flow.handlers:
        if handler.routine in webhooks or not hook_words(handler) & RETURN_WORDS or not _speaks_of_paying(handler):
            continue
        proof = flow.proof(handler)
        paid = _marks_paid(flow, handler.routine)
        if paid is None or proof.checks or not proof.effects or not _reads_request(flow, handler):
            continue
        if _asks_provider(flow, handler.routine, 3):
            continue
        yield Hit(paid, {"handler": handler.symbol, **_words(view)}, provider=flow.provider, symbol=handler.symbol)


def _speaks_of_paying(handler: Handler) -> bool:
    """Whether the handler's own names speak of a payment or an order: a file of many trades may name a provider elsewhere."""
    names = " ".join(node.written for node in facts.walk(handler.routine.function.body) if isinstance(node, Name))
    return bool((hook_words(handler) | words_of(f"{handler.routine.path} {names}")) & (PAYMENT_WORDS - AMBIGUOUS))


def _asks_provider(flow: Flow, routine: Routine, hops: int) -> bool:
    """Whether the routine, or one that it calls, talks to the provider itself."""
    if flow.money_in(routine):
        return True
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
                if any(a.name and mentions(a.name, STATES) and _says_paid(a.value) for a in arguments) or mentions(
                    path.rpartition(".")[2], PAID
                ):
                    return node.span
                if any(_says_paid(a.value) for a in arguments if a.name is None and isinstance(a.value, facts.Literal)):
                    return node.span
                if any(_sets_paid(a.value) for a in arguments if isinstance(a.value, facts.Mapping)):
                    return node.span
    return None


def _sets_paid(values: facts.Mapping) -> bool:
    """`{"state": "done"}`"""
    return any(mentions(text_of(entry.key), STATES) and _says_paid(entry.value) for entry in values.entries)


def _says_paid(value: Expr) -> bool:
    match value:
        case facts.Literal(value=True):
            return True
        case facts.Literal(value=str() as text):
            return mentions(text, PAID)
        case Name(written=written):
            return mentions(written.rpartition(".")[2], PAID)
        case facts.Attribute(path=path):
            return mentions(path.rpartition(".")[2], PAID)
    return False


def _reads_request(flow: Flow, handler: Handler) -> bool:
    routine = handler.routine
    if handler.registered and any(p.name not in ("self", "cls", "request", "req") for p in routine.function.parameters):
        return True  # the order's number stands in the address
    read = {"request.query", "request.body.parsed", "request.body.raw"}
    if any(isinstance(node, Name | Call) and flow.roles.by(node) & read for node in facts.walk(routine.function.body)):
        return True
    return any(flow.origin(Name(p.name, routine.function.name_span, p.name), routine) & FROM_CLIENT for p in routine.function.parameters)
