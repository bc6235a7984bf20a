"""A delivery that comes again must not do again what the first one did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.sums import added_at, adds_to_field, adds_within, is_increment, set_to_sum, writes_sum
from golint.checks.webhooks.messengers import sends_message
from golint.checks.webhooks.reached import Beside, Place, told_beyond
from golint.checks.webhooks.repeats.claims import claims, names_job
from golint.checks.webhooks.repeats.in_process import is_listed, remembering
from golint.checks.webhooks.repeats.look_ups import FINDING, found_before
from golint.checks.webhooks.repeats.open_records import asks_for_open, leaves_seen_out, states_open
from golint.checks.webhooks.repeats.set_here import is_set_here
from golint.checks.webhooks.repeats.uniqueness import has_unique_key, keeps_one
from golint.checks.webhooks.spelling import door, short
from golint.checks.webhooks.ways import Given, leaves_for_good, taken, together
from golint.checks.webhooks.words import words
from golint.dataflow import builders
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, path_of, receiver_of, spelled, text_of
from golint.dataflow.tags import BODY, Tags
from golint.dataflow.vocabulary import PAID_ABROAD, STATES_ABROAD
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name, Node
from golint.lazily import compiled
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

SENT = BODY | {"signature.verify"}
ANSWERED = frozenset({"provider.read", "http.request"})
STATES = STATES_ABROAD | PAID_ABROAD | frozenset({
    "status", "state", "processed", "paid", "completed", "captured", "handled", "fulfilled", "succeeded", "credited", "granted", "applied",
    "settled", "procesado", "procesada", "processado", "diproses",
})  # fmt: skip
SEEN = frozenset({
    "processed", "already", "duplicate", "dedup", "dedupe", "deduplicate", "idempotent", "idempotency", "seen", "once", "replay", "exist",
    "existing", "exists",
})  # fmt: skip
# What asks for code, for a key of what was sent, or for the next event of a stream: it says nothing of a delivery.
ELSEWHERE = frozenset({
    "require_once", "include_once", "function_exists", "class_exists", "interface_exists", "trait_exists", "enum_exists", "method_exists",
    "property_exists", "array_key_exists", "key_exists", "once",
})  # fmt: skip
MISSED = frozenset({"exist", "found", "missing"})  # what the error of a look-up is called that found nothing
CONFLICTS = frozenset({
    "IntegrityError", "UniqueViolation", "DuplicateKeyError", "UniqueViolationError", "ConditionalCheckFailedException",
    "UniqueValidationError", "DuplicateEntryError", "DbUpdateException", "UniqueConstraintException", "DuplicateKeyException",
    "DataIntegrityViolationException", "SQLIntegrityConstraintViolationException", "EntityExistsException", "RecordNotUnique",
    "UniqueConstraintViolationException", "UniqueConstraintError", "NotUniqueError", "AlreadyExists",
})  # fmt: skip
# The numbers are those of MongoDB, of MySQL and of SQL Server.
CONFLICT_CODES = frozenset({"P2002", "23505", 11000, 1062, 2627, 2601, "ER_DUP_ENTRY", "SQLITE_CONSTRAINT_UNIQUE"})
_ONCE = compiled(
    r"\bON\s+(?:CONFLICT|DUPLICATE\s+KEY)\b|\bINSERT\s+(?:OR\s+)?IGNORE\b|\bFOR\s+UPDATE\b|\battribute_not_exists\b", re.IGNORECASE
)
SAVING = ("save", "saveAndFlush", "insert", "persist")
_PRESENCE = compiled(r"\.(?:isEmpty|isPresent|isNull|exists)$")
_AGAIN = "each delivery runs `{}` again: nothing looks at what was done before"
_REMEMBERED = "what was worked off is remembered in `{}` alone: a restart empties it, and another instance has its own"
REPEATING = frozenset({"credit", "increment", "topup", "grant", "award", "deposit", "ship", "deliver", "decrement", "deduct"})


def no_event_deduplication(view: FileView) -> Iterator[Hit]:
    """A delivery that comes again is worked off again."""
    flow = view.flow
    for handler in flow.webhooks:
        effect = _unseen(flow, handler.routine)
        if effect is None:
            yield from _forgotten(view, handler)
            continue
        place: Place = (effect.path, effect.span)
        related: Beside = ()
        if effect.path != view.source.path:
            place, related = told_beyond(flow, handler, place, door(view, handler), "repeated here")
        repeated = _AGAIN.format(flow.language.names.spelled(effect.name))
        yield Hit(
            place[1],
            {**words(view, handler), "repeated": repeated, "event_id": _event_id(flow.pack_of(handler))},
            provider=flow.provider_of(handler),
            symbol=handler.symbol,
            related=related,
            severity=None if handler.registered else Severity.NOTE,
            path=place[0],
        )


def _forgotten(view: FileView, handler: Handler) -> Iterator[Hit]:
    """The memory of one process that a delivery is looked up in, and nothing else."""
    flow = view.flow
    if not flow.proof(handler).all_effects:
        return
    passed = [(place, node) for place, node, *_ in taken(flow, handler.routine, lambda _: ())]
    kept = next(((place, found) for place, node in passed if (found := remembering(flow, node, place)) is not None), None)
    if kept is None or any(_knows(flow, node, place, SENT) and not _speaks_of(node, kept[1]) for place, node in passed):
        return
    place, container = kept
    made = flow.module.bindings(flow.module.body)[container.written][0] if place.path == view.source.path else None
    span = made.value.span if made is not None and made.value is not None else door(view, handler)
    values = {**words(view, handler), "repeated": _REMEMBERED.format(container.written), "event_id": _event_id(flow.pack_of(handler))}
    yield Hit(
        span,
        values,
        provider=flow.provider_of(handler),
        symbol=handler.symbol,
        severity=None if handler.registered else Severity.NOTE,
    )


def _speaks_of(node: Node, container: Name) -> bool:
    return any(isinstance(part, Name) and part.written.partition(".")[0] == container.written for part in facts.walk(node))


def _unseen(flow: Flow, routine: Routine) -> _Effect | None:
    """The first effect that adds up and before which no event that comes to it is looked up; what is made because it is missing is not."""
    passed = list(taken(flow, routine, lambda place: tuple(_for_missing(flow, place))))
    acting = [(effect, way) for place, node, way, _ in passed if (effect := _repeats(flow, node, place)) is not None]
    looked = [way for place, node, way, given in passed if acting and _knows(flow, node, place, SENT, given)]
    return next((effect for effect, way in acting if not any(together(way, known) for known in looked)), None)


def surely_seen(flow: Flow, routine: Routine, told: Tags) -> bool:
    """Whether on the way to each effect that adds up something surely looks at what was done before: not in an arm that others pass by."""
    passed = list(taken(flow, routine, lambda place: tuple(_for_missing(flow, place))))
    acting = [way for place, node, way, _ in passed if _repeats(flow, node, place) is not None]
    looked = [way for place, node, way, given in passed if acting and _knows(flow, node, place, told, given)]
    return all(any(known.items() <= way.items() for known in looked) for way in acting)


def _for_missing(flow: Flow, routine: Routine) -> Iterator[Span]:
    """What is done only where a look-up found nothing: `if (!account) { await accounts.create(...) }`."""
    for branch in routine.nodes:
        if isinstance(branch, facts.Branch) and (found := found_before(flow, branch.condition, routine)) is not None:
            yield from (statement.span for statement in (branch.otherwise if found else branch.then))


def _event_id(provider: Provider | None) -> str:
    """What names an event of the provider, as its pack says."""
    fields = provider.delivery.dedupe if provider else ()
    names = [f"the header `{f.removeprefix('header:')}`" if f.startswith("header:") else f"`{f}`" for f in fields]
    return " with ".join(names) or "the id of the event"


def knows_repeats(flow: Flow, routine: Routine, told: Tags = SENT) -> bool:
    """Whether a routine looks at what was done before: an event store, a state, a lock, an upsert, a conflict that it catches. A state that
    comes from what is `told` is none of the shop's own."""
    return any(_knows(flow, node, routine, told) for node in routine.nodes)


def _knows(flow: Flow, node: Node, routine: Routine, told: Tags, given: Given | None = None) -> bool:
    match compared(node, flow.roles) or node:
        case Call(path=path) as call:
            roles = flow.roles.by(call)
            if "store.exists" in roles and _asks_the_shop(flow, call, routine, told, given):
                return True
            if "store.lock" in roles or claims(call) or (last_of(call) not in ELSEWHERE and mentions(last_of(call), SEEN)):
                return True
            if "store.insert" in roles and has_unique_key(flow, call, routine):
                return True  # the second one fails, and ends the delivery
            if "store.upsert" in roles:
                return not _adds_always(call) and not _hands_on(call, routine)
            return asks_for_open(flow, call, routine) or (path.endswith(".Any") and flow.asks_store(call, routine))
        case facts.Compare(operator="==" | "!=" | "in" | "not in" | "is" | "is not", left=left, right=right):
            sides = (side for side in (left, right) if mentions(spelled(side), STATES) and not is_set_here(side, routine))
            return any(not _is_told(flow.origin(side, routine, given), told | {"literal"}) for side in sides)
        case facts.Branch(condition=condition, then=then):
            away = (facts.leaves(then) or leaves_for_good(flow, then)) and not any(_works_off(flow, n, routine) for n in facts.walk(then))
            if away and found_before(flow, condition, _innermost(flow, condition.span.start, routine)) is True:
                return True
            return _asks_state(flow, condition, routine, told, given)
        case facts.Literal(value=value):
            return (
                value in CONFLICT_CODES
                or value in CONFLICTS
                or (isinstance(value, str) and (_ONCE.search(value) is not None or states_open(value)))
            )
        case facts.Handler(types=types):
            return any(path_of(kind).rpartition(".")[2] in CONFLICTS for kind in types)
        case facts.Attempt(body=body, handlers=handlers) if facts.leaves(body) or leaves_for_good(flow, body):
            missed = any(mentions(path_of(kind), MISSED) for caught in handlers for kind in caught.types)
            return missed and any(isinstance(n, Call) and flow.roles.by(n) & FINDING for n in facts.walk(body))
    return False


def _innermost(flow: Flow, place: int, routine: Routine) -> Routine:
    """The closure in which a place of a function stands, whose variables it may ask; else the function."""
    module = flow.resolver.module(routine.path)
    return module.enclosing(place) if module is not None else routine


def _asks_the_shop(flow: Flow, call: Call, routine: Routine, told: Tags, given: Given | None) -> bool:
    """Whether something that may have been stored is asked for, and neither the event itself (`told.containsKey("amount")`), nor what the
    provider answers of it (`$payment->isPaid()`), nor a list that stands in the code. What a statement answers is the store's word."""
    asked = receiver_of(call)
    tags = flow.origin(asked, routine, given)
    theirs = "store.read" not in tags and _is_told(tags, told) and not _answers_store(flow, asked, routine)
    return not theirs and not is_listed(flow, call, routine)


def _answers_store(flow: Flow, value: Expr | None, routine: Routine) -> bool:
    """`tag, err := pool.Exec(ctx, sql, event.ID)`"""
    made = flow.roles.of(flow.texts.maker(value, routine)) if value is not None else ()
    return any(role.startswith("store.") for role in made)


def _works_off(flow: Flow, node: Node, routine: Routine) -> bool:
    """Whether something adds up at a place, or in a function that it runs: what is found there is what an event is worked off for."""
    callee = flow.judge.callee(node, routine) if isinstance(node, Call) else None
    return _repeats(flow, node, routine) is not None or (callee is not None and callee != routine and repeating(flow, callee) is not None)


def _asks_state(flow: Flow, condition: Expr, routine: Routine, told: Tags, given: Given | None) -> bool:
    """`if order.paid:`, `if not seen:`"""
    names = (n for n in facts.walk(condition) if isinstance(n, Name) and not is_set_here(n, routine))
    named = (n for n in names if _speaks_of_before(_PRESENCE.sub("", n.written).rpartition(".")[2]))
    return any(not _is_told(flow.origin(name, routine, given), told) for name in named)


def _speaks_of_before(name: str) -> bool:
    return name not in ELSEWHERE and mentions(name, STATES | SEEN)


def _is_told(tags: Tags, told: Tags) -> bool:
    """Whether a value is what an event brings, or what the provider answers about it: the same with each delivery. A record of the shop's
    own that was brought up to date with an answer is more."""
    return bool(tags & told) or (bool(tags & ANSWERED) and "store.read" not in tags)


class _Effect(Struct, frozen=True):
    """Something that adds up each time it runs: where it stands, and how a person calls it."""

    path: str
    span: Span
    name: str


def repeating(flow: Flow, routine: Routine) -> _Effect | None:
    """The first call or assignment that adds something each time it runs."""
    found = (_repeats(flow, node, routine) for node in routine.nodes)
    return next((effect for effect in found if effect is not None), None)


def _repeats(flow: Flow, node: Node, routine: Routine) -> _Effect | None:
    match node:
        case Call() if _adds(flow, node, routine):
            return _Effect(routine.path, added_at(node) or node.span, short(node.path) or "the effect")
        case facts.Assign(targets=(Name() as target, *_)) if is_increment(flow, node, target, routine):
            return _Effect(routine.path, node.span, f"{target.written} += ...")
    return None


def _adds(flow: Flow, call: Call, routine: Routine) -> bool:
    """An insert without a unique key, mail, a message that others are asked to send, a call that credits, or an update by what stood there
    before (`F("balance") + amount`)."""
    if names_job(call):
        return False
    if set_to_sum(flow, call, routine) is not None or adds_within(flow, call, routine):
        return True
    role = flow.effects.of(call, routine, {})
    if role == "store.upsert":
        return _adds_always(call)
    if role == "store.insert" or (role == "store.write" and _saves_new(flow, call, routine)):
        return not has_unique_key(flow, call, routine)
    if role == "mail.send" or (role in ("store.write", "unknown") and mentions(call.path.rpartition(".")[2], REPEATING)):
        return True
    if role != "store.write":
        return sends_message(flow, call, routine)
    adds = any(adds_to_field(argument.value) for argument in call.arguments) or writes_sum(flow, call, routine)
    return adds and not leaves_seen_out(call)


def _adds_always(call: Call) -> bool:
    """`findOneAndUpdate({ email }, { $inc: { balance: amount } })`: it adds to what is there, and what picks that asks for no state."""
    picked = call.argument(0)
    if not isinstance(picked, facts.Mapping) or not any(adds_to_field(argument.value) for argument in call.arguments[1:]):
        return False
    keys = [text_of(entry.key) for node in facts.walk(picked) if isinstance(node, facts.Mapping) for entry in node.entries]
    return all(key and not key.startswith("$") and not mentions(key, STATES | SEEN) for key in keys)


def _hands_on(call: Call, routine: Routine) -> bool:
    """Whether a method of a repository runs the store's own of the same name with what it is given: its callers say what is picked."""
    picked = call.argument(0)
    own = {parameter.name for parameter in routine.function.parameters}
    return isinstance(picked, Name) and picked.written in own and last_of(call) == routine.function.name


def _saves_new(flow: Flow, call: Call, routine: Routine) -> bool:
    """`payments.save(new Payment(...))`: a record that was made here."""
    value = call.argument(0) if last_of(call) in SAVING else None
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    made = held[0] if held is not None else value
    if not isinstance(made, Call) or "store.read" in flow.origin(made, routine) or keeps_one(flow, made, routine):
        return False
    chain = builders.chain(made)
    return isinstance(flow.resolver.callee(made, routine), ClassPlace) or (chain is not None and chain.start is None and not chain.open)
