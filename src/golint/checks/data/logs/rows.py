"""Rows of the shop's own store that are logged whole, secrets and all: `const user = await User.findByPk(id); console.log(user)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import MANY
from golint.checks.data.logs.told_secrets import is_key
from golint.context import runs_in_shop
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

READING = frozenset({
    "find", "findOne", "findAll", "findById", "findByPk", "findOneAndUpdate", "findByIdAndUpdate", "findOrCreate", "create",
})  # fmt: skip
HELD = ".dataValues"
"""What a row of Sequelize's calls all that it holds."""
CHOOSING = frozenset({"attributes", "select", "projection", "fields", "raw"})
DEFINING = (b".model(", b".define(", b".init(")
HIDING = (b"select: false", b"exclude", b"toobject", b"inspect.custom")
WRITING = b"tojson"
"""What a definition says in lower case that keeps fields out of rows that are read or shown, and of those that are written as JSON."""
STEPS = 3


def keeps_secret(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is such a row, or a list of them, with a field that its table's definition calls like a password or a key."""
    row = _row(part) if flow.kin == "javascript" else None
    read = _read(flow, row, routine, STEPS) if row is not None else None
    table = _table(read) if read is not None else ""
    if row is None or not table or _is_joined(row, routine):
        return False
    hiding = (*HIDING, WRITING) if _is_written(flow, row, routine) else HIDING
    return any(map(is_key, _fields(flow, table, routine, hiding)))


def _row(part: Expr) -> Name | None:
    """The variable that holds a row, or a list of them, of which all is shown: `found`, `found[0]`, `found[0].dataValues`."""
    match part:
        case facts.Attribute(base=base, path=path) if path == HELD:
            return _row(base)
        case facts.Index(base=base, key=facts.Literal(value=int())):
            return _row(base)
        case Name(path=path, written=written, span=span) if written.endswith(HELD) and written.count(".") == 1:
            return Name(path.removesuffix(HELD), span, written.removesuffix(HELD))
        case Name(written=written) if "." not in written:
            return part
    return None


def _is_joined(part: Name, routine: Routine) -> bool:
    """Whether a value is put together with a text: of most rows that shows no field."""
    return any(isinstance(node, facts.Binary) and part.span in (node.left.span, node.right.span) for node in routine.own)


def _is_written(flow: Flow, part: Name, routine: Routine) -> bool:
    return any(part.span in call.span and "json.encode" in flow.roles.by(call) for call in routine.calls)


def _table(call: Call) -> str:
    """What a file calls the model on which a call is made: `User` of `User.findOne(...)`."""
    owner = owner_of(call)
    name = owner.written.rpartition(".")[2] if isinstance(owner, Name) else ""
    return name if name[:1].isupper() else ""


def _read(flow: Flow, name: Name, routine: Routine, steps: int) -> Call | None:
    """The call that reads all of a row which a variable holds, or which a promise hands to the function that waits for it."""
    held = flow.texts.value_of(name, routine)
    value = held[0] if held is not None else _awaited(flow, name, routine)
    if isinstance(value, Name) and "." not in value.written and steps:
        return _read(flow, value, held[1] if held is not None else routine, steps - 1)
    return value if isinstance(value, Call) and _reads_all(flow, value, routine) else None


def _awaited(flow: Flow, name: Name, routine: Routine) -> Expr | None:
    call = flow.module.handed.get(routine.start)
    first = routine.function.parameters[0].name if routine.function.parameters else ""
    return call.receiver if call is not None and last_of(call) == "then" and first == name.written else None


def _reads_all(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call reads rows of a table, by its model, and does not say which of their fields."""
    if last_of(call) not in READING or not _table(call):
        return False
    told = {field.name for argument in call.arguments for field in flow.fields.of(argument.value, routine).known}
    return not told & CHOOSING and not any(text_of(argument.value) for argument in call.arguments[1:])


def _fields(flow: Flow, table: str, routine: Routine, hiding: Sequence[bytes]) -> Iterator[str]:
    """What the fields of a table are called where it is defined, unless some of them are kept out of what is read or written down."""
    files = flow.resolver.files
    paths = (path for path in files.mentioning(table, routine.path) if runs_in_shop(path) and files.holds(path, DEFINING))
    for module in files.modules(list(paths)[:MANY]):
        if not files.holds(module.path, hiding):
            for call in module.calls:
                if _defines(call, table):
                    yield from _named(flow, call, module)


def _defines(call: Call, table: str) -> bool:
    """`sequelize.define("User", { ... })`, `mongoose.model("User", schema)`, `User.init({ ... })`"""
    if last_of(call) == "init":
        return _table(call) == table
    return last_of(call) in ("define", "model") and text_of(call.argument(0)) == table


def _named(flow: Flow, call: Call, module: Module) -> Iterator[str]:
    routine = module.enclosing(call.span.start)
    told = call.argument(0 if last_of(call) == "init" else 1)
    held = flow.texts.value_of(told, routine) if isinstance(told, Name) else None
    schema, place = held if held is not None else (told, routine)
    if isinstance(schema, Call):  # `new Schema({ ... })`
        schema = schema.argument(0)
    if isinstance(schema, facts.Mapping):
        yield from (field.name for field in flow.fields.of(schema, place).known)
