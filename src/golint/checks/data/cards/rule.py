"""Card numbers and security codes that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.cards.names import CODES, HARMLESS, is_card_name, may_name_cards
from golint.checks.data.cards.tables import TABLES, card_columns
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of, owner_of, path_of, text_of
from golint.dataflow.tags import REQUEST
from golint.dataflow.values.texts import HOLE
from golint.dataflow.words import words_of
from golint.facts import Call, Class, Expr, Name
from golint.lazily import compiled
from golint.linking.families import family_of
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

COLUMNS = (
    "Column", "mapped_column", "CharField", "TextField", "IntegerField", "BigIntegerField", "StringField", "EncryptedCharField",
    "EncryptedTextField", "Char", "Text", "column", "BinaryField", "EncryptedField", "DecimalField", "PositiveIntegerField",
    "EncryptedIntegerField", "LargeBinary",
)  # fmt: skip
FIELD_LISTS = ("fillable",)
_WRITES = compiled(r"(?is)insert\s+into\s+\S+\s*\(([^)]*)\)|create\s+table\s[^(]*\((.*)\)|update\s+\S+\s+set\s(.*?)(?:\swhere\s|$)")
MARKS = (
    "Entity",
    "Table",
    "Document",
    "Schema",
    "Embeddable",
    "MappedSuperclass",
    "MappedEntity",
    "RedisHash",
    "TableName",
    "DynamoDbBean",
)
_OPENAPI = compiled(r"swagger|openapi")  # which calls the description of an answer a schema
RECORDS = frozenset(
    {"repository", "repo", "repositories", "model", "collection", "prisma", "db", "database", "table", "entity", "dao", "store"}
)
SQL = ("execute", "query", "raw", "run", "exec", "prepare")
_TAG = compiled(rb'\b(?:gorm|bun|xorm|db|bson|dynamodbav|firestore):"([^"]*)"')  # of a struct's field
TABLE_BASES = ("Model", "Document", "DeclarativeBase", "Base", "SQLModel", "DynamicDocument", "ActiveRecord", "ApplicationRecord")


def is_card_value(value: Expr) -> bool:
    """Whether a value is a card number or a security code, by its own name or as the number of a card: `card.number`."""
    name = name_of(value)
    if is_card_name(name):
        return True
    owner = words_of(_owner_name(value)) if name.lower() in ("number", "num", "no", "pan") else frozenset[str]()
    return "card" in owner and not owner & HARMLESS


def _owner_name(value: Expr) -> str:
    """The word for what a value is taken from: `card` of `card.number`, `card["number"]` and `card.get("number")`."""
    match value:
        case Name(path=path, span=span, written=written):
            return name_of(Name(path.rpartition(".")[0], span, written.rpartition(".")[0]))
        case facts.Attribute(base=base) | facts.Index(base=base):
            return name_of(base)
        case Call():
            return name_of(owner_of(value))
    return ""


def card_data_stored(view: FileView) -> Iterator[Hit]:
    """A column, a record, a session or an answer that holds a card number or a security code."""
    named = may_name_cards(view)
    if view.language in TABLES:
        yield from (_told(name, span, name, None) for name, span in (card_columns(view) if named else ()))
        return
    if named:
        yield from _kept(view, view.flow)
    if _may_decrypt(view):
        yield from _given_back(view.flow)


def _kept(view: FileView, flow: Flow) -> Iterator[Hit]:
    for definition in flow.module.classes.values():
        yield from _tagged(view, definition)
        if is_stored_model(definition):
            header = view.source.data[definition.span.start : definition.body[0].span.start] if definition.body else b""
            yield from _columns(flow, definition, declared=b"table=True" in header or _is_marked(definition))
    for call in flow.module.calls:
        yield from _schema(flow, call)
        yield from _record(flow, call)
        yield from _statement(flow, call)
        yield from _named(flow, call)
        yield from _file(flow, call)
    yield from _sessions(flow)


def _hit(flow: Flow, span: Span, name: str, symbol: str) -> Hit:
    return _told(name, span, symbol, flow.provider_at(flow.routine_at(span.start)))


def _told(name: str, span: Span, symbol: str, provider: str | None) -> Hit:
    what = "security code" if words_of(name) & CODES else "card number"
    remedy = (
        "may not be kept at all, not even encrypted" if what == "security code" else "brings the whole system into the scope of PCI DSS"
    )
    return Hit(span, {"name": name, "what": what, "cost": remedy}, provider=provider, symbol=symbol)


def is_stored_model(definition: Class) -> bool:
    """Whether a class is a table: it names one, extends an ORM's base, or says `table=True`."""
    tables = (name_of(t) for s in definition.body if isinstance(s, facts.Assign) for t in s.targets)
    if any(name in ("__tablename__", "__table__") for name in tables) or _is_marked(definition):
        return True
    return any(last_of(base) in TABLE_BASES and path_of(base) != "pydantic.BaseModel" for base in definition.bases)


def _is_marked(definition: Class) -> bool:
    """`@Entity("cards")`, `@Table`, `@Schema()`: a class whose fields are columns."""
    return any(last_of(decorator) in MARKS and not _OPENAPI.search(path_of(decorator)) for decorator in definition.decorators)


def _schema(flow: Flow, call: Call) -> Iterator[Hit]:
    """A table that a call describes: `new mongoose.Schema({ cvv: String })`, `table.string("cvv")`."""
    roles, routine = flow.roles.by(call), flow.routine_at(call.span.start)
    if "store.schema" in roles:
        for field in (f for a in call.arguments for f in flow.fields.deep(a.value, routine)):
            if is_card_name(field.name) and field.routine.path == flow.module.path:
                yield _hit(flow, field.value.span, field.name, flow.symbol(routine))
    named = [a.value for a in call.arguments[:2] if a.name is None] if "store.column" in roles else []
    for column in (value for value in named if is_card_name(text_of(value))):
        yield _hit(flow, column.span, text_of(column), flow.symbol(routine))


def _tagged(view: FileView, definition: Class) -> Iterator[Hit]:
    """Fields of a struct that are columns: those of a model of an ORM's, and those whose tag names a column."""
    model = any(path_of(base).endswith("gorm.Model") for base in definition.bases)
    for statement in definition.body if view.flow.language.errors else ():
        if not isinstance(statement, facts.Assign):
            continue
        tag = _TAG.search(view.source.data[statement.span.start : statement.span.end])
        if (tag is not None and tag[1] != b"-") or (tag is None and model):
            names = (target for target in statement.targets if is_card_name(name_of(target)))
            yield from (_hit(view.flow, target.span, name_of(target), definition.qualname) for target in names)


def _columns(flow: Flow, definition: Class, *, declared: bool) -> Iterator[Hit]:
    """The columns of a table; where `declared`, each annotated attribute is one."""
    kept = True
    for statement in definition.body:
        match statement:
            case facts.Evaluate(value=Name() | Call() as mark):
                kept = kept and "store.unkept" not in flow.roles.by(mark)
        if not isinstance(statement, facts.Assign):
            continue
        if not kept:
            kept = True
            continue
        if any(name_of(target) in FIELD_LISTS for target in statement.targets) and isinstance(statement.value, facts.Sequence):
            listed = (item for item in statement.value.items if is_card_name(text_of(item)))
            yield from (_hit(flow, item.span, text_of(item), definition.qualname) for item in listed)
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
    if not named and not _takes_record(flow, call):
        return
    routine = flow.routine_at(call.span.start)
    found = flow.resolver.callee(call, routine)
    is_record = isinstance(found, ClassPlace) and is_stored_model(found.definition)
    inserts = bool(flow.roles.by(call) & {"store.insert", "store.upsert"}) and last_of(call) != "setdefault"
    if not is_record and (not inserts or any(money.call is call for money in flow.money)):
        return
    by_name = is_record or ".objects." in call.path or _is_on_model(flow, call, routine)
    for argument in call.arguments:
        if by_name and argument.name and is_card_name(argument.name) and not isinstance(argument.value, facts.Literal):
            yield _hit(flow, argument.value.span, argument.name, flow.symbol(routine))
        elif not argument.name and _takes_record(flow, call):
            for field in flow.fields.deep(argument.value, routine):
                here = field.routine.path == flow.module.path and not isinstance(field.value, facts.Literal)
                if is_card_name(field.name) and here and not _is_answered(flow, field.value, field.routine):
                    yield _hit(flow, field.value.span, field.name, flow.symbol(routine))


def _is_answered(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value comes out of what a provider has answered, here or wherever the file calls the function: providers mask numbers."""
    tags = flow.origin(value, routine)
    if "parameter" in tags:
        calls = (call for call in flow.module.calls if flow.judge.callee(call, flow.routine_at(call.span.start)) == routine)
        given = [flow.origins.bind(call, routine, flow.routine_at(call.span.start), {}) for call in calls]
        tags = frozenset[str]().union(*(flow.origin(value, routine, told) for told in given)) if given else tags
    return bool(tags & {"http.request", "provider.read"}) and not tags & (REQUEST | {"parameter"})


def _is_on_model(flow: Flow, call: Call, routine: Routine) -> bool:
    """`Card.create!(cvv: ...)`, where `Card` is a table of the repository."""
    owner = owner_of(call)
    found = flow.resolver.definition(owner, routine) if isinstance(owner, Name) else None
    return isinstance(found, ClassPlace) and is_stored_model(found.definition)


def _takes_record(flow: Flow, call: Call) -> bool:
    """Whether a call keeps the mapping that it is given: an insert, and a `create` of what calls itself a model or a repository, or of
    a class of the shop's. A provider's client has `create` too."""
    if last_of(call).startswith(("insert", "Insert", "put_item", "putItem", "PutItem", "addDoc", "bulkCreate")):
        return True
    if not flow.roles.by(call) & {"store.insert", "store.upsert"}:
        return False
    before = facts.trail(call).rpartition(".")[0]
    holder = before.rpartition(".")[2]
    return bool(words_of(before) & RECORDS) or (holder[:1].isupper() and before.startswith((".", "@/", "~/")))


def _statement(flow: Flow, call: Call) -> Iterator[Hit]:
    """SQL that writes card data: `INSERT INTO cards (card_number, cvv) ...`, `CREATE TABLE cards (...)`, `UPDATE cards SET cvv = ...`."""
    first = call.argument(0, "query", "sql", "statement")
    if first is None or not (last_of(call).lower().startswith(SQL) or "store.query" in flow.roles.by(call)):
        return
    if isinstance(first, Name) and flow.texts.of(first, flow.routine_at(call.span.start)) == HOLE:
        first = call.argument(1) or first  # the connection comes first
    if last_of(call).endswith("Context"):
        first = call.argument(1) or first  # Go hands a context over first
    text = flow.texts.of(first, flow.routine_at(call.span.start))
    for name in (word for part in _WRITES.findall(text) for word in re.findall(r"[A-Za-z_]\w+", "".join(part))):
        if is_card_name(name):
            yield _hit(flow, first.span, name, flow.symbol(flow.routine_at(call.span.start)))
            return


def _named(flow: Flow, call: Call) -> Iterator[Hit]:
    """A value that is kept under a name: `update_post_meta($id, "card_number", $number)`, `session(["cvv" => $cvv])`."""
    if "store.named" not in flow.roles.by(call):
        return
    routine = flow.routine_at(call.span.start)
    texts = [(text_of(a.value), a.value.span) for a in call.arguments]
    texts += [(field.name, field.value.span) for a in call.arguments for field in flow.fields.of(a.value, routine).known]
    for name, span in texts:
        if is_card_name(name):
            yield _hit(flow, span, name, flow.symbol(routine))
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
    for node in flow.module.nodes:
        if not isinstance(node, facts.Assign):
            continue
        for target in node.targets:
            kept = path_of(target.base) if isinstance(target, facts.Index) else path_of(target).rpartition(".")[0]
            if "request.session" in flow.roles.of(kept) and is_card_name(name_of(target)):
                yield _hit(flow, node.span, name_of(target), flow.symbol(flow.routine_at(node.span.start)))


def _may_decrypt(view: FileView) -> bool:
    """Whether a file decrypts something, or names a file that does: doors are not looked for in every file that speaks of cards."""
    files = view.project.mentioning(b"decrypt", family_of(view.source.path).suffixes)
    stems = (path.rpartition("/")[2].partition(".")[0].encode() for path in files)
    return view.source.path in files or any(stem in view.source.data for stem in stems)


def _given_back(flow: Flow) -> Iterator[Hit]:
    """A door that answers with card data which it decrypts: whoever can read it has stored it."""
    for handler in flow.handlers:
        for node in handler.routine.nodes:
            if isinstance(node, facts.Return) and node.value is not None:
                name = _decrypted(flow, node.value, handler.routine)
                if name:
                    yield _hit(flow, node.value.span, name, handler.symbol)


def _decrypted(flow: Flow, value: Expr, routine: Routine) -> str:
    """The name under which a value, or what a function returns, holds card data that is decrypted for it."""
    callee = flow.judge.callee(value, routine) if isinstance(value, Call) else None
    whole = callee.nodes if callee is not None else facts.walk(value)
    for node in whole:
        match node:
            case facts.Entry(key=facts.Literal(value=str() as name), value=held) if is_card_name(name):
                if any(isinstance(inner, Call) and "decrypt" in inner.path for inner in facts.walk(held)):
                    return name
    return ""
