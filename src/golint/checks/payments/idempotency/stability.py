"""An idempotency key is one per operation: neither one for all, nor a new one for each try."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callers
from golint.checks.payments.amounts.clients_word import argument_of
from golint.checks.payments.idempotency.days import is_of_day
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, last_of, makes_object, name_of, text_of
from golint.dataflow.tags import DRAWN
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import returned
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.linking.mentions import exports
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

CARRIERS = ("headers", "options", "request_options", "extra_headers", "json", "body")
PAIRING = frozenset({"add", "set", "header", "addheader", "setheader", "withheader", "tryaddwithoutvalidation"})
FAULTS = frozenset(
    {"missing", "unstable", "invalid", "wrong", "bad", "duplicate", "reused", "expired", "without", "no", "error", "message"}
)
OUTCOMES = frozenset({"replayed", "replays", "replay", "hit", "status"})  # `Idempotent-Replayed: true`: what an answer says became of a key
COUNTED = frozenset({"usage", "meter"})  # what is reported there is charged for later, and can be put right until then
SHOWN = frozenset({"example", "sample", "snippet"})
READING = frozenset({"retrieve", "get", "list", "find", "fetch", "search", "read"})
OTHERS = frozenset({"mail.send", "queue.enqueue"})
SENT = frozenset({"email", "mail", "sms", "notification", "job", "task", "workflow"})  # `digestTask.trigger(...)`: what else takes a key
STORES = frozenset({"store.insert", "store.upsert", "store.write", "queue.enqueue"})
ONE = "is one constant for every payment, so the provider takes the second payment for a repeat of the first and drops it"
PROCESS = "is drawn once for the whole process, so the provider takes every later payment for a repeat of the first"
EACH_TRY = "is drawn anew for each try, so a repeated request counts as a new one and pays twice"
EACH_RUN = "is drawn anew each time this function runs, so a repeated request counts as a new one and pays twice"


def unstable_idempotency_key(view: FileView) -> Iterator[Hit]:
    """A key that is drawn anew for each try, or that is the same for every payment."""
    flow = view.flow
    seen: set[Span] = set()
    places = _places(view)
    rules = tuple(one.span for one in flow.calls("value.rules"))  # they say what a key may look like, with all that they are handed
    for call in flow.module.calls:
        routine = flow.routine_at(call.span.start)
        placed = _placed(call, places)
        if any(call.span in span for span in rules) or (placed is None and (not flow.is_payment_code(routine) or _keeps(flow, call))):
            continue
        moves = any(money.call is call for money in flow.money)
        own = (Field(last_of(call), placed, routine),) if placed is not None else ()
        for field in (*own, *_keys(flow, flow.assembly.whole(call), routine)):
            part = _part_written_out(flow, field.value, field.routine) if moves else None
            reason = _unstable(flow, field.value, field.routine, part, held=makes_client(flow, call))
            if reason and field.value.span not in seen and field.routine.path == view.source.path:
                if (not moves and _is_for_something_else(flow, call, routine)) or _only_reads(view, call, routine):
                    break  # asked last: it looks at all that is made in the file
                seen.add(field.value.span)
                counted = words_of(f"{facts.trail(call)} {routine.function.qualname} {routine.path}") & COUNTED
                severity = Severity.NOTE if counted else None
                values = {"reason": reason.replace("pays twice", "is counted twice") if counted else reason}
                provider, symbol = flow.provider_at(field.routine), flow.symbol(field.routine)
                yield Hit(field.value.span, values, provider=provider, symbol=symbol, severity=severity)


def _keeps(flow: Flow, call: Call) -> bool:
    """Whether a call makes a record that holds the key: there it is drawn once, and kept; or only shows how one is sent."""
    if words_of(last_of(call)) & SHOWN:
        return True
    if any(money.call is call for money in flow.money) or _is_of_sdk(flow, call):
        return False
    stores = bool(flow.roles.by(call) & STORES) and (".objects." in call.path or not flow.providers)
    return (makes_object(call) and not last_of(call).endswith(("Options", "Add", "TryAddWithoutValidation"))) or stores


def _is_for_something_else(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call that moves no money only asks, or stands in one that does, or hands a message or a job on, which costs nothing when it
    comes twice."""
    if flow.roles.by(call) & OTHERS or any(call.span in one.span and words_of(last_of(one)) & READING for one in routine.calls):
        return True
    return bool(words_of(facts.trail(call)) & SENT) and not flow.roles.by(call) & {"http.request", "http.write"}


def makes_client(flow: Flow, call: Call) -> bool:
    """Whether a call makes an object of the SDK, such as its client."""
    return makes_object(call) and _is_of_sdk(flow, call)


def _is_of_sdk(flow: Flow, call: Call) -> bool:
    """Whether a call makes one of the SDK's own objects, which keep nothing: `stripe.Params{IdempotencyKey: key}`, and clients of it, which
    send what they are made with each time: `new MercadoPagoConfig({ options: { idempotencyKey } })`."""
    names = (name.replace("/", ".") for sdk in (flow.pack.sdks if flow.pack else ()) for name in sdk.imports)
    return any(call.path.startswith(f"{name}.") for name in names)


def _only_reads(view: FileView, call: Call, routine: Routine) -> bool:
    """Whether a call makes a client of the SDK, for objects of it alone, where nothing moves money: such a client may ask as often as it
    likes, whatever key it sends."""
    flow, everywhere = view.flow, routine.start < 0
    if not makes_client(flow, call) or any(everywhere or money.call.span in routine.function.span for money in flow.money):
        return False
    place = flow.module.nodes if everywhere else routine.nodes
    kept = next((node.targets for node in place if isinstance(node, facts.Assign) and node.value is call), ())
    name = kept[0].written if len(kept) == 1 and isinstance(kept[0], Name) and "." not in kept[0].written else ""
    if not name or (everywhere and name in (exports(view.source.data) or ())):
        return False
    makers = [node.span for node in place if isinstance(node, Call) and node is not call and makes_client(flow, node)]
    uses = (n for n in place if isinstance(n, Name) and n.written.partition(".")[0] == name and n is not kept[0])
    return all(any(use.span in maker for maker in makers) for use in uses)


def _keys(flow: Flow, call: Call, routine: Routine) -> Iterator[Field]:
    first, second = call.argument(0), call.argument(1)
    if first is not None and second is not None and last_of(call).lower() in PAIRING and _is_key(text_of(first)):
        yield Field(text_of(first), second, routine)
    if first is not None and second is None and _is_key(last_of(call)) and last_of(call).startswith(("Set", "set")):
        yield Field(last_of(call), first, routine)
    for argument in call.arguments:
        name = argument.name or (name_of(argument.value) if _is_of_library(flow, call) else "")
        if name and _is_key(name):
            yield Field(name, argument.value, routine)
        elif argument.name in CARRIERS or isinstance(argument.value, facts.Mapping) or argument.spread == "**" or _is_money(flow, call):
            yield from (f for f in flow.fields.deep(argument.value, routine) if _is_key(f.name))


def _places(view: FileView) -> tuple[tuple[str, str, int], ...]:
    """What libraries make with a key at a place of its own, `new CreateCharge($source, $key)`: the package, the name, and the place."""
    kin = view.flow.kin
    return tuple(
        (name.replace("/", "."), made, place)
        for provider in view.catalog.providers.values()
        for one in provider.idempotency.sdks
        if one.language == kin
        for made, place in one.placed
        for sdk in provider.sdks
        if sdk.language == kin
        for name in sdk.imports
    )


def _placed(call: Call, places: tuple[tuple[str, str, int], ...]) -> Expr | None:
    """The key that an object of a provider's library is made with."""
    fitting = (at for name, made, at in places if call.path.startswith(f"{name}.") and call.path.endswith(f".{made}"))
    return next((key for at in fitting if (key := call.argument(at)) is not None), None)


def _is_money(flow: Flow, call: Call) -> bool:
    """Whether an SDK's call is handed its key in an object: `Refund.create(params, options)`."""
    return flow.language.typed and _is_of_library(flow, call)


def _is_of_library(flow: Flow, call: Call) -> bool:
    """Whether a call moves money through a provider's library, which may take the key by its place: `createPayout($idempotencyKey)`."""
    return any(money.call is call and money.sdk for money in flow.money)


def _is_key(name: str) -> bool:
    """Whether a name is that of a key, and not of what may be wrong with one, `missing_idempotency_key="Send a key"`, or became of it."""
    if name.lower() in ("paypal-request-id", "paypal_request_id"):
        return True
    return "idempot" in name.lower() and not words_of(name) & (FAULTS | OUTCOMES)


def _unstable(flow: Flow, value: Expr, routine: Routine, part: Expr | None, *, held: bool) -> str:
    """What is wrong with a key, which may be `part` of what its function writes out; what is `held` by an object of the SDK that a file
    makes when it is loaded stays until the process ends."""
    made, place = value, routine
    if part is not None:
        made = part
    elif isinstance(value, Name):
        own = next((p for p in routine.function.parameters if p.name == value.written), None)
        given = flow.texts.value_of(value, routine)
        if own is not None and own.default is not None and _is_left_out(flow, routine, own.name):
            given = (own.default, routine)
        elif own is not None:
            return ""  # what a caller may give is stable where one does
        if given is None or _is_kept(flow, value, routine):
            return ""
        made, place = given
    if isinstance(made, facts.Literal):
        return ONE if isinstance(made.value, str) and made.value else ""
    if _may_be_given(flow, made, place) or not flow.origin(made, place) & DRAWN:
        return ""
    if is_of_day(flow, made, place):
        return ""
    if flow.kin == "python" and any(p.default is made for p in routine.function.parameters):
        return PROCESS  # worked out where the function is defined
    if place.start < 0 and (held or routine.start >= 0) and not _runs_once(flow, routine):
        return PROCESS
    return EACH_TRY if made is value or _in_loop(place, made.span) else EACH_RUN


def _may_be_given(flow: Flow, made: Expr, routine: Routine) -> bool:
    """Whether a key is drawn only where none is given, in one line or by a function of the shop that gives back either of them: it is
    stable where one is given."""
    if isinstance(made, facts.Logic | facts.Choice):
        return True
    maker = flow.judge.callee(made, routine) if isinstance(made, Call) else None
    choices = returned(maker) if maker is not None else []
    return maker is not None and any(_is_given(flow, one, maker) for one in choices)


def _is_given(flow: Flow, choice: Expr, maker: Routine) -> bool:
    """Whether what a function gives back in the end, or in one of its arms, is drawn nowhere and no constant."""
    if isinstance(choice, facts.Logic | facts.Choice):
        return True
    return not isinstance(choice, facts.Literal) and not flow.origin(choice, maker) & DRAWN


def _part_written_out(flow: Flow, value: Expr, routine: Routine) -> Expr | None:
    """What a part is of an object that its function writes out and keeps nowhere: `body.header.id` of
    `const body = { header: { id: ... } }`."""
    if not isinstance(value, Name) or "." not in value.written:
        return None
    first, *steps = value.written.split(".")
    held = flow.texts.value_of(Name(first, value.span, first), routine) if first not in OWN else None
    if held is None or held[1] != routine or _is_handed_out(flow, value, routine):
        return None
    found: Expr | None = held[0]
    for step in steps:
        entries = found.entries if isinstance(found, facts.Mapping) else ()
        found = next((entry.value for entry in entries if text_of(entry.key) == step), None)
    return found


def _is_handed_out(flow: Flow, value: Name, routine: Routine) -> bool:
    """Whether another call than the request, and than one that logs, is handed the key or the object that holds it: it may be written down
    there."""
    whole = value.written.partition(".")[0]
    others = (call for call in routine.calls if value.span not in call.span and "log.write" not in flow.roles.by(call))
    given = (node for call in others for argument in call.arguments for node in facts.walk(argument.value))
    return any(isinstance(node, Name) and node.written in (whole, value.written) for node in given)


def _is_left_out(flow: Flow, routine: Routine, name: str) -> bool:
    """Whether a function is called, and by nobody with a parameter of its own: what stands in for that is what it is."""
    calls = tuple(call for call, _ in callers(flow, routine))
    return (
        bool(calls)
        and not any(a.spread for call in calls for a in call.arguments)
        and not any(argument_of(c, routine, name) for c in calls)
    )


def _runs_once(flow: Flow, routine: Routine) -> bool:
    """Whether a function is called where it is written, `(async () => { ... })()`: the process ends with its one payment."""
    own = routine.function.span
    return any(isinstance(call.callee, facts.Lambda) and call.callee.function.span == own for call in flow.module.calls)


def _is_kept(flow: Flow, value: Name, routine: Routine) -> bool:
    """Whether the key outlives this try: it is an attribute, is written down, given back, or drawn before the loop that tries again."""
    if "." in value.written:
        return True
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(first, *_), value=Name(written=held)) if held == value.written:
                if not isinstance(first, Name) or "." in first.written:
                    return True
            case Call(arguments=arguments, span=span) if flow.roles.by(node) & STORES and not span.start < value.span.start < span.end:
                if any(isinstance(n, Name) and n.written == value.written for a in arguments for n in facts.walk(a.value)):
                    return True
            case facts.Loop(span=span) if span.start < value.span.start < span.end and _tries_again(node):
                held_at = flow.texts.value_of(value, routine)
                if held_at and not span.start <= held_at[0].span.start < span.end:
                    return True
    return False


def _tries_again(loop: facts.Loop) -> bool:
    return not loop.targets or (isinstance(loop.source, Call) and loop.source.path == "range")


def _in_loop(routine: Routine, span: Span) -> bool:
    loops = (n for n in routine.own if isinstance(n, facts.Loop))
    return any(loop.span.start < span.start < loop.span.end for loop in loops)
