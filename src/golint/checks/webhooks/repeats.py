"""A delivery that comes again must not do again what the first one did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.spelling import short, spelled
from golint.checks.webhooks.words import words
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import path_of
from golint.dataflow.tags import BODY
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

SENT = BODY | {"signature.verify"}
STATES = frozenset({"status", "state", "processed", "paid", "completed", "captured", "handled", "fulfilled", "succeeded"})
SEEN = frozenset({
    "processed", "already", "duplicate", "dedup", "dedupe", "deduplicate", "idempotent", "idempotency", "seen", "once", "replay", "exist",
    "exists",
})  # fmt: skip
CONFLICTS = frozenset({
    "IntegrityError", "UniqueViolation", "DuplicateKeyError", "UniqueViolationError", "ConditionalCheckFailedException",
    "UniqueValidationError", "DuplicateEntryError",
})  # fmt: skip
REPEATING = frozenset({"credit", "increment", "topup", "grant", "award", "deposit", "ship", "deliver"})


def no_event_deduplication(view: FileView) -> Iterator[Hit]:
    """A delivery that comes again is worked off again."""
    flow = view.flow
    for handler in flow.webhooks:
        routines = tuple(_reached(flow, handler.routine, 3))
        if any(_knows_repeats(flow, routine) for routine in routines):
            continue
        effect = next((found for routine in routines if (found := _repeating(flow, routine)) is not None), None)
        if effect is None:
            continue
        here = effect.path == view.source.path
        yield Hit(
            effect.span if here else handler.routine.function.name_span,
            {**words(view), "effect": effect.name, "event_id": _event_id(view)},
            provider=flow.provider,
            symbol=handler.symbol,
            related=() if here else ((effect.path, effect.span, "repeated here"),),
            severity=None if handler.registered else Severity.NOTE,
        )


def _event_id(view: FileView) -> str:
    """What names an event of the provider, as its pack says."""
    provider = view.flow.pack
    fields = provider.delivery.dedupe if provider else ()
    names = [f"the header `{f.removeprefix('header:')}`" if f.startswith("header:") else f"`{f}`" for f in fields]
    return " with ".join(names) or "the id of the event"


def _reached(flow: Flow, routine: Routine, hops: int) -> Iterator[Routine]:
    yield routine
    if hops == 0:
        return
    for node in facts.walk(routine.function.body):
        if isinstance(node, Call):
            callee = flow.judge.callee(node, routine)
            if callee is not None and callee != routine:
                yield from _reached(flow, callee, hops - 1)


def _knows_repeats(flow: Flow, routine: Routine) -> bool:
    """Whether a routine looks at what was done before: an event store, a state, a lock, an upsert, a conflict that it catches."""
    for node in facts.walk(routine.function.body):
        match node:
            case Call(path=path):
                if flow.roles.by(node) & {"store.upsert", "store.exists", "store.lock"} or mentions(path.rpartition(".")[2], SEEN):
                    return True
            case facts.Compare(operator="==" | "!=" | "in" | "not in" | "is" | "is not", left=left, right=right):
                if any(mentions(spelled(side), STATES) and not flow.origin(side, routine) & (SENT | {"literal"}) for side in (left, right)):
                    return True
            case facts.Branch(condition=condition):
                if _asks_state(flow, condition, routine):
                    return True
            case facts.Handler(types=types):
                if any(path_of(kind).rpartition(".")[2] in CONFLICTS for kind in types):
                    return True
    return False


def _asks_state(flow: Flow, condition: Expr, routine: Routine) -> bool:
    """`if order.paid:`, `if not seen:`"""
    named = (n for n in facts.walk(condition) if isinstance(n, Name) and mentions(n.written.rpartition(".")[2], STATES | SEEN))
    return any(not flow.origin(name, routine) & SENT for name in named)


@dataclass(frozen=True, slots=True)
class _Effect:
    """Something that adds up each time it runs: where it stands, and how a person calls it."""

    path: str
    span: Span
    name: str


def _repeating(flow: Flow, routine: Routine) -> _Effect | None:
    """The first call or assignment that adds something each time it runs."""
    for node in facts.walk(routine.function.body):
        match node:
            case Call() if _adds(flow, node, routine):
                return _Effect(routine.path, node.span, short(node.path) or "the effect")
            case facts.Assign(targets=(Name() as target, *_)) if _is_increment(flow, node, target, routine):
                return _Effect(routine.path, node.span, f"{target.written} += ...")
    return None


def _adds(flow: Flow, call: Call, routine: Routine) -> bool:
    """An insert without a unique key, mail, a call that credits, or an update by what stood there before (`F("balance") + amount`)."""
    role = flow.judge.effect(call, routine, {})
    if role == "store.insert":
        return not _has_unique_key(flow, call, routine)
    if role == "mail.send" or (role in ("store.write", "unknown") and mentions(call.path.rpartition(".")[2], REPEATING)):
        return True
    return role == "store.write" and any(_adds_to_field(argument.value) for argument in call.arguments)


def _adds_to_field(value: Expr) -> bool:
    return isinstance(value, facts.Binary) and value.operator == "+" and isinstance(value.left, Call) and value.left.path.endswith("F")


def _is_increment(flow: Flow, node: facts.Assign, target: Name, routine: Routine) -> bool:
    """`member.points += n` on a record that was read from the store."""
    owner, dot, _ = target.written.rpartition(".")
    again = isinstance(node.value, facts.Binary) and node.value.operator == "+" and spelled(node.value.left) == spelled(target)
    if not dot or not (node.operator == "+" or again):
        return False
    return "store.read" in flow.origin(Name(owner, target.span, owner), routine)


def _has_unique_key(flow: Flow, call: Call, routine: Routine) -> bool:
    """`Payment.objects.create(reference=...)` where the model lets each reference exist once."""
    head = call.callee.written.partition(".")[0] if isinstance(call.callee, Name) else ""
    model = flow.resolver.definition(Name(head, call.span, head), routine) if head else None
    if not isinstance(model, ClassPlace):
        return False
    given = {argument.name for argument in call.arguments}
    return any(_is_unique(statement) and given & _targets(statement) for statement in model.definition.body)


def _is_unique(statement: facts.Statement) -> bool:
    """`event_id = models.CharField(unique=True)`"""
    if not isinstance(statement, facts.Assign) or not isinstance(statement.value, Call):
        return False
    unique = statement.value.argument(None, "unique", "primary_key")
    return isinstance(unique, facts.Literal) and unique.value is True


def _targets(statement: facts.Statement) -> set[str]:
    return {target.written for target in statement.targets if isinstance(target, Name)} if isinstance(statement, facts.Assign) else set()
