"""Records that a form or a serializer of Django's makes of what the client sent: `payment = form.save()`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.own_prices import sets_field
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of, owner_of, text_of
from golint.dataflow.values.fields import Field
from golint.facts import Call, Class, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

_SETTING = ("clean", "validate", "create", "update", "save", "__init__", "to_internal_value")
"""Methods by which a form may put in a price of its own, or hold what was sent against one."""
_LISTS = ("fields", "exclude", "read_only_fields")


def saved(flow: Flow, maker: Call, routine: Routine, asked: str) -> Iterator[Field]:
    """What the client sent, where a form puts its field of this name into the record that a call saves."""
    owner = owner_of(maker) if last_of(maker) == "save" and flow.kin == "python" else None
    if not isinstance(owner, Name) or any(a.name == asked or a.spread for a in maker.arguments):
        return
    held = flow.texts.value_of(owner, routine)
    made = held[0] if held is not None and held[1] == routine else None
    sent = made.argument(0, "data") if isinstance(made, Call) else None
    place = flow.resolver.class_of(owner, routine) if sent is not None else None
    if sent is not None and place is not None and _takes(flow, place, asked):
        yield Field(asked, sent, routine)


def is_of_another(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a name is a part of a record of the shop's that the client no more than chose, `sale.plan.price` of `sale = form.save()`."""
    first, *rest = name.written.split(".")
    held = flow.texts.value_of(Name(first, name.span, first), routine) if len(rest) > 1 and flow.kin == "python" else None
    return held is not None and isinstance(held[0], Call) and last_of(held[0]) == "save"


def is_found(flow: Flow, record: Expr) -> bool:
    """Whether what is asked for its attributes is a record that a form has found, `order.total` of `order = form.cleaned_data["order"]`:
    the parts of what was sent have none."""
    return flow.kin == "python" and isinstance(record, facts.Index)


def _takes(flow: Flow, form: ClassPlace, asked: str) -> bool:
    """Whether a form fills a field of its model as the client has it."""
    bodies = [statement for place in flow.resolver.lineage(form) for statement in place.definition.body]
    if any(isinstance(s, facts.Function) and s.name.startswith(_SETTING) for s in bodies):
        return False
    meta = next((s for s in bodies if isinstance(s, Class) and s.name == "Meta"), None)
    if meta is None or any(_is_read_only(s, asked) for s in bodies):
        return False
    told = {name_of(s.targets[0]): s.value for s in meta.body if isinstance(s, facts.Assign) and s.targets and s.value is not None}
    if _is_priced_by(flow, form, told.get("model"), asked):
        return False
    fields, *without = (_texts(told.get(name)) for name in _LISTS)
    if any(asked in names for names in without):
        return False
    return asked in fields or "__all__" in fields or ("fields" not in told and "exclude" in told)


def _is_priced_by(flow: Flow, form: ClassPlace, model: Expr | None, asked: str) -> bool:
    """Whether the class of the record sets the field itself."""
    module = flow.resolver.module(form.path)
    found = flow.resolver.definition(model, module.body) if model is not None and module is not None else None
    return isinstance(found, ClassPlace) and sets_field(flow, found, asked)


def _is_read_only(statement: facts.Statement, asked: str) -> bool:
    """`amount = serializers.DecimalField(read_only=True)`: a field that may be nobody's to fill."""
    match statement:
        case facts.Assign(targets=(Name(written=written),), value=Call() as declared) if written == asked:
            options = (declared.argument(None, "read_only"), declared.argument(None, "disabled"))
            return last_of(declared).startswith(("ReadOnly", "SerializerMethod")) or any(one is not None for one in options)
    return False


def _texts(value: Expr | None) -> frozenset[str]:
    """The texts in a list, or one that stands alone."""
    return frozenset(map(text_of, value.items)) if isinstance(value, facts.Sequence) else frozenset({text_of(value)} - {""})
