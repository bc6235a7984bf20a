"""Records of which the database keeps one for each event: a column, a validation or an index that is unique."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.repeats.schemas import given_to, unique_columns
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

SCHEMA = r"(?:^|/)db/schema\.rb$"
_NOISE = compiled(r"[_.]")


def has_unique_key(flow: Flow, call: Call, routine: Routine) -> bool:
    """`Payment.objects.create(reference=...)`, `Payment.create!(reference: id)` where each reference may exist once."""
    head = _model(call)
    given = given_to(flow, call, routine)
    if any(columns and columns <= given for columns in unique_columns(flow, call, routine, head)):
        return True
    model = flow.resolver.definition(Name(head, call.span, head), routine) if head else None
    if not isinstance(model, ClassPlace):
        return False
    return any(given & fields for fields in _unique_fields(model)) or any(given & fields for fields in _indexes(flow, model))


def keeps_one(flow: Flow, made: Call, routine: Routine) -> bool:
    """Whether the class of a new object has a column that is unique: `@Column(unique = true) String eventId`."""
    head = facts.trail(made).partition(".builder")[0]
    model = flow.resolver.callee(made, routine) or flow.resolver.definition(Name(head, made.span, head.rpartition(".")[2]), routine)
    body = model.definition.body if isinstance(model, ClassPlace) else ()
    marks = (s.value for s in body if isinstance(s, facts.Evaluate) and isinstance(s.value, Call))
    decorators = model.definition.decorators if isinstance(model, ClassPlace) else ()
    constrained = any(isinstance(d, Call) and d.argument(None, "uniqueConstraints") is not None for d in decorators)
    return constrained or any(last_of(mark) == "Column" and _says(mark, "unique") for mark in marks)


def _model(call: Call) -> str:
    """The class that a record is made of: what comes before the first step that is no class."""
    written = call.callee.written if isinstance(call.callee, Name) else ""
    steps = written.split(".")
    cut = next((at for at, step in enumerate(steps) if not step[:1].isupper()), 1)
    return ".".join(steps[: max(cut, 1)])


def _unique_fields(model: ClassPlace) -> Iterator[set[str]]:
    for statement in model.definition.body:
        match statement:
            case facts.Assign(value=Call() as value, targets=targets) if _says(value, "unique", "primary_key"):
                yield {target.written for target in targets if isinstance(target, Name)}
            case facts.Evaluate(value=Call() as value) if _says(value, "uniqueness") or last_of(value) == "validates_uniqueness_of":
                yield {text_of(argument.value) for argument in value.arguments if argument.name is None}


def _says(call: Call, *names: str) -> bool:
    """`unique=True`, `uniqueness: true`, `uniqueness: { scope: :shop_id }`."""
    told = call.argument(None, *names)
    return isinstance(told, facts.Mapping) or (isinstance(told, facts.Literal) and told.value is True)


def _indexes(flow: Flow, model: ClassPlace) -> Iterator[set[str]]:
    """The unique indexes of a model's table, where a file of the repository holds the schema."""
    for module in flow.resolver.files.modules(flow.resolver.files.named(SCHEMA, model.path)):
        for call in module.calls:
            if last_of(call) != "create_table" or not _is_table_of(text_of(call.argument(0)), model):
                continue
            for inner in facts.walk(call):
                if isinstance(inner, Call) and last_of(inner) == "index" and _says(inner, "unique"):
                    columns = inner.argument(0)
                    yield {text_of(node) for node in facts.walk(columns) if isinstance(node, facts.Literal)} if columns else set()


def _is_table_of(table: str, model: ClassPlace) -> bool:
    """`payments` is the table of `Payment`, `pay_charges` that of `Pay.Charge`."""
    plain = _NOISE.sub("", table.lower())
    names = (_NOISE.sub("", name.lower()) for name in (model.definition.name, model.definition.qualname))
    return any(plain in (name, f"{name}s", f"{name}es", f"{name[:-1]}ies") for name in names)
