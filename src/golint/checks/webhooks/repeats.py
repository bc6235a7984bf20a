"""A delivery that comes again must not do again what the first one did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.spelling import path_of, spelled
from golint.checks.webhooks.words import words
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.origins import BODY
from golint.dataflow.words import mentions
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity

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
        routine, call = effect
        here = routine.path == view.source.path
        yield Hit(
            call.span if here else handler.routine.function.name_span,
            {**words(view), "effect": _last(call.path), "event_id": _event_id(view)},
            provider=flow.provider,
            symbol=handler.symbol,
            related=() if here else ((routine.path, call.span, "repeated here"),),
            severity=None if handler.registered else Severity.NOTE,
        )


def _last(path: str) -> str:
    return ".".join(path.lstrip(".").split(".")[-2:]) or "the effect"


def _event_id(view: FileView) -> str:
    """What names an event of the provider, as its pack says."""
    provider = view.catalog.providers.get(view.flow.provider or "")
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


def _repeating(flow: Flow, routine: Routine) -> tuple[Routine, Call] | None:
    """The first call that adds something each time it runs."""
    for node in facts.walk(routine.function.body):
        if not isinstance(node, Call):
            continue
        role = flow.judge.effect(node, routine, {})
        if role == "store.insert" and not _has_unique_key(flow, node, routine):
            return routine, node
        if role in ("store.write", "unknown", "mail.send") and (role == "mail.send" or mentions(node.path.rpartition(".")[2], REPEATING)):
            return routine, node
    return None


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
