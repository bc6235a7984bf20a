"""Card numbers and security codes that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.words import words_of
from golint.facts import Call, Class, Expr, Name
from golint.model import Hit, Stage

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

CODES = frozenset({"cvv", "cvc", "cvv2", "cvc2", "csc"})
NUMBERS = (frozenset({"card", "number"}), frozenset({"card", "no"}), frozenset({"cardnumber"}), frozenset({"cc", "number"}), frozenset({"card", "num"}))
HARMLESS = frozenset({"last", "last4", "4", "four", "masked", "mask", "token", "brand", "type", "fingerprint", "id", "check", "result", "hash", "required", "error", "invalid", "bin", "first", "first6", "length", "label", "field"})
COLUMNS = ("Column", "mapped_column", "CharField", "TextField", "IntegerField", "BigIntegerField", "StringField", "EncryptedCharField", "EncryptedTextField", "Char", "Text", "Field", "column")


def is_card_name(name: str) -> bool:
    """Whether a name says that it holds a card number or a security code."""
    words = words_of(name)
    if words & HARMLESS:
        return False
    return bool(words & CODES) or name.lower() == "pan" or any(pair <= words for pair in NUMBERS)


def card_data_stored(view: FileView) -> Iterator[Hit]:
    """A column, a record, a session or an answer that holds a card number or a security code."""
    if view.stage in (Stage.TEST, Stage.DOCS):
        return
    flow = view.flow
    for definition in flow.module.classes.values():
        if is_stored_model(definition):
            yield from _columns(flow, definition)
    for call in flow.module.calls:
        yield from _written(flow, call)
    yield from _sessions(flow)
    yield from _given_back(flow)


def is_stored_model(definition: Class) -> bool:
    """Whether a class is a table: it names one, or extends an ORM's base."""
    tables = any(isinstance(s, facts.Assign) and any(_name(t) in ("__tablename__", "__table__") for t in s.targets) for s in definition.body)
    bases = [_path(base) for base in definition.bases]
    return tables or any(base.endswith((".Model", ".Document", "DeclarativeBase", "models.Model")) or base.rpartition(".")[2] == "Base" for base in bases)


def _columns(flow: Flow, definition: Class) -> Iterator[Hit]:
    for statement in definition.body:
        if isinstance(statement, facts.Assign) and (isinstance(statement.value, Call) and statement.value.path.endswith(COLUMNS)):
            for target in statement.targets:
                if is_card_name(_name(target)):
                    yield Hit(target.span, {"what": _name(target)}, provider=flow.provider, symbol=definition.qualname)


def _written(flow: Flow, call: Call) -> Iterator[Hit]:
    """Records that are made with card data: `Card(cvv=...)`, `Card.objects.create(cvv=...)`."""
    routine = flow.routine_at(call.span.start)
    found = flow.resolver.callee(call, routine)
    is_record = isinstance(found, ClassPlace) and is_stored_model(found.definition)
    if not is_record and not flow.roles.by(call) & {"store.insert", "store.upsert"}:
        return
    if not is_record and flow.money and any(money.call is call for money in flow.money):
        return
    for argument in call.arguments:
        if argument.name and is_card_name(argument.name) and not isinstance(argument.value, facts.Literal):
            if is_record or ".objects." in call.path:
                yield Hit(argument.value.span, {"what": argument.name}, provider=flow.provider, symbol=_symbol(routine))


def _sessions(flow: Flow) -> Iterator[Hit]:
    for node in facts.walk(flow.module.program.body):
        if not isinstance(node, facts.Assign):
            continue
        for target in node.targets:
            if isinstance(target, facts.Index) and "request.session" in flow.roles.of(_path(target.base)):
                key = target.key.value if isinstance(target.key, facts.Literal) else ""
                if isinstance(key, str) and is_card_name(key):
                    yield Hit(node.span, {"what": key}, provider=flow.provider, symbol=_symbol(flow.routine_at(node.span.start)))


def _given_back(flow: Flow) -> Iterator[Hit]:
    """A door that answers with card data which it decrypts: whoever can read it has stored it."""
    for handler in flow.handlers:
        for node in facts.walk(handler.routine.function.body):
            if not isinstance(node, facts.Return) or not isinstance(node.value, Call):
                continue
            callee = flow.judge.callee(node.value, handler.routine)
            name = _decrypts(callee) if callee is not None else ""
            if name:
                yield Hit(node.value.span, {"what": name}, provider=flow.provider, symbol=handler.symbol)


def _decrypts(routine: Routine) -> str:
    for node in facts.walk(routine.function.body):
        if isinstance(node, facts.Entry) and isinstance(node.key, facts.Literal) and is_card_name(str(node.key.value)):
            if any(isinstance(n, Call) and "decrypt" in n.path for n in facts.walk(node.value)):
                return str(node.key.value)
    return ""


def _name(expr: Expr) -> str:
    return expr.written if isinstance(expr, Name) else ""


def _path(expr: Expr) -> str:
    return expr.path if isinstance(expr, Name | Call | facts.Attribute) else ""


def _symbol(routine: Routine) -> str:
    return routine.function.qualname if routine.start >= 0 else ""
