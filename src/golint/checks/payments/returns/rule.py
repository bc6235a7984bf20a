"""Pages that a checkout sends the customer's browser back to: that it came says nothing of a payment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint import facts
from golint.checks.payments import browser_states
from golint.checks.payments.browser_states import BROUGHT, BY_STAFF
from golint.checks.payments.credits import credited, topped_up
from golint.checks.payments.marks import Marked, asks_provider, has_marked_paid, marks_paid
from golint.checks.payments.returns import authorized, outcomes, unseen
from golint.checks.payments.returns.given import PAYING, given
from golint.checks.payments.returns.logins import lets_people_in, only_signs_in
from golint.checks.payments.returns.named_payments import is_for_people, kept_as_own, kept_as_paid, may_verify
from golint.checks.payments.returns.pages import pages
from golint.checks.payments.unheeded import GATE, unheeded
from golint.checks.staff import is_for_staff
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.vocabulary import AMBIGUOUS, HOOK_WORDS, MAYBE_HOOK_WORDS, PAYMENT_WORDS, RETURN_WORDS, STAFF
from golint.dataflow.words import words_of
from golint.facts import Call, Index, Name
from golint.lazily import compiled
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

_EVENT = compiled(r"^\w+(?:[.:]\w+)+$")  # what answers a provider's "charge.success" is no page that a browser comes back to
_PAID = "marks the order paid"
_CREDITED = "credits an account"
_GIVEN = "gives what is sold"
_AUTHORIZED = "calls the payment authorised"
_NAMED = "the browser names a payment. Anyone can name one"
_SAID = "the browser says that the payment was made. Anyone can say so"
_NOTIFIED = "what is posted says that the payment was made, behind a log-in that customers have and no provider has. They can say so"
_CHOSEN = "the browser says how its payment ended. Whoever is signed in can say so"
_PAID_IN = "the browser says how much was paid in. Anyone can say so"
_UNHEEDED = "nothing asks what came of the comparison of the signature. Anyone can send a wrong one"
_COMPLETED = "the browser completes the cart, whatever the provider says. Anyone can complete one"
NOT_SENT = frozenset(
    {"self", "cls", "request", "req", "res", "response", "reply", "next", "ctx", "context", "done", "_", "_req", "event", "c"}
)


def unverified_return(view: FileView) -> Iterator[Hit]:
    """The customer's browser says that an order is paid, and is believed."""
    flow = view.flow
    shown = tuple(page for page in pages(view) if _is_returned_to(flow, page) and _speaks_of_paying(page))
    returns = (*browser_returns(flow), *shown)
    yield from _named(flow, frozenset(handler.routine for handler in returns))
    yield from _unheeded(view)
    yield from _authorized(view)
    for door in returns:
        written = marks_paid(flow, door.routine) or browser_states.marked(flow, door) or outcomes.believed(flow, door.routine)
        added = None if written else credited(flow, door)
        kept = None if door.signed_in else browser_states.kept(flow, door.routine)
        sold = None if written or kept or added else given(flow, door, view.catalog.providers)
        marked = None if written or kept or added or sold else has_marked_paid(flow, door.routine)
        if written is None and kept is None and added is None and sold is None and marked is None:
            continue  # asked first: to walk what stands behind a door costs the most
        handler = _known(flow, door)
        told = None if handler.signed_in else kept
        paid = told or written or added or sold or (marked.call if marked else None)
        if paid is None or _is_for_staff(handler, paid):
            continue
        proof = flow.proof(handler)
        effects = proof.all_effects if handler.signed_in else proof.effects  # who is signed in has not paid
        asked = told or door in shown or _reads_request(flow, handler)
        if _is_checked(flow, handler) or not effects or not asked:
            continue
        if asks_provider(flow, handler.routine, 3):
            continue
        decided = unseen.decides(flow, handler.routine, paid) or (marked is not None and _is_decided(flow, marked))
        unsure = Severity.NOTE if decided else _by_hand(handler)
        done = _GIVEN if paid is sold else _CREDITED if paid is added else _PAID
        hit = _believed(flow, handler, paid, _called(handler), unsure or (Severity.WARNING if paid is sold else None), done)
        yield replace(hit, related=((marked.path, marked.span, "marked paid here"),)) if marked else hit


def _is_decided(flow: Flow, marked: Marked) -> bool:
    """Whether a function of the shop marks an order as paid because of what a call says that cannot be followed."""
    module = flow.resolver.module(marked.path)
    routine = module.enclosing(marked.span.start) if module is not None else None
    return routine is not None and unseen.decides(flow, routine, marked.span, beyond=True)


def _named(flow: Flow, returns: frozenset[Routine]) -> Iterator[Hit]:
    """Doors that no browser is sent back to, and that believe the page's own script: `paymentId` of the body was paid, or that it was."""
    webhooks = {handler.routine for handler in flow.webhooks}
    for handler in flow.handlers:
        words = hook_words(handler)
        notified = bool(words & (HOOK_WORDS | MAYBE_HOOK_WORDS))
        for_machines = notified and not lets_people_in(flow, handler)
        if handler.routine in webhooks | returns or is_for_staff(handler) or (words & HOOK_WORDS and for_machines):
            continue
        if (chosen := kept_as_own(flow, handler)) is not None and not _is_checked(flow, handler):
            yield _believed(flow, handler, chosen, _CHOSEN, Severity.WARNING)
            continue
        named = kept_as_paid(flow, handler)
        said, further = (None, ()) if named or for_machines else _said(flow, handler)
        paid = named or said or _posted(flow, handler)
        added = None if paid or is_for_people(handler) else topped_up(flow, handler)
        if not (paid or added) or _is_checked(flow, handler) or asks_provider(flow, handler.routine, 3):
            continue
        if paid is not None:
            because = _NAMED if named else _NOTIFIED if notified else _SAID
            yield replace(_believed(flow, handler, paid, because), related=further)
        elif added is not None:
            yield _believed(flow, handler, added, _PAID_IN, Severity.WARNING, _CREDITED)


def _unheeded(view: FileView) -> Iterator[Hit]:
    """Doors that compare what a payment window signed, and complete the order whatever comes of that."""
    flow = view.flow
    webhooks = {handler.routine for handler in flow.webhooks}
    for handler in (one for one in flow.handlers if one.routine not in webhooks) if view.holds(GATE) else ():
        paid = marks_paid(flow, handler.routine)
        check = unheeded(flow, handler, paid) if paid is not None and _speaks_of_paying(handler) else None
        if paid is not None and check is not None and not asks_provider(flow, handler.routine, 3):
            yield replace(_believed(flow, handler, paid, _UNHEEDED), related=((None, check.span, "compared here"),))


def _authorized(view: FileView) -> Iterator[Hit]:
    """The answers by which a framework takes a cart for paid, and that nobody was asked for."""
    for routine, span in authorized.unasked(view.flow) if view.holds(authorized.GATE) else ():
        symbol, provider = view.flow.known_as(routine), view.flow.name_of_provider(routine)
        values = {"handler": symbol, "provider": provider, "done": _AUTHORIZED, "because": _COMPLETED}
        yield Hit(span, values, provider=view.flow.provider_at(routine), symbol=symbol, severity=Severity.WARNING)


def _known(flow: Flow, handler: Handler) -> Handler:
    """A door, known to be one for people who are signed in where it asks for their token itself."""
    return replace(handler, signed_in=True) if only_signs_in(flow, flow.proof(handler), handler.routine) else handler


def _is_checked(flow: Flow, handler: Handler) -> bool:
    """Whether a door checks more than who is signed in."""
    proof = flow.proof(handler)
    return bool(proof.checks) and not only_signs_in(flow, proof, handler.routine)


def _said(flow: Flow, handler: Handler) -> tuple[Span | None, tuple[tuple[str, Span, str], ...]]:
    """Where a door for customers takes over how a payment ended, or hands that on to what does; and where this is."""
    if is_for_people(handler):
        return None, ()
    if (own := outcomes.believed(flow, handler.routine)) is not None:
        return own, ()
    handed = next(outcomes.believed_next(flow, handler.routine), None)
    return (handed[0], ((*handed[1:], "believed here"),)) if handed is not None else (None, ())


def _posted(flow: Flow, handler: Handler) -> Span | None:
    """Where a door keeps the state that stands in what the payment window handed to the page's script, and that this has put into a field:
    `$result = json_decode($request->input("json")); $order->status = $result->transaction_status`."""
    routine = handler.routine
    results = frozenset(_results(flow, routine))
    kept = browser_states.kept(flow, routine) if results and not is_for_people(handler) else None
    if kept is None:
        return None
    named = (node for node in routine.nodes if isinstance(node, Name) and node.span in kept)
    return kept if any(name.written.partition(".")[0] in results for name in named) else None


def _results(flow: Flow, routine: Routine) -> Iterator[str]:
    """The variables that hold what stood in one field of a request, as JSON."""
    for node in routine.own:
        match node:
            case facts.Assign(targets=(Name(written=written),), value=Call(arguments=(sent, *_)) as made):
                decoded = "json.decode" in flow.roles.by(made)
                if decoded and flow.origin(sent.value, routine) & {"request.part", "request.query"}:
                    yield written


def _believed(flow: Flow, handler: Handler, paid: Span, because: str, severity: Severity | None = None, done: str = _PAID) -> Hit:
    values = {"handler": handler.symbol, "provider": flow.name_of_provider(handler), "done": done, "because": because}
    return Hit(paid, values, provider=flow.provider_of(handler), symbol=handler.symbol, severity=severity)


def browser_returns(flow: Flow) -> Iterator[Handler]:
    """The doors of a file to which a checkout sends the customer's browser back."""
    webhooks = {handler.routine for handler in flow.webhooks}
    for handler in flow.handlers:
        if handler.routine in webhooks or hook_words(handler) & HOOK_WORDS:
            continue
        if _EVENT.match(handler.route.strip()) and not handler.is_script:
            continue
        if (_is_returned_to(flow, handler) or _is_validation(flow, handler)) and _speaks_of_paying(handler):
            yield handler


def _is_returned_to(flow: Flow, handler: Handler) -> bool:
    """Whether a door is called as such pages are. One that captures a payment may have somebody do so who cannot be followed."""
    words = hook_words(handler) & RETURN_WORDS
    routine = handler.routine
    return bool(words) and (words != {"capture"} or not any(may_verify(flow, call, routine) for call in routine.calls))


def _is_validation(flow: Flow, handler: Handler) -> bool:
    """Whether the class of a door is one by whose name its framework knows where the browser comes back to."""
    owner, known = handler.routine.owner, flow.language.return_classes
    return owner is not None and known is not None and known.search(owner.name) is not None


def _is_for_staff(handler: Handler, paid: Span) -> bool:
    """Whether a door lets in the shop's own people alone, or says nothing of paying where it asks who is signed in, neither by its names
    nor by what it calls the record that is paid: goods come back and tasks are done, too."""
    words = hook_words(handler) | words_of(handler.routine.path)
    record = next((words_of(n.written) for n in handler.routine.nodes if isinstance(n, Name) and n.span.start == paid.start), frozenset())
    apart = words & STAFF or not (hook_words(handler) | record) & PAYING
    return is_for_staff(handler) or (handler.signed_in and bool(apart))


def _by_hand(handler: Handler) -> Severity | None:
    """How sure it is that customers come through a door that somebody of the shop's confirms payments by, `confirmManualPayment`, and that
    only asks who is signed in: they may have no account there."""
    return Severity.WARNING if handler.signed_in and is_for_people(handler) else None


def _called(handler: Handler) -> str:
    """What makes an order paid: that the browser came back, or that a door is called by which payments are confirmed; and for whom."""
    who = "Anyone who is signed in" if handler.signed_in else "Anyone"
    returning = hook_words(handler) & RETURN_WORDS
    if returning and returning <= BY_STAFF:
        return f"this address is called. {who} can call it"
    return f"the browser came back to this address. {who} can open the address"


def _speaks_of_paying(handler: Handler) -> bool:
    """Whether the handler's own names speak of a payment or an order: a file of many trades may name a provider elsewhere."""
    named = (node.written if isinstance(node, Name) else name_of(node) for node in handler.routine.nodes if isinstance(node, Name | Index))
    names = " ".join(named)
    return bool((hook_words(handler) | words_of(f"{handler.routine.path} {names}")) & (PAYMENT_WORDS - AMBIGUOUS))


def _reads_request(flow: Flow, handler: Handler) -> bool:
    routine = handler.routine
    if handler.registered and any(p.name not in NOT_SENT for p in routine.function.parameters):
        return True  # the order's number stands in the address
    nodes = [node for node in routine.nodes if isinstance(node, Name | Call | facts.Attribute)]
    if any((flow.roles.by(node) | flow.origin(node, routine)) & BROUGHT for node in nodes):
        return True
    return any(flow.origin(Name(p.name, routine.function.name_span, p.name), routine) & BROUGHT for p in routine.function.parameters)
