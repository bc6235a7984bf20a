"""What counts as paid is the provider's word, for the order and the amount that it was paid for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.payments.amounts.clients_word import FROM_CLIENT
from golint.checks.payments.browser_states import stated
from golint.checks.payments.credits import filled, filled_with_paid
from golint.checks.payments.fulfilment import blind, declined, metadata, opened, parts, unread, untied
from golint.checks.payments.fulfilment.booked import books
from golint.checks.payments.fulfilment.overlooked import may_overlook, overlooked
from golint.checks.payments.fulfilment.references import asks_for_kept, asks_for_opened, asks_for_order, finds_by_what_was_asked, looked_for
from golint.checks.payments.fulfilment.reused import pays_again
from golint.checks.payments.fulfilment.senders import paid_field
from golint.checks.payments.fulfilment.unweighed import completed_unweighed
from golint.checks.payments.marks import Said, asks_provider, marks_paid, says_paid
from golint.checks.payments.tolerances import amounts_compared
from golint.checks.payments.unheeded import unheeded
from golint.checks.webhooks.repeats.rule import ANSWERED, SENT, knows_repeats
from golint.dataflow.comparisons import compared, only_logs
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of, text_of
from golint.dataflow.proof.verdicts import Effect, Summary
from golint.dataflow.vocabulary import CHECKING, HOOK_WORDS, PAYMENT_WORDS, PRICES_ABROAD, SIGNATURES
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Compare, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

RULE = "amount-not-verified"
COMPARED = PRICES_ABROAD | {"amount", "total", "price", "currency", "reference", "order", "sum", "paid", "due", "owed"}
NO_PAYMENTS = frozenset({  # asked for as such; a payout pays for no order
    "token", "setup", "customer", "method", "account", "product", "price", "coupon", "oauth", "payout", "disbursement", "license",
    "licence",
})  # fmt: skip
RENEWED = frozenset({"subscription", "recurring", "mandate"})
ACCOUNTS = frozenset({"account", "bank", "bvn"})  # whose an account is with a bank is asked for before money goes out to it
OPENED = frozenset({"session", "intent", "checkout", "charge"})  # what the shop opens with the provider, and the browser cannot
PROVIDING = frozenset({"mp", "gateway", "provider"})  # whose id of a payment it is: one of the shop's own says nothing
ABOUT_PAYMENTS = frozenset({"payment", "pay", "charge", "checkout", "verify", "paid"})
TOLD = SENT | ANSWERED | {"request.query", "request.part"}  # what names the payment, and what is said of it
HOPS = 3
_SAYS_PAID = Said("says that something was paid")
_OPENED = Said("says that something was paid", "compares no amount", "A page opens the payment and chooses how much: one cent")
_ASKED = Said("says that something was paid", "compares no amount, which its go-live list asks for", "A payment of another amount")
_UNTIED = Said("signed that something was paid", "does not compare what was signed with the order", "The signature of any one payment")
_AGAIN = Said(
    "says that something was paid", "does not look whether that payment was credited before", "The same payment, named again,",
    "fills a wallet", "fills it again",
)  # fmt: skip
_REUSED = Said(
    "says that something was paid",
    "does not compare for which order",
    "One payment, named again,",
    enough="completes each order of its price",
)
_DECLINED = Said("answers at all", "nothing looks at the payment's status", "A card that is declined", enough="completes it, too")
_LOGGED = Said("says that something was paid", "only logs that another amount was paid than the order's", "A smaller payment")

Related = tuple[tuple[str | None, Span, str], ...]
Found = tuple[Handler | Routine, Span, Said, Related]


def amount_not_verified(view: FileView) -> Iterator[Hit]:
    """A payment that the sender named is read back, and whatever it was for completes the order; or a signed event completes what its
    metadata names, and the browser wrote that; or a difference of the amounts is found, and only logged."""
    flow = view.flow
    seen: set[Span] = set()
    spoken: set[Routine] = set()  # of what these do enough was said
    for found in (_asked_back, _charged, _told_by_events, _read_unweighed, _signed_beside):
        for place, span, told, related in found(view):
            routine = place if isinstance(place, Routine) else place.routine
            if span not in seen and not (found is _read_unweighed and {routine, flow.routine_at(span.start)} & spoken):
                seen.add(span)
                spoken.update(callees(flow, routine, HOPS))
                yield _hit(flow, place, span, told, related)
    for routine in (one for one in flow.module.routines if one not in spoken) if may_overlook(view) else ():
        yield from (_hit(flow, routine, span, _LOGGED) for span in overlooked(flow, routine))


def _asked_back(view: FileView) -> Iterator[Found]:
    """Doors that read a payment back."""
    flow = view.flow
    for handler in flow.handlers:
        if handler.signed_in and "admin" in hook_words(handler) | words_of(handler.routine.path):
            continue
        if not flow.is_about_payments(handler) or not flow.may_read_back(handler, HOPS):
            continue  # asked first: to walk what stands behind a door costs the most
        proof = flow.proof(handler)
        for span, asked, for_order in _read_backs(view, handler, proof):
            told = None if _is_settled_otherwise(flow, span) else _told_of(view, handler, proof, asked, for_order)
            if told is not None and not (span == asked and _is_told_there(view, handler, asked)):
                yield handler, span, told, ()


def _placed(view: FileView, handler: Handler, told: Said, places: Iterable[tuple[Routine, Span]]) -> Iterator[Found]:
    """Something that is wrong where orders are completed: told there, or in this file where the door calls what completes them."""
    for routine, marked in places:
        if routine.path == view.source.path:
            yield handler, marked, told, ()
        elif (place := metadata.called_for(view.flow, handler, routine)) is not None and not _is_told_there(view, handler, place):
            yield handler, place, told, ((routine.path, marked, "completed here"),)


def _is_told_there(view: FileView, handler: Handler, asked: Span) -> bool:
    """Whether a call hands the request on to a function of another file that is taken for a door itself: what it does is told there."""
    call = next((call for call in handler.routine.calls if call.span == asked), None)
    callee = view.flow.judge.callee(call, handler.routine) if call is not None else None
    other = view.sibling(callee.path) if callee is not None and callee.path != view.source.path else None
    return other is not None and any(door.routine == callee and not door.registered for door in other.flow.handlers)


def _charged(view: FileView) -> Iterator[Found]:
    """Functions that charge a card, and doors that lead to one."""
    flow = view.flow
    for routine in dict.fromkeys(one.routine for one in flow.money):
        charged = declined.completed(flow, routine, marks_paid) or unread.charged(flow, routine, marks_paid)
        if charged is not None and charged.routine == routine:
            yield routine, charged.call.span, _DECLINED, ()
    for handler in (one for one in flow.handlers if flow.is_about_payments(one)):
        charged = declined.completed(flow, handler.routine, marks_paid)
        if charged is not None and declined.completed(flow, charged.routine, marks_paid) is None:  # or else it is told there
            span = charged.call.span if charged.routine.path == view.source.path else metadata.called_for(flow, handler, charged.routine)
            related = ((charged.routine.path, charged.call.span, "charged here"),)
            yield from ((handler, span, _DECLINED, related if span != charged.call.span else ()),) if span is not None else ()


def _told_by_events(view: FileView) -> Iterator[Found]:
    """Webhooks."""
    flow = view.flow
    webhooks = frozenset(handler.routine for handler in flow.webhooks)
    for handler in (one for one in flow.handlers if one.routine in webhooks):
        if not _is_settled(flow, handler):
            yield from _placed(view, handler, _SAYS_PAID, metadata.completed(flow, handler, marks_paid))
        if (told := _unlooked_at(view, handler)) is not None:
            yield from _placed(view, handler, told, completed_unweighed(flow, handler))


def _unlooked_at(view: FileView, handler: Handler) -> Said | None:
    """What is wrong where a webhook completes an order and nothing looks at how much came in; None for nothing."""
    signed = _is_signed(view.flow, handler)
    if signed and opened.by_page(view, handler):
        return _OPENED
    if signed and view.catalog.is_asked_by(view.flow.provider_of(handler), RULE):
        return _ASKED
    field = "" if _is_looked_up(view.flow, handler) else paid_field(view, handler)
    return _sent(field) if field else None


def _read_unweighed(view: FileView) -> Iterator[Found]:
    """Doors that read back a payment which may be for another sum than the order that it names, and look at no amount."""
    flow = view.flow
    for handler in flow.handlers:
        if handler.signed_in and "admin" in hook_words(handler) | words_of(handler.routine.path):
            continue
        if not flow.is_about_payments(handler) or not flow.may_read_back(handler, HOPS) or _is_opaque(flow, handler):
            continue
        if field := parts.field_of(view, handler):
            yield from _placed(view, handler, parts.said(field), parts.completed(view, handler))
        else:
            yield from _placed(view, handler, _OPENED, metadata.read_back(flow, handler, marks_paid, completed_unweighed))


def _is_opaque(flow: Flow, handler: Handler) -> bool:
    """Whether somebody is asked about the payment whom golint cannot follow."""
    return any(check.kind == "opaque" for check in flow.proof(handler).checks)


def _signed_beside(view: FileView) -> Iterator[Found]:
    """Doors that a payment window's script calls with what the provider signed."""
    flow = view.flow
    webhooks = frozenset(handler.routine for handler in flow.webhooks)
    for handler in flow.handlers if view.holds(untied.GATE) else ():
        if handler.routine in webhooks or hook_words(handler) & HOOK_WORDS:
            continue
        for routine, marked in untied.completed(flow, handler):
            if routine == handler.routine and unheeded(flow, handler, marked) is not None:
                continue  # nothing has to be signed at all
            if routine.path == view.source.path:
                yield handler, marked, _UNTIED, ()
            elif (place := metadata.called_for(flow, handler, routine)) is not None:
                yield handler, place, _UNTIED, ((routine.path, marked, "completed here"),)


def _told_of(view: FileView, handler: Handler, proof: Summary, asked: Span, for_order: bool) -> Said | None:
    """What is wrong where a payment is read back, in the words of the message; None for nothing."""
    flow = view.flow
    if not for_order:
        if (flaw := blind.overlooked(flow, handler.routine, _gives)) is not None:
            return flaw
        if filled_with_paid(flow, handler.routine) and marks_paid(flow, handler.routine) is None:
            return None if knows_repeats(flow, handler.routine, TOLD) else _AGAIN
        named = finds_by_what_was_asked(flow, handler.routine, asked) or _compares_amounts(flow, handler.routine, HOPS)
        named = named or asks_for_opened(flow, handler, asked)
        if (not named or pays_again(flow, handler.routine, asked)) and _completes(flow, handler, proof, asked):
            return _REUSED if named else _SAYS_PAID
    return _OPENED if opened.by_page(view, handler) and any(completed_unweighed(flow, handler)) else None


def _gives(flow: Flow, routine: Routine) -> Span | None:
    """Where a routine sets a record to paid, by a statement too, or fills a wallet."""
    return marks_paid(flow, routine) or stated(flow, routine) or filled(flow, routine)


def _is_signed(flow: Flow, handler: Handler) -> bool:
    return any(check.kind not in ("read-back", "opaque") for check in flow.proof(handler).checks)


def _sent(field: str) -> Said:
    flaw = f"nothing looks at how much came in (`{field}`)"
    return Said(
        "says that something was paid",
        flaw,
        "An order that grew after its payment was opened, or a payment of another sum,",
        enough="is completed, too",
    )


def _is_looked_up(flow: Flow, handler: Handler) -> bool:
    """Whether the provider is asked what became of the payment, or somebody is whom golint cannot follow."""
    return any(check.kind in ("read-back", "opaque") for check in flow.proof(handler).checks) or asks_provider(flow, handler.routine, HOPS)


def _is_settled(flow: Flow, handler: Handler) -> bool:
    """Whether a webhook compares what was paid, or asks the provider for it."""
    return _compares_amounts(flow, handler.routine, metadata.REACH) or asks_provider(flow, handler.routine, metadata.REACH)


def _hit(flow: Flow, place: Handler | Routine, span: Span, told: Said, related: Related = ()) -> Hit:
    values = {"provider": flow.name_of_provider(place), **told._asdict()}
    provider = flow.provider_at(place) if isinstance(place, Routine) else flow.provider_of(place)
    return Hit(span, values, provider=provider, symbol=flow.symbol(flow.routine_at(span.start)), related=related)


def _read_backs(view: FileView, handler: Handler, proof: Summary) -> Iterator[tuple[Span, Span, bool]]:
    """Where payments are read back when nothing else proves the sender, in this file or where it calls the one that asks; where the
    handler does so; and whether they are asked for by the order's own number."""
    if any(check.kind not in ("read-back", "opaque") for check in proof.checks) or view.flow.verified_before(handler):
        return
    asking = [check for check in proof.checks if check.kind == "read-back"]
    if asking and _hands_signature(view.flow, handler):
        return
    for check in asking:
        path, span = check.inner or (view.source.path, check.span)
        asked = _request_at(view.flow, path, span)
        if asked is not None and (_asks_for_account(view.flow, *asked) or _asks_what_to_charge(view.flow, *asked)):
            continue
        if asked is not None and path != view.source.path and _asks_anybody_there(view, handler, check.span, *asked):
            continue
        for_order = asks_for_order(view.flow, handler, path, span) or asks_for_kept(view.flow, handler.routine, check.span)
        yield span if path == view.source.path else check.span, check.span, for_order


def _hands_signature(flow: Flow, handler: Handler) -> bool:
    """Whether what cannot be followed makes an event of what was sent and a header: `$checkout->constructWebhookEvent($payload, $sent)`."""
    for call in handler.routine.calls:
        named = words_of(last_of(call)) & (HOOK_WORDS | SIGNATURES | {"event"})
        sent = named and any("request.header" in flow.origin(argument.value, handler.routine) for argument in call.arguments)
        if sent and flow.judge.callee(call, handler.routine) is None:
            return True
    return False


def _request_at(flow: Flow, path: str, span: Span) -> tuple[Call, Routine] | None:
    """The call that stands at a place, of another file too, and the function that makes it; None where none does."""
    module = flow.resolver.module(path)
    routine = module.enclosing(span.start) if module is not None else None
    call = next((call for call in routine.calls if call.span == span), None) if routine is not None else None
    return (call, routine) if call is not None and routine is not None else None


def _asks_for_account(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether the address of a request says that it asks for an account with a bank, and for no payment; where that is not written down,
    whether its function says so."""
    texts = (flow.texts.of(argument.value, routine) for argument in call.arguments[:2])
    steps = next((text.partition("://")[2].partition("/")[2] or text for text in texts if "/" in text), "")
    told = words_of(steps) or words_of(routine.function.qualname)
    return bool(told & ACCOUNTS) and not told & PAYMENT_WORDS


def _asks_what_to_charge(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a request to an address that is not known for a provider's stands before the payment that its function opens: it asks for the
    order, and for no payment."""
    if "http.request" not in flow.roles.by(call):
        return False
    opened = any(m.entry.opens and call.span.end <= m.call.span.start for m in flow.money_within(routine))
    return opened and not flow.money_calls.goes_to_provider(call, routine)


def _is_settled_otherwise(flow: Flow, span: Span) -> bool:
    """A subscription that is asked about has no one amount; a capture of the order's own amount fails where that was not paid."""
    # A check that a helper is by its name stands at that name.
    whole = next((r.function.span for r in flow.module.routines if r.function.name_span == span), span)
    for node in flow.module.nodes:
        match node:
            case facts.Literal(value=str() as text) if node.span in whole and words_of(text) & RENEWED:
                return True
            case Call(arguments=arguments) if node.span == span:
                told = frozenset[str]().union(*(_words_of(argument.value) for argument in arguments))
                if told & {"amount", "total", "price"} or _steps(node) & (RENEWED | NO_PAYMENTS):
                    return True
                if _asks_anybody(flow, node) or _asks_for_else(flow, node):
                    return True
    return False


def _steps(call: Call) -> frozenset[str]:
    """The words of a call's trail; how the request is authorised says nothing of what is asked: `Http::withToken($key)->get($url)`."""
    return words_of(" ".join(step for step in facts.trail(call).split(".") if not step.startswith("with")))


def _asks_anybody(flow: Flow, call: Call) -> bool:
    """Whether neither the address of a request nor a name around it says that it asks for a payment."""
    routine = flow.routine_at(call.span.start)
    if "http.request" not in flow.roles.by(call) or flow.providers:
        return False
    return not words_of(_told_around(flow, call, routine)) & ABOUT_PAYMENTS


def _asks_anybody_there(view: FileView, handler: Handler, outer: Span, call: Call, routine: Routine) -> bool:
    """The same of a request that a function of another file makes, where neither that file nor the handler's call says so."""
    flow = view.flow
    other = view.sibling(routine.path)
    if "http.request" not in flow.roles.by(call) or flow.providers or other is None or other.flow.providers:
        return False
    through = next((one for one in handler.routine.calls if one.span == outer), None)
    if through is None:
        return False
    called = " ".join(facts.trail(through).split(".")[-2:])  # a folder's name says nothing
    told = f"{called} {_told_around(flow, through, handler.routine)} {_told_around(flow, call, routine)}"
    return not words_of(told) & ABOUT_PAYMENTS


def _told_around(flow: Flow, call: Call, routine: Routine) -> str:
    """What a call is given, and what the function is called that makes it."""
    names = " ".join(node.written for argument in call.arguments for node in facts.walk(argument.value) if isinstance(node, Name))
    return f"{names} {routine.function.qualname} {' '.join(flow.texts.of(a.value, routine) for a in call.arguments)}"


def _asks_for_else(flow: Flow, call: Call) -> bool:
    """Whether the address of a request says that it asks for something else than a payment: `` `${base}/validate-license` ``."""
    address = call.argument(0) if "http.request" in flow.roles.by(call) else None
    told = words_of(flow.texts.of(address, flow.routine_at(call.span.start))) if address is not None else frozenset[str]()
    return bool(told & NO_PAYMENTS) and not told & PAYMENT_WORDS


def _completes(flow: Flow, handler: Handler, proof: Summary, asked: Span) -> bool:
    """Whether something is done once the payment has been read back."""
    unpaid = tuple(_unpaid_arms(flow, handler.routine))
    effects = (e for e in proof.all_effects if e.span.end > asked.start and not any(e.span in arm for arm in unpaid))
    done = (effect for effect in effects if effect.role in ("store.write", "unknown", "store.insert"))
    return any(not books(flow, effect, handler.routine, asked) and not _asks_library(flow, effect) for effect in done)


def _asks_library(flow: Flow, effect: Effect) -> bool:
    """Whether something is done with the provider alone, through its library: `stripe.billing_portal.Session.create(...)`. No order of the
    shop's is completed there."""
    return any(step.lower() in flow.providers for step in effect.path.split(".")[:-1])


def _unpaid_arms(flow: Flow, routine: Routine) -> Iterator[Span]:
    """What is done where the provider says that nothing was paid: the order is marked failed, the cart is opened again."""
    for node in routine.nodes:
        if isinstance(node, facts.Branch):
            asked = _asks_paid(flow, node.condition, routine)
            arm = node.otherwise if asked == {"=="} else node.then if asked == {"!="} else ()
            yield from (statement.span for statement in arm)


def _asks_paid(flow: Flow, condition: Expr, routine: Routine) -> frozenset[str]:
    """The operators by which a condition compares a payment that was read back with a state of a paid one; none where it is negated."""
    nodes = tuple(facts.walk(condition))
    if any(isinstance(node, facts.Logic) and node.operator == "not" for node in nodes):
        return frozenset()
    made = [found for node in nodes if (found := compared(node, flow.roles)) is not None]
    return frozenset(
        found.operator
        for found in made
        if isinstance(found.right, facts.Literal) and says_paid(found.right) and "provider.read" in flow.origin(found.left, routine)
    )


def _compares_amounts(flow: Flow, routine: Routine, hops: int) -> bool:
    """Whether amount, currency or reference decide something, or the order is found by what the provider says."""
    if flow.language.typed and _is_told_by_provider(flow, routine):
        return True
    idle = set(_only_logged(flow, routine))
    for node in routine.nodes:
        match found := amounts_compared(flow, node, routine) or node:
            case Compare(operator="is" | "is not"):
                continue  # of which class something is, or whether there is any
            case Compare(left=left, right=right) if not isinstance(left, facts.Literal) and not isinstance(right, facts.Literal):
                if found.span not in idle and (_words_of(left) & COMPARED or _words_of(right) & COMPARED or _are_ids(flow, left, right)):
                    return True
            case Call():
                if _finds_by_provider_id(flow, found):
                    return True
                if "store.read" in flow.roles.by(found) and "provider.read" in flow.asked_with(found, routine):
                    return True
                if "store.write" in flow.roles.by(found) and any(
                    _is_providers_word(flow, v, routine) for v in looked_for(flow, found, routine)
                ):
                    return True
                callee = flow.judge.callee(found, routine) if hops else None
                if callee is not None and callee != routine and _compares_amounts(flow, callee, hops - 1):
                    return True
                if callee is None and mentions(last_of(found), CHECKING) and _is_handed_amount(flow, found, routine):
                    return True
    return False


def _is_handed_amount(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call is handed what the provider says was paid: `order.verify(payment.getTransactionAmount())`."""
    values = (argument.value for argument in call.arguments)
    return any(_words_of(value) & COMPARED and _is_providers_word(flow, value, routine) for value in values)


def _is_providers_word(flow: Flow, value: Expr, routine: Routine) -> bool:
    tags = flow.origin(value, routine)
    return "provider.read" in tags and not tags & FROM_CLIENT


def _finds_by_provider_id(flow: Flow, call: Call) -> bool:
    """`where("checkout_session_id", $id)`, `findBy("mp_payment_id", id)`: the order is the one that this session or payment was opened for,
    with the amount of then."""
    if "store.read" not in flow.roles.by(call):
        return False
    told = [a.name for a in call.arguments if a.name] + [text_of(call.argument(0))]
    told += [text_of(e.key) for a in call.arguments if isinstance(a.value, facts.Mapping) for e in a.value.entries]
    theirs = PROVIDING | set(flow.providers)
    return any("id" in words and (words & OPENED or ("payment" in words and words & theirs)) for words in map(words_of, told))


def _is_told_by_provider(flow: Flow, routine: Routine) -> bool:
    """Whether the record is the one that was made for this very payment, or is made of the provider's answer alone."""
    calls = routine.calls
    asked = {n for c in calls if "provider.read" in flow.origins.roles(c, routine) for n in _payment_ids(c)}
    if any(n in asked for c in calls if "store.read" in flow.origin(c, routine) for n in _payment_ids(c)):
        return True
    kept = [a.value for c in calls if "store.insert" in flow.roles.by(c) and flow.language.typed for a in c.arguments]
    fields = [flow.fields.of(value, routine) for value in kept if isinstance(value, Name | Call)]
    tags = [flow.origin(field.value, field.routine) for known in fields if not known.open for field in known.known]
    return any("provider.read" in tag for tag in tags) and not any(tag & FROM_CLIENT for tag in tags)


def _payment_ids(call: Call) -> Iterator[str]:
    """The names of ids of payments, sessions and intents that a call is given."""
    for argument in call.arguments:
        words = words_of(name_of(argument.value))
        if isinstance(argument.value, Name) and "id" in words and words & {"intent", "session", "payment", "charge"}:
            yield argument.value.written


def _are_ids(flow: Flow, left: Expr, right: Expr) -> bool:
    """`order.info.get("id") != payment_id`: the payment that was asked for is the one that the order knows."""
    names = words_of(name_of(left)), words_of(name_of(right))
    told = {"payment", "transaction", "charge", "intent", *flow.providers}
    return all("id" in words for words in names) and any(words & told for words in names)


def _words_of(expr: Expr) -> frozenset[str]:
    match expr:
        case facts.Binary(left=left, right=right):
            return _words_of(left) | _words_of(right)
        case facts.Sequence(items=items):
            return frozenset[str]().union(*map(_words_of, items))
        case Call(arguments=arguments) if not name_of(expr):
            told = (receiver_of(expr), *(argument.value for argument in arguments))
            return words_of(last_of(expr)).union(*(_words_of(value) for value in told if value is not None))
    return words_of(name_of(expr))


def _only_logged(flow: Flow, routine: Routine) -> Iterator[Span]:
    """Comparisons whose outcome is written to a log, and nothing else comes of it."""
    for node in routine.nodes:
        if isinstance(node, facts.Branch) and only_logs(node, flow.roles):
            yield from (part.span for part in facts.walk(node.condition) if isinstance(part, Call | Compare) and compared(part, flow.roles))
