"""The columns that may hold a value once, where something else than a class of the program says so: a Mongoose schema, Prisma's, the
migrations of Laravel, Frappe's descriptions of its documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import chained, last_of, owner_of, text_of
from golint.dataflow.values.makers import made_by
from golint.facts import Call, Expr, Mapping, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow

MIGRATIONS = r"(?:^|/)database/migrations/[^/]+\.php$"
_MODEL = compiled(rb"(?m)^\s*model\s+(\w+)\s*\{([^}]*)")
_UNIQUE_FIELD = compiled(rb"(?m)^\s*(\w+)\s[^\n]*@(?:unique|id)\b")
_UNIQUE_FIELDS = compiled(rb"@@(?:unique|id)\(\s*(?:fields:\s*)?\[([^\]]*)\]")
_NAME = compiled(rb"\w+")
_NOISE = compiled(r"[_.\s-]")


def unique_columns(flow: Flow, call: Call, routine: Routine, head: str) -> Iterator[frozenset[str]]:
    """The columns of the record that a call makes, by sets of which each may exist once; `head` is what the record is made of."""
    match flow.kin:
        case "javascript":
            yield from _of_mongoose(flow, Name(head, call.span, head), routine)
            yield from _of_prisma(flow, call)
        case "php":
            yield from _of_laravel(flow, Name(head, call.span, head), routine)
        case "python":
            yield from _of_frappe(flow, call, routine)


def given_to(flow: Flow, call: Call, routine: Routine) -> frozenset[str]:
    """The columns that a call names: its own arguments, or those of the object that it is handed or made on, `data` of Prisma's."""
    names = {argument.name or "" for argument in call.arguments}
    made = [one for one, _ in made_by(owner, routine, flow.texts)] if (owner := owner_of(call)) is not None and flow.kin == "python" else []
    for value in (argument.value for one in (call, *made) for argument in one.arguments):
        fields = flow.fields.of(value, routine).known
        names |= {field.name for field in fields}
        names |= {inner.name for f in fields if f.name == "data" for inner in flow.fields.of(f.value, f.routine).known}
    return frozenset(names)


def _of_mongoose(flow: Flow, model: Name, routine: Routine) -> Iterator[frozenset[str]]:
    """`new Schema({ paymentId: { type: String, unique: true } })`, `schema.index({ paymentId: 1 }, { unique: true })`."""
    for made, place in (*made_by(model, routine, flow.texts), *_given_out(flow, model, routine)):
        schema = made.argument(1) if last_of(made) == "model" else None
        for built, where in made_by(schema, place, flow.texts) if schema is not None else ():
            for field in flow.fields.of(built.arguments[0].value, where).known if built.arguments else ():
                if _says_unique(field.value):
                    yield frozenset({field.name})
            module = flow.resolver.module(where.path)
            for call in module.calls if module is not None else ():
                if last_of(call) == "index" and _says_unique(call.argument(1)):
                    yield from _keys(call.argument(0))


def _given_out(flow: Flow, name: Name, routine: Routine) -> Iterator[tuple[Call, Routine]]:
    """What made all that a file gives out: `module.exports = mongoose.model("Payment", schema)`."""
    module = flow.resolver.module(routine.path)
    imported = module.imports.get(name.written) if module is not None else None
    for path, steps in flow.resolver.files.targets(routine.path, imported) if imported is not None else ():
        other = flow.resolver.module(path) if not steps else None
        whole = other.exported("module.exports") if other is not None else None
        if other is not None and whole is not None:
            yield from made_by(whole, other.body, flow.texts)


def _says_unique(value: Expr | None) -> bool:
    entries = value.entries if isinstance(value, Mapping) else ()
    return any(text_of(e.key) == "unique" and not (isinstance(e.value, facts.Literal) and e.value.value is False) for e in entries)


def _keys(value: Expr | None) -> Iterator[frozenset[str]]:
    if isinstance(value, Mapping):
        yield frozenset(text_of(entry.key) for entry in value.entries)


def _of_prisma(flow: Flow, call: Call) -> Iterator[frozenset[str]]:
    """`model Payment { paymentId String @unique }`, of which `prisma.payment.create` makes one."""
    owner = owner_of(call)
    table = last_of(owner).lower() if owner is not None else ""
    files = flow.resolver.files
    for path in files.ending((".prisma",)) if table else ():
        for name, body in _MODEL.findall(files.read(path)):
            if name.decode().lower() == table:
                yield from (frozenset({column.decode()}) for column in _UNIQUE_FIELD.findall(body))
                yield from (frozenset(map(bytes.decode, _NAME.findall(columns))) for columns in _UNIQUE_FIELDS.findall(body))


def _of_laravel(flow: Flow, head: Name, routine: Routine) -> Iterator[frozenset[str]]:
    """`Schema::create('payments', fn (Blueprint $table) => $table->string('reference')->unique())`"""
    model = flow.resolver.definition(head, routine)
    files = flow.resolver.files
    for module in files.modules(files.named(MIGRATIONS, model.path)) if isinstance(model, ClassPlace) else ():
        for call in module.calls:
            if isinstance(model, ClassPlace) and last_of(call) in ("create", "table") and _is_table_of(text_of(call.argument(0)), model):
                unique = (inner for inner in facts.walk(call) if isinstance(inner, Call) and last_of(inner) == "unique")
                yield from (_columns(one) for one in unique)


def _columns(unique: Call) -> frozenset[str]:
    """The columns that `unique` is told, or that it is said of."""
    named = unique if unique.arguments else next((link for link in chained(unique) if link.arguments), unique)
    told = named.argument(0)
    return frozenset(text_of(part) for part in facts.walk(told) if isinstance(part, facts.Literal)) if told is not None else frozenset()


def _is_table_of(table: str, model: ClassPlace) -> bool:
    """`payment_logs` is the table of `PaymentLog`."""
    plain, name = _NOISE.sub("", table.lower()), model.definition.name.lower()
    return bool(plain) and plain in (name, f"{name}s", f"{name}es", f"{name[:-1]}ies")


def _of_frappe(flow: Flow, call: Call, routine: Routine) -> Iterator[frozenset[str]]:
    """`frappe.get_doc({"doctype": "Payment Log", ...}).insert()`, where `payment_log.json` names the record after a field."""
    owner = owner_of(call)
    for made, place in made_by(owner, routine, flow.texts) if owner is not None else ():
        told = made.argument(0)
        fields = {field.name: text_of(field.value) for field in flow.fields.of(told, place).known} if told is not None else {}
        kind = _NOISE.sub("_", fields.get("doctype", "").lower())
        for path in flow.resolver.files.ending((f"/doctype/{kind}/{kind}.json",)) if kind else ():
            yield from _described(flow.resolver.files.read(path))


def _described(data: bytes) -> Iterator[frozenset[str]]:
    try:
        told = json.loads(data)
    except ValueError:
        return
    if isinstance(told, dict):
        fields = (field for field in told.get("fields", ()) if isinstance(field, dict) and field.get("unique"))
        yield from (frozenset({str(field.get("fieldname"))}) for field in fields)
        yield frozenset({str(told.get("autoname", "")).partition("field:")[2]} - {""})
