"""Card numbers and security codes that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of, owner_of, path_of
from golint.dataflow.words import words_of
from golint.facts import Call, Class, Expr
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

CODES = frozenset({"cvv", "cvc", "cvv2", "cvc2", "csc"})
NUMBERS = tuple(
    frozenset(pair.split()) for pair in ("card number", "card no", "cardnumber", "cc number", "card num", "account card", "card pan")
)
HARMLESS = frozenset({
    "last", "last4", "4", "four", "masked", "mask", "token", "brand", "type", "fingerprint", "id", "check", "result", "hash",
    "required", "error", "invalid", "bin", "first", "first6", "length", "label", "field", "gift", "loyalty", "membership", "status",
    "valid", "match", "hint", "help", "placeholder", "name",
})  # fmt: skip
COLUMNS = (
    "Column", "mapped_column", "CharField", "TextField", "IntegerField", "BigIntegerField", "StringField", "EncryptedCharField",
    "EncryptedTextField", "Char", "Text", "column", "BinaryField", "EncryptedField", "DecimalField", "PositiveIntegerField",
    "EncryptedIntegerField", "LargeBinary",
)  # fmt: skip
_WRITES = re.compile(r"(?is)insert\s+into\s+\S+\s*\(([^)]*)\)|create\s+table\s[^(]*\((.*)\)|update\s+\S+\s+set\s(.*?)(?:\swhere\s|$)")
TABLE_BASES = ("Model", "Document", "DeclarativeBase", "Base", "SQLModel", "DynamicDocument", "ActiveRecord")


def is_card_name(name: str) -> bool:
    """Whether a name says that it holds a card number or a security code."""
    words = words_of(name)
    if words & HARMLESS:
        return False
    return bool(words & CODES) or name.lower() == "pan" or any(pair <= words for pair in NUMBERS)


def card_data_stored(view: FileView) -> Iterator[Hit]:
    """A column, a record, a session or an answer that holds a card number or a security code."""
    flow = view.flow
    for definition in flow.module.classes.values():
        if is_stored_model(definition):
            header = view.source.data[definition.span.start : definition.body[0].span.start] if definition.body else b""
            yield from _columns(flow, definition, declared=b"table=True" in header)
    for call in flow.module.calls:
        yield from _record(flow, call)
        yield from _statement(flow, call)
        yield from _file(flow, call)
    yield from _sessions(flow)
    yield from _given_back(flow)


def _hit(flow: Flow, span: Span, name: str, symbol: str) -> Hit:
    what = "security code" if words_of(name) & CODES else "card number"
    remedy = (
        "may not be kept at all, not even encrypted" if what == "security code" else "brings the whole system into the scope of PCI DSS"
    )
    return Hit(span, {"name": name, "what": what, "cost": remedy}, provider=flow.provider, symbol=symbol)


def is_stored_model(definition: Class) -> bool:
    """Whether a class is a table: it names one, extends an ORM's base, or says `table=True`."""
    tables = (name_of(t) for s in definition.body if isinstance(s, facts.Assign) for t in s.targets)
    if any(name in ("__tablename__", "__table__") for name in tables):
        return True
    return any(last_of(base) in TABLE_BASES and path_of(base) != "pydantic.BaseModel" for base in definition.bases)


def _columns(flow: Flow, definition: Class, *, declared: bool) -> Iterator[Hit]:
    """The columns of a table; where `declared`, each annotated attribute is one."""
    for statement in definition.body:
        if not isinstance(statement, facts.Assign):
            continue
        column = isinstance(statement.value, Call) and last_of(statement.value) in COLUMNS
        annotated = statement.annotation.rpartition(".")[2].startswith("Mapped") or (declared and statement.annotation)
        if column or annotated:
            for target in statement.targets:
                if is_card_name(name_of(target)):
                    yield _hit(flow, target.span, name_of(target), definition.qualname)


def _record(flow: Flow, call: Call) -> Iterator[Hit]:
    """Records that are made with card data: `Card(cvv=...)`, `Card.objects.create(cvv=...)`, `cards.insert_one({"cvv": ...})`."""
    named = any(argument.name and is_card_name(argument.name) for argument in call.arguments)
    if not named and not last_of(call).startswith(("insert", "put_item")):
        return
    routine = flow.routine_at(call.span.start)
    found = flow.resolver.callee(call, routine)
    is_record = isinstance(found, ClassPlace) and is_stored_model(found.definition)
    inserts = bool(flow.roles.by(call) & {"store.insert", "store.upsert"}) and last_of(call) != "setdefault"
    if not is_record and (not inserts or any(money.call is call for money in flow.money)):
        return
    by_name = is_record or ".objects." in call.path
    for argument in call.arguments:
        if by_name and argument.name and is_card_name(argument.name) and not isinstance(argument.value, facts.Literal):
            yield _hit(flow, argument.value.span, argument.name, flow.symbol(routine))
        elif not argument.name and last_of(call).startswith(("insert", "put_item")):
            for field in flow.fields.deep(argument.value, routine):
                if is_card_name(field.name) and field.routine.path == flow.module.path:
                    yield _hit(flow, field.value.span, field.name, flow.symbol(routine))


def _statement(flow: Flow, call: Call) -> Iterator[Hit]:
    """SQL that writes card data: `INSERT INTO cards (card_number, cvv) ...`, `CREATE TABLE cards (...)`, `UPDATE cards SET cvv = ...`."""
    first = call.argument(0, "query", "sql", "statement")
    if first is None or not last_of(call).startswith("execute"):
        return
    text = flow.texts.of(first, flow.routine_at(call.span.start))
    for name in (word for part in _WRITES.findall(text) for word in re.findall(r"[A-Za-z_]\w+", "".join(part))):
        if is_card_name(name):
            yield _hit(flow, first.span, name, flow.symbol(flow.routine_at(call.span.start)))
            return


def _file(flow: Flow, call: Call) -> Iterator[Hit]:
    """Card data that is written to a file."""
    routine = flow.routine_at(call.span.start)
    file = owner_of(call) if last_of(call) in ("write", "writelines") else call.argument(1) if last_of(call) == "dump" else None
    if file is None or flow.texts.maker(file, routine).rpartition(".")[2] != "open":
        return
    for argument in call.arguments[:1]:
        for field in flow.fields.deep(argument.value, routine):
            if is_card_name(field.name) and field.routine.path == flow.module.path:
                yield _hit(flow, field.value.span, field.name, flow.symbol(routine))


def _sessions(flow: Flow) -> Iterator[Hit]:
    for node in facts.walk(flow.module.program.body):
        if not isinstance(node, facts.Assign):
            continue
        for target in node.targets:
            if (
                isinstance(target, facts.Index)
                and "request.session" in flow.roles.of(path_of(target.base))
                and is_card_name(name_of(target))
            ):
                yield _hit(flow, node.span, name_of(target), flow.symbol(flow.routine_at(node.span.start)))


def _given_back(flow: Flow) -> Iterator[Hit]:
    """A door that answers with card data which it decrypts: whoever can read it has stored it."""
    for handler in flow.handlers:
        for node in facts.walk(handler.routine.function.body):
            if isinstance(node, facts.Return) and node.value is not None:
                name = _decrypted(flow, node.value, handler.routine)
                if name:
                    yield _hit(flow, node.value.span, name, handler.symbol)


def _decrypted(flow: Flow, value: Expr, routine: Routine) -> str:
    """The name under which a value, or what a function returns, holds card data that is decrypted for it."""
    callee = flow.judge.callee(value, routine) if isinstance(value, Call) else None
    whole = facts.walk(callee.function.body) if callee is not None else facts.walk(value)
    for node in whole:
        match node:
            case facts.Entry(key=facts.Literal(value=str() as name), value=held) if is_card_name(name):
                if any(isinstance(inner, Call) and "decrypt" in inner.path for inner in facts.walk(held)):
                    return name
    return ""
